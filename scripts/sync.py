"""Writes pixel_client/sync.py: PixelClient, the blocking twin of PixelClientAsync, from its source by AST.

`PixelClientAsync` and its bases in our packages are read, not imported, so that a broken package can be
written anew. Each public method keeps its arguments, its annotations and its docstring; its body hands the
call to the asynchronous client through the portal. `make regen` runs this.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.modules import Function, Module, Modules, annotations, defaults, is_generator, names_used
from scripts.refusal import Refusal

SOURCE, SOURCE_CLASS, TARGET_CLASS = "pixel_client.client", "PixelClientAsync", "PixelClient"
TARGET = "pixel_client.sync"
BANNER = """\
# Written by scripts/sync.py from pixel_client/client.py and its bases.
# Do not edit: change these and run `make regen`.
"""

# What docstrings say otherwise on this side, wherever their lines break. Each must occur somewhere, or it
# is a leftover.
RENAMES: tuple[tuple[str, str], ...] = (
    ("whose methods are awaited", "whose methods return when the answer is there"),
    ("get_client(async_=True)", "get_client()"),
    (
        "from several event loops, one after the other or side by side",
        "from several threads, also where an event loop runs, as in Jupyter",
    ),
    ("await client.aclose()", "client.close()"),
    ("async with ", "with "),
)
LEFT_OVER = re.compile(r"\bawait(ed)?\b|\basync (with|for|def)\b|\ba(close|enter|exit|iter|next)__?\b|Async\b")

WIDTH = 92  # columns of a docstring inside a method
ITERATORS = frozenset({"AsyncIterator", "AsyncGenerator", "AsyncIterable"})
WRITTEN_HERE = frozenset({"aclose", "__aenter__", "__aexit__", "__init__", "__repr__", "__reduce__"})

FRAME = '''
class PixelClient:
    """DOC"""

    def __init__(self) -> None:
        self._client = PixelClientAsync()
        self._portal = Portal()

    @classmethod
    def _around(cls, client: PixelClientAsync) -> Self:
        made = cls.__new__(cls)
        made._client = client
        made._portal = Portal()
        return made

    def close(self) -> None:
        """DOC"""
        try:
            # A portal that is closed has closed the client before.
            with contextlib.suppress(PixelClosedError):
                self._portal.run(self._client.aclose())
        finally:
            self._portal.close()

    def __enter__(self) -> Self:
        self._portal.run(self._client.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return repr(self._client).replace("PixelClientAsync", type(self).__name__, 1)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self._client)
'''


@dataclass
class Writer:
    """Collects what the sync module needs while methods are turned.

    Attributes:
        modules: Where source is found.
        typing: Name -> module it comes from, for annotations only.
        runtime: Name -> module it comes from, for default values.
        unused: Rename rules that no docstring needed yet.
    """

    modules: Modules
    typing: dict[str, tuple[str, str]] = field(default_factory=dict)
    runtime: dict[str, tuple[str, str]] = field(default_factory=dict)
    unused: dict[str, str] = field(default_factory=lambda: dict(RENAMES))

    def need(self, names: set[str], module: Module, *, at_run_time: bool = False) -> None:
        """Note where names come from.

        Raises:
            Refusal: A name is unknown in its module, or means something else in another.
        """
        for name in sorted(names):
            if name in module.imports:
                origin = self.modules.origin(*module.imports[name])
            elif name in module.defined:
                origin = (module.name, name)
            else:
                raise Refusal(f"the name {name!r} comes from nowhere", where=module.name)
            for known in (self.typing, self.runtime):
                if known.get(name, origin) != origin:
                    raise Refusal(
                        f"{name!r} is {_dotted(origin)} here and {_dotted(known[name])} elsewhere",
                        where=module.name,
                        remedy="Import one of them under another name.",
                    )
            (self.runtime if at_run_time else self.typing)[name] = origin

    def docstring(self, text: str, where: str) -> str:
        """A docstring for this side.

        Raises:
            Refusal: It still speaks of awaiting.
        """
        for old, new in RENAMES:
            words = r"\s+".join(map(re.escape, old.split())) + (r"\s+" if old.endswith(" ") else "")
            text, count = re.subn(words, lambda _, new=new: new, text)
            if count:
                self.unused.pop(old, None)
        if left := LEFT_OVER.search(text):
            raise Refusal(
                f"the docstring says {left[0]!r}, which is wrong for the synchronous client",
                where=where,
                remedy="Say it in a way that fits both, or add a rule to RENAMES in scripts/sync.py.",
            )
        return "\n".join(_filled(line) for line in text.split("\n"))

    def turned(self, function: Function, module: Module) -> Function:
        """The method for this side.

        Raises:
            Refusal: It has a decorator or a shape that is not known here.
        """
        where = f"{module.name}.{function.name}"
        decorators = [ast.unparse(item) for item in function.decorator_list]
        if unknown := [name for name in decorators if name not in ("property", "classmethod", "overload")]:
            raise Refusal(
                f"the decorator @{unknown[0]} is not known", where=where, remedy="Teach scripts/sync.py."
            )
        returns, call = function.returns, _call(function)
        if returns is None:
            raise Refusal("has no return annotation", where=where)
        is_iterator = isinstance(returns, ast.Subscript) and ast.unparse(returns.value) in ITERATORS
        coroutine = isinstance(function, ast.AsyncFunctionDef) and not is_generator(function)
        if coroutine and is_iterator:
            raise Refusal("is awaited for an iterator; make it a plain function or a generator", where=where)
        body: str
        if decorators == ["overload"]:
            body = "..."
        elif decorators == ["property"]:
            body = f"return self._client.{function.name}"
        elif decorators == ["classmethod"]:
            body = f"return cls._around({SOURCE_CLASS}.{call})"
        elif is_iterator:
            assert isinstance(returns, ast.Subscript)
            element = returns.slice.elts[0] if isinstance(returns.slice, ast.Tuple) else returns.slice
            returns = ast.Subscript(ast.Name("Iterator"), element)
            self.typing["Iterator"] = ("collections.abc", "Iterator")
            body = f"return self._portal.iterate(self._client.{call})"
        elif coroutine:
            start = "" if ast.unparse(returns) == "None" else "return "
            body = f"{start}self._portal.run(self._client.{call})"
        elif isinstance(function, ast.AsyncFunctionDef):
            raise Refusal("yields, but is not annotated as an AsyncIterator", where=where)
        else:
            body = f"return self._client.{call}"
        new = ast.FunctionDef(
            name=function.name,
            args=function.args,
            body=ast.parse(body).body,
            decorator_list=function.decorator_list,
            returns=returns,
        )
        text = ast.get_docstring(function)
        if text is not None:
            new.body.insert(0, _string(self.docstring(text, where)))
        elif "overload" not in decorators:
            raise Refusal("has no docstring", where=where)
        used = names_used(*annotations(new), *map(_name, decorators)) - {"Iterator"}
        self.need(used, module)
        self.need(names_used(*defaults(function)), module, at_run_time=True)
        if "overload" in decorators:
            self.need({"overload"}, module, at_run_time=True)
        return new


def _filled(line: str) -> str:
    """A line that a rule has made too long, broken again."""
    indent = " " * (len(line) - len(line.lstrip()))
    if len(line) <= WIDTH:
        return line
    return textwrap.fill(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _name(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _string(text: str) -> ast.Expr:
    """A docstring, indented as the formatter wants it."""
    lines = text.split("\n")
    indented = "\n".join([lines[0], *(f"        {line}" if line else "" for line in lines[1:])])
    return ast.Expr(ast.Constant(indented if len(lines) == 1 else f"{indented}\n        "))


def _call(function: Function) -> str:
    """The call that hands all arguments on."""
    arguments = function.args
    positional = [item.arg for item in [*arguments.posonlyargs, *arguments.args][1:]]
    parts = [*positional]
    if arguments.vararg:
        parts.append(f"*{arguments.vararg.arg}")
    parts += [f"{item.arg}={item.arg}" for item in arguments.kwonlyargs]
    if arguments.kwarg:
        parts.append(f"**{arguments.kwarg.arg}")
    return f"{function.name}({', '.join(parts)})"


def _dotted(origin: tuple[str, str]) -> str:
    return ".".join(filter(None, origin))


def methods(modules: Modules, module: Module, source: ast.ClassDef) -> Iterator[tuple[Module, Function]]:
    """The methods of a class and of its bases that are ours, in the order Python looks them up.

    Raises:
        Refusal: A public attribute is not a method.
    """
    for statement in source.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield module, statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.ClassDef):
            for name in _assigned(statement):
                if not name.startswith("_"):
                    raise Refusal(f"the attribute {name!r} cannot be carried over", where=module.name)
    for base in source.bases:
        found = modules.find_class(module, base)
        if found is not None:
            yield from methods(modules, *found)


def _assigned(statement: ast.Assign | ast.AnnAssign | ast.ClassDef) -> list[str]:
    if isinstance(statement, ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def write(packages: Mapping[str, Path]) -> str:
    """The source of pixel_client/sync.py, not formatted.

    Args:
        packages: `pixel_client` and `pixel_api` -> their directories.

    Returns:
        Python source.

    Raises:
        Refusal: The asynchronous client has something that cannot be turned.
    """
    modules = Modules(packages)
    module = modules.get(SOURCE)
    if SOURCE_CLASS not in module.classes:
        raise Refusal(f"has no class {SOURCE_CLASS}", where=SOURCE)
    source = module.classes[SOURCE_CLASS]
    writer = Writer(modules)
    own: dict[str, Function] = {}
    frame = ast.parse(FRAME).body[0]
    assert isinstance(frame, ast.ClassDef)
    done: dict[str, bool] = {}
    turned: list[ast.stmt] = []
    for home, function in methods(modules, module, source):
        name = function.name
        decorators = [ast.unparse(item) for item in function.decorator_list]
        abstract = any(item.split(".")[-1] == "abstractmethod" for item in decorators)
        if name in WRITTEN_HERE:
            own.setdefault(name, function)
            continue
        if name.startswith("__") and name.endswith("__"):
            raise Refusal(f"{name} is not known", where=home.name, remedy="Teach scripts/sync.py.")
        if name.startswith("_") or abstract or (done.get(name) is True):
            continue
        if name == "close":
            raise Refusal("'close' is the synchronous aclose", where=home.name)
        turned.append(writer.turned(function, home))
        done[name] = "overload" not in decorators
    _fit(frame, source, own, writer, module)
    frame.body.extend(turned)
    if writer.unused:
        raise Refusal(
            f"no docstring says {next(iter(writer.unused))!r}",
            where="RENAMES in scripts/sync.py",
            remedy="Remove the rule, or adapt it to the docstring it was for.",
        )
    return _module(frame, writer)


def _fit(
    frame: ast.ClassDef,
    source: ast.ClassDef,
    own: Mapping[str, Function],
    writer: Writer,
    module: Module,
) -> None:
    """Put the constructor's arguments and the docstrings of the source into the frame."""
    parts = {item.name: item for item in frame.body if isinstance(item, ast.FunctionDef)}
    for needed in ("__init__", "aclose", "__aenter__", "__aexit__"):
        if needed not in own:
            raise Refusal(f"{SOURCE_CLASS} has no {needed}", where=module.name)
    constructor = own["__init__"]
    parts["__init__"].args = constructor.args
    made = f"self._client = {SOURCE_CLASS}{_call(constructor).removeprefix('__init__')}"
    parts["__init__"].body[0] = ast.parse(made).body[0]
    writer.need(names_used(*annotations(constructor)), module)
    writer.need(names_used(*defaults(constructor)), module, at_run_time=True)
    texts = ((frame, source), (parts["close"], own["aclose"]))
    for target, origin in texts:
        text = ast.get_docstring(origin)
        if text is None:
            raise Refusal(f"{origin.name} has no docstring", where=module.name)
        target.body[0] = _string(writer.docstring(text, f"{module.name}.{origin.name}"))


def _module(frame: ast.ClassDef, writer: Writer) -> str:
    """The whole file: what runs needs little, annotations are imported for type checkers only."""
    package = TARGET.split(".")[0]
    runtime = {
        "contextlib": ("contextlib", ""),
        "Any": ("typing", "Any"),
        "Self": ("typing", "Self"),
        "TYPE_CHECKING": ("typing", "TYPE_CHECKING"),
        SOURCE_CLASS: (SOURCE, SOURCE_CLASS),
        "PixelClosedError": (f"{package}.exceptions", "PixelClosedError"),
        "Portal": (f"{package}.portal", "Portal"),
    }
    for name, origin in writer.runtime.items():
        if runtime.setdefault(name, origin) != origin:
            raise Refusal(f"{name!r} is {_dotted(origin)}, and another thing in sync.py", where=SOURCE)
    typing = {"TracebackType": ("types", "TracebackType"), **writer.typing}
    for name, origin in typing.items():
        if runtime.get(name, origin) != origin or name == TARGET_CLASS:
            raise Refusal(f"{name!r} is {_dotted(origin)}, and another thing in sync.py", where=SOURCE)
    only_typing = {name: origin for name, origin in typing.items() if name not in runtime}
    lines = [
        BANNER,
        f'"""{TARGET_CLASS}: {SOURCE_CLASS} for code without an event loop."""\n',
        "from __future__ import annotations\n",
        *_imports(runtime, package),
        "\nif TYPE_CHECKING:",
        *(f"    {line}" for line in _imports(only_typing, package)),
        f'\n__all__ = ["{TARGET_CLASS}"]\n\n',
        ast.unparse(ast.fix_missing_locations(frame)),
        f"\n\ndef _restore(kind: type[{TARGET_CLASS}], client: {SOURCE_CLASS}) -> {TARGET_CLASS}:",
        "    return kind._around(client)",
    ]
    return "\n".join(lines) + "\n"


def _imports(names: Mapping[str, tuple[str, str]], package: str) -> Sequence[str]:
    found = []
    for name, (source, original) in sorted(names.items()):
        if not original:
            found.append(f"import {source}" if source == name else f"import {source} as {name}")
            continue
        inside = source == package or source.startswith(f"{package}.")
        shown = f".{source[len(package) + 1 :]}" if inside else source
        found.append(f"from {shown} import {original}" + (f" as {name}" if name != original else ""))
    return found
