"""What cannot be generated is refused with a message, and nothing on disk is touched."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts import generator, regen, trees
from scripts.refusal import Refusal
from tests.regen.conftest import Project
from tests.regen.specs import Document, ref, small

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


LIST = [*query("params"), *query("limit", schema={"type": "integer"})]
BODY = {"content": {"application/json": {"schema": fields("a")}}}

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
        "would both be called get_a_b",
    ),
    "shadows get": (schema("Bad", fields("get")), "the property 'get' would hide 'get'"),
    "shadows keys": (schema("Bad", fields("keys")), "would hide 'keys'"),
    "shadows values": (schema("Bad", fields("values")), "would hide 'values'"),
    "shadows to_dict": (schema("Bad", fields("to_dict")), "would hide 'to_dict'"),
    "shadows from_dict": (schema("Bad", fields("fromDict")), "would hide 'from_dict'"),
    "shadows additional": (
        schema("Bad", fields("additional_properties")),
        "would hide 'additional_properties'",
    ),
    "argument self": (operation("get", "/x", parameters=query("self")), "'self' would clash"),
    "argument client": (operation("get", "/x", parameters=query("client")), "'client' would clash"),
    "argument url": (operation("get", "/x", parameters=query("url")), "'url' would clash"),
    "argument params": (operation("get", "/x", parameters=LIST), "called 'params'"),
    "argument body": (
        operation("post", "/x", parameters=query("body"), requestBody=BODY),
        "'body' would clash",
    ),
    "values twice": (
        schema(
            "Both",
            {"type": "object", "properties": {"a": ref("Kind"), "b": {"$ref": VALUES}}},
            KindValue=fields("x"),
        ),
        "has the name of the values of Kind",
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
        "has a body of 'text/csv'",
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
        "stands twice",
    ),
    "name of the client's": (": delete_project", ": aclose", "is a method of the client already"),
    "no Python name": (": delete_project", ": delete-project", "is not a Python name"),
    "keyword": (": delete_project", ": import", "is not a Python name"),
    "code": (": delete_project", ': "x(); import os"', "is not a Python name"),
    "unknown key": ("{name: search,", "{name: search, colour: red,", "'colour' is not one of"),
    "wrong kind": ("repeatable: true", "repeatable: maybe", "'repeatable' is not one of"),
    "no name": ("{name: search, body: query,", "{body: query,", "has no name"),
    "unknown part": ("keep_schemas:", "keep_shemas:", "has other parts than"),
    "unknown order": ("order: [kind, word]", "order: [kind, wort]", "wort"),
    "bad order": ("order: [kind, word]", "order: [word, kind]", "optional argument before"),
    "unknown argument": ("arguments: {till:", "arguments: {tll:", "tll"),
    "unknown schema": ("ListParams, Extra]", "ListParams, Extra, More]", "no schema 'More'"),
    "unknown replacement": ("  Filter: {}", "  Filtr: {}", "the schema 'Filtr'"),
    "no paging": (": create_user", ": {name: create_user, paginate: walk}", "wants pages"),
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


def test_a_refusal_says_how_to_name_a_field(project: Project, capsys: Any) -> None:
    source = project.write("received.json", json.dumps(tiny(schema("Bad", fields("get")))))
    assert project.regen("--spec", str(source)) == 2
    assert "fields: {'Bad.get': another_name}" in capsys.readouterr().err
    names = project.root / "openapi/names.yaml"
    names.write_text(names.read_text() + '  "Bad.get": getting\n')
    assert project.regen("--spec", str(source)) == 0


def test_an_argument_can_be_renamed(project: Project) -> None:
    change = operation("get", "/x", parameters=query("url"))
    source = project.write("received.json", json.dumps(tiny(change)))
    line = 'operations:\n  "GET /x": {name: get_x, arguments: {url: page_address}}\n'
    names = project.root / "openapi/names.yaml"
    names.write_text(names.read_text().replace("operations:\n", line))
    assert project.regen("--spec", str(source)) == 0
    text = (project.root / "generated/pixel_api/operations/x.py").read_text()
    assert "self, page_address: str | None = None" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is not JSON or YAML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"just a text", "holds no object"),
        (b"[1, 2]", "holds no object"),
        (b"openapi: 3.1.0\nopenapi: 3.1.0\n", "stands twice"),
        (b'{"openapi": "3.1.0", "openapi": "3.1.0"}', "stands twice"),
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
    assert "unfolds to more than" in capsys.readouterr().err


def test_a_missing_file_is_refused(project: Project, capsys: Any) -> None:
    before = project.tree()
    assert project.regen("--spec", str(project.root / "none.json")) == 2
    assert "cannot be read (No such file or directory)" in capsys.readouterr().err
    assert project.regen("--spec", str(project.root)) == 2
    assert "cannot be read (Is a directory)" in capsys.readouterr().err
    assert project.tree() == before


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.startswith("/openapi.json")
        body = json.dumps(tiny()).encode() if found else b"{}"
        if self.path.startswith("/invalid.json"):
            found, body = True, json.dumps(tiny(RECEIVED["invalid"][0])).encode()
        self.send_response(200 if found else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_a_document_is_fetched(project: Project, server: str) -> None:
    assert project.regen("--spec", f"{server}/openapi.json?token=hidden") == 0
    kept = (project.root / "openapi/received.yaml").read_bytes()
    assert kept == json.dumps(tiny()).encode()
    assert all(b"hidden" not in content for content in trees.files(project.root).values())


def test_an_answer_other_than_200_is_refused(project: Project, server: str, capsys: Any) -> None:
    assert project.regen("--spec", f"{server}/secret.json?token=hidden") == 2
    message = capsys.readouterr().err
    assert "the server answered 401" in message
    assert "hidden" not in message


def test_an_address_is_shown_without_its_secrets(
    project: Project, server: str, capsys: Any
) -> None:
    source = f"{server}/invalid.json?token=hidden".replace("//", "//user:hidden@")
    assert project.regen("--spec", source) == 2
    message = capsys.readouterr().err
    assert "/invalid.json: is not valid OpenAPI" in message
    assert "hidden" not in message


def test_a_server_that_is_not_there_is_refused(project: Project, capsys: Any) -> None:
    with HTTPServer(("127.0.0.1", 0), _Handler) as unused:
        port = unused.server_port
    before = project.tree()
    assert project.regen("--spec", f"http://127.0.0.1:{port}/openapi.json") == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert project.tree() == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_nothing_is_left_after_a_crash(
    fresh_project: Project, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    fresh_project.spec(lambda d: d["paths"]["/search/"]["post"].update(summary="Other"))
    before = fresh_project.tree()

    def fail(path: Path) -> None:
        raise error

    monkeypatch.setattr(generator, "format_python", fail)
    if error is KeyboardInterrupt:
        assert fresh_project.regen() == 130
    else:
        with pytest.raises(error):
            fresh_project.regen()
    assert fresh_project.tree() == before


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_the_swap_is_all_or_nothing(
    fresh_project: Project, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """generated/ is moved away and in, then sync.py: each of the moves fails once."""
    change = operation("get", "/more", summary="More")
    line = 'operations:\n  "GET /more": more\n'
    names = fresh_project.root / "openapi/names.yaml"
    names.write_text(names.read_text().replace("operations:\n", line))
    fresh_project.spec(change)
    before = fresh_project.tree()
    moves = []
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == at:
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert fresh_project.regen() == 2
    monkeypatch.undo()
    assert fresh_project.tree() == before
    assert fresh_project.regen() == 0
    assert fresh_project.tree() != before


def test_a_template_that_changed_is_noticed(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from scripts import upstream

    monkeypatch.setattr(upstream, "_UNSET", "class Gone:\n")
    assert project.regen() == 2
    assert "no longer prints 'class Gone:'" in capsys.readouterr().err


def test_what_was_generated_is_verified(generated_project: Project, fresh_project: Project) -> None:
    regen.verify(generated_project.root / "generated")
    package = fresh_project.root / "generated/pixel_api"
    for break_it, said in (
        (lambda: (package / "left.tmp").write_text(""), "left.tmp was left over"),
        (lambda: (package / "py.typed").unlink(), "py.typed was not written"),
        (lambda: (package / "models/extra.py").write_text("class Extra: ..."), "is not a mapping"),
    ):
        break_it()
        with pytest.raises(Refusal, match=said):
            regen.verify(fresh_project.root / "generated")
        (package / "left.tmp").unlink(missing_ok=True)
        (package / "py.typed").touch()
    (package / "models/extra.py").write_text("class Extra(ModelMapping):\n    pass\n")
    with pytest.raises(Refusal, match="cannot be imported"):
        regen.verify(fresh_project.root / "generated")


def test_the_command_line_ends_with_the_code(project: Project) -> None:
    command = [sys.executable, "-m", "scripts.regen", "--spec", str(project.root / "none.json")]
    done = subprocess.run(command, cwd=regen.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "none.json: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
