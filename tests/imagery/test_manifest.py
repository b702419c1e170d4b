"""Manifests: tables as people keep them, joined to files, every bad cell told at once."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import geopandas
import openpyxl
import pandas
import pytest
from shapely.geometry import LineString, Point

from pixel_client.exceptions import PixelInputError
from pixel_client.imagery import preflight, read_manifest
from pixel_client.imagery.manifest.columns import degrees_of, number_of, target_of
from pixel_sandbox.samples import make_las

from .photo_files import at, photo, write

OSLO = (10.75, 59.91)  # longitude, latitude
# The same as gdaltransform 3.6.2 gives it.
UTM32 = (597868.381, 6642681.510)


def csv(folder: Path, text: str, name: str = "m.csv", encoding: str = "utf-8") -> Path:
    return write(folder, name, text.encode(encoding))


def only(manifest: Any) -> Any:
    (row,) = manifest.rows
    assert row.faults == ()
    return row


def spot(row: Any) -> Any:
    return pytest.approx(row.fields["location"]["coordinates"], abs=1e-5)


NORWEGIAN = (
    "Filnavn;Breddegrad;Lengdegrad;Høyde;Retning;Dato;Klokkeslett;Fotograf;Høyde over bakken\n"
    "DJI_0001.JPG;59,91;10,75;120,5;270,25;17.05.2024;12.30;Kari Nordmann;80\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_norwegian_csv_is_read_as_it_is_written(tmp_path: Path, encoding: str) -> None:
    path = csv(tmp_path, NORWEGIAN, encoding=encoding)
    row = only(read_manifest(path, zone="Europe/Oslo"))
    assert (row.number, row.file) == (2, "DJI_0001.JPG")
    assert spot(row) == [*OSLO, 120.5]
    assert row.fields["cam_heading"] == 270.25
    assert row.fields["capture_date"].isoformat() == "2024-05-17T12:30:00+02:00"
    assert row.json_metadata == {"Fotograf": "Kari Nordmann", "Høyde over bakken": "80"}


def test_an_english_csv_is_read_as_it_is_written(tmp_path: Path) -> None:
    text = (
        "file,lat,lon,alt,Heading (deg),pitch,roll,capture_date,image_type,operator\n"
        '"sub/a,b.jpg",59.91,10.75,,"12.5",-90,+1,2024-05-17T12:30:00+02:00,360,\n\n'
    )
    row = only(read_manifest(csv(tmp_path, text)))
    assert row.file == "sub/a,b.jpg"
    assert spot(row) == [*OSLO]
    assert row.fields["image_type"] == "360"
    assert [row.fields[f"cam_{name}"] for name in ("heading", "pitch", "roll")] == [12.5, -90, 1]
    assert row.json_metadata == {}


def excel(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    page = book.create_sheet("Photos")
    page.append([])
    page.append(["Filename", "Easting", "Northing", "Date", "Time", "Type", "image_type"])
    page.append(["a.jpg", *UTM32, datetime.date(2024, 5, 17), datetime.time(12, 30), True, 360])
    page.append([None, None, None])
    page.append(["b.jpg", "x", None, datetime.datetime(2024, 5, 17, 8), None, 3.5, None])
    path = folder / "m.xlsx"
    book.save(path)
    return path


def test_an_excel_sheet_is_read_with_its_own_dates_and_row_numbers(tmp_path: Path) -> None:
    manifest = read_manifest(excel(tmp_path), sheet="Photos", crs=25832, zone="Europe/Oslo")
    first, second = manifest.rows
    assert (first.number, second.number) == (3, 5)
    assert spot(first) == [*OSLO]
    assert first.fields["capture_date"].isoformat() == "2024-05-17T12:30:00+02:00"
    assert first.fields["image_type"] == "360"
    assert first.json_metadata == {"Type": "true"}
    assert second.fields["capture_date"].isoformat() == "2024-05-17T08:00:00+02:00"
    assert [fault.split(":")[0] for fault in second.faults] == [
        "column Easting",
        "it has no y, so no position. Fill the cell, or empty both",
    ]
    with pytest.raises(PixelInputError, match="no sheet 'Nope'; it has Notes, Photos"):
        read_manifest(excel(tmp_path), sheet="Nope")


def frame(crs: Any = 25832) -> geopandas.GeoDataFrame:
    table = pandas.DataFrame(
        {
            "name": ["a.jpg", "b.jpg"],
            "heading": [10.5, float("nan")],
            "taken": pandas.to_datetime(["2024-05-17 12:30", None]),
            "count": [1, 2],
        }
    )
    places = [Point(*UTM32, 30), None]
    return geopandas.GeoDataFrame(table, geometry=places, crs=crs)


def check_frame(manifest: Any) -> None:
    first, second = manifest.rows
    assert spot(first) == [*OSLO, 30]
    assert first.fields["cam_heading"] == 10.5
    assert first.fields["capture_date"].isoformat() == "2024-05-17T12:30:00+02:00"
    assert first.json_metadata == {"count": 1}
    assert second.fields == {}
    assert second.json_metadata == {"count": 2}


COLUMNS = {"taken": "capture_date"}


def test_a_geodataframe_is_read_in_its_own_coordinate_system() -> None:
    check_frame(read_manifest(frame(), columns=COLUMNS, zone=ZoneInfo("Europe/Oslo")))
    row = read_manifest(frame(crs=None), columns=COLUMNS).rows[0]
    assert "does not say its coordinate system" in row.faults[0]
    check_frame(read_manifest(frame(None), columns=COLUMNS, zone="Europe/Oslo", crs=25832))


def test_parquet_and_geoparquet_are_read(tmp_path: Path) -> None:
    frame().to_parquet(tmp_path / "m.parquet")
    check_frame(read_manifest(tmp_path / "m.parquet", columns=COLUMNS, zone="Europe/Oslo"))
    plain = pandas.DataFrame({"file": ["a.jpg"], "lat": [59.91], "lon": [10.75]})
    plain.to_parquet(tmp_path / "plain.parquet")
    assert spot(only(read_manifest(tmp_path / "plain.parquet"))) == [*OSLO]
    assert spot(only(read_manifest(plain))) == [*OSLO]


def test_geojson_is_read_from_a_file_or_as_it_is(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [*OSLO, 5]},
        "properties": {"image": "a.jpg", "yaw": 3, "tags": ["x"], "note": None},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    path = csv(tmp_path, json.dumps(collection), "m.geojson")
    for source in (path, collection):
        row = only(read_manifest(source))
        assert spot(row) == [*OSLO, 5]
        assert row.fields["cam_heading"] == 3
        assert row.json_metadata == {"tags": '["x"]'}
    projected = {
        **collection,
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [{**feature, "geometry": {"type": "Point", "coordinates": list(UTM32)}}],
    }
    assert spot(only(read_manifest(projected))) == [*OSLO]


@pytest.mark.parametrize(
    ("epsg", "x", "y"),
    [
        (25832, *UTM32),
        (25833, 262409.732, 6649017.749),
        (5110, 113987.851, 1212789.515),
        (3857, 1196684.526, 8379727.582),
        (4326, 10.75, 59.91),
    ],
)
def test_coordinates_may_be_in_any_system(tmp_path: Path, epsg: int, x: float, y: float) -> None:
    path = csv(tmp_path, f"file,x,y\na.jpg,{x},{y}\n")
    row = only(read_manifest(path, crs=f"EPSG:{epsg}"))
    assert row.fields["location"]["coordinates"] == pytest.approx(OSLO, abs=1e-7)
    each = csv(tmp_path, f"file,x,y,epsg\na.jpg,{x},{y},{epsg}\n", "each.csv")
    assert only(read_manifest(each)).fields == row.fields


BAD = """file,lat,lon,heading,pitch,capture_date,hfov
a.jpg,59.9,10.7,north,-90,05/06/2024,60
b.jpg,95,10.7,10,1e999,soon,
c.jpg,59.9,,400,,2024-05-17,-1
gone.jpg,59.9,10.7,x,,,
"""


def test_all_bad_cells_are_told_at_once_with_row_and_column(tmp_path: Path) -> None:
    manifest = read_manifest(csv(tmp_path, BAD))
    paths = [write(tmp_path, f"{name}.jpg", photo(gps=at(59.9, 10.7))) for name in "abc"]
    report = preflight(paths, collection="image", manifest=manifest)
    told = [each.message for each in report.problems if each.code == "manifest-cell"]
    expected = [
        ("row 5", "heading"),  # of a file that is not there: told, but no error
        ("row 2", "heading"),
        ("row 2", "capture_date"),
        ("row 3", "latitude"),
        ("row 3", "pitch"),
        ("row 3", "capture_date"),
        ("row 4", "no longitude"),
        ("row 4", "cam_heading is 400"),
        ("row 4", "hfov is -1"),
    ]
    for row, word in expected:
        assert [message for message in told if row in message and word in message], (row, word)
    assert len(told) == len(expected)
    assert "05/06/2024" in " ".join(told)
    assert [each.level.value for each in report.general] == ["warning", "warning"]
    assert not report.valid


def test_rows_are_joined_by_path_name_or_stem(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    names = ["one/a.jpg", "two/a.jpg", "B.JPG", "c.jpeg", "Blåbær.jpg", "d.e.jpg"]
    paths = [write(tmp_path, name, photo()) for name in names]
    text = (
        "file,heading\none/a.jpg,1\ntwo\\a.jpg,2\nb.jpg,3\nc,4\n"
        f"Bla\u030abær.jpg,5\n{tmp_path}/d.e.jpg,6\n"
    )
    report = preflight(paths, collection="image", manifest=read_manifest(csv(tmp_path, text)))
    assert [row.metadata.fields.get("cam_heading") for row in report.rows] == [1, 2, 3, 4, 5, 6]
    assert {each.code for each in report.problems} <= {
        "position-missing",
        "date-missing",
        "name-repeated",
    }
    assert report.rows[0].metadata.sources["cam_heading"] == "manifest, row 2"


def test_paths_are_relative_to_the_manifest_too(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "photos").mkdir()
    path = write(tmp_path / "photos", "a.jpg", photo())
    manifest = read_manifest(csv(tmp_path / "tables", "file,heading\n../photos/a.jpg,9\n"))
    assert list(manifest.match([path]).rows) == [0]
    elsewhere = read_manifest(csv(tmp_path / "tables", "file,heading\nother/a.jpg,9\n"))
    assert list(elsewhere.match([path]).rows) == []


def test_what_has_no_partner_or_several_is_told(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    names = ["one/a.jpg", "two/a.jpg", "b.jpg", "c.jpg"]
    paths = [write(tmp_path, name, photo(gps=at(59.9, 10.7))) for name in names]
    text = "file,heading\na.jpg,1\nb.jpg,2\nB.jpg,3\ngone.jpg,4\n"
    report = preflight(
        paths,
        collection="image",
        manifest=read_manifest(csv(tmp_path, text)),
        skip_invalid=True,
        levels={"date-missing": "ignore", "name-repeated": "ignore"},
    )
    per_row = [[each.code for each in row.problems] for row in report.rows]
    assert per_row == [
        ["manifest-twice"],
        ["manifest-twice"],
        ["manifest-twice"],
        ["manifest-no-row"],
    ]
    assert [each.code for each in report.general] == ["manifest-no-file"]
    assert "row 5" in report.general[0].message
    assert "rows 3, 4" in report.rows[2].problems[0].message
    assert all("cam_heading" not in row.metadata.fields for row in report.rows)
    assert [each.file for each in report.upload_files()] == [paths[3]]


def test_a_row_settles_what_the_photo_lacks(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jpg", photo(gps=at(0, 0)))
    text = "file,lat,lon,date,survey\na.jpg,59.91,10.75,17.05.2024,Ås 2024\n"
    report = preflight(
        [path],
        collection="image",
        manifest=read_manifest(csv(tmp_path, text)),
    )
    assert report.problems == ()
    (sent,) = report.upload_files()
    assert sent.metadata["fields"]["location"]["coordinates"] == [10.75, 59.91]
    assert sent.metadata["json_metadata"] == {"survey": "Ås 2024"}


def test_columns_stand_for_what_the_caller_says(tmp_path: Path) -> None:
    text = "Bilde nr,A,B,C,heading\na.jpg,12,secret,7,9\n"
    columns = {"Bilde nr": "file", "A": "cam_heading", "B": None, "C": "json:count"}
    row = only(read_manifest(csv(tmp_path, text), columns=columns))
    assert row.fields == {"cam_heading": 12}
    assert row.json_metadata == {"count": "7", "heading": "9"}
    with pytest.raises(PixelInputError) as caught:
        read_manifest(csv(tmp_path, text), columns={"X": "file", "A": "azimut"})
    first, second = caught.value.problems
    assert {(each.path, each.code) for each in (first, second)} == {("columns", "unknown")}
    assert "'X', which is no column of" in first.message
    assert "'azimut', which no column can stand for" in second.message
    with pytest.raises(PixelInputError, match="several columns that stand for cam_roll") as twice:
        read_manifest(
            csv(tmp_path, text), columns={"Bilde nr": "file", "A": "cam_roll", "B": "cam_roll"}
        )
    assert [each.code for each in twice.value.problems] == ["duplicate"]


def test_manifests_of_rasters_and_point_clouds_have_their_fields(tmp_path: Path) -> None:
    path = csv(tmp_path, "file,capture_date,lat,name\na.tif,2024-05-17,59.9,Ortho\n")
    row = only(read_manifest(path, kind="raster"))
    assert set(row.fields) == {"capture_date", "name"}
    assert row.json_metadata == {"lat": "59.9"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.csv", "a,b\n1,2\n", "no column that says which file"),
        ("m.csv", "", "no column that says which file"),
        ("m.csv", "file,lat\na.jpg,1\n", "a position needs longitude and latitude"),
        ("m.csv", "file,x,y\na.jpg,1,2\n", "crs=25832"),
        ("m.csv", "file,file\na,b\n", "several columns named file"),
        ("m.csv", "file,lat,lon\na.jpg,59,9,10,7\n", "row 2 .* 5 cells"),
        ("m.geojson", "{}", "no GeoJSON FeatureCollection"),
        ("m.geojson", "[1]", "no GeoJSON FeatureCollection"),
        ("m.geojson", "{", "cannot be read"),
        ("m.geojson", '{"type":"FeatureCollection","features":[1]}', "feature 1"),
        ("m.xlsx", "not a zip", "cannot be read"),
        ("m.parquet", "not parquet", "cannot be read"),
        ("m.doc", "x", "extension .doc"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = csv(tmp_path, text, name)
    with pytest.raises(PixelInputError, match=said):
        read_manifest(path)


def test_other_things_are_no_manifests(tmp_path: Path) -> None:
    with pytest.raises(PixelInputError, match="does not exist"):
        read_manifest(tmp_path / "gone.csv")
    with pytest.raises(PixelInputError, match="not int"):
        read_manifest(7)
    with pytest.raises(PixelInputError, match="no coordinate system '99999999'"):
        read_manifest(csv(tmp_path, "file,x,y\na,1,2\n"), crs=99999999)


def test_geometries_that_are_no_points_are_told() -> None:
    lines = geopandas.GeoDataFrame(
        {"file": ["a.jpg", "b.jpg"]},
        geometry=[LineString([(0, 0), (1, 1)]), Point(1e9, 1e9)],
        crs=25832,
    )
    first, second = read_manifest(lines).rows
    assert "LineString" in first.faults[0]
    assert second.faults
    assert not {"location"} & {*first.fields, *second.fields}


def test_a_library_that_is_missing_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    cloud = make_las(tmp_path / "a.las", points=5)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(PixelInputError, match=r"pip install 'pixel-client\[geo\]'"):
        read_manifest(csv(tmp_path, "x", "m.xlsx"))
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(PixelInputError, match=r"pixel-client\[imagery\]"):
        preflight([write(tmp_path, "a.tif", b"II*\0")], collection="raster")
    monkeypatch.setitem(sys.modules, "laspy", None)
    with pytest.raises(PixelInputError, match=r"laspy.*pixel-client\[imagery\]"):
        preflight([cloud], collection="point_cloud")


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("59.91", 59.91),
        ("59,91", 59.91),
        ("-33.5°", -33.5),
        ("33.5 S", -33.5),
        ("10,75Ø", 10.75),
        ("59°54'36\"N", 59.91),
        ("N 59° 54.6'", 59.91),
        ("70 30 0 W", -70.5),
        (59.91, 59.91),
    ],
)
def test_degrees_are_read_as_people_write_them(cell: Any, degrees: float) -> None:
    assert degrees_of(cell, True) == pytest.approx(degrees)


@pytest.mark.parametrize(
    "cell", ["", "x", "1,2,3", "59°75'", "nan", "inf", "1.000,5", True, None, [1], "--1", "1 2 3 4"]
)
def test_what_is_no_number_is_refused(cell: Any) -> None:
    with pytest.raises(PixelInputError):
        degrees_of(cell, True)


def test_units_and_other_signs_are_understood() -> None:
    assert number_of("\u221212,5 °", True) == -12.5
    assert number_of("80 m", False) == 80
    with pytest.raises(PixelInputError, match="a number is needed"):
        number_of("1,234.5", False)


def test_columns_are_known_by_many_names() -> None:
    known = {
        "File Name": "file",
        "GPSLatitude": "latitude",
        "cam_heading": "cam_heading",
        "CamHeading": "cam_heading",
        "Yaw [deg]": "cam_heading",
        "DateTimeOriginal": "capture_date",
        "focal length (mm)": "focal_length",
        "HFOV": "hfov",
        "operator": None,
        "location": "location",
    }
    assert {column: target_of(column, "image") for column in known} == known


def test_ten_thousand_rows_are_joined_without_comparing_all_with_all(tmp_path: Path) -> None:
    names = [f"flight{number % 7}/DJI_{number:05}.JPG" for number in range(10_000)]
    text = "file,heading\n" + "".join(f"{name},{n % 360}\n" for n, name in enumerate(names))
    manifest = read_manifest(csv(tmp_path, text))
    matches = manifest.match([Path(os.sep, "card", *name.split("/")) for name in names])
    assert [row.fields["cam_heading"] for row in matches.rows.values()] == [
        number % 360 for number in range(10_000)
    ]
    assert matches.problems == ()
    assert matches.of_file == {}


def test_a_manifest_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(PixelInputError) as told:
        read_manifest(tmp_path / "flight.csv")
    assert str(told.value).endswith("flight.csv does not exist")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(PixelInputError, match=r"folder\.csv is no file"):
        read_manifest(tmp_path / "folder.csv")
