"""One case table for both clients: the call, and the request that it makes."""

from __future__ import annotations

import datetime
import inspect
import json
from importlib import resources
from types import SimpleNamespace
from typing import Any

import pytest

from pixel_client import PixelClient, PixelClientAsync, models
from pixel_client.exceptions import PixelInputError

from .conftest import Calls
from .service import Service

AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}
D = "/projects/1/data_collections/2"
WHEN = datetime.datetime(2024, 5, 17, 12, 30, tzinfo=datetime.UTC)

# method, arguments, keyword arguments -> request line, query, JSON body
CASES: list[tuple[str, tuple[Any, ...], dict[str, Any], str, dict[str, str], Any]] = [
    ("me", (), {}, "GET /users/me", {"extended": "false"}, None),
    ("me", (), {"extended": True}, "GET /users/me", {"extended": "true"}, None),
    ("get_plugins", (), {}, "GET /plugins/", {}, None),
    ("list_projects", (), {}, "GET /projects/", {}, None),
    (
        "list_projects",
        (),
        {"ids": [1, 2], "tags": ["a", "b"], "offset": 0, "limit": 5, "extended": False},
        "GET /projects/",
        {"ids": "1,2", "tags": "a,b", "offset": "0", "limit": "5", "extended": "false"},
        None,
    ),
    (
        "list_projects",
        (models.ListParams(name="x", limit=3, ids=[4]),),
        {"limit": 7},
        "GET /projects/",
        {"name": "x", "limit": "7", "ids": "4"},
        None,
    ),
    ("list_projects", ({"ids": (1, 2)},), {}, "GET /projects/", {"ids": "1,2"}, None),
    (
        "create_project",
        ("Bø", "", AREA),
        {"parent_project_id": 9, "tags": ["drone"]},
        "POST /projects/",
        {},
        {
            "name": "Bø",
            "description": "",
            "area_of_interest": AREA,
            "parent_project_id": 9,
            "tags": ["drone"],
        },
    ),
    (
        "create_project",
        ("x", "y", SimpleNamespace(__geo_interface__=AREA)),
        {},
        "POST /projects/",
        {},
        {"name": "x", "description": "y", "area_of_interest": AREA},
    ),
    ("update_project", (1,), {"name": "z"}, "PUT /projects/1", {}, {"name": "z"}),
    (
        "update_project",
        (1,),
        {"add_tags": []},
        "PUT /projects/1",
        {},
        {"add_tags": []},
    ),
    ("move_project", (1, -1), {}, "PUT /projects/1/move", {"new_parent_id": "-1"}, None),
    ("delete_project", (1,), {}, "DELETE /projects/1", {}, None),
    (
        "create_data_collection",
        (1, "n", "d", "RGB"),
        {"raster_info": {"srid": 25832, "cell_size": (0.1, 0.1), "num_bands": 3}},
        "POST /projects/1/data_collections/",
        {},
        {
            "name": "n",
            "description": "d",
            "data_collection_type": "RGB",
            "raster_info": {"srid": 25832, "cell_size": [0.1, 0.1], "num_bands": 3},
        },
    ),
    (
        "list_data_collections",
        (1,),
        {"data_collection_type": "DTM"},
        "GET /projects/1/data_collections/",
        {"data_collection_type": "DTM"},
        None,
    ),
    (
        "update_image",
        (1, 2, 3),
        {
            "update_input": models.ImageUpdateInput(
                fields={"cam_heading": 1.5, "capture_date": WHEN}, json_metadata={"a": None}
            )
        },
        f"PUT {D}/images/3",
        {},
        {
            "json_metadata": {"a": None},
            "fields": {
                "fields_type": "image",
                "cam_heading": 1.5,
                "capture_date": "2024-05-17T12:30:00+00:00",
            },
        },
    ),
    (
        "update_image",
        (1, 2, 3, {"fields": {"fields_type": "image", "hfov": 70}}),
        {},
        f"PUT {D}/images/3",
        {},
        {"fields": {"fields_type": "image", "hfov": 70}},
    ),
    (
        "move_image",
        (1, 2, 3, 4, 5),
        {},
        f"PUT {D}/images/3/move",
        {"new_project_id": "4", "new_data_collection_id": "5"},
        None,
    ),
    (
        "move_point_cloud",
        (1, 2, 3, 5),
        {},
        f"POST {D}/point_clouds/3/move",
        {},
        {"new_data_collection_id": 5},
    ),
    ("get_rasters", (1, 2), {"format": "GTiff"}, f"GET {D}/rasters/", {"format": "GTiff"}, None),
    (
        "get_point_clouds",
        (1, 2),
        {"point_record_format": 0, "version_major": 1},
        f"GET {D}/point_clouds/",
        {"point_record_format": "0", "version_major": "1"},
        None,
    ),
    ("get_upload_jobs", (1, 2), {"ids": [5, 6]}, f"GET {D}/upload_jobs/", {"ids": "5,6"}, None),
    ("get_job_group", (7,), {}, "GET /jobs/groups/7", {}, None),
    (
        "delete_attachment",
        ("image", 3, 4),
        {},
        "DELETE /attachments/",
        {"resource_type": "image", "resource_id": "3", "attachment_id": "4"},
        None,
    ),
    (
        "create_oidc_user",
        (
            {
                "first_name": "Ola",
                "last_name": "N",
                "email": "ola@example.invalid",
                "password": "pw",
                "user_type": "viewer",
            },
        ),
        {},
        "POST /users/oidc/",
        {},
        {
            "first_name": "Ola",
            "last_name": "N",
            "email": "ola@example.invalid",
            "password": "pw",
            "enabled": True,
            "user_type": "viewer",
        },
    ),
    (
        "update_oidc_user",
        (1, models.OIDCUserUpdateInput(first_name="x")),
        {},
        "PUT /users/oidc/1/",
        {},
        {"first_name": "x"},
    ),
    (
        "patch_analysis_service",
        (1, models.AnalysisServicePatchInput(config={"a": {"b": None}})),
        {},
        "PATCH /analysis/services/1",
        {},
        {"config": {"a": {"b": None}}},
    ),
    (
        "search",
        ({"on": "images", "filter": {">=": [{"var": "capture_date"}, WHEN]}},),
        {},
        "POST /search/",
        {},
        {
            "on": "images",
            "filter": {">=": [{"var": "capture_date"}, "2024-05-17T12:30:00+00:00"]},
            "distinct": False,
            "limit": 100,
            "offset": 0,
        },
    ),
]


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "line", "query", "body"),
    CASES,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)],
)
def test_a_call_makes_its_request(
    calls: Calls,
    service: Service,
    name: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    line: str,
    query: dict[str, str],
    body: Any,
) -> None:
    method, path = line.split(" ")
    many = name.startswith(("list_", "get_")) and name.endswith("s")
    service.on(f"{method} /acme{path}", [] if many else {"id": 1, "name": "x"})
    calls(name, *args, **kwargs)
    (seen,) = service.seen
    assert (seen.method, seen.path, seen.query) == (method, f"/acme{path}", query)
    assert (seen.json if seen.body else None) == body
    assert seen.headers["authorization"] == "Bearer token-1"
    if body is not None:
        assert seen.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "words"),
    [
        ("get_project", ("7/../8",), {}, ["project_id"]),
        ("get_project", (True,), {}, ["project_id"]),
        ("list_projects", (), {"limit": 0}, ["limit", "1"]),
        ("list_projects", ({"nmae": "x"},), {}, ["nmae", "name"]),
        ("list_projects", (), {"ids": ["a"]}, ["ids"]),
        ("list_data_collections", (1,), {"data_collection_type": "rgb"}, ["RGB", "DTM"]),
        (
            "create_data_collection",
            (1, "", "d", "raster"),
            {},
            ["name"],
        ),
        ("create_project", ("x", "y", {"type": "Point", "coordinates": [1, 2]}), {}, ["Polygon"]),
        ("update_image", (1, 2, 3, {}), {}, ["update_input"]),
        ("update_project", (1,), {}, ["at least 1 of name, description, area_of_interest"]),
        ("update_data_collection", (1, 2), {"name": None}, ["at least 1 of name"]),
        ("update_image", (1, 2, 3, {"fields": {"cam_headng": 3}}), {}, ["cam_heading"]),
        ("update_image", (1, 2, 3, {"fields": {"hfov": float("nan")}}), {}, ["hfov"]),
        ("search", ({"on": "houses"},), {}, ["on", "images"]),
        (
            "create_oidc_user",
            ({"first_name": "O", "password": 5, "email": "x", "last_name": "y"},),
            {},
            ["user_type", "password"],
        ),
    ],
)
def test_a_bad_argument_is_named_and_nothing_is_sent(
    calls: Calls,
    service: Service,
    name: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    words: list[str],
) -> None:
    with pytest.raises(PixelInputError) as caught:
        calls(name, *args, **kwargs)
    for word in words:
        assert word in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert service.seen == service.token_requests == []


def test_no_ids_means_none_not_all(calls: Calls, service: Service) -> None:
    assert calls("get_images", 1, 2, ids=[]) == []
    assert calls("get_images", 1, 2, {"ids": ()}) == []
    assert calls("paginate_images", 1, 2, ids=[]) == []
    assert service.seen == []


def test_an_answer_is_typed_and_is_what_was_sent(calls: Calls, service: Service) -> None:
    sent = {
        "id": 1,
        "name": "x",
        "created_at": "2024-05-17T12:30:00Z",
        "unknown": [1],
        "tags": None,
    }
    service.on("GET /acme/projects/1", sent)
    project = calls("get_project", 1)
    assert project.created_at == WHEN
    assert project["created_at"] == "2024-05-17T12:30:00Z"
    assert dict(project) == {**project} == sent
    assert "unknown" in project
    assert project.tags is None


def test_pages_come_one_by_one(calls: Calls, service: Service) -> None:
    images = [{"id": n, "name": str(n), "data_collection_id": 2} for n in range(250)]

    def page(seen: Any) -> Any:
        start, limit = int(seen.query["offset"]), int(seen.query["limit"])
        return images[start : start + min(limit, 100)]

    service.on(f"GET /acme{D}/images/", page)
    found = calls("paginate_images", 1, 2, 200, name="x")
    assert [image.id for image in found] == list(range(250))
    assert {seen.query["name"] for seen in service.seen} == {"x"}
    assert len(calls("paginate_images", 1, 2, page_size=60, limit=130, offset=10)) == 130


def test_search_results_come_page_by_page(calls: Calls, service: Service) -> None:
    def page(seen: Any) -> Any:
        start = seen.json["offset"]
        found = [{"id": n} for n in range(25)][start : start + seen.json["limit"]]
        return {"count": len(found), "total_count": 25, "results": found}

    service.on("POST /acme/search/", page)
    query = models.SearchQuery(on="images", search="fjord", offset=5)
    assert [r["id"] for r in calls("paginate_search", query, 10)] == list(range(5, 25))
    assert [(s.json["offset"], s.json["limit"], s.json["search"]) for s in service.seen] == [
        (5, 10, "fjord"),
        (15, 10, "fjord"),
        (25, 10, "fjord"),
    ]
    with pytest.raises(PixelInputError, match="on"):
        calls("paginate_search", {"on": "houses"})


def test_both_clients_have_every_operation_with_one_signature_and_text() -> None:
    contract = json.loads(resources.files("pixel_api").joinpath("contract.json").read_text("utf-8"))
    assert len(contract["operations"]) >= 80
    for name in contract["operations"]:
        ours, theirs = getattr(PixelClient, name), getattr(PixelClientAsync, name)
        assert inspect.signature(ours) == inspect.signature(theirs)
        assert ours.__doc__ == theirs.__doc__
        assert ours.__doc__


def test_both_clients_have_the_same_public_methods() -> None:
    def public(kind: type) -> set[str]:
        return {name for name in dir(kind) if not name.startswith("_")}

    assert public(PixelClient) - public(PixelClientAsync) == {"close"}
    assert public(PixelClientAsync) - public(PixelClient) == {"aclose"}
