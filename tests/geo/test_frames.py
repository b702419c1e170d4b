"""Answers as GeoDataFrames, from both clients."""

from __future__ import annotations

import asyncio
import datetime
import math
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import geopandas
import pytest
import shapely

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.geo import to_geodataframe
from tests.refusing import refused

from .answers import camera, image, point, polygon
from .conftest import AREA, Place


def test_images_have_footprints_positions_and_times(client: PixelClient, place: Place) -> None:
    images = client.get_images(place.project, place.images)
    frame = to_geodataframe(images).set_index("name")
    assert frame.crs == 4326
    sources = frame.geometry_from.fillna("-").to_dict()
    assert sources == {"0.jpg": "camera", "1.jpg": "location", "2.jpg": "-"}
    assert frame.geometry["0.jpg"].geom_type == "Polygon"
    # 90° across and 60° along at 100 m, heading east: 115 m by 200 m.
    assert frame.geometry.to_crs(25832).area["0.jpg"] == pytest.approx(200 * 115.47, rel=2e-3)
    assert frame.geometry["1.jpg"].equals(shapely.Point(10.75, 59.91))
    assert frame.geometry["1.jpg"].z == 120.5
    assert frame.altitude["0.jpg"] == 120.5
    assert frame.geometry["2.jpg"] is None
    assert frame.problem["2.jpg"] == "there is no position"
    moment = datetime.datetime(2024, 6, 1, 12, 30, 15, tzinfo=datetime.UTC)
    assert set(frame.capture_date) == {moment}
    assert set(frame.resource_type) == {"image"}


def test_every_way_in_which_clients_answer_is_taken(client: PixelClient, place: Place) -> None:
    where = place.project, place.images
    expected = to_geodataframe(client.get_images(*where))
    assert len(expected) == 3
    ways: list[Any] = [
        client.paginate_images(*where),
        client.search({"on": "images"}),
        dict(client.search({"on": "images"})),
        client.paginate_search({"on": "images"}),
        (dict(each) for each in client.get_images(*where)),
    ]
    for answers in ways:
        found = to_geodataframe(answers)
        assert sorted(found.name) == sorted(expected.name)
        assert found.geometry.geom_equals(expected.geometry).sum() == 2
    alone = to_geodataframe(client.get_image(*where, int(expected.id[0])))
    assert alone.name.tolist() == [expected.name[0]]

    async def awaited() -> list[Any]:
        async with get_client(async_=True, settings=place.settings) as other:
            return [
                await to_geodataframe(other.get_images(*where)),
                await to_geodataframe(other.paginate_images(*where)),
                await to_geodataframe(other.search({"on": "images"})),
                to_geodataframe(await other.get_images(*where)),
            ]

    for found in asyncio.run(awaited()):
        assert sorted(found.name) == sorted(expected.name)
        assert found.geometry.geom_equals(expected.geometry).sum() == 2


def test_sorts_may_be_mixed(client: PixelClient, place: Place) -> None:
    frame = to_geodataframe(
        [
            *client.list_projects(),
            *client.list_data_collections(place.project),
            *client.get_rasters(place.project, place.rasters),
            *client.get_point_clouds(place.project, place.point_clouds),
            *client.search({"on": "point_clouds"})["results"],
        ]
    )
    sources = dict(zip(frame.resource_type, frame.geometry_from.fillna("-"), strict=True))
    assert sources == {
        "project": "area_of_interest",
        "data_collection": "-",
        "raster": "footprint",
        "point_cloud": "footprint",
    }
    assert frame.geometry[0].equals(shapely.geometry.shape(AREA))
    clouds = frame[frame.resource_type == "point_cloud"]
    assert clouds.geometry.iloc[0].equals(clouds.geometry.iloc[1])
    assert clouds.point_count.tolist() == [1000, 1000]
    assert frame.srid.dtype == "Int64"


def test_any_coordinate_system_can_be_asked_for(client: PixelClient, place: Place) -> None:
    rasters = client.get_rasters(place.project, place.rasters)
    frame = to_geodataframe(rasters, crs=25832)
    assert frame.crs == 25832
    assert frame.total_bounds == pytest.approx(rasters[0]["bounds"], abs=0.01)
    high = to_geodataframe([image(point(10.75, 59.91, 33))], crs="EPSG:25832").geometry[0]
    assert (round(high.x), round(high.y), high.z) == (597_868, 6_642_682, 33)
    for wrong in (0, "EPSG:none", None, 4978, 5776, [1]):
        with pytest.raises(PixelError, match=r"coordinate system|no eastings"):
            to_geodataframe(rasters, crs=wrong)


def test_what_a_coordinate_system_does_not_cover_is_told() -> None:
    frame = to_geodataframe([image(point(10, 60)), image(point(100, 0))], crs=25832)
    assert frame.geometry[0] is not None
    assert frame.geometry[1] is None
    assert "lies outside what ETRS89 / UTM zone 32N covers" in frame.problem[1]
    assert frame.longitude[1] == 100


@pytest.mark.parametrize(
    "nothing", [[], (), iter(()), {"count": 0, "total_count": 0, "results": []}]
)
def test_no_answers_make_an_empty_frame_with_types(nothing: Any) -> None:
    empty = to_geodataframe(nothing, resource_type="image", crs=25832)
    assert isinstance(empty, geopandas.GeoDataFrame)
    assert (len(empty), empty.crs, empty.active_geometry_name) == (0, 25832, "geometry")
    full = to_geodataframe([image(point(10, 60), **camera())], resource_type="image")
    kinds = {name: str(full[name].dtype) for name in full.columns if name in empty.columns}
    assert {name: str(kind) for name, kind in empty.dtypes.items()} == kinds
    assert kinds["capture_date"] == "datetime64[us, UTC]"
    assert (kinds["id"], kinds["cam_pitch"], kinds["longitude"]) == ("Int64", "float64", "float64")


def test_columns_hold_what_the_answers_do() -> None:
    frame = to_geodataframe(
        [
            image(point(10, 60), count=1, mixed=1, flag=True, big=2**70, tags=["a", "æ"], deep={}),
            image(point(10, 60), count=2.5, mixed="x", flag=None, big=1, tags=[], deep={"a": [1]}),
            image(point(10, 60), count=math.nan, mixed=[1], capture_date="17.05.2024 12:30"),
            image(capture_date="soon", geometry_from="theirs", longitude=3, half="\ud800"),
            image(capture_date="2024-05-17T12:30:00", updated_at="0001-01-01T00:00:00+14:00"),
        ]
    )
    assert frame["count"].tolist()[:2] == [1.0, 2.5]
    assert frame["count"].isna().tolist() == [False, False, True, True, True]
    assert frame.mixed.tolist()[:3] == ["1", "x", "[1]"]
    assert frame.flag.dtype == "boolean"
    assert frame.big.tolist()[:2] == [str(2**70), "1"]
    assert frame.tags[0] == ["a", "æ"]
    assert frame.deep[1] == {"a": [1]}
    noon = datetime.datetime(2024, 5, 17, 12, 30, tzinfo=datetime.UTC)
    assert frame.capture_date[2] == noon
    assert frame.capture_date[4] == noon
    assert "capture_date: 'soon' is not a date" in frame.problem[3]
    assert "updated_at: " in frame.problem[4]
    assert (frame.geometry_from_[3], frame.longitude_[3]) == ("theirs", 3)
    assert frame.half[3] == "\\ud800"


def test_json_metadata_is_flattened_when_asked_for() -> None:
    answers = [
        image(point(10, 60), json_metadata={"pilot": "Kåre", "n": 3, "x": None}),
        image(point(10, 60), json_metadata={"n": 4.5, "name": "own"}),
        image(point(10, 60), json_metadata=None),
    ]
    frame = to_geodataframe(answers, flatten_metadata=True)
    assert frame["json_metadata.n"].tolist()[:2] == [3.0, 4.5]
    assert frame["json_metadata.pilot"][0] == "Kåre"
    assert frame["json_metadata.name"][1] == "own"
    assert set(frame.name) == {"a.jpg"}
    assert to_geodataframe(answers).json_metadata[0] == {"pilot": "Kåre", "n": 3, "x": None}


def test_secrets_do_not_get_into_a_frame() -> None:
    signed = "https://s3.example/a.jpg?X-Amz-Signature=5ecret&X-Amz-Expires=60"
    answer = image(point(10, 60), url=signed, upload_fields={"policy": "5ecret"}, api_key="5ecret")
    frame = to_geodataframe([answer | {"json_metadata": {"password": "5ecret"}}])
    assert "5ecret" not in frame.to_csv()
    assert frame.url[0] == "https://s3.example/a.jpg?***"


def test_what_is_no_answer_is_refused() -> None:
    for wrong in (None, 7, "images", [1], [image(), "x"]):
        with pytest.raises(PixelError, match=r"give what a client|answer . is a"):
            to_geodataframe(wrong)  # type: ignore[call-overload]
    with refused("resource_type", "enum"):
        to_geodataframe([], resource_type="photo")  # type: ignore[call-overload]


def test_a_fault_half_way_is_raised_and_the_rest_is_closed() -> None:
    closed = []

    async def pages() -> AsyncIterator[dict[str, Any]]:
        try:
            for _ in range(5000):
                yield image(point(10, 60))
            raise ConnectionError("gone")
        finally:
            closed.append(True)

    def one_by_one() -> Iterator[dict[str, Any]]:
        yield image(point(10, 60))
        raise ConnectionError("gone")

    async def run() -> None:
        with pytest.raises(ConnectionError):
            await to_geodataframe(pages())

    asyncio.run(run())
    assert closed == [True]
    with pytest.raises(ConnectionError):
        to_geodataframe(one_by_one())


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)
    with pytest.raises(PixelError, match=r"needs geopandas.*pip install 'pixel-client\[geo\]'"):
        to_geodataframe([])


def test_rings_written_by_hand_are_those_of_the_answer() -> None:
    area = polygon((10, 59), (11, 59), (11, 60), (10, 60))
    frame = to_geodataframe([{"id": 1, "name": "P", "area_of_interest": area}])
    assert frame.geometry[0].equals(shapely.box(10, 59, 11, 60))
    assert "area_of_interest" not in frame.columns  # the geometry says it
