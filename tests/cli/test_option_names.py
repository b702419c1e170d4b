"""Errors of the client and the service, in the words of the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pixel_client import PixelClient
from pixel_client.cli.commands import resources, services
from pixel_client.cli.commands.search import SearchOptionNames
from pixel_client.cli.errors import describe_error
from pixel_client.cli.option_names import BodyOptionNames, OptionNames, hint_text
from pixel_client.exceptions import (
    HintCode,
    PixelInputError,
    PixelJournalError,
    PixelValidationError,
    Problem,
    ProblemCode,
)

from .conftest import Run

CREATE = next(row for row in services.ARCGIS.commands if row.name == "create")
IMAGES = resources._command_group(resources.RESOURCES[0])
EDIT = next(row for row in IMAGES.commands if row.name == "edit")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--where", "bogus == 3"), "--where 'bogus == 3': "),
        (("--where", "id in a,b"), "--where 'id in a,b': "),
        (("--where", "name ~ D%", "--where", "cam_heading > x"), "--where 'cam_heading > x': "),
        (("--sort", "name", "--sort", "-bogus"), "--sort '-bogus': "),
        (("--field", "bogus"), "--field 'bogus': "),
    ],
)
def test_what_a_search_was_refused_for_is_the_option(
    pixel: Run, asked: tuple[str, ...], said: str
) -> None:
    done = pixel("search", "images", *asked)
    assert done.returncode == 1
    assert done.stderr.startswith(f"pixel: {said}")
    assert "body" not in done.stderr
    assert "[status 422, request " in done.stderr


def test_an_empty_text_is_not_searched_for(pixel: Run) -> None:
    for flag in ("--text", "--intersects"):
        done = pixel("search", "images", flag, "")
        assert done.returncode == 2
        assert "it is empty" in done.stderr


SEARCH = SearchOptionNames(["a == 1", "b == 2"], ["name"], ["id"])


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (("body", "filter", "and", 1, "==", 1), "--where 'b == 2'"),
        (("body", "filter", "And", "and", 0, "Equal", "=="), "--where 'a == 1'"),
        (("body", "filter", "and", 7), "--where"),
        (("body", "filter", "function-wrap"), "--where"),
        (("body", "out_fields", 0), "--field 'name'"),
        (("body", "sort"), "--sort"),
        (("body", "search"), "--text"),
        (("body", "offset"), "offset"),
        (("body",), ""),
        ((), ""),
    ],
)
def test_parts_of_a_query_are_found_again(where: tuple[object, ...], name: str) -> None:
    assert SEARCH.option(where) == name


def test_what_the_client_finds_wrong_in_a_query_is_the_option_too() -> None:
    wrong = PixelInputError("must be a text, not 3", path="search_query.sort[0].field")
    assert describe_error(wrong, SEARCH)[0] == "--sort 'id' must be a text, not 3"


def test_what_is_missing_is_told_with_how_to_give_it(pixel: Run, tmp_path: Path) -> None:
    create = ("services", "arcgis", "create", "--type")
    done = pixel(*create, "Feature", "--name", "x")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "pixel: 3 problems:",
        "  - description is missing: give --description",
        "  - data_collection_ids is missing: give --set data_collection_ids='[…]', a JSON list",
        "  - options is missing: give --set options.FIELD=VALUE; its fields are gdo_users,"
        " feature_service_options, image_service_options",
        "Fields can also be read from a JSON or YAML file: --from FILE",
    ]
    file = tmp_path / "service.json"
    file.write_text(json.dumps({"name": "x", "description": "", "data_collection_ids": [1]}))
    done = pixel(*create, "Image", "--from", str(file), "--set", "options={}")
    assert (
        "since --type is Image: give --set options.image_service_options.FIELD=VALUE" in done.stderr
    )
    done = pixel("services", "analysis", "create", "--name", "x", "--set", "config={}")
    assert done.stderr.startswith("pixel: module_name is missing: give --module\n")
    done = pixel("services", "tasks", "create", "--service", "1", "--name", "x")
    assert done.stderr.startswith("pixel: params is missing: give --set params.FIELD=VALUE\n")
    done = pixel("users", "create", "--set", "password=Hush-9-hush", "--first-name", "Ola")
    assert "email is missing: give --email" in done.stderr


def test_secrets_are_not_asked_for_on_the_line(pixel: Run, place: tuple[int, int]) -> None:
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("services", "harvest", "create", *where, "--name", "x", "--description", "")
    assert "url is missing: give --set url=TEXT" in done.stderr
    assert "auth is missing: give it in the file of --from" in done.stderr


def test_fields_that_the_service_refuses_are_the_options(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    image = client.upload_image(*place, photos / "DJI_0000.JPG")
    where = (str(image.id), "-p", str(place[0]), "-c", "Photos")
    done = pixel("images", "edit", *where, "--name", "")
    assert done.returncode == 1
    assert done.stderr.startswith(f"pixel: {image.id}: --name: ")
    done = pixel("images", "tag", *where, "--add", "")
    assert done.stderr.startswith(f"pixel: {image.id}: --add: ")


def test_several_refusals_are_a_list() -> None:
    detail = [
        {"loc": ["body", "fields", "image", "name"], "msg": "too long"},
        {"loc": ["body", "json_metadata", "a"], "msg": "no text"},
        {"loc": ["query", "limit"], "msg": "too many"},
        {"msg": "and more"},
    ]
    error = PixelValidationError({"detail": detail}, 422, "PUT", "https://x/images/1", "r1")
    assert EDIT.body is not None
    text, code = describe_error(error, EDIT.body.option_names("update_image"))
    assert (text.splitlines(), code) == (
        [
            "The service reports 4 problems:",
            "  - --name: too long",
            "  - json_metadata.a: no text",
            "  - limit: too many",
            "  - and more [status 422, request r1]",
        ],
        1,
    )
    plain = PixelValidationError({"detail": "no"}, 422, "PUT", "https://x/images/1", "r1")
    assert describe_error(plain)[0] == "no [status 422, request r1]"


def test_a_field_within_lists_is_looked_up() -> None:
    names = BodyOptionNames("create_arcgis_service", "create_input", {})
    assert isinstance(names, OptionNames)

    def missing(path: str) -> str:
        return names.describe(Problem(path=path, code=ProblemCode.MISSING, message="is missing"))

    said = missing("create_input.data_collection_ids[0]")
    assert said == "data_collection_ids[0] is missing: give --set data_collection_ids[0]=NUMBER"
    assert missing("create_input.what.ever").endswith("what.ever=VALUE")


@pytest.mark.parametrize(
    ("path", "since", "said"),
    [
        ("area_of_interest", (), "--area is wrong"),
        ("area_of_interest.coordinates[0]", (), "--area.coordinates[0] is wrong"),
        ("add_tags[1]", (), "--add is wrong"),
        ("tags", (), "--tag is wrong"),
        ("raster_info.cell_size[0]", (), "--cell-size is wrong"),
        ("update_input.name", (), "name is wrong"),
        ("zone", (), "--timezone is wrong"),
        ("options", (("service_type", "'Image'"),), "options is wrong, since --type is Image"),
        ("", (), "is wrong"),
    ],
)
def test_a_problem_names_the_option(
    path: str, since: tuple[tuple[str, str], ...], said: str
) -> None:
    assert OptionNames().describe(Problem(path=path, message="is wrong", since=since)) == said


def test_a_text_that_is_not_utf_8_is_told_by_its_code() -> None:
    code = ProblemCode.NOT_UTF8
    error = PixelInputError("the body cannot be sent: …", operation="me", code=code)
    assert describe_error(error)[0] == "a text is not valid UTF-8, so it cannot be sent"


def test_every_hint_is_in_the_words_of_the_command_line() -> None:
    for code in HintCode:
        words = hint_text(code)
        assert words
        for argument in ("=True", '"missing"', "=...", "client option", "zone=", "{"):
            assert argument not in words
    assert hint_text(None) == ""


def test_an_error_with_a_hint_has_that_of_the_command_line() -> None:
    error = PixelJournalError("the journal is in use", hint_code=HintCode.JOURNAL_OF_ANOTHER)
    assert describe_error(error)[0] == "the journal is in use; name another with --journal FILE"
