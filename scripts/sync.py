"""Writes pixel_client/sync.py: PixelClient, the synchronous twin of PixelClientAsync, by AST.

`PixelClientAsync` and its bases in our packages are parsed, not imported, so that a broken package
can be regenerated. Each public method keeps its arguments, annotations and docstring; its body
forwards the call to the asynchronous client through the portal. `make regen` runs this.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.errors import RegenError
from scripts.modules import Function, Module, Modules, annotations_of, defaults_of, names_used
from scripts.sync_methods import SOURCE_CLASS, SyncWriter, call_of, docstring_node, dotted

SOURCE, TARGET_CLASS = "pixel_client.client", "PixelClient"
TARGET = "pixel_client.sync"
BANNER = """\
# Written by scripts/sync.py from pixel_client/client.py and its bases.
# Do not edit: change these and run `make regen`.
"""

WRITTEN_HERE = frozenset(
    {"aclose", "__aenter__", "__aexit__", "__init__", "__repr__", "__reduce__"}
)

CLASS_TEMPLATE = '''
class PixelClient:
    """DOC"""

    def __init__(self) -> None:
        self._client = PixelClientAsync()
        self._portal = self._client._portal

    @classmethod
    def _around(cls, client: PixelClientAsync) -> Self:
        self = cls.__new__(cls)
        self._client = client
        self._portal = client._portal
        return self

    def close(self) -> None:
        """DOC"""
        try:
            # A closed portal has already closed the client.
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


def methods(
    modules: Modules, module: Module, source: ast.ClassDef
) -> Iterator[tuple[Module, Function]]:
    """The methods of a class and of its bases that are ours, in method resolution order.

    Raises:
        RegenError: A public attribute is not a method.
    """
    for statement in source.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield module, statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.ClassDef):
            for name in _assigned(statement):
                if not name.startswith("_"):
                    raise RegenError(f"the attribute {name!r} cannot be copied", where=module.name)
    for base in source.bases:
        found = modules.find_class(module, base)
        if found is not None:
            yield from methods(modules, *found)


def _called(function: Function) -> Iterator[str]:
    """The methods that a method calls on self."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "self":
                yield node.func.attr


def _assigned(statement: ast.Assign | ast.AnnAssign | ast.ClassDef) -> list[str]:
    if isinstance(statement, ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def write(packages: Mapping[str, Path]) -> str:
    """Write the source of pixel_client/sync.py, not formatted.

    Args:
        packages: `pixel_client` and `pixel_api` -> their directories.

    Returns:
        Python source.

    Raises:
        RegenError: The asynchronous client has a part that cannot be converted.
    """
    modules = Modules(packages)
    module = modules.get(SOURCE)
    if SOURCE_CLASS not in module.classes:
        raise RegenError(f"has no class {SOURCE_CLASS}", where=SOURCE)
    source = module.classes[SOURCE_CLASS]
    writer = SyncWriter(modules=modules)
    own: dict[str, Function] = {}
    frame = ast.parse(CLASS_TEMPLATE).body[0]
    assert isinstance(frame, ast.ClassDef)
    done: dict[str, bool] = {}
    converted: list[ast.stmt] = []
    needed: dict[str, str] = {}
    defined: set[str] = set()
    for home, function in methods(modules, module, source):
        name = function.name
        if any(ast.unparse(item).endswith("abstractmethod") for item in function.decorator_list):
            needed.setdefault(name, home.name)
            continue
        defined.add(name)
        if home.name.startswith("pixel_client."):  # hand-written; generated methods fit together
            needed |= {called: home.name for called in _called(function) if called not in needed}
        if name in WRITTEN_HERE:
            own.setdefault(name, function)
            continue
        if name.startswith("__") and name.endswith("__"):
            raise RegenError(
                f"{name} is not supported", where=home.name, remedy="Add it in scripts/sync.py."
            )
        if name.startswith("_"):
            continue
        decorators = writer.known_decorators(function, home)
        if done.get(name):
            continue
        if name == "close":
            raise RegenError("'close' is reserved for the synchronous aclose", where=home.name)
        converted.append(writer.sync_method(function, home))
        done[name] = "overload" not in decorators
    known = defined | WRITTEN_HERE
    if missing := [name for name in needed if name not in known and name[0] != "_"]:
        raise RegenError(
            f"needs the method {missing[0]!r}, which no operation has",
            where=needed[missing[0]],
            remedy="The document lacks it, or it has another name in openapi/names.yaml.",
        )
    _fill_in(frame, source, own, writer, module)
    frame.body.extend(converted)
    if writer.unused:
        raise RegenError(
            f"no docstring contains {next(iter(writer.unused))!r}",
            where="RENAMES in scripts/sync_methods.py",
            remedy="Remove the rule, or adapt it to its docstring.",
        )
    return _module(frame, writer)


def _fill_in(
    frame: ast.ClassDef,
    source: ast.ClassDef,
    own: Mapping[str, Function],
    writer: SyncWriter,
    module: Module,
) -> None:
    """Fill the constructor's arguments and the docstrings of the source into the template."""
    parts = {item.name: item for item in frame.body if isinstance(item, ast.FunctionDef)}
    for needed in ("__init__", "aclose", "__aenter__", "__aexit__"):
        if needed not in own:
            raise RegenError(f"{SOURCE_CLASS} has no {needed}", where=module.name)
    constructor = own["__init__"]
    parts["__init__"].args = constructor.args
    body = f"self._client = {SOURCE_CLASS}{call_of(constructor).removeprefix('__init__')}"
    parts["__init__"].body[0] = ast.parse(body).body[0]
    writer.require(names_used(*annotations_of(constructor)), module)
    writer.require(names_used(*defaults_of(constructor)), module, at_run_time=True)
    texts = ((frame, source), (parts["close"], own["aclose"]))
    for target, origin in texts:
        text = ast.get_docstring(origin)
        if text is None:
            raise RegenError(f"{origin.name} has no docstring", where=module.name)
        target.body[0] = docstring_node(writer.docstring(text, f"{module.name}.{origin.name}"))


def _module(frame: ast.ClassDef, writer: SyncWriter) -> str:
    """Assemble the file; imports that only annotations need are for type checkers only."""
    package = TARGET.split(".")[0]
    runtime = {
        "contextlib": ("contextlib", ""),
        "Any": ("typing", "Any"),
        "Self": ("typing", "Self"),
        "TYPE_CHECKING": ("typing", "TYPE_CHECKING"),
        SOURCE_CLASS: (SOURCE, SOURCE_CLASS),
        "PixelClosedError": (f"{package}.exceptions", "PixelClosedError"),
    }
    for name, origin in writer.runtime.items():
        if runtime.setdefault(name, origin) != origin:
            raise RegenError(
                f"{name!r} is {dotted(origin)}, but something else in sync.py", where=SOURCE
            )
    typing = {"TracebackType": ("types", "TracebackType"), **writer.typing}
    for name, origin in typing.items():
        if runtime.get(name, origin) != origin or name == TARGET_CLASS:
            raise RegenError(
                f"{name!r} is {dotted(origin)}, but something else in sync.py", where=SOURCE
            )
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
        found.append(
            f"from {shown} import {original}" + (f" as {name}" if name != original else "")
        )
    return found
