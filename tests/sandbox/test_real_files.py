"""Files as cameras and programs write them: those found beside the repository, and our own."""

from pathlib import Path

import pytest

from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las

FOUND = Path(__file__).parents[2].parent / "shared" / "data"
OWN = [("image", "own.jpg"), ("raster", "own.tif"), ("point_cloud", "own.laz")]
MAKERS = {"image": make_jpeg, "raster": make_geotiff, "point_cloud": make_las}
FOLDERS = {"images": "image", "rasters": "raster", "point_clouds": "point_cloud"}
# What an RGB collection must refuse among the files that may be found.
NOT_RGB = ("uint16", "float", "shade")


def found(folder, *patterns):
    return sorted(p for pattern in patterns for p in (FOUND / folder).glob(pattern))


FILES = [*OWN, *((kind, path) for folder, kind in FOLDERS.items() for path in found(folder, "*.*"))]


@pytest.mark.parametrize(("kind", "file"), FILES, ids=lambda value: getattr(value, "name", value))
def test_real_files_become_resources(pilot, tmp_path, kind, file):
    path = MAKERS[kind](tmp_path / file) if isinstance(file, str) else file
    collection = pilot.collection(kind)
    resource = pilot.resource(collection, pilot.upload(collection, path.name, path.read_bytes()))
    assert resource["size"] == path.stat().st_size
    if kind == "point_cloud":
        assert resource["point_count"] > 0
    else:
        assert resource["width"] > 0


@pytest.mark.parametrize(
    "file", ["own.jpg", *found("images", "DSC*")], ids=lambda value: getattr(value, "name", value)
)
def test_real_photos_have_a_position_and_a_time(pilot, tmp_path, file):
    path = make_jpeg(tmp_path / file) if isinstance(file, str) else file
    collection = pilot.collection("image")
    image = pilot.resource(collection, pilot.upload(collection, path.name, path.read_bytes()))
    assert image["location"]["type"] == "Point"
    assert image["capture_date"][:2] == "20"


@pytest.mark.parametrize(
    "file",
    [
        "own uint16.tif",
        *(path for path in found("rasters", "*.tif") if any(w in path.name for w in NOT_RGB)),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_an_rgb_collection_refuses_other_rasters(pilot, tmp_path, file):
    own = isinstance(file, str)
    path = make_geotiff(tmp_path / file, data_type="uint16") if own else file
    collection = pilot.collection("RGB")
    upload = pilot.upload(collection, path.name, path.read_bytes())
    assert upload["status"] == "failed"
    assert "RGB" in upload["detail"]
