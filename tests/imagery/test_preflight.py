"""Pre-flight: every problem of every file at once, with what is allowed and what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy
import pytest
import rasterio
from rasterio.transform import Affine
from shapely.geometry import Point

from pixel_client import DataCollection, PixelUploadFile, Project
from pixel_client.exceptions import HintCode, PixelInputError
from pixel_client.imagery import CODES, Level, preflight, read_many, read_metadata, upload_files
from pixel_client.imagery.collection_checks import Collection
from pixel_client.imagery.name_checks import size_problems
from tests.refusing import refused

from .photo_files import at, dji, photo, write
from .test_hostile import cloud

OSLO = {
    "type": "Polygon",
    "coordinates": [[[10.5, 59.8], [11, 59.8], [11, 60], [10.5, 60], [10.5, 59.8]]],
}
GOOD = {"exif": {0x9003: "2024:05:17 12:30:00", 0x9011: "+02:00"}, "gps": at(59.91, 10.75, 20)}
UTM32 = Affine(0.5, 0, 597000, 0, -0.5, 6643000)


def good(folder: Path, name: str = "good.jpg", **tags: Any) -> Path:
    return write(folder, name, photo(**(GOOD | tags)))


def geotiff(path: Path, **options: Any) -> Path:
    profile = {"count": 3, "dtype": "uint8", "crs": "EPSG:25832", "transform": UTM32} | options
    kept = {name: value for name, value in profile.items() if value is not None}
    cells = numpy.zeros((profile["count"], 40, 60), profile["dtype"])
    with (
        rasterio.Env(),
        rasterio.open(
            path, "w", driver=kept.pop("driver", "GTiff"), width=60, height=40, **kept
        ) as file,
    ):
        file.write(cells)
    return path


def codes(report: Any) -> list[str]:
    return sorted(each.code for each in report.problems)


def test_good_photos_have_nothing_against_them(tmp_path: Path) -> None:
    paths = [good(tmp_path, f"{number}.jpg") for number in range(3)]
    report = preflight(paths, collection="image", project=OSLO)
    assert report.ok
    assert report.problems == ()
    assert [row.name for row in report.rows] == ["0.jpg", "1.jpg", "2.jpg"]
    assert report.size == sum(path.stat().st_size for path in paths)
    assert [file.file for file in report.upload_files()] == paths


def wrong_files(folder: Path) -> dict[str, Path]:
    raw = photo(**GOOD)
    (folder / "b").mkdir()
    return {
        "file-missing": folder / "nowhere.jpg",
        "file-empty": write(folder, "empty.jpg", b""),
        "unknown-format": write(folder, "page.jpg", b"<html>sign in</html>"),
        "wrong-extension": write(folder, "really.png", raw),
        "unusual-extension": write(folder, "photo.dat", raw),
        "wrong-kind": write(folder, "cloud.las", cloud()),
        "truncated": write(folder, "cut.jpg", raw[: len(raw) // 2]),
        "name-too-long": folder / f"{'x' * 300}.jpg",
        "name-not-text": write(folder, "a\nb.jpg", raw),
        "position-missing": good(folder, "p1.jpg", gps=None),
        "position-zero": good(folder, "p2.jpg", gps=at(0, 0)),
        "position-range": good(folder, "p3.jpg", gps=at(95, 10)),
        "outside-area": good(folder, "p4.jpg", gps=at(59.91, 11.5)),
        "value-range": good(folder, "p5.jpg", xmp=dji(GimbalYawDegree=500)),
        "date-future": good(folder, "p6.jpg", exif={0x9003: "2199:01:02 03:04:05"}),
        "date-epoch": good(folder, "p7.jpg", exif={0x9003: "1970:01:01 00:00:00"}),
        "date-missing": good(folder, "p8.jpg", exif=None),
        "zone-assumed": good(folder, "p9.jpg", exif={0x9003: "2024:05:17 12:30:00"}),
    }


def test_every_wrong_file_is_told_at_once_and_all_others_stay(tmp_path: Path) -> None:
    wrong = wrong_files(tmp_path)
    fine = good(tmp_path)
    report = preflight([fine, *wrong.values()], collection="image", project=OSLO)
    for code, row in zip(wrong, report.rows[1:], strict=True):
        assert code in {each.code for each in row.problems}, code
        for each in row.problems:
            assert each.path == row.file.file
            assert each.level is CODES[each.code].level
            # What was wrong, and what to do about it.
            assert len(each.message.split()) > 6
    assert report.rows[0].problems == ()
    with pytest.raises(PixelInputError, match="problems") as caught:
        report.upload_files()
    assert len(caught.value.problems) == len(report.errors)
    lenient = preflight([fine, *wrong.values()], collection="image", skip_invalid=True)
    sent = {each.file for each in lenient.upload_files()}
    assert fine in sent
    assert wrong["position-missing"] in sent
    assert wrong["truncated"] not in sent


def test_strict_counts_warnings_and_levels_are_the_callers(tmp_path: Path) -> None:
    paths = [good(tmp_path), good(tmp_path, "b.jpg", gps=None)]
    assert preflight(paths, collection="image").ok
    strict = preflight(paths, collection="image", strict=True, skip_invalid=True)
    assert [each.code for each in strict.errors] == ["position-missing"]
    assert [each.file for each in strict.upload_files()] == paths[:1]
    harsh = preflight(paths, collection="image", levels={"position-missing": "error"})
    assert not harsh.ok
    deaf = preflight(
        paths, collection="image", strict=True, levels={"position-missing": Level.WARNING}
    )
    assert not deaf.ok
    quiet = preflight(paths, collection="image", levels={"position-missing": "ignore"})
    assert quiet.problems == ()
    with pytest.raises(PixelInputError, match="the code 'nope'") as unknown:
        preflight(paths, collection="image", levels={"nope": "error", "file-empty": "loud"})
    assert [each.path for each in unknown.value.problems] == ["levels"] * 2


def test_equal_names_and_repeated_files_are_told(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first = good(tmp_path / "one", "DJI_0001.JPG")
    second = good(tmp_path / "two", "dji_0001.jpg")
    report = preflight([first, second, first], collection="image")
    assert codes(report) == ["file-twice", "name-repeated", "name-repeated"]
    assert "file 1 of the list" in report.errors[0].message
    assert str(second) in report.rows[0].problems[0].message
    apart = preflight([first, second], collection="image", prefix_folder=True)
    assert apart.problems == ()
    assert [row.name for row in apart.rows] == ["one_DJI_0001.JPG", "two_dji_0001.jpg"]


def test_limits_of_s3_are_told(tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    with path.open("wb") as file:
        file.write(photo(**GOOD)[:-2])
        file.seek(5 * 1024**3)
        file.write(b"\xff\xd9")
    single = preflight([path], collection="image", multipart=False)
    (problem,) = single.errors
    assert problem.hint_code is HintCode.FILE_TOO_LARGE
    assert "multipart=True" in str(problem)
    assert codes(single) == ["too-large"]
    assert preflight([path], collection="image", multipart=True).ok
    assert preflight([path], collection="image").ok
    told = list(size_problems(path, 60_000 * 1024**3, True, None))
    assert "10000 parts" in told[0].message
    with refused("multipart_part_size", "range"):
        preflight([path], collection="image", multipart=True, part_size=5)


RASTERS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("RGB", "three bands", {}, []),
    ("RGB", "four bands", {"count": 4}, []),
    ("RGB", "one band", {"count": 1}, ["band-count"]),
    ("RGB", "uint16", {"dtype": "uint16"}, ["data-type"]),
    ("RGB", "two of float", {"count": 2, "dtype": "float32"}, ["band-count", "data-type"]),
    ("DTM", "float32", {"count": 1, "dtype": "float32", "nodata": -9999}, []),
    ("DSM", "float64", {"count": 1, "dtype": "float64", "nodata": float("nan")}, []),
    ("DTM", "no nodata", {"count": 1, "dtype": "float32"}, ["nodata-missing"]),
    ("DSM", "integers", {"count": 1, "dtype": "int16", "nodata": 0}, ["data-type"]),
    ("DTM", "three bands", {"dtype": "float32", "nodata": 0}, ["band-count"]),
    ("raster", "anything", {"count": 7, "dtype": "int32"}, []),
    ("raster", "no coordinate system", {"crs": None}, ["crs-missing"]),
    ("raster", "nowhere", {"crs": None, "transform": None}, ["crs-missing", "not-georeferenced"]),
]


@pytest.mark.parametrize(
    ("collection", "options", "expected"),
    [pytest.param(kind, made, told, id=f"{kind}: {name}") for kind, name, made, told in RASTERS],
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_rasters_are_held_against_the_collection(
    tmp_path: Path, collection: str, options: Any, expected: list[str]
) -> None:
    path = geotiff(tmp_path / "a.tif", **options)
    assert codes(preflight([path], collection=collection)) == expected


INFO: dict[str, Any] = {
    "srid": 25832,
    "format": "GTiff",
    "data_type": "uint8",
    "cell_size": [0.5, 0.5],
    "num_bands": 3,
}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, None),
        ({"cell_size": [0.5, -0.5]}, None),
        ({"data_type": "UInt8"}, None),
        ({"srid": 25833}, "EPSG:25833"),
        ({"format": "JPEG"}, "format JPEG"),
        ({"data_type": "float32"}, "float32"),
        ({"cell_size": [0.5, 0.25]}, "0.5 × 0.25"),
        ({"num_bands": 4}, r"4 band"),
    ],
)
def test_rasters_are_held_against_raster_info(tmp_path: Path, wanted: Any, said: Any) -> None:
    collection = DataCollection(
        id=1, name="Ortho", data_collection_type="RGB", raster_info=INFO | wanted
    )
    report = preflight([geotiff(tmp_path / "a.tif")], collection=collection)
    assert codes(report) == (["raster-info"] if said else [])
    if said:
        assert said in report.errors[0].message
        assert "raster_info" in report.errors[0].message


def test_everything_that_differs_from_raster_info_is_told(tmp_path: Path) -> None:
    other = dict.fromkeys(INFO) | {"srid": 4326, "num_bands": 1, "cell_size": [9, 9]}
    report = preflight(
        [geotiff(tmp_path / "a.tif", crs=None)],
        collection={"data_collection_type": "raster", "raster_info": other},
    )
    assert codes(report) == ["crs-missing", "raster-info", "raster-info", "raster-info"]
    assert "no coordinate system" in " ".join(each.message for each in report.errors)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_side_cars_are_read_and_go_along(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", crs=None, transform=None)
    write(tmp_path, "a.tfw", b"0.5\n0\n0\n-0.5\n597000.25\n6642999.75\n")
    write(tmp_path, "a.prj", rasterio.CRS.from_epsg(25832).to_wkt().encode())
    report = preflight([path], collection="RGB", project=OSLO)
    assert report.problems == ()
    details = report.rows[0].metadata.details
    assert (details.srid, details.cell_size) == (25832, (0.5, 0.5))
    assert details.footprint["coordinates"][0][0] == pytest.approx([10.7351, 59.9088], abs=0.01)
    (sent,) = report.upload_files()
    assert sorted(each.name for each in sent.support_files) == ["a.prj", "a.tfw"]
    mine = PixelUploadFile(path, support_files=[tmp_path / "a.tfw", tmp_path / "gone.prj"])
    told = preflight([mine], collection="RGB")
    assert codes(told) == ["sidecar-missing"]
    assert "gone.prj" in told.errors[0].message
    listed = preflight([path, tmp_path / "a.tfw"], collection="RGB")
    assert "support file" in listed.errors[0].message


def test_folders_and_patterns_are_walked_as_uploads_walk_them(tmp_path: Path) -> None:
    flight = tmp_path / "flight1"
    (flight / "more").mkdir(parents=True)
    paths = [good(flight, "a.jpg"), good(flight / "more", "b.JPG")]
    write(flight, "a.xmp", b"<x/>")
    write(flight, "notes.txt", b"windy")
    for sources in (flight, str(flight), [flight], f"{flight}/**/*.[jJ]*"):
        report = preflight(sources, collection="image")
        assert [row.file.file for row in report.rows] == paths
        assert report.ok
        sent = report.upload_files()
        assert [each.support_files for each in sent] == [[flight / "a.xmp"], None]
    walked = preflight(flight, collection="image", side_cars=False)
    assert [each.support_files for each in walked.upload_files()] == [None, None]
    assert {each.code for each in walked.general} == {"passed-over"}
    assert {each.path.name for each in walked.general if each.path} == {"a.xmp", "notes.txt"}


def test_a_side_car_of_two_files_is_told(tmp_path: Path) -> None:
    for name in ("a.tif", "a.tiff"):
        geotiff(tmp_path / name)
    write(tmp_path, "a.prj", rasterio.CRS.from_epsg(25832).to_wkt().encode())
    report = preflight(tmp_path, collection="raster")
    assert [each.code for each in report.errors] == ["sidecar-doubtful"] * 2
    assert "support_files" in report.errors[0].message


def test_footprints_of_rotated_rasters_are_those_of_their_cells(tmp_path: Path) -> None:
    turned = UTM32 @ Affine.rotation(45)
    path = geotiff(tmp_path / "a.tif", transform=turned)
    ring = read_metadata(path).details.footprint["coordinates"][0]
    west, east = (key(corner[0] for corner in ring) for key in (min, max))
    straight = read_metadata(geotiff(tmp_path / "b.tif")).details.footprint["coordinates"][0]
    assert east - west > max(c[0] for c in straight) - min(c[0] for c in straight)


def test_a_cut_geotiff_is_told(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", tiled=True, blockxsize=16, blockysize=16, compress="deflate")
    raw = path.read_bytes()
    for share in (0.95, 0.5):
        write(tmp_path, "cut.tif", raw[: int(len(raw) * share)])
        report = preflight([tmp_path / "cut.tif"], collection="RGB")
        assert {each.code for each in report.errors} & {"truncated", "damaged"}


def test_a_cut_jpeg_is_told_as_a_raster_too(tmp_path: Path) -> None:
    raw = photo(size=(200, 200))
    report = preflight([write(tmp_path, "a.jpg", raw[: len(raw) // 2])], collection="RGB")
    assert [each.code for each in report.errors] == ["truncated"]


def test_a_geotiff_among_photos_is_told(tmp_path: Path) -> None:
    report = preflight([geotiff(tmp_path / "a.tif")], collection="image")
    assert "looks-like-raster" in codes(report)
    plain = write(tmp_path, "b.tif", photo(format="TIFF"))
    assert "looks-like-raster" not in codes(preflight([plain], collection="image"))


def test_areas_are_projects_features_or_geometries(tmp_path: Path) -> None:
    path = good(tmp_path, gps=at(59.91, 11.5))
    project = Project(id=1, name="P", area_of_interest=OSLO)
    for area in (OSLO, project, {"type": "Feature", "geometry": OSLO, "properties": {}}):
        report = preflight([path], collection="image", project=area)
        assert codes(report) == ["outside-area"]
        assert "28 km outside" in report.problems[0].message
    nothing = Project(id=1, name="P", area_of_interest=None)
    assert preflight([path], collection="image", project=nothing).ok
    for wrong in ({"name": "no area"}, {"type": "Point", "coordinates": [1, 2]}, {"type": "X"}):
        with pytest.raises(PixelInputError, match="area"):
            preflight([path], collection="image", project=wrong)
    with refused("collection", "enum"):
        preflight([path], collection="video")


def test_the_last_word_is_the_hooks_then_the_callers(tmp_path: Path) -> None:
    path = good(tmp_path, xmp=dji(GimbalYawDegree=10, GimbalPitchDegree=-90, GimbalRollDegree=1))
    given = PixelUploadFile(
        path,
        metadata={"fields": {"cam_heading": 20, "cam_roll": 2}, "json_metadata": {"by": "me"}},
    )

    def hook(metadata: Any) -> Any:
        assert metadata.sources["cam_heading"] == "given with the file"
        return {"cam_heading": 30, "cam_pitch": None, "json_metadata": {"n": 1}}

    (sent,) = preflight([given], collection="image", hook=hook).upload_files()
    fields = sent.metadata["fields"]
    assert (fields["cam_heading"], fields["cam_roll"]) == (30, 2)
    assert "cam_pitch" not in fields
    assert sent.metadata["json_metadata"] == {"by": "me", "n": 1}


def test_what_is_given_settles_what_the_file_lacks(tmp_path: Path) -> None:
    path = good(tmp_path, gps=at(0, 0), exif={0x9003: "1970:01:01 00:00:00"})
    assert codes(preflight([path], collection="image")) == ["date-epoch", "position-zero"]
    settled = preflight(
        [path],
        collection="image",
        hook=lambda _: {
            "location": {"type": "Point", "coordinates": [10.7, 59.9]},
            "capture_date": "17.05.2024 12:30",
        },
    )
    assert settled.problems == ()
    (sent,) = settled.upload_files()
    assert sent.metadata["fields"]["capture_date"] == "2024-05-17T12:30:00+00:00"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda _: 1 / 0, "division by zero"),
        (lambda _: "north", "a mapping or None"),
        (lambda _: {"cam_heading": 400}, "-360 to 360"),
        (lambda _: {"cam_pitch": "down"}, "it is a number"),
        (lambda _: {"cam_pitch": float("nan")}, "it is a number"),
        (lambda _: {"heading": 4}, "no field of image metadata"),
        (lambda _: {"json_metadata": {"a": float("inf")}}, "text, a number or None"),
        (lambda _: {"capture_date": "soon"}, "capture_date"),
        (lambda _: {"location": {"type": "Point", "coordinates": [200, 1]}}, "longitude"),
        (lambda _: {"location": "here"}, "GeoJSON"),
        (lambda _: {"json_metadata": {"a": [1]}}, "text, a number or None"),
        (lambda _: {"json_metadata": "a"}, "a mapping"),
    ],
)
def test_a_hook_that_fails_costs_its_file_only(tmp_path: Path, answer: Any, said: str) -> None:
    paths = [good(tmp_path, "a.jpg"), good(tmp_path, "b.jpg")]
    report = preflight(
        paths,
        collection="image",
        hook=lambda found: answer(found) if found.path.name == "a.jpg" else None,
        skip_invalid=True,
    )
    assert [each.code for each in report.errors] == ["hook-failed"]
    assert said in report.errors[0].message
    assert [each.file for each in report.upload_files()] == paths[1:]


def test_values_from_outside_may_be_shapes_and_dates_without_a_zone(tmp_path: Path) -> None:
    given = PixelUploadFile(good(tmp_path), metadata={"fields": {"capture_date": "17.05.2024"}})
    report = preflight(
        [given],
        collection="image",
        project=OSLO,
        zone="Europe/Oslo",
        hook=lambda _: {"location": Point(10.8, 59.9)},
    )
    assert report.problems == ()
    row = report.to_rows()[0]
    assert (row["longitude"], row["latitude"]) == (10.8, 59.9)
    assert row["capture_date"] == "2024-05-17T00:00:00+02:00"
    assert json.loads(report.to_json())["files"][0]["fields"]["location"]["type"] == "Point"


def test_metadata_given_for_another_kind_is_refused(tmp_path: Path) -> None:
    wrong = PixelUploadFile(good(tmp_path), metadata={"fields": {"fields_type": "raster"}})
    report = preflight([wrong], collection="image")
    assert codes(report) == ["metadata-refused"]
    assert "'raster'" in report.errors[0].message


def test_the_report_travels_as_json_rows_and_geojson(tmp_path: Path) -> None:
    paths = [good(tmp_path), good(tmp_path, "b.jpg", gps=None), tmp_path / "gone.jpg"]
    report = preflight(paths, collection="image")
    loaded = json.loads(report.to_json(indent=2))
    assert loaded["counts"] == {"position-missing": 1, "file-missing": 1}
    assert [each["name"] for each in loaded["files"]] == ["good.jpg", "b.jpg", "gone.jpg"]
    assert loaded["files"][0]["sources"]["capture_date"] == "EXIF DateTimeOriginal with its offset"
    table = report.to_rows()
    assert [row["ok"] for row in table] == [True, True, False]
    assert (table[0]["latitude"], table[0]["altitude"]) == (59.91, 20)
    assert table[1]["problems"] == "position-missing"
    features = report.to_geojson()["features"]
    assert [each["properties"]["name"] for each in features] == ["good.jpg"]
    assert "3 files, 2 of them without errors (1 errors, 1 warnings)" in report.summary()


def test_paths_become_what_uploads_take(tmp_path: Path) -> None:
    (sent,) = upload_files([good(tmp_path)], collection="image")
    assert isinstance(sent, PixelUploadFile)
    assert sent.metadata["fields"]["location"]["coordinates"] == [10.75, 59.91, 20]
    with pytest.raises(PixelInputError, match="file-missing"):
        upload_files([tmp_path / "gone.jpg"], collection="image")


@pytest.mark.parametrize("threads", [1, 3])
def test_many_files_are_read_in_order_and_no_further_than_asked(
    tmp_path: Path, threads: int
) -> None:
    path = good(tmp_path)
    taken: list[int] = []

    def endless() -> Any:
        number = 0
        while True:
            taken.append(number)
            yield path if number % 2 == 0 else tmp_path / f"{number}.jpg"
            number += 1

    stream = read_many(endless(), threads=threads)
    found = [next(stream) for _ in range(100)]
    stream.close()
    assert [each.ok for each in found] == [True, False] * 50
    assert [each.path.name for each in found[1::2]] == [f"{n}.jpg" for n in range(1, 100, 2)]
    assert len(taken) < 1000
    with refused("threads", "range"):
        read_many([path], threads=0)


def test_unreadable_things_are_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    link = tmp_path / "link.jpg"
    link.symlink_to(tmp_path / "nowhere")
    report = preflight([pipe, link, f"{tmp_path}/*.png", tmp_path / "a\0b.jpg"], collection="image")
    assert all("file-missing" in {p.code for p in row.problems} for row in report.rows)
    assert "not a file" in report.rows[0].problems[0].message
    assert "link" in report.rows[1].problems[0].message
    assert [each.message.split(";")[0] for each in report.rows[2].problems] == [
        "no file or folder fits this pattern"
    ]
    assert "name-not-text" in {each.code for each in report.rows[3].problems}


def test_point_clouds_that_disagree_with_themselves_are_told(tmp_path: Path) -> None:
    import struct

    def changed(name: str, *changes: tuple[str, int, Any], compressed: bool = False) -> Path:
        raw = bytearray(cloud(compressed=compressed))
        for form, place, value in changes:
            struct.pack_into(form, raw, place, value)
        return write(tmp_path, name, bytes(raw))

    fine = preflight(
        [changed("a.las"), changed("b.laz", compressed=True)], collection="point_cloud"
    )
    assert codes(fine) == ["crs-missing", "crs-missing"]
    wrong = [
        changed("more.las", ("<Q", 247, 101)),
        changed("old.las", ("<I", 107, 99)),
        changed("returns.las", ("<Q", 255, 10_000)),
        changed("none.las", ("<Q", 247, 0), ("<I", 107, 0)),
        changed("bounds.las", ("<d", 179, -5.0)),
    ]
    report = preflight(wrong, collection="point_cloud")
    told = [{each.code for each in row.problems if each.level == "error"} for row in report.rows]
    assert told == [{"las-count"}, {"las-count"}, {"las-count"}, {"las-count"}, {"las-bounds"}]
    assert "room for 100 points" in report.rows[0].problems[0].message
    many = changed("many.laz", ("<Q", 247, 1_000_000), ("<I", 107, 0), compressed=True)
    told = preflight([many], collection="point_cloud").errors
    assert "1 chunks of 50000 points" in told[0].message
    raw = changed("c.laz", compressed=True).read_bytes()
    cut = preflight([write(tmp_path, "c.laz", raw[:-100])], collection="point_cloud")
    assert [each.code for each in cut.errors] == ["truncated"]


def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    for zone in ("Mars/Olympus", "../etc", 7):
        with refused("zone", "unknown"):
            preflight([good(tmp_path)], collection="image", zone=zone)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>sign in</html>", "such as a web page"),
        ("Notat fra Årdal, ikke et bilde\n".encode(), "its content is text; "),
        (("x" * 10_000 + "å").encode()[:-1], "its content is text; "),
        (b"\x81\x02\xff\xfe" * 20, "of no known format"),
    ],
)
def test_what_is_no_image_is_told_with_what_to_do(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    (row,) = preflight([path], collection="image").rows
    (problem,) = (each for each in row.problems if each.code == "unknown-format")
    assert said in problem.message
    assert "leave it out" in problem.message


def test_a_collection_is_taken_as_it_is() -> None:
    collection = Collection.of({"data_collection_type": "RGB", "raster_info": INFO})
    assert Collection.of(collection) is collection


@pytest.mark.parametrize("size", [[0.5], [0.5, 0.5, 0.5]])
def test_a_cell_size_of_another_length_is_compared_as_far_as_it_goes(
    tmp_path: Path, size: list[float]
) -> None:
    collection = {"data_collection_type": "RGB", "raster_info": INFO | {"cell_size": size}}
    assert codes(preflight([geotiff(tmp_path / "a.tif")], collection=collection)) == []
