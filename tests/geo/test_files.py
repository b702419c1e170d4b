"""Answers as GeoJSON and GeoParquet files."""

from __future__ import annotations

import asyncio
import io
import json
import math
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.parquet
import pyproj
import pytest

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.geo import to_geodataframe, to_geojson, to_geoparquet
from tests.refusing import refused

from .answers import camera, image, point, polygon
from .conftest import Place


def many(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield image(point(10 + number / 1e5, 60), id=number, name=f"{number}.jpg")


def test_geojson_can_be_read_by_others(client: PixelClient, place: Place, tmp_path: Path) -> None:
    target = tmp_path / "flight.geojson"
    done = to_geojson(client.paginate_images(place.project, place.images), target)
    assert (done.path, done.count, done.without_geometry) == (target, 3, 1)
    (problem,) = done.problems
    assert problem.endswith(" (2.jpg): there is no position")
    written = json.loads(target.read_text(encoding="utf-8"))
    assert {each["id"] for each in written["features"]} == {"image-1", "image-2", "image-3"}
    features = {each["properties"]["name"]: each for each in written["features"]}
    assert features["2.jpg"]["geometry"] is None
    assert features["1.jpg"]["geometry"] == point(10.75, 59.91, 120.5)
    assert features["0.jpg"]["properties"]["json_metadata"] == {"pilot": "Kåre"}
    assert "crs" not in written
    frame = geopandas.read_file(target)
    assert frame.crs == 4326
    assert sorted(frame.name) == ["0.jpg", "1.jpg", "2.jpg"]
    assert set(frame.geometry.geom_type.dropna()) == {"Polygon", "Point"}


def test_geojson_goes_to_an_open_file_too() -> None:
    text = io.StringIO()
    done = to_geojson(many(3), text)
    assert (done.path, done.count, text.closed) == (None, 3, False)
    assert len(json.loads(text.getvalue())["features"]) == 3
    empty = io.StringIO()
    assert to_geojson([], empty).count == 0
    assert json.loads(empty.getvalue()) == {"type": "FeatureCollection", "features": []}


def test_geojson_is_strict_json_whatever_the_answers_hold(tmp_path: Path) -> None:
    answer = image(
        point(10, 60), n=math.nan, deep={"x": [math.inf, {"y": -math.inf}]}, half="\ud800æ"
    )
    to_geojson([answer, {"name": "no id"}], tmp_path / "x.geojson")

    def no_constants(text: str) -> Any:
        raise AssertionError(text)

    text = (tmp_path / "x.geojson").read_text(encoding="utf-8")
    first, second = json.loads(text, parse_constant=no_constants)["features"]
    assert first["properties"]["n"] is None
    assert first["properties"]["deep"] == {"x": [None, {"y": None}]}
    assert "id" not in second


def test_polygons_over_the_antimeridian_are_cut_in_files(tmp_path: Path) -> None:
    answer = {"id": 1, "footprint": polygon((179, -17), (-179, -17), (-179, -16), (179, -16))}
    to_geojson([answer], tmp_path / "x.geojson")
    (feature,) = json.loads((tmp_path / "x.geojson").read_text())["features"]
    assert feature["geometry"]["type"] == "MultiPolygon"
    to_geoparquet([answer], tmp_path / "x.parquet")
    assert geopandas.read_parquet(tmp_path / "x.parquet").geometry[0].geom_type == "MultiPolygon"


def test_geojson_is_written_while_answers_come(tmp_path: Path) -> None:
    sizes = []

    def watched() -> Iterator[dict[str, Any]]:
        for number, each in enumerate(many(5000)):
            if number % 1000 == 0:
                (part,) = tmp_path.iterdir()
                sizes.append(part.stat().st_size)
            yield each

    to_geojson(watched(), tmp_path / "x.geojson")
    assert sizes[0] == 0
    assert sizes == sorted(set(sizes))  # it grew each time
    assert [each.name for each in tmp_path.iterdir()] == ["x.geojson"]


def test_geoparquet_reads_back_as_the_frame(
    client: PixelClient, place: Place, tmp_path: Path
) -> None:
    answers = [
        *sorted(client.get_images(place.project, place.images), key=lambda each: each.name),
        *client.get_rasters(place.project, place.rasters),
        *client.list_projects(),
    ]
    for crs in (4326, 25832):
        done = to_geoparquet(answers, tmp_path / "x.parquet", crs=crs)
        assert (done.count, done.without_geometry, done.problem_count) == (5, 1, 1)
        frame, read = to_geodataframe(answers, crs=crs), geopandas.read_parquet(done.path)
        assert read.crs == frame.crs == crs
        assert list(read.columns) == list(frame.columns)
        assert read.geometry.geom_equals(frame.geometry).sum() == 4
        assert read.capture_date.tolist()[:3] == frame.capture_date.tolist()[:3]
        assert str(read.capture_date.dt.tz) == "UTC"
        assert read.cam_heading.tolist()[:1] == [90.0]
        assert json.loads(read.json_metadata[0]) == {"pilot": "Kåre"}
        assert list(read["bounds"][3]) == answers[3]["bounds"]


def test_geoparquet_says_what_others_need(tmp_path: Path) -> None:
    answers = [image(point(10, 60, 5)), image(point(11, 61), **camera()), image()]
    to_geoparquet(answers, tmp_path / "x.parquet", crs=25833)
    about = json.loads(pyarrow.parquet.read_metadata(tmp_path / "x.parquet").metadata[b"geo"])
    column = about["columns"]["geometry"]
    assert (about["version"], about["primary_column"]) == ("1.1.0", "geometry")
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point Z", "Polygon"])
    assert pyproj.CRS.from_json_dict(column["crs"]) == pyproj.CRS(25833)
    read = geopandas.read_parquet(tmp_path / "x.parquet")
    assert column["bbox"] == pytest.approx(read.total_bounds)
    assert read.geometry[0].z == 5


def test_geoparquet_has_row_groups_and_columns_of_all_rows(tmp_path: Path) -> None:
    def answers() -> Iterator[dict[str, Any]]:
        yield from many(25)
        yield image(point(10, 60), late=1.5)

    to_geoparquet(answers(), tmp_path / "x.parquet", row_group=10)
    file = pyarrow.parquet.ParquetFile(tmp_path / "x.parquet")
    groups = [file.metadata.row_group(each).num_rows for each in range(file.num_row_groups)]
    assert groups == [10, 10, 6]
    late = file.read()["late"].to_pylist()
    assert late == [None] * 25 + [1.5]


@pytest.mark.parametrize("kind", [None, "raster"])
def test_no_answers_make_files_with_columns(kind: Any, tmp_path: Path) -> None:
    done = to_geoparquet([], tmp_path / "x.parquet", resource_type=kind, crs=25832)
    assert (done.count, done.problems) == (0, ())
    read = geopandas.read_parquet(tmp_path / "x.parquet")
    assert (len(read), read.crs) == (0, 25832)
    assert str(read.capture_date.dtype) == "datetime64[us, UTC]"
    assert ("srid" in read.columns) == (kind == "raster")


def test_both_clients_write_the_same(place: Place, client: PixelClient, tmp_path: Path) -> None:
    where = place.project, place.images
    to_geojson(client.paginate_images(*where), tmp_path / "a.geojson")
    to_geoparquet(client.paginate_images(*where), tmp_path / "a.parquet")

    async def awaited() -> None:
        async with get_client(async_=True, settings=place.settings) as other:
            await to_geojson(other.paginate_images(*where), tmp_path / "b.geojson")
            await to_geoparquet(other.get_images(*where), tmp_path / "b.parquet")

    asyncio.run(awaited())
    texts = [(tmp_path / name).read_text() for name in ("a.geojson", "b.geojson")]
    assert texts[0] == texts[1]
    tables = [pyarrow.parquet.read_table(tmp_path / name) for name in ("a.parquet", "b.parquet")]
    assert tables[0].equals(tables[1], check_metadata=True)


@pytest.mark.parametrize("write", [to_geojson, to_geoparquet])
def test_after_a_fault_the_old_file_is_there_and_nothing_else(write: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.out"
    target.write_text("before")

    def faulty() -> Iterator[dict[str, Any]]:
        yield from many(1500)
        raise ConnectionError("gone")

    async def endless() -> AsyncIterator[dict[str, Any]]:
        while True:
            for each in many(1000):
                yield each
            await asyncio.sleep(0)

    async def cancelled() -> None:
        task = asyncio.ensure_future(write(endless(), target))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with pytest.raises(ConnectionError):
        write(faulty(), target)
    asyncio.run(cancelled())
    assert [each.name for each in tmp_path.iterdir()] == ["x.out"]
    assert target.read_text() == "before"


@pytest.mark.parametrize("write", [to_geojson, to_geoparquet])
def test_places_for_files_that_are_none_are_refused(write: Any, tmp_path: Path) -> None:
    with pytest.raises(PixelError, match="is a folder; give the name of a file"):
        write([], tmp_path)
    with pytest.raises(PixelError, match="no does not exist; make it first"):
        write([], tmp_path / "no" / "x.out")
    assert list(tmp_path.iterdir()) == []


def test_arguments_that_are_wrong_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PixelError, match="give a path or an open text file, not int"):
        to_geojson([], 7)  # type: ignore[call-overload]
    for wrong in (0, -1, 1.5, True):
        with refused("row_group", "range"):
            to_geoparquet([], tmp_path / "x", row_group=wrong)  # type: ignore[call-overload]


def test_secrets_do_not_get_into_files(tmp_path: Path) -> None:
    answer = image(
        point(10, 60),
        url="https://s3.example/a.jpg?X-Amz-Signature=5ecret",
        auth={"credentials": {"password": "5ecret"}},
        upload_fields={"policy": "5ecret"},
    )
    to_geojson([answer], tmp_path / "x.geojson")
    to_geoparquet([answer], tmp_path / "x.parquet")
    assert "5ecret" not in (tmp_path / "x.geojson").read_text()
    assert "5ecret" not in str(pyarrow.parquet.read_table(tmp_path / "x.parquet").to_pylist())


def test_the_problems_that_are_listed_are_bounded(tmp_path: Path) -> None:
    done = to_geojson((image(id=number) for number in range(250)), tmp_path / "x.geojson")
    assert (done.without_geometry, done.problem_count, len(done.problems)) == (250, 250, 100)
