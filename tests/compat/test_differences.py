"""Differences to 1.2.8 that one test shows best; docs/migrating.md names them."""

from __future__ import annotations

import dataclasses
import json
import logging
import pickle
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest
import yaml
from pydantic import BaseModel, SecretStr, ValidationError

from pixel_client import (
    FieldMapsUpdateInput,
    ImageMetadataFields,
    ImageUpdateInput,
    ListParams,
    MetadataFieldsType,
    MetadataObject,
    PixelClient,
    get_client,
    models,
)
from pixel_client.exceptions import PixelBadRequestError, PixelInputError
from pixel_client.models import Credentials
from pixel_sandbox import Sandbox

from .recording import RecordingServer


@dataclasses.dataclass
class Visit:
    project: dict[str, Any]


def test_answers_are_dicts_of_their_own_class() -> None:
    with RecordingServer() as server, get_client(settings=server.settings) as client:
        project = client.get_project(1)
    assert isinstance(project, dict)
    assert json.loads(json.dumps([project])) == [project]
    project["seen"] = True
    assert project.pop("seen")
    assert type(project) is not dict
    assert repr(project).startswith("Project(id=1, ")
    with pytest.raises(yaml.YAMLError):
        yaml.safe_dump(project)
    with pytest.raises(TypeError):
        dataclasses.asdict(Visit(project))
    assert yaml.safe_load(yaml.safe_dump(project.to_dict())) == project


def test_inputs_are_no_pydantic_models() -> None:
    fields = ImageMetadataFields(cam_heading=12.5)
    assert fields.to_dict() == {"fields_type": "image", "cam_heading": 12.5} == fields
    with pytest.raises(AttributeError, match=r"model_construct.*a dict, not a pydantic model"):
        fields.model_construct()
    assert not hasattr(ImageMetadataFields, "model_json_schema")
    assert not fields.cam_pitch
    assert fields.cam_pitch is not None
    assert MetadataObject(fields={"fields_type": "image", "hfov": 70}).to_dict() == {
        "fields": {"fields_type": "image", "hfov": 70}
    }
    assert not ListParams()
    assert [*ListParams(name="x")] == ["name"]
    assert Credentials(username="u", password=SecretStr("hush")).password == "hush"
    with pytest.raises(TypeError, match="note"):
        type("Noted", (ListParams,), {"__annotations__": {"note": str}, "note": ""})(note="x")
    with pytest.raises(TypeError, match="sets of names"):
        MetadataObject(fields=fields).model_dump(exclude={"fields": {"cam_heading"}})


def test_what_dumps_and_copies_is_as_pydantics() -> None:
    when = datetime(2024, 5, 17, tzinfo=UTC)
    made = MetadataObject(
        fields=ImageMetadataFields(capture_date=when), json_metadata={"a": None, "n": 1}
    )
    assert made.model_dump(exclude_none=True) == {
        "fields": {"fields_type": "image", "capture_date": when},
        "json_metadata": {"a": None, "n": 1},
    }
    told = made.model_dump(mode="json", include={"fields"}, exclude_unset=True)
    assert told == {"fields": {"fields_type": "image", "capture_date": "2024-05-17T00:00:00+00:00"}}
    everything = made.model_dump()["fields"]
    assert set(everything) == set(ImageMetadataFields.model_fields)
    assert everything["cam_heading"] is None
    shallow, deep = made.model_copy(update={"json_metadata": None}), made.model_copy(deep=True)
    assert shallow.fields is made.fields
    assert "json_metadata" not in shallow
    assert deep == made
    deep.fields.cam_heading = 1.0
    assert "cam_heading" not in made.fields
    maps = FieldMapsUpdateInput(maps=[{"operation": "remove", "model": "m", "field_name": "f"}])
    assert maps.model_dump()["maps"][0]["external_field"] is None


def test_a_class_of_ones_own_sends_its_defaults() -> None:
    class Drone(ImageMetadataFields):
        image_type: str = "drone"
        location = {"type": "Point", "coordinates": [10.5, 59.5]}  # noqa: RUF012
        cam_pitch: float = -90.0

    class Oblique(Drone):
        cam_pitch = -45.0

    one, other = Drone(cam_heading=1), Oblique(image_type="plane")
    assert one.to_dict() == {
        "fields_type": "image",
        "image_type": "drone",
        "location": {"type": "Point", "coordinates": [10.5, 59.5]},
        "cam_heading": 1,
        "cam_pitch": -90.0,
    }
    assert (other.image_type, other.cam_pitch, other["cam_pitch"]) == ("plane", -45.0, -45.0)
    one.location.coordinates.append(120.0)
    assert other.location.coordinates == [10.5, 59.5]
    del one["image_type"]
    assert not one.image_type
    assert not Drone(image_type=None).image_type
    restored = pickle.loads(pickle.dumps(ImageUpdateInput(fields=ImageMetadataFields(hfov=1))))
    assert restored.fields.hfov == 1


def test_pydantic_reads_inputs_in_models_of_ones_own() -> None:
    class Flight(BaseModel):
        fields: MetadataFieldsType
        params: ListParams | None = None

    flight = Flight.model_validate_json('{"fields": {"fields_type": "image", "hfov": "70"}}')
    assert isinstance(flight.fields, ImageMetadataFields)
    assert flight.model_dump() == {"fields": {"fields_type": "image", "hfov": 70}, "params": None}
    assert Flight(fields=flight.fields, params={"name": "x"}).params == ListParams(name="x")
    assert Flight.model_json_schema()["properties"]["params"]["anyOf"][0]["type"] == "object"
    for wrong in ({"hfvo": 1}, {"fields_type": "video"}, 5):
        with pytest.raises(ValidationError, match="ImageMetadataFields"):
            Flight(fields=wrong)


def test_making_a_client_sends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with RecordingServer() as server:
        settings = {**server.settings, "PIXEL_CLIENT_NO_VERSION_CHECK": "false"}
        with caplog.at_level(logging.DEBUG), get_client(settings=settings) as client:
            assert isinstance(client, PixelClient)
            assert server.seen == []
            assert "HTTP Request" not in caplog.text
            client.me()
        assert {request.path.split("/")[1] for request in server.seen} == {"acme", "auth"}


def test_unknown_names_are_refused_and_nothing_is_sent() -> None:
    with RecordingServer() as server, get_client(settings=server.settings) as client:
        for params in ({"nmae": "x"}, {"idss": [1]}):
            with pytest.raises(PixelInputError, match=next(iter(params))):
                client.list_projects(params)
            with pytest.raises(TypeError):
                client.list_projects(**params)
            with pytest.raises(TypeError):
                models.ListParams(**params)
        with pytest.raises(PixelInputError, match="cam_headng"):
            client.update_image(1, 2, 3, {"fields": {"fields_type": "image", "cam_headng": 1}})
        assert server.seen == []


def test_the_inner_clients_are_one_transport() -> None:
    with RecordingServer() as server, get_client(settings=server.settings) as client:
        assert not any(hasattr(client, name) for name in ("pixel_client", "auth", "url"))
        assert server.settings["PIXEL_API_URL"] == client.settings.PIXEL_API_URL
        response = client.api.get_httpx_client().get("/users/me")
        assert response.json()["id"] == 1
        assert server.seen[-1].headers["authorization"].startswith("Bearer ")


def test_an_error_has_no_body_no_query_and_no_value_that_was_sent() -> None:
    with Sandbox() as sandbox, get_client(settings=sandbox.settings) as client:
        with pytest.raises(PixelBadRequestError) as caught:
            client.get_project(999, extended=True)
        assert "?" not in caught.value.url
        assert caught.value.body is None
        assert caught.value.detail in caught.value.json_resp_msg
        assert caught.value.request_id
        with pytest.raises(PixelBadRequestError) as caught:  # past the checks, as a stranger's
            client.api.get_httpx_client().post("/users/oidc/", json={"password": ["hush hush"]})
    assert caught.value.status_code == 422
    assert "password" in str(caught.value)
    assert "hush" not in f"{caught.value} {caught.value.json_resp_msg} {caught.value.response_json}"


def test_numbers_of_numpy_and_decimals_travel_as_numbers() -> None:
    with RecordingServer() as server, get_client(settings=server.settings) as client:
        fields = models.ImageMetadataFields(cam_heading=numpy.float32(1.5), hfov=Decimal("2.5"))
        own = {"flight": numpy.int64(3), "gsd": Decimal("0.25")}
        client.get_image(numpy.int64(1), 2, numpy.uint8(5))
        client.get_images(1, 2, ids=[numpy.int64(11)], limit=numpy.int32(5))
        client.update_image(1, 2, 5, {"fields": fields, "json_metadata": own})
        read, listed, update = [r for r in server.seen if "auth" not in r.path]
        assert read.path == "/acme/projects/1/data_collections/2/images/5"
        assert sorted(listed.query) == [("ids", "11"), ("limit", "5")]
        assert json.loads(update.body) == {
            "fields": {"fields_type": "image", "cam_heading": 1.5, "hfov": 2.5},
            "json_metadata": {"flight": 3, "gsd": 0.25},
        }
        server.begin()
        page = client.paginate_images(1, 2, page_size=numpy.int64(3), limit=Decimal(1))
        with pytest.raises(PixelInputError, match="paginate_images: limit must be a whole"):
            list(page)
        for wrong in (numpy.float32(1), Decimal(1), numpy.bool_(True), 1j):
            with pytest.raises(PixelInputError, match="project_id must be a whole number"):
                client.get_project(wrong)
        for wrong in (Decimal("NaN"), Decimal("sNaN"), Fraction(10**400), numpy.float32("inf")):
            with pytest.raises(PixelInputError, match="cam_heading must be"):
                client.update_image(1, 2, 5, {"fields": {"cam_heading": wrong}})
        assert server.seen == []


def test_digits_in_paths_and_queries_are_numbers() -> None:
    with RecordingServer() as server, get_client(settings=server.settings) as client:
        client.get_image("1", "2", "5")
        client.get_images("1", "2", ids=["11", "12"], limit="5")
        assert [(r.path, sorted(r.query)) for r in server.seen if "auth" not in r.path] == [
            ("/acme/projects/1/data_collections/2/images/5", []),
            ("/acme/projects/1/data_collections/2/images/", [("ids", "11,12"), ("limit", "5")]),
        ]
        server.begin()
        for wrong in ("", "7/../8", "-1x", "٣", "1" * 5000, "1.5", "0x1"):
            with pytest.raises(PixelInputError, match="project_id"):
                client.get_project(wrong)
        with pytest.raises(PixelInputError, match="limit"):
            client.list_projects(limit="0")
        with pytest.raises(PixelInputError, match="ids"):
            client.list_projects({"ids": ["1", "b"]})
        assert server.seen == []
