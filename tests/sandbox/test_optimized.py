"""Optimised rasters and point clouds: their life, and that the files are what they say."""

import laspy
import numpy
import pytest
import rasterio
from laspy import Bounds, CopcReader
from rasterio.enums import Resampling
from rasterio.transform import Affine
from rio_cogeo.cogeo import cog_validate

from pixel_sandbox import Sandbox
from pixel_sandbox.optimization.copc import nodes
from pixel_sandbox.samples import make_geotiff, make_las
from tests.sandbox.conftest import USERS, Person

NO_NEARBLACK = {"enabled": False, "color": "black", "algorithm": "twopasses"}
OPTIONS = {"nearblack_options": NO_NEARBLACK, "overview_resampling": "average"}


@pytest.fixture(scope="module")
def person(tmp_path_factory):
    with Sandbox(users=USERS, data_dir=tmp_path_factory.mktemp("optimized")) as sandbox:
        someone = Person(sandbox)
        yield someone
        someone.close()


def file_of(person, version):
    sandbox = person.sandbox
    return sandbox.options.data_dir / "objects" / f"pixel-{sandbox.options.tenant}" / version["key"]


def rasters(person, tmp_path, *, kind="RGB", number=1, **options):
    """A collection with rasters in it, and their ids."""
    collection = person.collection(kind)
    ids = []
    for index in range(number):
        data = make_geotiff(tmp_path / "a.tif", seed=index, **options).read_bytes()
        upload = person.upload(collection, f"r{index}.tif", data)
        ids.append(person.resource(collection, upload)["id"])
    return collection, ids


def clouds(person, tmp_path, **options):
    collection = person.collection("point_cloud")
    data = make_las(tmp_path / "a.las", **options).read_bytes()
    upload = person.upload(collection, "a.las", data)
    return collection, person.resource(collection, upload)["id"]


def create(person, collection, what="rasters", **body):
    if what == "rasters":
        body = {"creation_options": OPTIONS} | body
    return person.ok("POST", f"{collection}/{what}/optimized/", json=body)


def run(person, collection, what="rasters", retry_failed=False, **body):
    body["retry_failed"] = retry_failed
    answer = person.ok("POST", f"{collection}/{what}/optimized/run", json=body)
    return person.wait(f"/jobs/groups/{answer['group_job']['group_id']}")


def listed(person, collection, what="rasters", **params):
    return person.ok("GET", f"{collection}/{what}/optimized/", params=params)


def optimized(person, collection, **options):
    create(person, collection, creation_options=OPTIONS | options)
    group = run(person, collection)
    [version] = listed(person, collection)
    assert (version["status"], group["success_count"]) == ("completed", 1), version["detail"]
    path = file_of(person, version)
    assert path.stat().st_size == version["size"]
    return path


def test_a_raster_becomes_a_cog(person, tmp_path):
    collection, [number] = rasters(person, tmp_path, size=(1500, 900))
    [made] = create(person, collection)
    assert (made["status"], made["raster_id"], made["key"]) == ("pending", number, None)
    assert listed(person, collection) == [made]
    path = optimized(person, collection)
    valid, errors, warnings = cog_validate(path, quiet=True)
    assert (valid, errors, warnings) == (True, [], [])
    with rasterio.open(path) as cog, rasterio.open(tmp_path / "a.tif") as source:
        assert cog.overviews(1) == [2]
        assert (cog.crs, cog.transform, cog.dtypes) == (source.crs, source.transform, source.dtypes)
        assert numpy.array_equal(cog.read(), source.read())


RESAMPLINGS = (
    *("nearest", "bilinear", "cubic", "cubic_spline", "lanczos"),
    *("average", "mode", "gauss", "rms"),
)


@pytest.mark.parametrize("resampling", RESAMPLINGS)
def test_overviews_are_resampled_as_asked(person, tmp_path, resampling):
    options = {"kind": "DTM", "bands": 1, "data_type": "float32", "size": (1030, 600)}
    collection, _ = rasters(person, tmp_path, **options)
    path = optimized(person, collection, overview_resampling=resampling)
    with rasterio.open(path, OVERVIEW_LEVEL=0) as overview:
        found = overview.read(1)
    copy = tmp_path / "copy.tif"
    with (
        rasterio.open(tmp_path / "a.tif") as source,
        rasterio.open(
            copy, "w", **{**source.profile, "blockxsize": 512, "blockysize": 512, "tiled": True}
        ) as target,
    ):
        target.write(source.read())
    with rasterio.open(copy, "r+") as target:
        target.build_overviews([2], Resampling[resampling])
    with rasterio.open(copy, OVERVIEW_LEVEL=0) as overview:
        assert numpy.allclose(found, overview.read(1))


def framed(path, frame, *, inside=200, nodata=None, bands=3, alpha=False):
    """A raster with a frame of one value, a bay of it in the inner part, and an island of it."""
    cells = numpy.full((bands + alpha, 60, 80), inside, dtype=numpy.uint8)
    outside = numpy.zeros((60, 80), dtype=bool)
    outside[:5], outside[-5:], outside[:, :5], outside[:, -5:] = True, True, True, True
    bay = numpy.zeros_like(outside)
    bay[5:20, 30:35] = True
    # Around the corner, where no straight look from outside gets to.
    corner = numpy.zeros_like(outside)
    corner[15:20, 35:50] = True
    bay |= corner
    island = numpy.zeros_like(outside)
    island[40:45, 40:45] = True
    cells[:bands, outside | bay | island] = frame
    if alpha:
        cells[-1] = 255
    profile = {"driver": "GTiff", "width": 80, "height": 60, "count": bands + alpha}
    photometric = {"photometric": "RGB", "alpha": "yes"} if alpha else {}
    transform = Affine(0.5, 0, 597000, 0, -0.5, 6643000)
    with rasterio.open(path, "w", **profile, **photometric, dtype="uint8", crs="EPSG:25832",
                       transform=transform, nodata=nodata) as dataset:  # fmt: skip
        dataset.write(cells)
    return outside | bay, corner


@pytest.mark.parametrize("algorithm", ["twopasses", "floodfill"])
@pytest.mark.parametrize(
    ("color", "frame", "more"),
    [
        ("black", 9, {}),
        ("white", 250, {}),
        (90, 100, {}),
        ("black", 0, {"nodata": 7}),
        ("black", 3, {"alpha": True}),
    ],
)
def test_the_border_becomes_no_data(person, tmp_path, algorithm, color, frame, more):
    collection = person.collection("RGB")
    around, corner = framed(tmp_path / "f.tif", frame, **more)
    person.upload(collection, "f.tif", (tmp_path / "f.tif").read_bytes())
    nearblack = {"enabled": True, "color": color, "algorithm": algorithm}
    path = optimized(person, collection, nearblack_options=nearblack)
    assert cog_validate(path, quiet=True)[0]
    with rasterio.open(path) as cog:
        empty = cog.dataset_mask() == 0
        assert cog.nodata == more.get("nodata")
        assert cog.count == (4 if more.get("alpha") else 3)
    # Only floodfill looks around the corner; nothing that lies inside is ever taken away.
    expected = around if algorithm == "floodfill" else around & ~corner
    assert numpy.array_equal(empty, expected)


def test_without_nearblack_the_border_stays(person, tmp_path):
    collection = person.collection("RGB")
    framed(tmp_path / "f.tif", 0)
    person.upload(collection, "f.tif", (tmp_path / "f.tif").read_bytes())
    with rasterio.open(optimized(person, collection)) as cog:
        assert cog.dataset_mask().all()


def test_none_given_is_all_and_an_empty_list_is_none(person, tmp_path):
    collection, ids = rasters(person, tmp_path, number=3)
    assert create(person, collection, raster_ids=[]) == []
    assert run(person, collection)["total_jobs"] == 0
    [first] = create(person, collection, raster_ids=[ids[1], ids[1]])
    assert first["raster_id"] == ids[1]
    everything = create(person, collection)
    assert [version["raster_id"] for version in everything] == ids
    assert everything[1]["id"] == first["id"]
    group = run(person, collection, optimized_raster_ids=[])
    assert (group["total_jobs"], group["completed"]) == (0, True)
    assert {version["status"] for version in listed(person, collection)} == {"pending"}
    assert run(person, collection, optimized_raster_ids=[first["id"]])["success_count"] == 1
    assert [v["status"] for v in listed(person, collection)] == ["completed", "pending", "pending"]
    assert run(person, collection)["success_count"] == 2
    assert run(person, collection)["total_jobs"] == 0


def test_created_again_with_other_options_it_starts_over(person, tmp_path):
    collection, _ = rasters(person, tmp_path)
    first = optimized(person, collection)
    [same] = create(person, collection)
    assert same["status"] == "completed"
    [other] = create(person, collection, creation_options=OPTIONS | {"overview_resampling": "mode"})
    assert (other["id"], other["status"], other["size"]) == (same["id"], "pending", None)
    assert not first.exists()
    [apart] = create(person, collection, profile="web")
    assert apart["id"] != same["id"]


def test_a_failure_is_explained_and_retried_only_when_asked(person, tmp_path):
    collection, _ = rasters(person, tmp_path, number=2)
    good, bad = create(person, collection)
    [raster] = person.ok("GET", f"{collection}/rasters/", params={"ids": bad["raster_id"]})
    stored = next(
        path
        for path in file_of(person, {"key": "."}).glob(f"{collection.split('/')[-1]}/*/*.tif")
        if path.name == raster["name"]
    )
    whole = stored.read_bytes()
    stored.write_bytes(b"no raster")
    group = run(person, collection)
    assert (group["success_count"], group["failed_count"], group["status"]) == (1, 1, "failed")
    failed = listed(person, collection, ids=bad["id"])[0]
    assert failed["status"] == "failed"
    assert raster["name"] in failed["detail"]
    assert person.ok("GET", f"/jobs/{failed['job_id']}")["detail"] == failed["detail"]
    stored.write_bytes(whole)
    assert run(person, collection)["total_jobs"] == 0
    assert run(person, collection, retry_failed=True)["success_count"] == 1
    assert {version["status"] for version in listed(person, collection)} == {"completed"}
    assert listed(person, collection, ids=good["id"])[0]["status"] == "completed"


def test_a_cloud_without_points_cannot_be_optimised(person, tmp_path):
    collection, _ = clouds(person, tmp_path, points=0)
    create(person, collection, "point_clouds")
    assert run(person, collection, "point_clouds")["failed_count"] == 1
    [version] = listed(person, collection, "point_clouds", status="failed")
    assert version["detail"] == "a.las cannot be optimised: it has no points"


@pytest.mark.parametrize(
    ("point_format", "version", "becomes"), [(1, "1.2", 6), (3, "1.2", 7), (8, "1.4", 8)]
)
def test_a_point_cloud_becomes_copc(person, tmp_path, point_format, version, becomes):
    options = {"points": 120_000, "point_format": point_format, "version": version}
    collection, number = clouds(person, tmp_path, **options)
    [made] = create(person, collection, "point_clouds", point_cloud_ids=[number])
    assert (made["status"], made["point_cloud_id"], made["format"]) == ("pending", number, "COPC")
    group = run(person, collection, "point_clouds", point_cloud_ids=[made["id"]])
    assert group["success_count"] == 1
    [version] = listed(person, collection, "point_clouds")
    source = laspy.read(tmp_path / "a.las")
    with CopcReader.open(file_of(person, version)) as reader:
        points = reader.query()
        # Some readers take the extent for the cube, so it must be no wider.
        side = (reader.header.maxs - reader.header.mins).max()
        assert 2 * reader.copc_info.halfsize == pytest.approx(side)
        assert reader.copc_info.center - side / 2 == pytest.approx(reader.header.mins)
        assert reader.header.point_format.id == becomes
        assert len(points) == 120_000
        # In levels, the coarse ones first.
        assert 0 < len(reader.query(level=0)) < 120_000
        names = ("X", "Y", "Z", "intensity")
        found, sent = (numpy.stack([each[n] for n in names], axis=1) for each in (points, source))
        assert sorted(map(tuple, found)) == sorted(map(tuple, sent))
        # And by place: what is found in the north-east is what lies there.
        lows, highs = source.header.mins[:2], source.header.maxs[:2]
        there = (source.X.min() + 5000 <= source.X) & (source.Y.min() + 5000 <= source.Y)
        assert 0 < len(reader.query(Bounds(lows + 50, highs))) == there.sum() < 120_000
    assert laspy.read(file_of(person, version)).header.parse_crs().to_epsg() == 25832


def test_a_node_of_an_octree_has_the_points_of_its_cube():
    cells = 128 * 2**20
    grid = numpy.random.default_rng(1).integers(0, cells, (150_000, 3))
    grid[0], grid[1] = 0, cells - 1
    seen = []
    for (depth, *place), inside in nodes(grid):
        assert (grid[inside] // (cells >> depth) == place).all()
        seen.append(inside)
    assert len(seen) > 8
    assert sorted(numpy.concatenate(seen)) == list(range(len(grid)))


def test_lists_of_optimised_point_clouds_are_filtered(person, tmp_path):
    collection, number = clouds(person, tmp_path)
    person.ok("PUT", f"{collection}/point_clouds/{number}", json={"add_tags": ["t"]})
    [version] = create(person, collection, "point_clouds")

    def found(**params):
        return [v["id"] for v in listed(person, collection, "point_clouds", **params)]

    here = [version["id"]]
    for one, other in [
        ({"status": "pending"}, {"status": "completed"}),
        ({"format": "LAS"}, {"format": "LAZ"}),
        ({"point_record_format": 6}, {"point_record_format": 7}),
        ({"version_major": 1, "version_minor": 4}, {"version_minor": 2}),
        ({"name": "A.L"}, {"name": "b"}),
        ({"tags": "t"}, {"tags": "t,u"}),
        ({"ids": here}, {"ids": 10**9}),
        ({"limit": 1}, {"offset": 1}),
    ]:
        assert (found(**one), found(**other)) == (here, []), (one, other)
    person.refused(
        422, "GET", f"{collection}/point_clouds/optimized/", params={"status": "validated"}
    )
    [extended] = listed(person, collection, "point_clouds", extended="true")
    assert extended["point_cloud"] == person.ok("GET", f"{collection}/point_clouds/{number}")


def test_deleting(person, tmp_path):
    collection, [number] = rasters(person, tmp_path)
    path = optimized(person, collection)
    create(person, collection, profile="web")
    where = f"{collection}/rasters/{number}/optimized"
    assert person.ok("DELETE", where, params={"profile": "nothing"}) == []
    deleted = person.ok("DELETE", where, params={"profile": "default"})
    assert [version["profile"] for version in deleted] == ["default"]
    assert not path.exists()
    assert [version["profile"] for version in person.ok("DELETE", where)] == ["web"]
    assert listed(person, collection) == []
    cloud, number = clouds(person, tmp_path)
    where = f"{cloud}/point_clouds/{number}/optimized"
    assert "no optimised version" in person.refused(404, "DELETE", where)
    create(person, cloud, "point_clouds")
    assert person.ok("DELETE", where)["deleted"] is True
    create(person, cloud, "point_clouds")
    person.ok("DELETE", f"{cloud}/point_clouds/{number}")
    assert listed(person, cloud, "point_clouds") == []


def test_what_is_not_there_is_404_and_what_is_wrong_422(person, tmp_path):
    collection, [number] = rasters(person, tmp_path)
    where = f"{collection}/rasters/optimized"
    body = {"creation_options": OPTIONS, "raster_ids": [number, 10**9]}
    assert f"Raster {10**9}" in person.refused(404, "POST", f"{where}/", json=body)
    assert listed(person, collection) == []
    body = {"retry_failed": False, "optimized_raster_ids": [10**9]}
    assert "Optimized raster" in person.refused(404, "POST", f"{where}/run", json=body)
    for key, value, at in [
        ("overview_resampling", "best", "overview_resampling"),
        ("nearblack_options", NO_NEARBLACK | {"color": 256}, "color"),
        ("nearblack_options", NO_NEARBLACK | {"color": "red"}, "color"),
        ("nearblack_options", NO_NEARBLACK | {"algorithm": "magic"}, "algorithm"),
    ]:
        body = {"creation_options": OPTIONS | {key: value}}
        detail = person.refused(422, "POST", f"{where}/", json=body)
        assert at in detail[0]["loc"]
    guest = Person(person.sandbox, "guest", "secret-3")
    guest.refused(403, "POST", f"{where}/", json={"creation_options": OPTIONS})
    guest.refused(403, "POST", f"{where}/run", json={"retry_failed": False})
    guest.refused(403, "DELETE", f"{collection}/rasters/{number}/optimized")
    guest.close()


def test_a_making_that_was_cut_short_goes_on_in_the_next_run(start, tmp_path):
    with Sandbox(users=USERS, data_dir=tmp_path / "s", optimization_delay=60) as sandbox:
        first = start(sandbox)
        collection, [number] = rasters(first, tmp_path)
        create(first, collection)
        body = {"retry_failed": False}
        answer = first.ok("POST", f"{collection}/rasters/optimized/run", json=body)
        # Asked once more, it is the same job.
        again = first.ok("POST", f"{collection}/rasters/optimized/run", json=body)
        jobs = [each["optimized_rasters"][0]["job_id"] for each in (answer, again)]
        assert jobs[0] == jobs[1]
        first.refused(409, "DELETE", f"{collection}/rasters/{number}/optimized")
        other = {"creation_options": OPTIONS | {"overview_resampling": "mode"}}
        first.refused(409, "POST", f"{collection}/rasters/optimized/", json=other)
        assert listed(first, collection)[0]["status"] in {"submitted", "in_progress"}
    with Sandbox(users=USERS, data_dir=tmp_path / "s") as sandbox:
        second = start(sandbox)
        group = second.wait(f"/jobs/groups/{answer['group_job']['group_id']}")
        assert group["success_count"] == 1
        assert listed(second, collection)[0]["status"] == "completed"
    assert list((tmp_path / "s" / "incoming").iterdir()) == []


def test_a_tenant_without_the_plugin_has_no_optimised_rasters(start, tmp_path):
    with Sandbox(users=USERS, plugins=("image_service",)) as sandbox:
        someone = start(sandbox)
        collection, _ = rasters(someone, tmp_path)
        where = f"{collection}/rasters/optimized"
        detail = someone.refused(403, "POST", f"{where}/", json={"creation_options": OPTIONS})
        assert detail == "The tenant does not have the plugin optimized_raster"
        someone.refused(403, "POST", f"{where}/run", json={"retry_failed": False})
        assert listed(someone, collection) == []
