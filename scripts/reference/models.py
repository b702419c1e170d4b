"""Pages of the models: responses, inputs, list parameters, and enumerated values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

import attrs

from .directives import NO_SIGNATURE, ROOT, described, page

MODELS = ROOT / "generated" / "pixel_api" / "models"
OPERATIONS = ROOT / "generated" / "pixel_api" / "operations"
_NAME = re.compile(r"\b[A-Za-z_]\w*\b")


@attrs.frozen(kw_only=True)
class Model:
    """A class with fields, or a set of values.

    Attributes:
        name: Its name.
        path: Its dotted path.
        fields: Name, type and meaning of each field.
        are_values: Whether it is a set of strings, without fields.
    """

    name: str
    path: str
    fields: list[tuple[str, str, str]] = attrs.field(factory=list)
    are_values: bool = False


def models() -> dict[str, Model]:
    """All models by name."""
    found: dict[str, Model] = {}
    for path in sorted(MODELS.glob("*.py")):
        where = f"pixel_api.models.{path.stem}"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = Model(
                    name=node.name, path=f"{where}.{node.name}", fields=_fields(node)
                )
            elif name := _value_name(node):
                found[name] = Model(name=name, path=f"{where}.{name}", are_values=True)
    return found


def _value_name(node: ast.stmt) -> str:
    """The name that a statement assigns to a set of strings, or an empty string."""
    if isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name):
        return name.id if name.id.endswith("Value") else ""
    return ""


def _fields(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    """The annotated attributes, each with its docstring."""
    fields = []
    for member, below in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(member, ast.AnnAssign) or not isinstance(member.target, ast.Name):
            continue
        if member.target.id.startswith("_") or member.target.id == "additional_properties":
            continue
        text = ""
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            text = " ".join(str(below.value.value).split())
        kind = ast.unparse(member.annotation).replace(" | Unset", "")
        fields.append((member.target.id, kind, text))
    return fields


def model_pages() -> dict[str, str]:
    """The pages by their path below docs/."""
    known = models()
    classes = {name: each for name, each in known.items() if not each.are_values}
    arguments, returned = (names & classes.keys() for names in _annotated())
    parameters = {name for name in classes if name.endswith("ListParams")}
    answers = _reached(returned, classes) - arguments
    groups = {
        "answers": (
            "Responses",
            "What methods return. A response has typed attributes, and is a dict of exactly"
            " what the service sent, including fields that are not documented here.",
            answers,
        ),
        "inputs": (
            "Inputs",
            "What methods accept. A plain dict of the same shape works as well. Fields that are not"
            " set are not sent.",
            classes.keys() - answers - parameters,
        ),
        "parameters": (
            "List parameters",
            "What the `params` argument of list methods accepts. Named arguments do the same.",
            parameters,
        ),
    }
    imported = "All are imported from `pixel_client.models`."
    pages = {
        f"reference/models/{place}.md": page(
            title,
            f"{about} {imported}",
            *(_section(classes[name], known) for name in sorted(names)),
        )
        for place, (title, about, names) in groups.items()
    }
    values = [
        described(known[name].path, show_attribute_values=True)
        for name in sorted(known.keys() - classes.keys())
    ]
    pages["reference/models/values.md"] = page(
        "Values",
        "String values of arguments and fields. A response may have a value newer than this"
        " client.",
        *values,
    )
    return pages


def _annotated() -> tuple[set[str], set[str]]:
    """Names in the annotations of the operations' arguments and return values."""
    arguments: set[str] = set()
    returned: set[str] = set()
    for path in OPERATIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.arg) and node.annotation is not None:
                kind = ast.unparse(node.annotation)
                if "Callable" not in kind:  # callbacks receive responses
                    arguments |= set(_NAME.findall(kind))
            elif isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and node.returns:
                returned |= set(_NAME.findall(ast.unparse(node.returns)))
    return arguments, returned


def _reached(names: Iterable[str], classes: dict[str, Model]) -> set[str]:
    """Names, and those reachable through their fields."""
    reached, left = set(), list(names)
    while left:
        name = left.pop()
        if name not in reached:
            reached.add(name)
            left += [
                each
                for _, kind, _ in classes[name].fields
                for each in _NAME.findall(kind)
                if each in classes
            ]
    return reached


def _section(model: Model, known: dict[str, Model]) -> str:
    heading = described(model.path, members=False, show_bases=False, **NO_SIGNATURE)
    if not model.fields:
        return heading
    rows = [f"| `{name}` | {_type(kind, known)} | {text} |" for name, kind, text in model.fields]
    return "\n".join([heading, "", "| field | type | meaning |", "| --- | --- | --- |", *rows])


def _type(kind: str, known: dict[str, Model]) -> str:
    """Format an annotation for a table cell, with its names linked."""
    alternatives = []
    for each in sorted(kind.replace("datetime.", "").split(" | "), key=lambda each: each == "None"):
        named = [name for name in _NAME.findall(each) if name in known]
        named += [f"{name}Value" for name in _NAME.findall(each) if f"{name}Value" in known]
        alternatives.append(f"[`{each}`][{known[named[0]].path}]" if named else f"`{each}`")
    return " or ".join(alternatives)
