"""Texts of a foreign document never run as code, and never choose where a file is written."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts import docstrings
from tests.regen.conftest import Project
from tests.regen.small_schemas import ref
from tests.regen.specs import Document, small

MARK = "PIXEL_REGEN_WAS_HERE"
CODE = f"__import__('os').environ.__setitem__('{MARK}','1') or open('{MARK}','w')"
EVIL = [
    f'"""\n{CODE}\n"""',
    f"'''\n{CODE}\n'''",
    f'" + {CODE} + "',
    f"' + {CODE} + '",
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    f"{{{CODE}}}",
    "back\\slash \\N{BULLET} \\U0001 \\x \\",
    'ends with a quote "',
    "ends with a backslash \\",
    "new\nline\r\nand \x00 \x1b[31m \u2028 \u202e end",
    f"x: int = {CODE}  #",
    f"%s %({CODE})s",
    "../../../../tmp/" + MARK,
]


def everywhere(number: int, evil: str) -> Any:
    """A change that puts a text wherever a document has text."""

    def change(document: Document) -> None:
        document["info"].update(title=evil, description=evil, version=evil)
        document["components"]["schemas"][f"Evil{number}"] = {
            "type": "object",
            "title": evil,
            "description": evil,
            "properties": {
                f"field {evil}": {"type": "string", "description": evil, "title": evil},
                "kind": {"type": "string", "enum": ["a", evil], "description": evil},
                "fixed": {"const": evil, "description": evil},
                "number": {"type": "integer", "enum": [1, 2], "title": evil},
                "sorted": {"type": "string", "default": evil, "pattern": ".*", "example": evil},
                "parts": {"type": "object", "properties": {evil: {"type": "string"}}},
            },
            "required": ["fixed", "sorted"],
        }
        answer = {
            "description": evil,
            "content": {"application/json": {"schema": ref(f"Evil{number}")}},
        }
        document["paths"][f"/evil{number}/{{item}}"] = {
            "post": {
                "operationId": evil,
                "tags": [evil, "second"],
                "summary": evil,
                "description": evil,
                "parameters": [
                    {
                        "name": "item",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                        "description": evil,
                    },
                    {
                        "name": f"query {evil}",
                        "in": "query",
                        "description": evil,
                        "schema": {"type": "string", "enum": [evil, "b"], "default": evil},
                    },
                    {
                        "name": "needed",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "string", "default": evil},
                    },
                ],
                "requestBody": {
                    "description": evil,
                    "required": True,
                    "content": {"application/json": {"schema": ref(f"Evil{number}")}},
                },
                "responses": {"200": answer},
            }
        }

    return change


def test_texts_do_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    changes = [everywhere(number, evil) for number, evil in enumerate(EVIL)]
    source = project.write("../theirs.json", json.dumps(small(*changes)))
    outside = sorted(tmp_path.glob("*"))
    assert project.regen("--spec", str(source)) == 0
    assert MARK not in os.environ
    assert not list(tmp_path.rglob(MARK))
    assert sorted(tmp_path.glob("*")) == outside
    # All of it was imported before it was put in place. Once more, and watched:
    watch = (
        "import importlib, pkgutil, sys, os\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import attrs, httpx, email.parser\n"
        "def audit(event, args):\n"
        "    if event in ('os.system', 'subprocess.Popen', 'socket.connect') or (\n"
        "        event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax')):\n"
        "        print('did', event, args); os._exit(3)\n"
        "sys.addaudithook(audit)\n"
        "import pixel_api\n"
        "for module in pkgutil.walk_packages(pixel_api.__path__, 'pixel_api.'):\n"
        "    importlib.import_module(module.name)\n"
        f"assert {MARK!r} not in os.environ\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", watch, str(project.root / "generated")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for path in project.root.rglob("*"):
        assert path.resolve().is_relative_to(project.root)
    api = project.root / "generated/pixel_api"
    assert ast.parse((api / "operations/every.py").read_text())


@pytest.mark.parametrize("tag", ["../../evil", "/tmp/evil", "..", "a/b", "base", "every", "import"])
def test_a_tag_is_a_name_inside_the_package(tmp_path: Path, tag: str) -> None:
    def change(document: Document) -> None:
        for item in document["paths"].values():
            for operation in item.values():
                if isinstance(operation, dict):
                    operation["tags"] = [tag]

    project = Project(tmp_path / "project")
    project.spec(change)
    before = {path for path in tmp_path.rglob("*") if "generated" not in path.parts}
    if project.regen() == 0:
        after = {path for path in tmp_path.rglob("*") if "generated" not in path.parts}
        assert after - before == {project.root / "pixel_client/sync.py"}
        assert len(list((project.root / "generated/pixel_api/operations").glob("*.py"))) == 4


@given(st.text())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_stand_in_a_docstring(text: str) -> None:
    source = docstrings.render(text, text, {"Args": [("x", text)], "Returns": [("", text)]})
    module = ast.parse(f"def f():\n    {source}\n")
    assert len(module.body) == 1
    (function,) = module.body
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1
    assert ast.get_docstring(function) is not None


def test_a_docstring_says_what_was_written() -> None:
    text = 'A \\ and """ and \\N{BULLET}, ends with "'
    (statement,) = ast.parse(docstrings.render(text, "", {})).body
    assert isinstance(statement, ast.Expr)
    assert ast.literal_eval(statement.value) == f"{text}."
