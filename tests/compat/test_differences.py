"""Differences to 1.2.8 that one test shows best; docs/migrating.md names them."""

from __future__ import annotations

import json
import logging
from decimal import Decimal
from fractions import Fraction

import numpy
import pytest
import yaml

from pixel_client import ImageMetadataFields, MetadataObject, PixelClient, get_client, models
from pixel_client.exceptions import PixelBadRequestError, PixelInputError
from pixel_sandbox import Sandbox

from .recording import RecordingServer


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
    assert yaml.safe_load(yaml.safe_dump(project.to_dict())) == project


def test_inputs_are_no_pydantic_models() -> None:
    fields = ImageMetadataFields(cam_heading=12.5)
    assert not any(hasattr(fields, name) for name in ("model_dump", "model_validate", "dict"))
    assert fields.to_dict() == {"fields_type": "image", "cam_heading": 12.5}
    assert not fields.cam_pitch
    assert fields.cam_pitch is not None
    assert MetadataObject(fields={"fields_type": "image", "hfov": 70}).to_dict() == {
        "fields": {"fields_type": "image", "hfov": 70}
    }


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


def test_an_error_has_no_body_and_no_query() -> None:
    with (
        Sandbox() as sandbox,
        get_client(settings=sandbox.settings) as client,
        pytest.raises(PixelBadRequestError) as caught,
    ):
        client.get_project(999, extended=True)
    assert "?" not in caught.value.url
    assert caught.value.body is None
    assert caught.value.detail in caught.value.json_resp_msg
    assert caught.value.request_id


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
