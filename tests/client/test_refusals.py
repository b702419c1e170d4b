"""What is refused before anything is sent: the field at fault, and what is allowed."""

from __future__ import annotations

from typing import Any

import pytest

from pixel_client import models
from pixel_client.exceptions import PixelInputError

from .conftest import Calls
from .service import Service

LAYER = {"feature_service_options": {"image_layer": {}}}
IMAGE = {"image_service_options": {"default_service_srid": 25833}}
SERVICE = {"name": "s", "description": "", "data_collection_ids": [1]}
HARVEST = {"name": "h", "description": "", "url": "https://harvest.invalid", "auth": {}}


def search(filter_: Any) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    return "search", ({"on": "images", "filter": filter_},), {}


def mapped(**fields: Any) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    change = {"model": "image", "field_name": "a", **fields}
    return "update_harvest_service", (1, 2, 3, {"field_mappings": {"maps": [change]}}), {}


REFUSED: dict[str, tuple[tuple[str, tuple[Any, ...], dict[str, Any]], list[str]]] = {
    "a Feature service with the options of an Image service": (
        ("create_arcgis_service", ("Feature", {**SERVICE, "options": IMAGE}), {}),
        ["create_input.options.feature_service_options is missing", "service_type is 'Feature'"],
    ),
    "an Image service with the options of a Feature service": (
        (
            "create_arcgis_service",
            ("Image", models.ArcgisServiceCreateInput(**SERVICE, options=LAYER)),
            {},
        ),
        ["create_input.options.image_service_options is missing", "service_type is 'Image'"],
    ),
    "an ArcGIS service of another kind": (
        ("create_arcgis_service", ("feature", {**SERVICE, "options": LAYER}), {}),
        ["service_type must be one of 'Feature', 'Image'", "did you mean Feature?"],
    ),
    "an update with the other kind's options": (
        ("update_arcgis_service", ("Image", 1, {"options": LAYER}), {}),
        ["update_input.options.image_service_options is missing"],
    ),
    "an ArcGIS update of nothing": (
        ("update_arcgis_service", ("Image", 1, models.ArcgisServiceUpdateInput()), {}),
        ["update_input must have at least 1 field"],
    ),
    "a harvest update of nothing": (
        ("update_harvest_service", (1, 2, 3, {}), {}),
        ["update_input must have at least 1 field"],
    ),
    "a patch of nothing": (
        ("patch_analysis_service", (1,), {}),
        ["patch_input must have at least 1 field"],
    ),
    "an image update of nothing": (
        ("update_image", (1, 2, 3, models.ImageUpdateInput()), {}),
        ["update_input must have at least 1 field"],
    ),
    "a user update of nothing": (
        ("update_oidc_user", (1, models.OIDCUserUpdateInput(enabled=None)), {}),
        ["update_input must have at least 1 field"],
    ),
    "an unknown filter": (
        ("get_rasters", (1, 2, {"formt": "GTiff"}), {}),
        ["params.formt is not a query parameter", "did you mean format?"],
    ),
    "a filter of another list": (
        ("get_images", (1, 2, models.RasterListParams(format="GTiff")), {}),
        ["params.format is not a query parameter"],
    ),
    "a search operator that is nearly right": (
        search({"=": [{"var": "id"}, 1]}),
        ["search_query.filter", "'=='", "'!contains'", "not '='", "did you mean ==?"],
    ),
    "a search operator that does not exist, deep inside": (
        search({"and": [{"or": [{"===": [{"var": "id"}, 1]}]}]}),
        ["search_query.filter.and[0].or[0]", "not '==='"],
    ),
    "two operators in one filter": (
        search({"==": [{"var": "a"}, 1], "!=": [{"var": "b"}, 2]}),
        ["search_query.filter must have at most 1 field, not 2"],
    ),
    "a comparison without its value": (
        search({"==": [{"var": "id"}]}),
        ["search_query.filter.== must have at least 2 elements, not 1"],
    ),
    "a comparison of a bare name": (
        search({"==": ["id", 1]}),
        ["search_query.filter.==[0] must be an object, not 'id'"],
    ),
    "a misspelt var": (
        search({"==": [{"vra": "id"}, 1]}),
        ["filter.==[0].vra is not a field; did you mean var?", "filter.==[0].var is missing"],
    ),
    "one of no values": (
        search({"in": [{"var": "id"}, []]}),
        ["search_query.filter.in[1] must have at least 1 element, not 0"],
    ),
    "and of nothing": (
        search({"and": []}),
        ["search_query.filter.and must have at least 1 element, not 0"],
    ),
    "a field map to add without its source": (
        mapped(operation="add"),
        [
            "update_input.field_mappings.maps[0].external_field is missing",
            "since operation is 'add'",
        ],
    ),
    "a field map to update without its source": (
        mapped(operation="update", external_field=None),
        ["external_field", "since operation is 'update'"],
    ),
    "a field map with another operation": (
        mapped(operation="replace"),
        ["maps[0].operation must be one of 'add', 'remove', 'update', not 'replace'"],
    ),
    "a date that is none": (
        ("update_image", (1, 2, 3, {"fields": {"capture_date": "2024-13-45"}}), {}),
        ["update_input.fields.capture_date", "date and time in ISO 8601", "'2024-13-45'"],
    ),
    "a heading beyond the circle": (
        ("update_image", (1, 2, 3, {"fields": {"cam_heading": 99999}}), {}),
        ["update_input.fields.cam_heading must be at most 360, not 99999"],
    ),
    "a geometry of another kind": (
        ("create_project", ("a", "", {"type": "Polygn", "coordinates": []}), {}),
        ["area_of_interest.type must be 'Polygon', not 'Polygn'"],
    ),
    "an unknown field in an input": (
        ("create_harvest_service", (1, 2, {**HARVEST, "wher_clause": "1=1"}), {}),
        ["create_input.wher_clause is not a field; did you mean where_clause?"],
    ),
}


@pytest.mark.parametrize(("call", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_before_anything_is_sent(
    calls: Calls,
    service: Service,
    call: tuple[str, tuple[Any, ...], dict[str, Any]],
    words: list[str],
) -> None:
    name, args, kwargs = call
    with pytest.raises(PixelInputError) as caught:
        calls(name, *args, **kwargs)
    for word in words:
        assert word in str(caught.value)
    assert service.seen == service.token_requests == []


TAKEN: dict[str, tuple[tuple[str, tuple[Any, ...], dict[str, Any]], str, Any]] = {
    "both kinds of options": (
        ("create_arcgis_service", ("Image", {**SERVICE, "options": {**IMAGE, **LAYER}}), {}),
        "POST /acme/arcgis_services/Image/",
        None,
    ),
    "an update of users alone": (
        ("update_arcgis_service", ("Feature", 1, {"options": {"gdo_users": ["ola"]}}), {}),
        "PUT /acme/arcgis_services/Feature/1",
        {"options": {"gdo_users": ["ola"]}},
    ),
    "a field map to remove": (
        mapped(operation="remove"),
        "PUT /acme/projects/1/data_collections/2/harvest_services/3",
        {
            "field_mappings": {
                "maps": [{"operation": "remove", "model": "image", "field_name": "a"}]
            }
        },
    ),
    "a harvest service without field mappings": (
        ("create_harvest_service", (1, 2, HARVEST), {}),
        "POST /acme/projects/1/data_collections/2/harvest_services/",
        {**HARVEST, "where_clause": "1=1", "field_mappings": {}},
    ),
    "a harvest service with None for them": (
        (
            "create_harvest_service",
            (1, 2, models.HarvestServiceCreateInput(**HARVEST, field_mappings=None)),
            {},
        ),
        "POST /acme/projects/1/data_collections/2/harvest_services/",
        {**HARVEST, "where_clause": "1=1", "field_mappings": {}},
    ),
    "nested filters": (
        search({"or": [{"and": [{"in": [{"var": "id"}, [1, 2]]}]}, {"~": [{"var": "n"}, "%a"]}]}),
        "POST /acme/search/",
        None,
    ),
    "a comparison with null": (
        search({"!=": [{"var": "capture_date"}, None]}),
        "POST /acme/search/",
        None,
    ),
}


@pytest.mark.parametrize(("call", "line", "body"), TAKEN.values(), ids=TAKEN.keys())
def test_it_is_taken(
    calls: Calls,
    service: Service,
    call: tuple[str, tuple[Any, ...], dict[str, Any]],
    line: str,
    body: Any,
) -> None:
    service.on(line, {"id": 1, "name": "x", "count": 0, "total_count": 0, "results": []})
    name, args, kwargs = call
    calls(name, *args, **kwargs)
    (seen,) = service.seen
    assert seen.json == (seen.json if body is None else body)


def test_the_default_of_an_object_is_not_shared() -> None:
    one, other = (models.HarvestServiceCreateInput(**HARVEST) for _ in range(2))
    one.field_mappings.extra_fields = ["a"]
    assert dict(other)["field_mappings"] == {}
    assert dict(models.HarvestServiceCreateInput(**HARVEST))["field_mappings"] == {}
