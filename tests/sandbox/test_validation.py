"""Validation opens every file, explains what is wrong with it, and reads what it knows."""

import io
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import ExifTags, Image
from rasterio.crs import CRS

from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las


@pytest.fixture
def made(tmp_path):
    """Bytes of a file that a maker of samples made."""

    def make(maker, name="sample.bin", **options):
        return maker(tmp_path / name, **options).read_bytes()

    return make


@pytest.fixture(scope="module")
def collections(pilot):
    """Path of a data collection of each type."""
    known = {}

    def path(kind):
        return known.setdefault(kind, pilot.collection(kind))

    return path


def test_a_photo_tells_where_and_when(pilot, collections, made):
    taken = datetime(2024, 6, 1, 12, 30, 15, tzinfo=timezone(timedelta(hours=2)))
    data = made(make_jpeg, position=(-70.5, -33.25, 512.5), captured=taken, heading=271.5)
    image = pilot.resource(collections("image"), pilot.upload(collections("image"), "a.jpg", data))
    assert image["location"]["type"] == "Point"
    assert image["location"]["coordinates"] == pytest.approx([-70.5, -33.25, 512.5], abs=1e-7)
    assert image["capture_date"] == "2024-06-01T12:30:15+02:00"
    assert image["cam_heading"] == 271.5
    assert image["focal_length"] == pytest.approx(8.8)
    assert (image["width"], image["height"], image["format"]) == (96, 64, "JPEG")
    path = f"{collections('image')}/images/{image['id']}/metadata"
    metadata = pilot.ok("GET", path)
    assert metadata["exif"]["Make"] == "Pixel sandbox"
    assert metadata["exif"]["GPSLatitudeRef"] == "S"


def test_a_photo_that_tells_nothing(pilot, collections, made):
    data = made(make_jpeg, position=None, captured=None)
    image = pilot.resource(collections("image"), pilot.upload(collections("image"), "b.jpg", data))
    assert (image["location"], image["capture_date"]) == (None, None)


def test_the_clock_of_a_camera_without_a_zone_is_taken_as_utc(pilot, collections, made):
    data = made(make_jpeg, captured=datetime(2024, 6, 1, 12, 0), position=(10, 60))
    image = pilot.resource(collections("image"), pilot.upload(collections("image"), "c.jpg", data))
    assert image["capture_date"] == "2024-06-01T12:00:00+00:00"
    assert image["location"]["coordinates"] == [10, 60]


def test_a_satellite_clock_that_runs_past_the_last_day_is_left_out(pilot, collections, made):
    data = made(make_jpeg, captured=datetime(2024, 6, 1, 12, 0), position=(10, 60))
    with Image.open(io.BytesIO(data)) as photo:
        exif = photo.getexif()
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSDateStamp] = "9999:12:31"
        gps[ExifTags.GPS.GPSTimeStamp] = (4294967295.0, 0.0, 0.0)
        written = io.BytesIO()
        photo.save(written, "JPEG", exif=exif)
    upload = pilot.upload(collections("image"), "late.jpg", written.getvalue())
    image = pilot.resource(collections("image"), upload)
    assert image["capture_date"] == "2024-06-01T12:00:00+00:00"


def test_what_the_sender_says_wins_over_the_file(pilot, collections, made):
    point = {"type": "Point", "coordinates": [5.0, 60.0]}
    when = datetime(2020, 1, 2, tzinfo=UTC).isoformat()
    fields = {"fields_type": "image", "location": point, "capture_date": when, "name": "Roof"}
    data = made(make_jpeg, heading=10.0)
    upload = pilot.upload(collections("image"), "d.jpg", data, metadata={"fields": fields})
    image = pilot.resource(collections("image"), upload)
    assert image["location"] == point
    assert datetime.fromisoformat(image["capture_date"]) == datetime.fromisoformat(when)
    assert image["name"] == "Roof"
    assert image["cam_heading"] == 10.0


def test_an_orthophoto_is_described(pilot, made):
    info = {
        "srid": 25832,
        "format": "gtiff",
        "data_type": "UINT8",
        "cell_size": [0.5, 0.5],
        "num_bands": 3,
    }
    collection = pilot.collection("RGB", raster_info=info)
    raster = pilot.resource(collection, pilot.upload(collection, "a.tif", made(make_geotiff)))
    assert (raster["srid"], raster["format"], raster["num_bands"]) == (25832, "GTiff", 3)
    assert (raster["data_type"], raster["cell_size"]) == ("uint8", [0.5, 0.5])
    assert raster["bounds"] == [597000.0, 6642976.0, 597032.0, 6643000.0]
    corner = raster["footprint"]["coordinates"][0][0]
    assert corner == pytest.approx([10.74, 59.91], abs=0.01)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("RGB", {"bands": 4}),
        ("DTM", {"bands": 1, "data_type": "float32"}),
        ("DSM", {"bands": 1, "data_type": "float64"}),
        ("raster", {"bands": 5, "data_type": "uint16"}),
        ("raster", {"bands": 1, "srid": None, "origin": None}),
    ],
)
def test_rasters_that_fit(pilot, collections, made, kind, options):
    upload = pilot.upload(collections(kind), "a.tif", made(make_geotiff, **options))
    assert pilot.resource(collections(kind), upload)["num_bands"] == options["bands"]


def test_a_world_file_and_a_prj_beside_a_raster(pilot, made):
    collection = pilot.collection("RGB", raster_info={"srid": 25833, "cell_size": [2, 2]})
    plain = made(make_geotiff, srid=None, origin=None)
    world = b"2\n0\n0\n-2\n500001\n6999999\n"
    wkt = CRS.from_epsg(25833).to_wkt().encode()
    upload = pilot.upload(collection, "a.tif", plain, {"a.tfw": world, "a.prj": wkt})
    raster = pilot.resource(collection, upload)
    assert (raster["srid"], raster["cell_size"]) == (25833, [2, 2])
    assert raster["bounds"][0] == 500000
    # Without the one or the other it does not fit.
    for beside, expected in (
        ({"a.tfw": world}, "no coordinate system"),
        ({"a.prj": wkt}, "pixels of"),
    ):
        upload = pilot.upload(collection, "a.tif", plain, beside)
        assert expected in upload["detail"]


@pytest.mark.parametrize("name", ["a.las", "a.laz"])
def test_a_point_cloud_is_described(pilot, collections, made, name):
    collection = collections("point_cloud")
    data = made(make_las, name, points=1234)
    cloud = pilot.resource(collection, pilot.upload(collection, name, data))
    assert cloud["format"] == name[2:].upper()
    assert (cloud["version_major"], cloud["version_minor"]) == (1, 4)
    assert (cloud["point_record_format"], cloud["point_count"]) == (6, 1234)
    assert cloud["srid"] == 25832
    west, south, _, east, north, _ = cloud["bounds"]
    assert 597000 <= west < east <= 597100
    assert 6643000 <= south < north <= 6643100


def cut(data):
    return data[: len(data) * 2 // 3]


def more_points(data):
    """A LAS 1.2 header that tells of 5 points more than there are."""
    count = struct.unpack_from("<I", data, 107)[0]
    return data[:107] + struct.pack("<I", count + 5) + data[111:]


OLD = {"point_format": 1, "version": "1.2", "srid": None}


@pytest.mark.parametrize(
    ("kind", "name", "maker", "options", "harm", "expected"),
    [
        ("image", "cut.jpg", make_jpeg, {}, cut, ["cut.jpg is damaged", "JPEG"]),
        (
            "image",
            "t.jpg",
            None,
            {},
            b"some text",
            ["t.jpg is not an image", "expected a whole JPEG"],
        ),
        ("image", "l.jpg", make_las, {}, None, ["l.jpg is not an image"]),
        (
            "RGB",
            "a.tif",
            make_geotiff,
            {"data_type": "uint16"},
            None,
            ["a.tif is of data type uint16", "uint8"],
        ),
        ("RGB", "a.tif", make_geotiff, {"bands": 1}, None, ["a.tif has 1 band(s)", "3 or 4"]),
        (
            "DTM",
            "a.tif",
            make_geotiff,
            {"bands": 3},
            None,
            ["has 3 band(s)", "DTM"],
        ),
        ("DSM", "a.tif", make_geotiff, {"bands": 1}, None, ["uint8", "float32 or float64"]),
        ("raster", "c.tif", make_geotiff, {"size": (640, 480)}, cut, ["c.tif is damaged"]),
        ("raster", "t.tif", None, {}, b"some text", ["t.tif is not a raster", "GTiff"]),
        ("point_cloud", "t.las", None, {}, b"some text", ["t.las is not a LAS"]),
        ("point_cloud", "c.las", make_las, {}, cut, ["c.las is truncated", "1000 points"]),
        ("point_cloud", "m.las", make_las, OLD, more_points, ["m.las is truncated", "1005 points"]),
        ("point_cloud", "m.laz", make_las, OLD, more_points, ["m.laz"]),
        ("point_cloud", "c.laz", make_las, {"points": 200_000}, cut, ["c.laz is damaged"]),
        ("point_cloud", "h.las", make_las, {}, lambda data: data[:100], ["h.las is truncated"]),
    ],
)
def test_bad_files_are_explained(
    pilot, collections, made, kind, name, maker, options, harm, expected
):
    if maker is None:
        data = harm
    else:
        # The suffix decides whether a point cloud is compressed.
        suffix = name[-4:] if kind == "point_cloud" else ".bin"
        data = made(maker, f"sample{suffix}", **options)
        data = harm(data) if harm else data
    upload = pilot.upload(collections(kind), name, data)
    assert (upload["status"], upload["result"]) == ("failed", None)
    for words in expected:
        assert words in upload["detail"]
    assert "/" not in upload["detail"].replace("EPSG:", "")


@pytest.mark.parametrize(
    ("info", "options", "expected"),
    [
        ({"srid": 25833}, {}, ["EPSG:25832", "EPSG:25833"]),
        ({"srid": 25833}, {"srid": None}, ["no coordinate system", "EPSG:25833", ".prj"]),
        ({"format": "PNG"}, {}, ["GTiff", "PNG"]),
        ({"data_type": "uint16"}, {}, ["uint8", "uint16"]),
        ({"num_bands": 4}, {}, ["3 band(s)", "4 band(s)"]),
        ({"cell_size": [1, 1]}, {}, ["0.5 × 0.5", "1 × 1"]),
    ],
)
def test_rasters_are_held_against_the_raster_info(pilot, made, info, options, expected):
    collection = pilot.collection("raster", raster_info=info)
    upload = pilot.upload(collection, "a.tif", made(make_geotiff, **options))
    assert upload["status"] == "failed"
    assert upload["detail"].startswith("a.tif has ")
    for words in [*expected, "raster_info"]:
        assert words in upload["detail"]


def test_empty_missing_and_support_files_that_are_not_there(pilot, collections, made):
    collection = collections("image")
    assert "e.jpg (file) is empty" in pilot.upload(collection, "e.jpg", b"")["detail"]
    [job] = pilot.create(collection, {"name": "m.jpg", "md5": pilot.md5(b"x")})
    detail = pilot.finish(collection, job)["detail"]
    assert detail.startswith("m.jpg (file) was never received")
    photo = made(make_jpeg)
    beside = [{"name": "s.xmp", "md5": pilot.md5(b"x")}]
    [job] = pilot.create(
        collection, {"name": "s.jpg", "md5": pilot.md5(photo), "support_files": beside}
    )
    pilot.send(job, photo)
    detail = pilot.finish(collection, job)["detail"]
    assert detail.startswith("s.xmp (support file of s.jpg) was never received")


def test_the_way_of_an_upload_job(pilot, start, made):
    from pixel_sandbox import Sandbox, SandboxUser

    with Sandbox(users=(SandboxUser("pilot", "secret-1"),), validation_delay=1.0) as sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        photo = made(make_jpeg)
        jobs = person.create(
            collection, *({"name": f"{n}.jpg", "md5": person.md5(photo)} for n in range(3))
        )
        for job in jobs:
            person.send(job, photo)
        path = f"{collection}/upload_jobs/multiple_uploadFinished"
        answer = person.ok("PUT", path, json={"job_ids": [job["id"] for job in jobs]})
        assert {each["status"] for each in answer["upload_jobs"]} == {"submitted"}
        assert answer["group_job"]["completed"] is False
        seen = set()
        while not (group := person.ok("GET", f"/jobs/groups/{answer['group_job']['group_id']}"))[
            "completed"
        ]:
            assert group["status"] == "in_progress"
            seen.update(each["status"] for each in person.ok("GET", f"{collection}/upload_jobs/"))
        # Two are validated at a time, so the third has to wait.
        assert {"submitted", "validating"} <= seen
        assert (group["status"], group["success_count"]) == ("completed", 3)


def test_a_file_that_changed_in_the_store_is_noticed(pilot, collections, made):
    photo = made(make_jpeg)
    [job] = pilot.create(collections("image"), {"name": "x.jpg", "md5": pilot.md5(photo)})
    pilot.send(job, photo)
    store = pilot.sandbox._parts.store
    store.path(job["upload_fields"]["key"]).write_bytes(made(make_jpeg, seed=1))
    upload = pilot.finish(collections("image"), job)
    assert upload["status"] == "failed"
    assert upload["detail"] == "x.jpg (file) does not have the announced MD5"
