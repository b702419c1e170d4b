"""What cannot be generated is refused with a message, and nothing on disk is touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.regen.conftest import Project
from tests.regen.small_schemas import ref
from tests.regen.specs import Document, small

Change = Callable[[Document], object]


def tiny(*changes: Change) -> Document:
    """A document of one operation: validating the whole one takes most of the time."""
    whole = small()
    listed = whole["paths"]["/projects/"]["get"]
    listed.update(parameters=[], responses={"200": {"description": "Fine."}})
    whole["paths"] = {"/projects/": {"get": listed}}
    whole["components"]["schemas"] = {"Kind": whole["components"]["schemas"]["Kind"]}
    for change in changes:
        change(whole)
    return whole


def operation(method: str, path: str, **parts: Any) -> Change:
    """A change that adds an operation."""
    new = {"responses": {"200": {"description": "Fine."}}, **parts}
    return lambda document: document["paths"].setdefault(path, {}).update({method: new})


VALUES = "#/components/schemas/KindValue"


def schema(name: str, content: Document, **more: Document) -> Change:
    """A change that adds a schema, and an operation that answers it."""

    def change(document: Document) -> None:
        document["components"]["schemas"].update(more)
        document["components"]["schemas"][name] = content
        answer = {
            "200": {"description": "", "content": {"application/json": {"schema": ref(name)}}}
        }
        operation("get", f"/of/{name}", responses=answer)(document)

    return change


def query(name: str, **parts: Any) -> list[Document]:
    """The parameters of an operation with one in the query."""
    return [{"name": name, "in": "query", "schema": {"type": "string"}, **parts}]


def fields(*names: str) -> Document:
    """An object with text fields."""
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


# What is received -> a part of what is said.
RECEIVED: dict[str, tuple[Change, str]] = {
    "swagger": (
        lambda d: (d.pop("openapi"), d.update(swagger="2.0")),
        "is a Swagger 2.0 document",
    ),
    "version": (lambda d: d.update(openapi="2.9"), "is not an OpenAPI 3.0 or 3.1 document"),
    "no version": (lambda d: d.pop("openapi"), "is not an OpenAPI 3.0 or 3.1 document"),
    "no paths": (lambda d: d.update(paths={}), "has no paths"),
    "invalid": (lambda d: d["info"].pop("title"), "is not valid OpenAPI"),
    "invalid type": (
        lambda d: d["components"]["schemas"]["Kind"].update(type="strin"),
        "is not valid OpenAPI",
    ),
    "external reference": (
        schema("Far", {"type": "object", "properties": {"x": {"$ref": "other.yaml#/X"}}}),
        "refers to another document ('other.yaml#/X')",
    ),
    "reference to the web": (
        schema("Far", {"type": "object", "properties": {"x": {"$ref": "http://127.0.0.1/x"}}}),
        "refers to another document",
    ),
    "lost reference": (
        schema("Lost", {"type": "object", "properties": {"x": ref("Nothing")}}),
        "Nothing",
    ),
    "twins": (operation("get", "/projects"), "GET /projects and GET /projects/ differ"),
    "same fallback": (
        lambda d: (operation("get", "/a/b")(d), operation("get", "/a-b")(d)),
        "would both be named get_a_b",
    ),
    "values twice": (
        schema(
            "Both",
            {"type": "object", "properties": {"a": ref("Kind"), "b": {"$ref": VALUES}}},
            KindValue=fields("x"),
        ),
        "has the same name as the values of Kind",
    ),
    "class twice": (
        lambda d: (schema("FooBar", fields("a"))(d), schema("Foo_Bar", fields("a"))(d)),
        "FooBar",
    ),
    "module twice": (
        lambda d: (
            schema("Both", {"type": "object", "properties": {"a": ref("Foo"), "b": ref("FOO")}})(d),
            d["components"]["schemas"].update(Foo=fields("a"), FOO=fields("a")),
        ),
        "would share the module",
    ),
    "body of no known kind": (
        operation("post", "/x", requestBody={"content": {"text/csv": {"schema": {}}}}),
        "has a body of type 'text/csv'",
    ),
    "fields that become one": (schema("Bad", fields("a/b", "a+b")), "'a/b' and 'a+b' would be one"),
}


@pytest.mark.parametrize("case", sorted(RECEIVED))
def test_a_document_is_refused(project: Project, capsys: Any, case: str) -> None:
    change, said = RECEIVED[case]
    source = project.write("received.json", json.dumps(tiny(change)))
    before = project.tree()
    assert project.regen("--spec", str(source)) == 2
    message = capsys.readouterr().err
    assert message.startswith("regen: ")
    assert said in message
    assert message.endswith("Nothing was changed.\n")
    assert project.tree() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is not JSON or YAML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"just a text", "it is not an object"),
        (b"[1, 2]", "it is not an object"),
        (b"openapi: 3.1.0\nopenapi: 3.1.0\n", "duplicate key"),
        (b'{"openapi": "3.1.0", "openapi": "3.1.0"}', "duplicate key"),
        (b"openapi: !!python/object/apply:os.system ['exit 1']", "is not JSON or YAML"),
        (b"[" * 100_000, "nested too deeply"),
        (b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (i, i) for i in range(3)), "OpenAPI"),
    ],
    ids=["json", "bytes", "text", "list", "yaml twice", "json twice", "object", "deep", "other"],
)
def test_what_is_no_document_is_refused(
    project: Project, capsys: Any, content: bytes, said: str
) -> None:
    source = project.root / "received.json"
    source.write_bytes(content)
    before = project.tree()
    assert project.regen("--spec", str(source)) == 2
    assert said in capsys.readouterr().err
    assert project.tree() == before


def test_a_document_that_unfolds_without_end_is_refused(project: Project, capsys: Any) -> None:
    lines = ["x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10)}]" for i in range(1, 9)]
    source = project.write("received.yaml", "openapi: 3.1.0\n" + "\n".join(lines))
    assert project.regen("--spec", str(source)) == 2
    assert "expands to more than" in capsys.readouterr().err


def test_a_missing_file_is_refused(project: Project, capsys: Any) -> None:
    before = project.tree()
    assert project.regen("--spec", str(project.root / "none.json")) == 2
    assert "cannot be read (No such file or directory)" in capsys.readouterr().err
    assert project.regen("--spec", str(project.root)) == 2
    assert "cannot be read (Is a directory)" in capsys.readouterr().err
    assert project.tree() == before
