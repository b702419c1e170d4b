"""Parses our own modules without importing them, and resolves classes and names."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from scripts.errors import RegenError

Function = ast.FunctionDef | ast.AsyncFunctionDef


@attrs.define(kw_only=True)
class Module:
    """One parsed module.

    Attributes:
        name: Its dotted name.
        path: Its file, for messages.
        imports: Local name -> module and name in it; the name is empty for `import module`.
        classes: Name -> class.
        defined: All names defined at the top level, except imports.
    """

    name: str
    path: Path
    imports: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    classes: dict[str, ast.ClassDef] = attrs.field(factory=dict)
    defined: set[str] = attrs.field(factory=set)


class Modules:
    """Finds modules below our own packages, and reads each once.

    Args:
        packages: Top-level name -> directory.
    """

    def __init__(self, packages: Mapping[str, Path]) -> None:
        self._packages = dict(packages)
        self._read: dict[str, Module] = {}

    def is_ours(self, name: str) -> bool:
        """Whether a module belongs to one of our packages."""
        return name.split(".")[0] in self._packages

    def get(self, name: str) -> Module:
        """Parse a module.

        Raises:
            RegenError: The file is missing, or is not valid Python.
        """
        if name not in self._read:
            top, *rest = name.split(".")
            path = self._packages[top].joinpath(*rest)
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            try:
                tree = ast.parse(path.read_text(encoding="utf-8"))
            except OSError as error:
                raise RegenError(f"cannot be read ({error.strerror})", where=name) from error
            except SyntaxError as error:
                raise RegenError(
                    f"is not valid Python: {error.msg} (line {error.lineno})", where=name
                ) from error
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            module = Module(name=name, path=path)
            for statement in _top(tree.body):
                _note(module, statement, package)
            self._read[name] = module
        return self._read[name]

    def origin(self, source: str, name: str) -> tuple[str, str]:
        """Find where a name is defined, following re-exports of our modules.

        Args:
            source: The module it is imported from.
            name: Its name there; empty for the module itself.

        Returns:
            Module and name.
        """
        seen: set[tuple[str, str]] = set()
        while name and self.is_ours(source) and (source, name) not in seen:
            seen.add((source, name))
            source, name = self.get(source).imports.get(name, (source, name))
        return source, name

    def find_class(
        self, module: Module, expression: ast.expr
    ) -> tuple[Module, ast.ClassDef] | None:
        """Resolve a base class expression; None when the class is not ours.

        Raises:
            RegenError: The import refers to our module, which has no such class.
        """
        target = expression.value if isinstance(expression, ast.Subscript) else expression
        if not isinstance(target, ast.Name):
            return None
        seen: set[tuple[str, str]] = set()
        name = target.id
        while name not in module.classes:
            source, original = module.imports.get(name, ("", ""))
            if not original or not self.is_ours(source):
                return None
            if (source, original) in seen:
                raise RegenError(f"{name!r} is imported in a circle", where=module.name)
            seen.add((source, original))
            module, name = self.get(source), original
            if name not in module.classes and name not in module.imports:
                raise RegenError(f"there is no class {name!r}", where=module.name)
        return module, module.classes[name]


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Top-level statements, including those under `if TYPE_CHECKING` and the like."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from _top([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            yield from _top(statement.body)


def _note(module: Module, statement: ast.stmt, package: str) -> None:
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.asname:
                module.imports[alias.asname] = (alias.name, "")
            else:
                top = alias.name.split(".")[0]
                module.imports[top] = (top, "")
    elif isinstance(statement, ast.ImportFrom):
        source = statement.module or ""
        if statement.level:
            parts = package.split(".")
            parts = parts[: len(parts) - statement.level + 1]
            source = ".".join([*parts, *([source] if source else [])])
        for alias in statement.names:
            module.imports[alias.asname or alias.name] = (source, alias.name)
    elif isinstance(statement, ast.ClassDef):
        module.classes[statement.name] = statement
        module.defined.add(statement.name)
    elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        module.defined.add(statement.name)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        module.defined.update(target.id for target in targets if isinstance(target, ast.Name))


def names_used(*nodes: ast.AST | None) -> set[str]:
    """Names in expressions, without builtins."""
    found: set[str] = set()
    for node in nodes:
        for part in ast.walk(node) if node is not None else ():
            if isinstance(part, ast.Name):
                found.add(part.id)
    return found - set(dir(builtins))


def annotations_of(function: Function) -> list[ast.expr]:
    """The annotations of a function's arguments and return value."""
    arguments = function.args
    each = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        *filter(None, (arguments.vararg, arguments.kwarg)),
    ]
    found = [argument.annotation for argument in each if argument.annotation is not None]
    return [*found, function.returns] if function.returns is not None else found


def defaults_of(function: Function) -> list[ast.expr]:
    """The default values of a function's arguments."""
    return [*function.args.defaults, *filter(None, function.args.kw_defaults)]


def is_generator(function: Function) -> bool:
    """Whether the function itself yields, not a nested one."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
    return False
