"""Answers as STAC, held against the schemas that pystac brings along, without a network."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pystac
import pystac.validation
import pytest

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.geo import to_stac, to_stac_items
from pixel_client.geo.stac import check_stac

from .answers import camera, image, point, polygon
from .conftest import Place

RASTER = {
    "id": 4,
    "name": "ortho.tif",
    "num_bands": 3,
    "width": 64,
    "height": 48,
    "srid": 25832,
    "bounds": [597000.0, 6642976.0, 597032.0, 6643000.0],
    "capture_date": "2024-06-01T12:00:00+02:00",
}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: Any, **options: Any) -> Any:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(pystac.StacIO.default(), "read_text", refused, raising=False)


def item(**answer: Any) -> Any:
    (made,) = to_stac_items([answer])
    return made


def core_valid(made: dict[str, Any]) -> None:
    """Held by pystac's own validator; extensions' schemas are not part of it."""
    pystac.validation.validate_dict(made, extensions=[])


def test_a_collection_of_all_sorts_is_valid(
    client: PixelClient, place: Place, tmp_path: Path, no_network: None
) -> None:
    del no_network
    answers = [
        *client.search({"on": "images"})["results"],
        *client.search({"on": "rasters"})["results"],
        *client.search({"on": "point_clouds"})["results"],
        *client.list_projects(),
        *client.list_data_collections(place.project),
    ]
    done = to_stac(answers, tmp_path / "stac", id="e18", title="E18 Vest")
    assert (done.count, done.left_out, done.without_geometry) == (9, 0, 4)
    collection = pystac.Collection.from_file(str(tmp_path / "stac" / "collection.json"))
    core_valid(collection.to_dict())
    items = {each.id: each for each in collection.get_items()}
    assert len(items) == 9
    for each in items.values():
        core_valid(each.to_dict())
        assert each.get_collection() is collection
        assert each.get_root() is collection
        assert Path(each.get_self_href()).parent.name == "items"
    titles = {each.properties["title"]: each for each in items.values()}
    assert titles["0.jpg"].geometry["type"] == "Polygon"
    assert titles["2.jpg"].geometry is None
    assert collection.extent.spatial.bboxes == [[10.0, 59.0, 11.5, 60.5]]
    low, high = collection.extent.temporal.intervals[0]
    assert low == min(each.datetime for each in items.values())
    assert high == max(each.datetime for each in items.values())
    files = {path.name for path in (tmp_path / "stac" / "items").iterdir()}
    assert files == {f"{name}.json" for name in items}


def test_times_are_those_of_the_capture_in_utc() -> None:
    made = item(**RASTER, created_at="2024-07-01T00:00:00Z").to_dict()
    told = made["properties"]
    assert told["datetime"] == "2024-06-01T10:00:00Z"
    assert told["created"] == "2024-07-01T00:00:00Z"
    assert "pixel:datetime_from" not in told
    told = item(**(RASTER | {"capture_date": None}), created_at="2024-07-01T00:00:00Z").properties
    assert told["pixel:datetime_from"] == "created_at"


def test_the_projection_of_rasters_is_told() -> None:
    made = item(**RASTER)
    told = made.properties
    assert (told["proj:code"], told["proj:shape"]) == ("EPSG:25832", [48, 64])
    assert told["proj:bbox"] == RASTER["bounds"]
    assert made.ext.has("proj")
    assert made.ext.proj.code == "EPSG:25832"
    assert made.bbox == pytest.approx([10.73462, 59.91284, 10.73520, 59.91306], abs=1e-5)
    for srid in (None, 0, -1, "x", True):
        plain = item(**(RASTER | {"srid": srid, "created_at": "2024-07-01T00:00:00Z"}))
        assert not plain.stac_extensions


@pytest.mark.parametrize(
    ("fields", "azimuth", "off_nadir"),
    [
        ({"cam_heading": 400, "cam_pitch": 30}, 40, 30),
        ({"cam_heading": -90, "cam_pitch": None}, 270, None),
        # Straight down the heading is where the top of the photo is, and no azimuth of the view.
        ({"cam_heading": 90, "cam_pitch": 0}, None, 0),
        # Above the horizon there is no angle off nadir.
        ({"cam_heading": 90, "cam_pitch": 120}, 90, None),
        ({"cam_heading": None, "cam_pitch": None}, None, None),
        ({"cam_heading": float("nan"), "cam_pitch": 30}, None, None),
    ],
)
def test_the_view_is_that_of_the_camera(fields: Any, azimuth: Any, off_nadir: Any) -> None:
    made = item(**image(point(10, 60), **fields))
    assert made.properties.get("view:azimuth") == azimuth
    assert made.properties.get("view:off_nadir") == off_nadir
    assert made.ext.has("view") == (azimuth is not None or off_nadir is not None)


def test_the_view_from_the_horizon_is_turned() -> None:
    answer = image(point(10, 60), **camera(cam_pitch=-70))
    (made,) = to_stac_items([answer], pitch_zero="horizon")
    assert made.properties["view:off_nadir"] == 20
    assert made.geometry["type"] == "Polygon"


def test_heights_and_other_fields_are_properties() -> None:
    made = item(**image(point(10, 60, 33), tags=["a"], json_metadata={"n": 1}, focal_length=8.8))
    assert made.geometry == point(10, 60)
    assert made.bbox == [10, 60, 10, 60]
    told = made.properties
    assert (told["pixel:altitude"], told["pixel:focal_length"]) == (33, 8.8)
    assert (told["keywords"], told["title"]) == (["a"], "a.jpg")
    assert told["pixel:json_metadata"] == {"n": 1}


def test_assets_carry_nothing_that_they_were_signed_with() -> None:
    made = item(
        **image(
            point(10, 60),
            thumbnail_url="https://user:5ecret@s3.example/t.jpg?X-Amz-Signature=5ecret#5ecret",
            preview_url="https://s3.example/p.jpg?other=5ecret",
            url="HTTPS://s3.example/a.jpg",
            href="ftp://s3.example/a.jpg",
            broken_url="http://[5ecret",
        )
    )
    assets = {key: (each.href, each.roles) for key, each in made.assets.items()}
    assert assets == {
        "thumbnail": ("https://s3.example/t.jpg", ["thumbnail"]),
        "preview": ("https://s3.example/p.jpg", ["overview"]),
        "file": ("https://s3.example/a.jpg", ["data"]),
    }
    assert "5ecret" not in json.dumps(made.to_dict())


def test_over_the_antimeridian_west_is_greater_than_east(tmp_path: Path) -> None:
    answer = {
        "id": 1,
        "created_at": "2024-07-01T00:00:00Z",
        "footprint": polygon((179, -17), (-179, -17), (-179, -16), (179, -16)),
    }
    assert item(**answer).bbox == [179, -17, -179, -16]
    to_stac([answer], tmp_path / "stac")
    collection = json.loads((tmp_path / "stac" / "collection.json").read_text())
    assert collection["extent"]["spatial"]["bbox"] == [[-180, -17, 180, -16]]


def test_what_makes_no_item_is_left_out_and_told(tmp_path: Path) -> None:
    answers = [
        RASTER,
        {"name": "no id", "created_at": "2024-07-01T00:00:00Z"},
        {"id": 5, "name": "no date"},
        RASTER,
    ]
    done = to_stac(answers, tmp_path / "stac")
    assert (done.count, done.left_out, done.problem_count) == (1, 3, 3)
    assert "needs an id" in done.problems[0]
    assert "resource-5 has neither capture_date nor created_at" in done.problems[1]
    assert done.problems[2] == "raster-4 is there twice"
    with pytest.raises(PixelError, match="needs an id"):
        item(name="x", created_at="2024-07-01T00:00:00Z")


def test_ids_are_names_of_files(tmp_path: Path) -> None:
    hostile = {"id": "../../x y", "created_at": "2024-07-01T00:00:00Z"}
    to_stac([hostile], tmp_path / "stac")
    assert [each.name for each in (tmp_path / "stac" / "items").iterdir()] == [
        "resource-.._.._x_y.json"
    ]


def test_no_answers_make_a_collection_that_is_valid(tmp_path: Path) -> None:
    assert to_stac([], tmp_path / "stac", description="Nothing").count == 0
    collection = json.loads((tmp_path / "stac" / "collection.json").read_text())
    core_valid(collection)
    assert collection["extent"]["spatial"]["bbox"] == [[-180, -90, 180, 90]]


def test_what_is_not_valid_is_refused() -> None:
    made = item(**RASTER).to_dict()
    check_stac(made, "it")
    for broken in (
        made | {"geometry": {"type": "Circle"}},
        made | {"bbox": [1, 2]},
        made | {"properties": {"datetime": None}},
        made | {"assets": {"a": {}}},
    ):
        with pytest.raises(PixelError, match="it makes no valid STAC item: "):
            check_stac(broken, "it")


def test_both_clients_give_the_same_items(
    client: PixelClient, place: Place, tmp_path: Path
) -> None:
    where = place.project, place.images
    expected = [each.to_dict() for each in to_stac_items(client.paginate_images(*where))]

    async def awaited() -> tuple[list[Any], list[Any]]:
        async with get_client(async_=True, settings=place.settings) as other:
            paged = [each.to_dict() async for each in to_stac_items(other.paginate_images(*where))]
            listed = [each.to_dict() async for each in to_stac_items(other.get_images(*where))]
            done = await to_stac(other.paginate_images(*where), tmp_path / "stac")
            assert done.count == 3
            return paged, listed

    assert asyncio.run(awaited()) == (expected, expected)
    assert len(expected) == 3


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "stac"

    def faulty() -> Iterator[dict[str, Any]]:
        yield RASTER
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        to_stac(faulty(), target)
    assert list(tmp_path.iterdir()) == []
    target.mkdir()
    to_stac([RASTER], target)
    with pytest.raises(PixelError, match="stac is there and not empty; give a new folder"):
        to_stac([RASTER], target)
    with pytest.raises(PixelError, match="does not exist; make it first"):
        to_stac([RASTER], tmp_path / "no" / "stac")
    for wrong in ("", None, 7):
        with pytest.raises(PixelError, match="id is a text that is not empty"):
            to_stac([RASTER], tmp_path / "other", id=wrong)  # type: ignore[call-overload]
    assert [each.name for each in tmp_path.iterdir()] == ["stac"]
