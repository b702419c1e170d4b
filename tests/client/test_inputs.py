"""What callers hand over: keyword arguments, plain dicts, geometries, paths, settings, proxies."""

from __future__ import annotations

import asyncio
from typing import Any

import geojson_pydantic
import pytest
import shapely

from pixel_client import PixelClient, PixelClientAsync, models
from pixel_client import options as options_module
from pixel_client.exceptions import PixelInputError, PixelSettingsError, ProblemCode
from tests.refusing import refused

from .conftest import Calls
from .service import Service

RING = [(10.0, 59.0), (11.0, 59.0), (11.0, 60.0), (10.0, 59.0)]
AREA = {"type": "Polygon", "coordinates": [[list(point) for point in RING]]}
POINT = {"type": "Point", "coordinates": [10.5, 59.5, 120.0]}
PROJECT = "POST /acme/projects/"
IMAGE = "PUT /acme/projects/1/data_collections/2/images/3"


@pytest.mark.parametrize(
    "area",
    [
        AREA,
        models.Polygon.from_dict(AREA),
        models.Polygon(type="Polygon", coordinates=AREA["coordinates"]),
        geojson_pydantic.Polygon(type="Polygon", coordinates=[RING]),
        shapely.Polygon(RING),
    ],
    ids=["dict", "answer", "model", "geojson-pydantic", "shapely"],
)
def test_an_area_may_be_any_kind_of_polygon(calls: Calls, service: Service, area: Any) -> None:
    service.on(PROJECT, {"id": 1, "name": "x"})
    calls("create_project", "x", "", area)
    assert service.seen[0].json["area_of_interest"] == AREA


def test_numbers_may_be_text_as_they_come_from_a_command_line_or_a_csv_file(
    calls: Calls, service: Service
) -> None:
    service.on(IMAGE, {"id": 3, "name": "x"})
    service.on("GET /acme/projects/1/data_collections/2/images/", [])
    inputs: list[Any] = [
        {"fields": {"fields_type": "image", "cam_heading": "12.5", "name": "7"}},
        models.ImageUpdateInput(fields=models.ImageMetadataFields(cam_heading="12.5", name="7")),  # type: ignore[arg-type]
    ]
    for given in inputs:
        calls("update_image", "1", "2", "3", given)
        assert service.seen[-1].json["fields"]["cam_heading"] == 12.5
        assert service.seen[-1].json["fields"]["name"] == "7"
    calls("get_images", "1", "2", ids="11,12", limit="5", extended="true")
    assert service.seen[-1].query == {"ids": "11,12", "limit": "5", "extended": "true"}
    with refused("project_id", "type"):
        calls("get_images", "1/../2", "2")


@pytest.mark.parametrize(
    "place",
    [
        POINT,
        geojson_pydantic.Point(type="Point", coordinates=(10.5, 59.5, 120.0)),
        shapely.Point(10.5, 59.5, 120.0),
    ],
    ids=["dict", "geojson-pydantic", "shapely"],
)
def test_a_place_inside_an_input_may_be_any_kind_of_geometry(
    calls: Calls, service: Service, place: Any
) -> None:
    service.on(IMAGE, {"id": 3, "name": "x"})
    fields = {"location": place, "cam_heading": 12}
    inputs: list[Any] = [
        {"fields": {"fields_type": "image", **fields}},
        models.ImageUpdateInput(fields=fields),
        models.ImageUpdateInput(fields=models.ImageMetadataFields(**fields)),
    ]
    for given in inputs:
        calls("update_image", 1, 2, 3, given)
    wanted = {"fields_type": "image", "location": POINT, "cam_heading": 12}
    assert [seen.json for seen in service.seen] == [{"fields": wanted}] * 3


def test_a_field_set_by_its_key_travels_as_one_set_by_attribute(
    calls: Calls, service: Service
) -> None:
    service.on(IMAGE, {"id": 3, "name": "x"})
    given = models.ImageUpdateInput(fields=models.ImageMetadataFields(name="a", cam_roll=1.0))
    given["json_metadata"] = None
    given.fields["cam_heading"] = "12.5"  # type: ignore[index,union-attr]
    given.fields["cam_roll"] = None  # type: ignore[index,union-attr]
    calls("update_image", 1, 2, 3, given)
    sent = {"fields_type": "image", "name": "a", "cam_heading": 12.5}
    assert service.seen[-1].json == {"fields": sent}


def test_ids_may_be_a_set_or_the_keys_of_a_dict(calls: Calls, service: Service) -> None:
    service.on("GET /acme/projects/1/data_collections/2/images/", [])
    service.on("PUT /acme/projects/1", {"id": 1, "name": "x"})
    known: dict[Any, Any] = {11: "a", 12: "b"}
    for ids in (known.keys(), {11, 12}, range(11, 13)):
        for given in (models.ListParams(ids=ids), {"ids": ids}):  # type: ignore[arg-type]
            calls("get_images", 1, 2, given)
        calls("get_images", 1, 2, ids=ids)
    assert [seen.query for seen in service.seen] == [{"ids": "11,12"}] * 9
    calls("get_images", 1, 2, {"tags": set()})
    assert service.seen[-1].query == {}
    calls("update_project", 1, add_tags=known.values())
    assert service.seen[-1].json == {"add_tags": ["a", "b"]}


def test_keys_of_metadata_are_texts(calls: Calls, service: Service) -> None:
    for key in (None, 7):
        with pytest.raises(
            PixelInputError, match=f"a key that must be a text, not {key}"
        ) as caught:
            calls("update_image", 1, 2, 3, {"json_metadata": {key: "x"}})
        (problem,) = caught.value.problems
        assert problem.keys[-1] == "json_metadata"
        assert problem.code is ProblemCode.TYPE
    assert service.seen == []


def test_nested_inputs_are_made_of_plain_dicts() -> None:
    made = models.ArcgisServiceCreateInput(
        name="s",
        description="",
        data_collection_ids=[1],
        options={"feature_service_options": {"image_layer": {"include_fields": ["name"]}}},
    )
    layer = made.options.feature_service_options.image_layer
    assert isinstance(layer, models.ArcGISFeatureServiceImageLayerOptions)
    assert layer.include_fields == ["name"]
    assert made["options"]["feature_service_options"]["image_layer"] == {
        "include_fields": ["name"],
        "enable_oriented_imagery": False,
        "enable_images_as_attachments": False,
        "image_processed_type": "blurred",
    }


def test_an_answer_is_a_mapping_with_attributes(calls: Calls, service: Service) -> None:
    sent = {"id": 1, "name": "x", "tags": ["a"], "unheard_of": {"b": 1}}
    service.on("GET /acme/projects/1", sent)
    project = calls("get_project", 1)
    assert (project["id"], project.id, project.get("name"), project.get("no", 5)) == (1, 1, "x", 5)
    assert "tags" in project
    assert "description" not in project
    assert list(project) == list(sent)
    assert {**project} == dict(project) == dict(project.items()) == sent
    assert len(project) == 4
    with pytest.raises(KeyError):
        project["description"]


def test_clients_take_a_mapping_as_settings(service: Service) -> None:
    service.on("GET /acme/users/me", {"username": "ola"})
    with PixelClient(service.settings) as client:
        assert client.me().username == "ola"

    async def run() -> str:
        async with PixelClientAsync(service.settings) as client:
            return str((await client.me()).username)

    assert asyncio.run(run()) == "ola"
    for wrong in ("https://api.example", PixelClientAsync(service.settings)):
        with refused("settings", "type"):
            PixelClient(wrong)
    with pytest.raises(PixelSettingsError, match="did you mean PIXEL_TENANT"):
        PixelClient(service.settings | {"PIXEL_TENAT": "x"})


def test_a_socks_proxy_without_its_package_is_told_at_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options_module, "find_spec", lambda name: None)
    with pytest.raises(PixelInputError, match=r"socks5 proxy needs the package socksio: pip"):
        PixelClient(service.settings, proxy="socks5://user:hunter4@127.0.0.1:1080")
    monkeypatch.setattr(options_module, "find_spec", lambda name: object())
    PixelClient(service.settings, proxy="socks5h://127.0.0.1:1080").close()


def test_a_page_is_asked_for_without_a_body(calls: Calls, service: Service) -> None:
    path = "GET /acme/projects/1/data_collections/2/images/"
    service.on(path, [])
    assert calls("paginate_images", 1, 2, 50) == []
    assert service.seen[0].body == b""
    assert "content-type" not in service.seen[0].headers
    with pytest.raises(TypeError, match="idss"):
        calls("paginate_images", 1, 2, 50, idss=[1])
    with refused("params", "type"):
        calls("paginate_images", 1, 2, 50, 5)
    assert len(service.seen) == 1


def test_an_unknown_option_is_named_before_settings_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PIXEL_TENANT", raising=False)
    for kind in (PixelClient, PixelClientAsync):
        words = "there is no option keycloak_server_url, url; .* given as settings=PixelApiSettings"
        with pytest.raises(PixelInputError, match=words):
            kind(url="https://api.example", keycloak_server_url="https://x")
