"""What can be changed in a module, and a sample of it."""

from __future__ import annotations

import ast
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from .operators import OWN

OF_A_KIND = 2

# Of cosmic-ray's operators those whose mutants say something. Its others give each comparison six
# relatives and each sum ten, most of which fail whatever is tested.
KINDS = {
    "comparison": re.compile(
        r"ReplaceComparisonOperator_(Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Lt_GtE|GtE_Lt|Gt_LtE|LtE_Gt"
        r"|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is)"
    ),
    "arithmetic": re.compile(
        r"ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul"
        r"|BitOr_BitAnd|BitAnd_BitOr|LShift_RShift|RShift_LShift)"
    ),
    "sign": re.compile(r"ReplaceUnaryOperator_\w+|ReplaceUnaryOperator_Delete_Not"),
    "not": re.compile(r"AddNot"),
    "and, or": re.compile(r"ReplaceAndWithOr|ReplaceOrWithAnd"),
    "true, false": re.compile(r"ReplaceTrueWithFalse|ReplaceFalseWithTrue"),
    "break, continue": re.compile(r"ReplaceBreakWithContinue|ReplaceContinueWithBreak"),
    "exception": re.compile(r"ExceptionReplacer"),
    "number": re.compile(r"NumberReplacer"),
    "decorator": re.compile(r"RemoveDecorator"),
    "loop": re.compile(r"ZeroIterationForLoop"),
}


@attrs.frozen(kw_only=True)
class Mutant:
    """One change to one module.

    Attributes:
        module: Path of the file in the tree.
        function: Where in it: `Class.method`, or "" for the module itself.
        operator: Name of the operator.
        kind: Group of operators that it belongs to.
        line: Number of the changed line, from 1.
        text: That line, without its indentation.
        becomes: What differs after the change, without indentation.
        source: The whole module after the change.
    """

    module: str
    function: str
    operator: str
    kind: str
    line: int
    text: str
    becomes: str
    source: str = attrs.field(repr=False)

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What names the mutant for as long as the line stays as it is, wherever it moves."""
        return self.module, self.function, self.operator, self.text, self.becomes


@attrs.frozen(kw_only=True)
class _Place:
    operator: str
    kind: str
    occurrence: int
    line: int


def sample(root: Path, module: str, *, each: int, seed: int) -> list[Mutant]:
    """Some mutants of a module, at most two of a kind and one a line.

    Args:
        root: The tree.
        module: Path of the file in it.
        each: How many at most.
        seed: The same seed gives the same mutants, as long as the file does not change.
    """
    source = (root / module).read_text()
    chance = random.Random(f"{seed} {module}")  # noqa: S311 (a sample, no secret)
    kinds: dict[str, list[_Place]] = defaultdict(list)
    for place in _places(source):
        kinds[place.kind].append(place)
    lines: set[int] = set()
    taken: dict[str, int] = defaultdict(int)
    found: list[Mutant] = []
    while kinds and len(found) < each:
        kind = chance.choice(sorted(kinds))
        place = kinds[kind].pop(chance.randrange(len(kinds[kind])))
        if place.line not in lines and (mutant := _mutant(module, source, place)):
            found.append(mutant)
            lines.add(place.line)
            taken[kind] += 1
        if taken[kind] == OF_A_KIND or not kinds[kind]:
            del kinds[kind]
    return sorted(found, key=lambda mutant: mutant.line)


def _operators() -> Iterator[tuple[str, str, Any]]:
    """Name, kind and operator."""
    from cosmic_ray import plugins

    for full in sorted(plugins.operator_names()):
        name = full.rpartition("/")[2]
        for kind, pattern in KINDS.items():
            if pattern.fullmatch(name):
                yield name, kind, plugins.get_operator(full)()
    for name, operator in OWN.items():
        yield name, name, operator()


def _places(source: str) -> Iterator[_Place]:
    from cosmic_ray.ast import ast_nodes, get_ast

    out = left_out(source)
    nodes = list(ast_nodes(get_ast(source)))
    for name, kind, operator in _operators():
        occurrence = -1
        for node in nodes:
            for (line, column), _ in operator.mutation_positions(node):
                occurrence += 1
                if not any(begin <= (line, column) < end for begin, end in out):
                    yield _Place(operator=name, kind=kind, occurrence=occurrence, line=line)


def _mutant(module: str, source: str, place: _Place) -> Mutant | None:
    """The mutant of a place, or None where the change is none or cannot be compiled."""
    from cosmic_ray.mutating import mutate_code

    operator = next(one for name, _, one in _operators() if name == place.operator)
    try:
        changed = mutate_code(source, operator, place.occurrence)
    except AttributeError:  # cosmic-ray 8.7 replaces exceptions with plain names only
        return None
    try:
        same = changed is None or ast.dump(ast.parse(changed)) == ast.dump(ast.parse(source))
    except SyntaxError:
        return None
    if changed is None or same:
        return None
    before, after = source.splitlines(), changed.splitlines()
    begin = next(at for at, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1)
    end = len(after)
    while end > begin and before[end - len(after) - 1] == after[end - 1]:
        end -= 1
    return Mutant(
        module=module,
        function=function_at(source, place.line),
        operator=place.operator,
        kind=place.kind,
        line=place.line,
        text=before[place.line - 1].strip(),
        becomes=" ".join(line.strip() for line in after[begin:end]),
        source=changed,
    )


def function_at(source: str, line: int) -> str:
    """The functions and classes around a line, the outermost first; "" at the top."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    around = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, kinds) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return ".".join(node.name for node in sorted(around, key=lambda node: node.lineno))


Span = tuple[tuple[int, int], tuple[int, int]]


def left_out(source: str) -> list[Span]:
    """Where no change says anything: types, imports, `__all__`, the log, texts of errors."""
    lines = source.splitlines()

    def column(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode(errors="ignore"))

    spans: list[Span] = []

    def leave(node: ast.AST | None) -> None:
        if isinstance(node, ast.expr | ast.stmt):
            end = node.end_lineno or node.lineno
            spans.append(
                (
                    (node.lineno, column(node.lineno, node.col_offset)),
                    (end, column(end, node.end_col_offset or 0)),
                )
            )

    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import() | ast.ImportFrom():
                leave(node)
            case ast.arg() | ast.AnnAssign():
                leave(node.annotation)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                leave(node.returns)
                for decorator in node.decorator_list:
                    if _last_name(decorator) in TYPING_ONLY:
                        spans.append(((decorator.lineno, 0), (decorator.lineno + 1, 0)))
                        leave(node)
            case ast.ClassDef() if any(_last_name(base) == "Protocol" for base in node.bases):
                leave(node)
            case ast.Assign() if any(_last_name(one) == "__all__" for one in node.targets):
                leave(node)
            case ast.Assign(value=ast.BinOp(op=ast.BitOr())):
                leave(node.value)  # a union of types by name
            case ast.If() if _last_name(node.test) == "TYPE_CHECKING":
                leave(node)
            case ast.Call(func=ast.Name(id="cast")) if node.args:
                leave(node.args[0])
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in LOGGERS:
                leave(node)
    return spans


TYPING_ONLY = frozenset({"overload", "override", "final", "abstractmethod"})
LOGGERS = frozenset({"log", "_log", "logger", "_logger", "logging"})


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call | ast.Subscript):
        return _last_name(node.func if isinstance(node, ast.Call) else node.value)
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
