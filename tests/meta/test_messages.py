"""No branch of the package depends on the wording of a message: it reads types, codes and fields.

Words of other programs that say it in no other way stand in `OTHER_PROGRAMS`, each with its source.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# (file, function) -> whose words these are, and where that program has them.
OTHER_PROGRAMS = {
    ("pixel_client/uploads/s3/response.py", "classify_response"): (
        "AWS S3: <Message> of a 403 AccessDenied, 'Request has expired' and 'Invalid according to"
        " Policy: Policy expired'; the code alone does not tell it from a missing permission"
    ),
    ("pixel_sandbox/validation/rasters.py", "check_raster"): (
        "GDAL 3: 'not recognized as being in a supported file format', gcore/gdaldataset.cpp;"
        " rasterio 1.4 keeps no error number of a failed open"
    ),
}

TEXTS = {"detail", "hint", "message", "msg"}
METHODS = {"startswith", "endswith", "find", "rfind", "index", "rindex", "count"}
METHODS |= {"removeprefix", "removesuffix", "partition", "rpartition"}
PATTERNS = {"match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
SHAPING = {"lower", "upper", "casefold", "strip", "lstrip", "rstrip", "split", "splitlines"}
SHAPING |= {"join", "partition", "removeprefix", "removesuffix", "replace"}
ERROR_NAME = re.compile(
    r"(.*_)?(error|exc|exception|failure|problem|refusal|trouble|cause|state|stopped)"
)


class Matches(ast.NodeVisitor):
    """Finds where a function compares or matches the text of an error or a log record."""

    def __init__(self) -> None:
        self.found: list[tuple[str, int]] = []
        self._function = ""
        self._caught: set[str] = set()
        self._texts: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        outer = self._function, self._caught, self._texts
        self._function = self._function or node.name
        self._caught, self._texts = set(self._caught), set(self._texts)
        names = [each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)]
        self._texts -= set(names)
        self._texts |= {name for name in names if name in TEXTS}
        for each in ast.walk(node):
            if isinstance(each, ast.ExceptHandler) and each.name:
                self._caught.add(each.name)
        assigned = True
        while assigned:  # a text that is kept under a name, and then under another
            before = len(self._texts)
            for each in ast.walk(node):
                self._texts.update(self._named(each))
            assigned = len(self._texts) > before
        self.generic_visit(node)
        self._function, self._caught, self._texts = outer

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = zip([node.left, *node.comparators], node.ops, node.comparators, strict=False)
        for left, operator, right in sides:
            if isinstance(operator, ast.Eq | ast.NotEq | ast.In | ast.NotIn):
                self._report(node, left, right)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in METHODS:
                self._report(node, node.func.value)
            if node.func.attr in PATTERNS:
                self._report(node, *node.args)
        self.generic_visit(node)

    def visit_Match(self, node: ast.Match) -> None:
        self._report(node, node.subject)
        self.generic_visit(node)

    def _report(self, node: ast.expr | ast.stmt, *values: ast.expr) -> None:
        if any(map(self._is_text, values)):
            self.found.append((self._function, node.lineno))

    def _named(self, node: ast.AST) -> Iterator[str]:
        """The names that a statement gives to the text of an error."""
        targets: list[ast.expr]
        match node:
            case ast.Assign(targets=targets, value=value):
                pass
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                targets = [target]
            case ast.NamedExpr(target=target, value=value):
                targets = [target]
            case ast.For(target=target, iter=ast.Call() as value):  # of its lines or words
                targets = [target]
            case ast.comprehension(target=target, iter=ast.Call() as value):
                targets = [target]
            case _:
                return
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = [value] * len(names)
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                values = value.elts
            for name, given in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and (name.id in TEXTS or self._is_text(given)):
                    yield name.id

    def _is_error(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return name in self._caught or ERROR_NAME.fullmatch(name) is not None
            case ast.Attribute(attr=name):
                return ERROR_NAME.fullmatch(name.strip("_")) is not None
        return False

    def _is_text(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return name in self._texts
            case ast.Attribute(attr="args", value=owner):
                return self._is_error(owner)
            case ast.Attribute(attr=name):
                return name in TEXTS
            case ast.Call(func=ast.Name(id="str" | "repr"), args=[value]):
                return self._is_error(value) or self._is_text(value)
            case ast.Call(func=ast.Attribute(attr="getMessage")):
                return True
            case ast.Call(func=ast.Attribute(attr=name, value=value)) if name in SHAPING:
                return self._is_text(value)
            case ast.Subscript(slice=ast.Constant(value=str())):
                return False  # a field of a record that is called so
            case ast.Subscript(value=value):
                return self._is_text(value)
            case ast.BoolOp(values=values):
                return any(map(self._is_text, values))
            case ast.IfExp(body=body, orelse=otherwise):
                return self._is_text(body) or self._is_text(otherwise)
            case ast.NamedExpr(value=value):
                return self._is_text(value)
            case ast.JoinedStr(values=values):
                inner = [each.value for each in values if isinstance(each, ast.FormattedValue)]
                return any(self._is_error(each) or self._is_text(each) for each in inner)
            case ast.BinOp(left=left, right=right):
                return self._is_text(left) or self._is_text(right)
        return False


def matches(source: str) -> list[tuple[str, int]]:
    """The functions, with lines, that compare or match the text of an error."""
    found = Matches()
    found.visit(ast.parse(source))
    return sorted(set(found.found))


def places(folder: str) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path != ROOT / "pixel_client" / "sync.py":  # written from client.py, which is read
            for function, line in matches(path.read_text(encoding="utf-8")):
                where = path.relative_to(ROOT).as_posix(), function
                found.setdefault(where, []).append(line)
    return found


@pytest.mark.parametrize("folder", ["pixel_client", "pixel_sandbox", "scripts"])
def test_no_branch_depends_on_the_wording_of_a_message(folder: str) -> None:
    known = {where for where in OTHER_PROGRAMS if where[0].startswith(f"{folder}/")}
    found = places(folder)
    assert {where: lines for where, lines in found.items() if where not in known} == {}
    assert known - found.keys() == set(), "no longer there: take it off the list"


@pytest.mark.parametrize(
    "branch",
    [
        'if str(error) == "gone": pass',
        'if "gone" in str(error): pass',
        'if "gone" not in str(error).lower(): pass',
        "if error.hint == HINT: pass",
        'if error.detail != "gone": pass',
        'if error.args[0] == "gone": pass',
        'if error.message.startswith("gone"): pass',
        'if (error.detail or "").endswith("gone"): pass',
        'if f"{error}" == "gone": pass',
        'if re.match("gone", str(error)): pass',
        "if GONE.search(str(error)): pass",
        'x = re.sub("gone", "", error.message)',
        'said = str(error)\n    if "gone" in said: pass',
        'said = str(error)\n    first = said.splitlines()[0]\n    if first == "gone": pass',
        'if (said := str(error)) and said.startswith("gone"): pass',
        'text, level = record.getMessage(), 3\n    if text.startswith("gone"): pass',
        'name = problem.message.partition(" ")[0]\n    if name in given: pass',
        'x = [line for line in str(error).splitlines() if line.startswith("gone")]',
        'match str(error):\n        case "gone": pass',
        'try: pass\n    except OSError as odd:\n        if "gone" in str(odd): pass',
        'message = said_in(body)\n    if "gone" in message: pass',
        'if str(self.stopped) == "gone": pass',
    ],
)
def test_a_branch_on_wording_is_found(branch: str) -> None:
    found = matches(f"def work(error, record, body, given):\n    {branch}\n")
    assert {name for name, _ in found} == {"work"}


@pytest.mark.parametrize(
    "branch",
    [
        "if error.reason is TransferReason.EXPIRED: pass",
        'if error.s3_code == "SlowDown": pass',
        "if error.status_code in (402, 507): pass",
        "if error.errno == errno.ENOSPC: pass",
        "if isinstance(error, JobUnlistedError): pass",
        "if error.hint is None: pass",
        "if isinstance(error.detail, list): pass",
        "print(error.hint or str(error))",
        'raise PixelError(f"no: {error}") from error',
        "said = str(error)\n    print(said.splitlines()[0][:200])",
        'if str(path) == "-": pass',
        'if text.startswith("POINT"): pass',
        'if str(record.get("status")) in ENDED: pass',
        'if message["type"] == "http": pass',
        'if all("msg" in each for each in error.detail): pass',
        'if event == "retry": print(record.getMessage())',
    ],
)
def test_a_branch_on_data_is_not(branch: str) -> None:
    assert matches(f"def work(error, record, path, text, event):\n    {branch}\n") == []
