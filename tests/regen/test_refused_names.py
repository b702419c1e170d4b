"""What names.yaml says wrong is refused; what it can put right is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from typing import Any

import pytest

from tests.regen.conftest import Project
from tests.regen.test_refusals import fields, operation, query, schema, tiny

# Shipped contract or names.yaml -> a part of what is said.
NAMES: dict[str, tuple[str, str, str]] = {
    "no line": ('  "DELETE /projects/{project_id}": delete_project\n', "", "no line for DELETE"),
    "superfluous line": (
        "operations:\n",
        'operations:\n  "GET /none": none_of_it\n',
        "no operation for the line GET /none",
    ),
    "name twice": (": delete_project", ": get_project", "'get_project' names both"),
    "pager twice": ("paginate_projects", "get_project", "'get_project' names both"),
    "line twice": (
        "operations:\n",
        'operations:\n  "DELETE /projects/{project_id}": x\n',
        "duplicate key",
    ),
    "name of the client's": (": delete_project", ": aclose", "is already a method of the client"),
    "no Python name": (": delete_project", ": delete-project", "is not a lower-case Python name"),
    "keyword": (": delete_project", ": import", "is not a lower-case Python name"),
    "code": (": delete_project", ': "x(); import os"', "is not a lower-case Python name"),
    "unknown key": ("{name: search,", "{name: search, colour: red,", "'colour' is not one of"),
    "wrong kind": ("repeatable: true", "repeatable: maybe", "'repeatable' is not one of"),
    "no name": ("{name: search, body: query,", "{body: query,", "has no name"),
    "unknown part": ("keep_schemas:", "keep_shemas:", "has other sections than"),
    "unknown order": ("order: [kind, word]", "order: [kind, wort]", "wort"),
    "bad order": ("order: [kind, word]", "order: [word, kind]", "optional argument before"),
    "unknown argument": ("arguments: {till:", "arguments: {tll:", "tll"),
    "unknown schema": ("ListParams, Extra]", "ListParams, Extra, More]", "no schema 'More'"),
    "unknown replacement": ("  Filter: {}", "  Filtr: {}", "the schema 'Filtr'"),
    "no paging": (": create_user", ": {name: create_user, paginate: walk}", "paginates"),
    "no path": ('"POST /users/"', '"POST users"', "is not METHOD /path"),
    "not YAML": ("operations:\n", "operations: [\n", "is not JSON or YAML"),
}


@pytest.mark.parametrize("case", sorted(NAMES))
def test_names_are_refused(project: Project, capsys: Any, case: str) -> None:
    old, new, said = NAMES[case]
    path = project.root / "openapi/names.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    before = project.tree()
    assert project.regen() == 2
    message = capsys.readouterr().err
    assert "openapi/names.yaml" in message
    assert said in message
    assert project.tree() == before


def test_fields_named_as_methods_of_the_models_are_taken(project: Project) -> None:
    document = tiny(
        schema("Odd", fields("get", "fromDict", "additional_properties", "self", "cls"))
    )
    source = project.write("received.json", json.dumps(document))
    assert project.regen("--spec", str(source)) == 0
    written = (project.root / "generated/pixel_api/models/odd.py").read_text()
    for name in ("get_", "from_dict_", "additional_properties_", "self_", "cls"):
        assert f"    {name}: " in written
    compile(written, "odd.py", "exec")


def test_a_field_cannot_be_given_the_name_of_a_method(project: Project, capsys: Any) -> None:
    names = project.root / "openapi/names.yaml"
    names.write_text(names.read_text().replace("item_list", "items"))
    assert project.regen() == 2
    message = capsys.readouterr().err
    assert "the property 'items' would hide 'items' of every model" in message
    assert "fields: {'Extra.items': another_name}" in message


def test_parameters_named_as_what_every_method_uses_have_an_underscore(
    project: Project, capsys: Any
) -> None:
    limit = query("limit", schema={"type": "integer"})
    names = ("self", "client", "url", "body", "params", "page_size")
    free = ("headers", "cookies", "kwargs", "response")
    taken = [each for name in (*names, *free) for each in query(name)]
    body = {"content": {"application/json": {"schema": fields("a")}}}
    document = tiny(
        operation("get", "/x", parameters=[*taken, *limit]),
        operation("post", "/x", parameters=query("body"), requestBody=body),
    )
    source = project.write("received.json", json.dumps(document))
    assert project.regen("--spec", str(source)) == 0
    assert "GET /x: the query parameter 'client' is named client_" in capsys.readouterr().out
    text = (project.root / "generated/pixel_api/operations/x.py").read_text()
    for name in names:
        assert f"{name}_: str | None = None" in text
    assert "params: " in text
    given = {name: name.upper() for name in (*names, *free)}
    kwargs = ", ".join(f"{name}_={name.upper()!r}" for name in names)
    kwargs += ", " + ", ".join(f"{name}={name.upper()!r}" for name in free)
    script = (
        "import asyncio\nfrom pixel_api.operations.x import XOperations\n"
        "class Client(XOperations):\n"
        "    async def _send(self, name, kwargs, *_, **__): print(kwargs['params'])\n"
        "Client.__abstractmethods__ = frozenset()\n"
        f"asyncio.run(Client().get_x({kwargs}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.root / "generated",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ast.literal_eval(done.stdout) == given


def test_an_argument_can_be_renamed(project: Project) -> None:
    change = operation("get", "/x", parameters=query("url"))
    source = project.write("received.json", json.dumps(tiny(change)))
    line = 'operations:\n  "GET /x": {name: get_x, arguments: {url: page_address}}\n'
    names = project.root / "openapi/names.yaml"
    names.write_text(names.read_text().replace("operations:\n", line))
    assert project.regen("--spec", str(source)) == 0
    text = (project.root / "generated/pixel_api/operations/x.py").read_text()
    assert "self, page_address: str | None = None" in text
