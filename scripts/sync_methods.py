"""Converts an asynchronous method into its synchronous twin."""

from __future__ import annotations

import ast
import re
import textwrap

import attrs

from scripts.errors import RegenError
from scripts.modules import (
    Function,
    Module,
    Modules,
    annotations_of,
    defaults_of,
    is_generator,
    names_used,
)

SOURCE_CLASS = "PixelClientAsync"

# Phrases of docstrings to replace for the synchronous client, across line breaks. Each must occur
# somewhere, or it is obsolete.
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
LEFT_OVER = re.compile(
    r"\bawait(ed)?\b|\basync (with|for|def)\b|\ba(close|enter|exit|iter|next)__?\b|Async\b"
)

WIDTH = 92  # columns of a docstring inside a method
KNOWN_DECORATORS = frozenset({"classmethod", "overload", "property"})
ITERATORS = frozenset({"AsyncIterator", "AsyncGenerator", "AsyncIterable"})


@attrs.define(kw_only=True)
class SyncWriter:
    """Converts methods and collects the imports that the sync module needs.

    Attributes:
        modules: Our parsed modules.
        typing: Name -> its origin, for annotations only.
        runtime: Name -> its origin, for default values.
        unused: Rename rules that no docstring has needed so far.
    """

    modules: Modules
    typing: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    runtime: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    unused: dict[str, str] = attrs.field(factory=lambda: dict(RENAMES))

    def require(self, names: set[str], module: Module, *, at_run_time: bool = False) -> None:
        """Record the origin of names that need an import.

        Raises:
            RegenError: A name is unknown in its module, or has different origins.
        """
        for name in sorted(names):
            if name in module.imports:
                origin = self.modules.origin(*module.imports[name])
            elif name in module.defined:
                origin = (module.name, name)
            else:
                raise RegenError(f"the name {name!r} is undefined", where=module.name)
            for known in (self.typing, self.runtime):
                if known.get(name, origin) != origin:
                    raise RegenError(
                        f"{name!r} is {dotted(origin)} here and {dotted(known[name])} elsewhere",
                        where=module.name,
                        remedy="Import one of them under another name.",
                    )
            (self.runtime if at_run_time else self.typing)[name] = origin

    def docstring(self, text: str, where: str) -> str:
        """Adapt a docstring to the synchronous client.

        Raises:
            RegenError: It still mentions awaiting.
        """
        for old, new in RENAMES:
            words = r"\s+".join(map(re.escape, old.split())) + (r"\s+" if old.endswith(" ") else "")
            text, count = re.subn(words, new.replace("\\", r"\\"), text)
            if count:
                self.unused.pop(old, None)
        if left := LEFT_OVER.search(text):
            raise RegenError(
                f"the docstring contains {left[0]!r}, which is wrong for the synchronous client",
                where=where,
                remedy="Word it for both clients, or add a rule to RENAMES in sync_methods.py.",
            )
        return "\n".join(_filled(line) for line in text.split("\n"))

    def known_decorators(self, function: Function, module: Module) -> list[str]:
        """The decorators of a method.

        Raises:
            RegenError: One of them is not supported.
        """
        decorators = [ast.unparse(item) for item in function.decorator_list]
        for name in decorators:
            if name.split(".")[-1] not in KNOWN_DECORATORS:
                raise RegenError(
                    f"the decorator @{name} is not supported",
                    where=f"{module.name}.{function.name}",
                    remedy="Add it in scripts/sync_methods.py.",
                )
        return decorators

    def sync_method(self, function: Function, module: Module) -> Function:
        """Convert a method.

        Raises:
            RegenError: It has a decorator or shape that is not supported.
        """
        where = f"{module.name}.{function.name}"
        decorators = self.known_decorators(function, module)
        returns, call = function.returns, call_of(function)
        if returns is None:
            raise RegenError("has no return annotation", where=where)
        is_iterator = isinstance(returns, ast.Subscript) and ast.unparse(returns.value) in ITERATORS
        coroutine = isinstance(function, ast.AsyncFunctionDef) and not is_generator(function)
        if coroutine and is_iterator:
            raise RegenError(
                "is a coroutine that returns an iterator; make it a plain function or a generator",
                where=where,
            )
        body: str
        if decorators == ["overload"]:
            body = "..."
        elif decorators == ["property"]:
            body = f"return self._client.{function.name}"
        elif decorators == ["classmethod"]:
            body = f"return cls._around({SOURCE_CLASS}.{call})"
        elif is_iterator:
            assert isinstance(returns, ast.Subscript)
            element = (
                returns.slice.elts[0] if isinstance(returns.slice, ast.Tuple) else returns.slice
            )
            returns = ast.Subscript(ast.Name("Iterator"), element)
            self.typing["Iterator"] = ("collections.abc", "Iterator")
            body = f"return self._portal.iterate(self._client.{call})"
        elif coroutine:
            start = "" if ast.unparse(returns) == "None" else "return "
            body = f"{start}self._portal.run(self._client.{call})"
        elif isinstance(function, ast.AsyncFunctionDef):
            raise RegenError("yields, but is not annotated as an AsyncIterator", where=where)
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
            new.body.insert(0, docstring_node(self.docstring(text, where)))
        elif "overload" not in decorators:
            raise RegenError("has no docstring", where=where)
        used = names_used(*annotations_of(new), *map(_name, decorators)) - {"Iterator"}
        self.require(used, module)
        self.require(names_used(*defaults_of(function)), module, at_run_time=True)
        if "overload" in decorators:
            self.require({"overload"}, module, at_run_time=True)
        return new


def _filled(line: str) -> str:
    """Rewrap a line that a replacement has made too long."""
    indent = " " * (len(line) - len(line.lstrip()))
    if len(line) <= WIDTH:
        return line
    return textwrap.fill(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _name(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def docstring_node(text: str) -> ast.Expr:
    """A docstring node, indented as the formatter expects."""
    lines = text.split("\n")
    indented = "\n".join([lines[0], *(f"        {line}" if line else "" for line in lines[1:])])
    return ast.Expr(ast.Constant(indented if len(lines) == 1 else f"{indented}\n        "))


def call_of(function: Function) -> str:
    """The call that passes on all arguments."""
    arguments = function.args
    positional = [item.arg for item in [*arguments.posonlyargs, *arguments.args][1:]]
    parts = [*positional]
    if arguments.vararg:
        parts.append(f"*{arguments.vararg.arg}")
    parts += [f"{item.arg}={item.arg}" for item in arguments.kwonlyargs]
    if arguments.kwarg:
        parts.append(f"**{arguments.kwarg.arg}")
    return f"{function.name}({', '.join(parts)})"


def dotted(origin: tuple[str, str]) -> str:
    """Join module and name with a dot."""
    return ".".join(filter(None, origin))
