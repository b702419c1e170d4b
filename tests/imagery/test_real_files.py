"""Files as cameras and programs wrote them, compared with what other programs say of them.

The files are found beside the repository, where they are; `real_files.json` holds what exiftool,
gdalinfo and laspy say, so that none of them is needed here.
"""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path

import pytest

from pixel_client.imagery import preflight, read_metadata

FOUND = Path(__file__).parents[2].parent / "shared" / "data"
FACTS = json.loads(Path(__file__).with_name("real_files.json").read_text(encoding="utf-8"))


def there(folder: str) -> list[Path]:
    return [path for name in FACTS[folder] if (path := FOUND / folder / name).is_file()]


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", there("images"), ids=by_name)
def test_photos_say_what_exiftool_says(path: Path) -> None:
    fact = FACTS["images"][path.name]
    read = read_metadata(path)
    assert read.ok
    assert (read.details.make, read.details.model) == (fact.get("Make"), fact.get("Model"))
    assert (read.details.width, read.details.height) == (fact["ImageWidth"], fact["ImageHeight"])
    spot = read.fields.get("location", {}).get("coordinates", [])
    wanted = [fact.get(f"GPS{name}") for name in ("Longitude", "Latitude", "Altitude")]
    assert spot == pytest.approx([each for each in wanted if each is not None], abs=1e-8)
    assert read.fields.get("cam_heading") == fact.get("GPSImgDirection")
    # exiftool tells 0 where a lens has no contact.
    assert read.fields.get("focal_length") == (fact.get("FocalLength") or None)
    taken = read.fields.get("capture_date")
    written = fact.get("DateTimeOriginal")
    assert (taken and taken.replace(tzinfo=None)) == (
        written and datetime.strptime(written, "%Y:%m:%d %H:%M:%S")
    )
    if "OffsetTimeOriginal" in fact:
        assert taken.strftime("%z") == fact["OffsetTimeOriginal"].replace(":", "")
    if fact.get("ProjectionType") == "equirectangular":
        assert read.fields["image_type"] == "360"
        assert read.fields["cam_pitch"] == fact["PosePitchDegrees"] + 90
        assert read.fields["cam_roll"] == fact["PoseRollDegrees"]
        assert (read.fields["hfov"], read.fields["vfov"]) == (360, 180)
    elif "FocalLengthIn35mmFormat" in fact:
        # By its definition the equivalent compares diagonals; exiftool's own FOV compares widths.
        diagonal = math.hypot(fact["ImageWidth"], fact["ImageHeight"])
        across = math.hypot(36, 24) * fact["ImageWidth"] / diagonal
        half = math.atan(across / 2 / fact["FocalLengthIn35mmFormat"])
        assert read.fields["hfov"] == pytest.approx(math.degrees(2 * half), abs=1e-4)


@pytest.mark.parametrize(
    ("name", "offset"),
    [
        ("DSCN0010.jpg", "+0200"),  # the date of its satellite time is a day off
        ("DSCN0038.jpg", "+0200"),
        ("exiftool_GoPro.jpg", "-0400"),
        ("exiftool_Ricoh2.jpg", "+0100"),
        ("DSC00001.JPG", "-0700"),
    ],
)
def test_the_zone_is_told_by_the_file(name: str, offset: str) -> None:
    path = FOUND / "images" / name
    if path.is_file():
        assert read_metadata(path).fields["capture_date"].strftime("%z") == offset


GDAL_TYPES = {"Byte": "uint8", "UInt16": "uint16", "Float32": "float32"}


@pytest.mark.parametrize("path", there("rasters"), ids=by_name)
def test_rasters_say_what_gdalinfo_says(path: Path) -> None:
    fact = FACTS["rasters"][path.name]
    read = read_metadata(path)
    assert read.ok
    details = read.details
    assert [details.width, details.height] == fact["size"]
    assert list(details.data_types) == [GDAL_TYPES[each] for each in fact["types"]]
    assert details.bands == len(fact["types"])
    assert (details.crs is not None) == fact["crs"]
    assert details.srid == fact["epsg"]
    assert details.cell_size == pytest.approx([abs(side) for side in fact["cell"]])
    if fact["nodata"] is None:
        assert details.nodata is None
    else:
        assert details.nodata == pytest.approx(fact["nodata"], rel=1e-6)
    if fact["extent"] is None:
        assert details.footprint is None
    else:
        ours = sorted(map(tuple, details.footprint["coordinates"][0][:-1]))
        theirs = sorted(map(tuple, fact["extent"][0][:-1]))
        assert [part for spot in ours for part in spot] == pytest.approx(
            [part for spot in theirs for part in spot], abs=2e-7
        )


@pytest.mark.parametrize("path", there("point_clouds"), ids=by_name)
def test_point_clouds_say_what_laspy_says(path: Path) -> None:
    fact = FACTS["point_clouds"][path.name]
    read = read_metadata(path)
    assert read.ok
    details = read.details
    assert (details.version, details.point_format) == (fact["version"], fact["format"])
    assert (details.count, details.compressed) == (fact["count"], fact["compressed"])
    assert details.bounds == pytest.approx([*fact["mins"], *fact["maxs"]])
    assert (details.crs is not None) == (fact["crs"] is not None)
    assert details.copc == (".copc." in path.name)
    codes = {each.code for each in read.problems}
    assert codes == (set() if fact["crs"] else {"crs-missing"})


WRONG = [
    ("RGB", "rasters/RGBA.uint16.tif", "data-type", "uint8"),
    ("RGB", "rasters/shade.tif", "band-count", "3 or 4"),
    ("RGB", "rasters/float32.tif", "data-type", "uint8"),
    ("DTM", "rasters/RGB.byte.tif", "band-count", "type DTM takes 1"),
    ("DSM", "rasters/shade.tif", "data-type", "float32 or float64"),
    ("raster", "rasters/float32.tif", "crs-missing", ".prj"),
    ("image", "images/portrait_no_gps.jpg", "position-missing", "manifest"),
    ("image", "images/exiftool_GPS.jpg", "zone-assumed", "Europe/Oslo"),
    ("image", "point_clouds/simple.laz", "wrong-kind", "data collection of its own kind"),
    ("point_cloud", "point_clouds/simple.las", "crs-missing", "las2las"),
    ("point_cloud", "images/DSCN0010.jpg", "wrong-kind", "LAS, LAZ are"),
]


@pytest.mark.parametrize(("collection", "file", "code", "advice"), WRONG)
def test_what_does_not_fit_is_told_with_what_to_do(
    collection: str, file: str, code: str, advice: str
) -> None:
    path = FOUND / file
    if path.is_file():
        report = preflight([path], collection=collection)
        told = [str(each) for each in report.problems if each.code == code]
        assert [advice in message for message in told] == [True]


@pytest.mark.parametrize("path", [*there("images"), *there("point_clouds")], ids=by_name)
def test_half_a_file_is_refused(path: Path, tmp_path: Path) -> None:
    raw = path.read_bytes()
    half = tmp_path / path.name
    half.write_bytes(raw[: len(raw) // 2])
    report = preflight([half], collection=read_metadata(path).kind)
    assert not report.ok
    assert {each.code for each in report.errors} <= {"truncated", "las-count", "damaged"}


@pytest.mark.parametrize("path", there("rasters"), ids=by_name)
def test_half_a_raster_is_refused(path: Path, tmp_path: Path) -> None:
    raw = path.read_bytes()
    half = tmp_path / path.name
    half.write_bytes(raw[: len(raw) // 2])
    assert {each.code for each in preflight([half], collection="raster").errors} & {
        "truncated",
        "damaged",
    }
