"""Pages of the models: answers, inputs, list parameters, and the values that fields can have."""

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
    """A class of fields, or a set of values.

    Attributes:
        name: Its name.
        path: Where it is defined.
        fields: Name, type and meaning of each field.
        are_values: It is a set of texts, and has no fields.
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
    """The name that a statement gives to a set of texts, or nothing."""
    if isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name):
        return name.id if name.id.endswith("Value") else ""
    return ""


def _fields(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    """The annotated attributes, each with the text that stands below it."""
    fields = []
    for member, below in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(member, ast.AnnAssign) or not isinstance(member.target, ast.Name):
            continue
        if member.target.id.startswith("_") or member.target.id == "additional_properties":
            continue
        said = ""
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            said = " ".join(str(below.value.value).split())
        kind = ast.unparse(member.annotation).replace(" | Unset", "")
        fields.append((member.target.id, kind, said))
    return fields


def model_pages() -> dict[str, str]:
    """The pages by their place below docs/."""
    known = models()
    classes = {name: each for name, each in known.items() if not each.are_values}
    arguments, returned = (names & classes.keys() for names in _annotated())
    parameters = {name for name in classes if name.endswith("ListParams")}
    answers = _reached(returned, classes) - arguments
    made = {
        "answers": (
            "Answers",
            "What methods return. An answer has attributes, and is a dict of exactly what the"
            " service sent, in which fields that no page tells of are found too.",
            answers,
        ),
        "inputs": (
            "Inputs",
            "What methods take. A plain dict of the same shape does as well. Fields that were not"
            " given are not sent.",
            classes.keys() - answers - parameters,
        ),
        "parameters": (
            "List parameters",
            "What the `params` argument of list methods takes. Named arguments do the same.",
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
        for place, (title, about, names) in made.items()
    }
    values = [
        described(known[name].path, show_attribute_values=True)
        for name in sorted(known.keys() - classes.keys())
    ]
    pages["reference/models/values.md"] = page(
        "Values",
        "Texts that arguments and fields can have. An answer may hold one that is newer than this"
        " client.",
        *values,
    )
    return pages


def _annotated() -> tuple[set[str], set[str]]:
    """Names in the annotations of the operations' arguments, and of what they return."""
    arguments: set[str] = set()
    returned: set[str] = set()
    for path in OPERATIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.arg) and node.annotation is not None:
                kind = ast.unparse(node.annotation)
                if "Callable" not in kind:  # what is called is given answers
                    arguments |= set(_NAME.findall(kind))
            elif isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and node.returns:
                returned |= set(_NAME.findall(ast.unparse(node.returns)))
    return arguments, returned


def _reached(names: Iterable[str], classes: dict[str, Model]) -> set[str]:
    """Names, and those that their fields lead to."""
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
    rows = [f"| `{name}` | {_type(kind, known)} | {said} |" for name, kind, said in model.fields]
    return "\n".join([heading, "", "| field | type | meaning |", "| --- | --- | --- |", *rows])


def _type(kind: str, known: dict[str, Model]) -> str:
    """An annotation in a table's cell, its names linked."""
    alternatives = []
    for each in sorted(kind.replace("datetime.", "").split(" | "), key=lambda each: each == "None"):
        named = [name for name in _NAME.findall(each) if name in known]
        named += [f"{name}Value" for name in _NAME.findall(each) if f"{name}Value" in known]
        alternatives.append(f"[`{each}`][{known[named[0]].path}]" if named else f"`{each}`")
    return " or ".join(alternatives)
