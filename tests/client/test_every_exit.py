"""Every known secret name is masked at every exit: reprs, logs, tracebacks, files, reports."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet
import pydantic
import pytest
import rich.console
import rich.traceback
from fastapi.routing import APIRoute

from pixel_api.masking import (
    SECRET_ENDS,
    SECRET_NAMES,
    SECRET_OBJECTS,
    SECRET_PARTS,
    SECRET_STARTS,
    is_secret_name,
    masked,
    without_secrets,
)
from pixel_api.models import Project
from pixel_client.cli.output import formats
from pixel_client.exceptions import PixelValidationError
from pixel_client.geo import to_geodataframe, to_geojson, to_geoparquet, to_stac
from pixel_client.http.urls import scrub, without_query
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from pixel_client.uploads.report import UploadReport
from pixel_client.uploads.state.journal import Journal
from pixel_client.uploads.state.results_table import FileResult, PlannedRow, ResultsTable
from pixel_sandbox.api import harvest_bodies, user_bodies
from pixel_sandbox.api.app import MODULES
from pixel_sandbox.api.refusals import HOLD_SECRETS
from pixel_sandbox.storage.forms import UNCONDITIONED
from scripts.recording.secrets import findings, hide
from scripts.spec import shown as shown_source
from tests.geo.answers import image, point

HIDDEN = "Hush-9-hush"
SPELLED = ("AWSAccessKeyId", "X-Api-Key", "upload_file_params", "upload_fields", "upload_parts")
NAMES = sorted(
    {*SECRET_PARTS, *SECRET_STARTS, *SECRET_ENDS, *SECRET_NAMES, *SECRET_OBJECTS, *SPELLED}
)


Exit = Callable[[dict[str, Any]], str]


def answer(name: str) -> dict[str, Any]:
    """An answer with the secret at its top, in an object, in a list, in a query."""
    return {
        "id": 7,
        "name": "a",
        name: HIDDEN,
        "json_metadata": {name: HIDDEN, "deep": [{name: HIDDEN}]},
        "where": f"https://s3.example/a?b=1&{name}={HIDDEN}",
    }


def by_rich(found: dict[str, Any]) -> str:
    page = io.StringIO()
    rich.console.Console(file=page, width=200).print(Project.from_dict(found))
    return page.getvalue()


def in_a_traceback(found: dict[str, Any]) -> str:
    project = Project.from_dict(found)
    try:
        raise ValueError(project)
    except ValueError as error:
        del found
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(told.format())


def in_a_rich_traceback(found: dict[str, Any], *, show_locals: bool) -> str:
    project = Project.from_dict(found)
    del found
    page = io.StringIO()
    try:
        raise ValueError(project)
    except ValueError as error:
        shown = rich.traceback.Traceback.from_exception(
            type(error), error, error.__traceback__, show_locals=show_locals
        )
        rich.console.Console(file=page, width=200).print(shown)
    return page.getvalue()


def report_of(found: dict[str, Any]) -> UploadReport[Project]:
    table = ResultsTable()
    outcome = FileResult(status="uploaded", resource_id=7, resource=json.dumps(found))
    table.add([PlannedRow(path=Path("a.jpg"), name="a.jpg", outcome=outcome)])
    return UploadReport(table, Project.from_dict)


def in_a_report(write: Callable[[UploadReport[Project], io.StringIO], None]) -> Exit:
    def text(found: dict[str, Any]) -> str:
        page = io.StringIO()
        write(report_of(found), page)
        return page.getvalue()

    return text


def in_a_log(found: dict[str, Any]) -> str:
    record = logging.LogRecord("a", 10, "a", 1, "%s %r", (Project.from_dict(found),) * 2, None)
    return record.getMessage()


def of_cli(write: Callable[[Any], object]) -> Exit:
    def told(found: dict[str, Any]) -> str:
        page = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", page)
            write(formats.without_secrets(found))
        return page.getvalue()

    return told


EXITS: dict[str, Exit] = {
    "repr": lambda found: repr(Project.from_dict(found)),
    "str": lambda found: str(Project.from_dict(found)),
    "message": lambda found: masked(found, "answer"),
    "rich": by_rich,
    "traceback": in_a_traceback,
    "log": in_a_log,
    "object": of_cli(formats.write_object),
    "json": of_cli(lambda found: formats.write_json([found])),
    "jsonl": of_cli(lambda found: formats.write_jsonl([found])),
    "csv": of_cli(lambda found: formats.write_csv([found])),
    "geojson": of_cli(lambda found: formats.write_geojson([found])),
    "frame": lambda found: to_geodataframe([found]).to_csv(),
    "cassette": lambda found: json.dumps(hide(found)),
    "rich traceback": lambda found: in_a_rich_traceback(found, show_locals=False),
    "rich traceback with locals": lambda found: in_a_rich_traceback(found, show_locals=True),
    "report as CSV": in_a_report(UploadReport.to_csv),
    "report as JSON": in_a_report(UploadReport.to_json),
    "report as GeoJSON": in_a_report(UploadReport.to_geojson),
    "report": lambda found: repr((report := report_of(found), list(report))),
    "pickled answer": lambda found: repr(pickle.loads(pickle.dumps(Project.from_dict(found)))),
    "pickled rows": lambda found: repr(pickle.loads(pickle.dumps(list(report_of(found))))),
    "pickled error": lambda found: repr(
        pickle.loads(pickle.dumps(PixelValidationError(masked(found, "answer"), 422, "GET", "a")))
    ),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", EXITS)
def test_no_exit_shows_a_secret(way: str, name: str) -> None:
    text = EXITS[way](answer(name))
    assert HIDDEN not in text
    assert "a" in text


@pytest.mark.parametrize("name", NAMES)
def test_no_file_holds_a_secret(tmp_path: Path, name: str) -> None:
    made = image(point(10, 60)) | answer(name)
    to_geojson([made], tmp_path / "a.geojson")
    to_geoparquet([made], tmp_path / "a.parquet")
    to_stac([made], tmp_path / "stac")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert not [path for path in files if HIDDEN.encode() in path.read_bytes()]
    assert HIDDEN not in str(pyarrow.parquet.read_table(tmp_path / "a.parquet").to_pylist())


@pytest.mark.parametrize("name", NAMES)
def test_no_journal_holds_a_secret(tmp_path: Path, name: str) -> None:
    body = PlannedBody(tmp_path / "a.jpg", "a.jpg", FileStamp(1, 1, 1))
    file = PlannedFile(0, body, metadata=answer(name))

    async def keep() -> None:
        journal = await Journal.opened(tmp_path / "journal", "here")
        await journal.plan([file])
        await journal.barrier()
        await journal.aclose()

    asyncio.run(keep())
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a.jpg" in kept
    assert HIDDEN.encode() not in kept


@pytest.mark.parametrize("name", NAMES)
def test_no_query_is_shown_or_pickled(name: str) -> None:
    url = f"https://ola:{HIDDEN}@s3.example/a?{name}={HIDDEN}#{HIDDEN}"
    assert without_query(url) == shown_source(url) == "https://s3.example/a"
    assert HIDDEN not in scrub(f"see https://s3.example/a?{name}={HIDDEN} there")
    error = PixelValidationError("no", 422, "GET", without_query(url), "1")
    assert HIDDEN.encode() not in pickle.dumps(error)


@pytest.mark.parametrize("name", NAMES)
def test_a_cassette_with_a_secret_is_found(name: str) -> None:
    if name.replace("_", "") not in SECRET_OBJECTS:
        assert findings(f"{'x-amz-date' if name == 'xamz' else name}: {HIDDEN}")


def test_what_is_no_secret_stays() -> None:
    harmless = {"id": 7, "tokens": 3, "password": None, "has_secret": True, "url": "a?b=1"}
    assert without_secrets(harmless) == harmless


def field_names(kind: Any) -> set[str]:
    """The field names of a request body and of the models in it."""
    if isinstance(kind, type) and issubclass(kind, pydantic.BaseModel):
        inner = [field_names(field.annotation) for field in kind.model_fields.values()]
        return set(kind.model_fields).union(*inner)
    return set().union(*map(field_names, get_args(kind)))


def test_the_sandbox_holds_the_same_for_secret() -> None:
    fields = {
        name
        for module in (harvest_bodies, user_bodies)
        for body in vars(module).values()
        if isinstance(body, type) and issubclass(body, pydantic.BaseModel)
        for name, field in body.model_fields.items()
        if field.annotation is pydantic.SecretStr
    }
    assert fields >= {"password", "api_key"}
    for module in MODULES:
        for route in filter(lambda each: isinstance(each, APIRoute), module.router.routes):
            names = field_names(route.body_field.field_info.annotation) if route.body_field else []
            assert not any(map(is_secret_name, names)) or HOLD_SECRETS.search(route.path)
    assert [name for name in fields | UNCONDITIONED - {"file"} if not is_secret_name(name)] == []
