"""Documents as services write them give the same public methods as the shipped contract."""

from __future__ import annotations

import enum
import json
from typing import Annotated, Any

import fastapi
import pytest
from pydantic import BaseModel, Field

from scripts import spec
from scripts.names import load_names
from scripts.normalise import Normalised, normalise
from tests.regen.conftest import ROOT, Project
from tests.regen.specs import small

app = fastapi.FastAPI(title="Their Pixel")


class Type(enum.StrEnum):
    """A kind of collection."""

    IMAGE = "image"
    RASTER = "raster"


class ProjectIn(BaseModel):
    """What they call it."""

    name: str = Field(title="Fields", description="Its name.")
    description: str
    area_of_interest: dict[str, Any]
    parent_project_id: int | None = None
    tags: list[str] | None = None
    priority: int = 5


class ProjectOut(ProjectIn):
    """An answer."""

    id: int
    type: Type | None = None
    parent: ProjectOut | None = None


@app.post("/projects/", tags=["Their Projects"], status_code=201)
def create(body: ProjectIn) -> ProjectOut:
    """Create one."""


@app.get("/projects/", tags=["Their Projects"])
def everything(
    extended: bool = False,
    name: str | None = None,
    ids: Annotated[list[int] | None, fastapi.Query()] = None,
    offset: int = 0,
    limit: Annotated[int, fastapi.Query(ge=1, le=100)] = 100,
    x_request_id: Annotated[str | None, fastapi.Header()] = None,
    x_colour: Annotated[str | None, fastapi.Header()] = None,
) -> list[ProjectOut]:
    """List them."""


@app.get("/projects/{project_id}")
def one(project_id: int, extended: bool = False) -> ProjectOut:
    """One."""


@app.delete("/projects/{project_id}", status_code=204, response_model=None)
def delete(project_id: int) -> None:
    """Delete."""


@app.get("/plugins/")
def plugins():  # no annotation, so FastAPI knows nothing of the answer
    """What is there."""


@app.post("/new-things/{thing_id}/picture")
def picture(thing_id: int, file: fastapi.UploadFile, params: str = "") -> ProjectOut:
    """Not in names.yaml."""


@pytest.fixture(scope="module")
def theirs() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(app.openapi()))
    return document


@pytest.fixture(scope="module")
def normalised(theirs: dict[str, Any]) -> Normalised:
    spec.validate(theirs, "theirs")
    names = load_names(ROOT / "openapi/names.yaml")
    return normalise(theirs, names, complete=False)


def test_public_names_are_ours(normalised: Normalised) -> None:
    assert {normalised.keys[name]: name for name in normalised.hints} == {
        "POST /projects/": "create_project",
        "GET /projects/": "list_projects",
        "GET /projects/{project_id}": "get_project",
        "DELETE /projects/{project_id}": "delete_project",
        "GET /plugins/": "get_plugins",
        "POST /new-things/{thing_id}/picture": "post_new_things_thing_id_picture",
    }


def test_error_answers_and_their_models_are_gone(normalised: Normalised) -> None:
    assert "HTTPValidationError" not in normalised.document["components"]["schemas"]
    for path in normalised.document["paths"].values():
        for operation in path.values():
            assert list(operation["responses"]) == ["default"]
            assert len(operation["tags"]) == 1


def test_the_package_is_made_and_used(theirs: dict[str, Any], tmp_path: Any, capsys: Any) -> None:
    project = Project(tmp_path / "project")
    for ours in ("openapi/names.yaml", "openapi/pixel.yaml"):
        project.write(ours, (ROOT / ours).read_text(encoding="utf-8"))
    source = project.write("theirs.json", json.dumps(theirs))
    assert project.regen("--spec", str(source)) == 0
    said = capsys.readouterr().out
    assert "it is named post_new_things_thing_id_picture" in said
    assert "GET /projects/: the header parameter 'x-colour' is skipped" in said
    assert "x-request-id" not in said
    operations = project.root / "generated/pixel_api/operations"
    text = (operations / "their_projects.py").read_text()
    ours = (ROOT / "generated/pixel_api/operations/projects.py").read_text()
    for code in (text, ours):
        head = code[code.index("async def create_project(") :].split('"""')[0]
        arguments = ["name", "description", "area_of_interest", "parent_project_id", "tags"]
        places = [head.index(f"{argument}: ") for argument in arguments]
        assert places == sorted(places)
        assert "parent_project_id: int | None = None" in head
    assert "priority: int | None = None" in text
    listing = text[text.index("async def list_projects(") :].split('"""')[0]
    assert "extended: bool | None = None" in listing
    assert "ids: Sequence[int] | None = None" in listing
    plugins = (operations / "plugins.py").read_text()
    assert "async def get_plugins(self) -> Any:" in plugins
    body = (project.root / "generated/pixel_api/models").glob("*picture*.py")
    assert "file: File" in next(iter(body)).read_text()


def test_openapi_3_0_is_read(project: Project) -> None:
    def old(document: dict[str, Any]) -> None:
        document["openapi"] = "3.0.3"
        document["components"]["schemas"] = {
            "Old": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "nullable": True},
                    "size": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
                    "other": {"allOf": [{"$ref": "#/components/schemas/Part"}], "nullable": True},
                },
            },
            "Part": {"type": "object", "properties": {"x": {"type": "string"}}},
        }
        schema = {"$ref": "#/components/schemas/Old"}
        content = {"application/json": {"schema": schema}}
        document["paths"] = {
            "/old": {
                "post": {
                    "requestBody": {"required": True, "content": content},
                    "responses": {"200": {"description": "", "content": content}},
                }
            }
        }

    source = project.write("old.json", json.dumps(small(old)))
    assert project.regen("--spec", str(source)) == 0
    model = (project.root / "generated/pixel_api/models/old.py").read_text()
    assert "name: None | str" in model
    assert "other: None | Part | Unset" in model
    contract = json.loads((project.root / "generated/pixel_api/contract.json").read_text())
    assert contract["schemas"]["Old"]["properties"]["size"] == {
        "type": "number",
        "exclusiveMinimum": 0,
    }


def test_yaml_and_json_are_the_same_to_us() -> None:
    text = b'on: 1\nno: "x"\nday: 2026-01-02\n200: yes\nflag: true\nnothing: null\n'
    assert spec.parse(text, "x") == {
        "on": 1,
        "no": "x",
        "day": "2026-01-02",
        "200": "yes",
        "flag": True,
        "nothing": None,
    }
    assert spec.parse(b'{"on": 1, "flag": true}', "x") == {"on": 1, "flag": True}


@pytest.mark.parametrize("required", [True, False])
def test_a_body_that_may_be_left_out_is_not_null_as_well(required: bool) -> None:
    schema = {"anyOf": [{"type": "object"}, {"type": "null"}]}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Theirs", "version": "1"},
        "paths": {
            "/new/": {
                "post": {
                    "requestBody": {
                        "required": required,
                        "content": {"application/json": {"schema": schema}},
                    },
                    "responses": {"204": {"description": ""}},
                }
            }
        },
    }
    made = normalise(document, load_names(ROOT / "openapi/names.yaml"), complete=False).document
    body = made["paths"]["/new/"]["post"]["requestBody"]
    kept = body["content"]["application/json"]["schema"]
    assert body["required"] is required
    assert kept == (schema if required else {"type": "object"})
