"""Uploads from end to end: the real clients against the sandbox, its S3 and its validation."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rasterio.crs import CRS
from rasterio.enums import WktVersion

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync
from pixel_client.exceptions import (
    PixelInputError,
    PixelNotFoundError,
    PixelPermissionError,
    PixelUploadJobError,
)
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.client_protocol import UploadApi
from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_geotiff, make_jpeg, make_las
from tests.refusing import refused

AREA = {
    "type": "Polygon",
    "coordinates": [[[10.0, 59.0], [11.0, 59.0], [11.0, 60.0], [10.0, 60.0], [10.0, 59.0]]],
}
MIB = 1024**2

# rasterio's own, while the samples are made.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning"),
    pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"),
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    users = (SandboxUser(), SandboxUser("guest", "guest", "viewer"))
    with Sandbox(users=users, page_limit=20) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Iterator[PixelClient]:
    with PixelClient(PixelApiSettings(**sandbox.settings)) as client:
        yield client


@pytest.fixture(scope="module")
def project(client: PixelClient) -> int:
    return client.create_project("uploads", "tests", area_of_interest=AREA)["id"]


def collection(client: PixelClient, project: int, kind: Any, **more: Any) -> int:
    return client.create_data_collection(project, f"{kind} {id(more)}", "tests", kind, **more)["id"]


def test_the_client_is_all_that_uploads_need() -> None:
    protocol: type[UploadApi] = PixelClientAsync
    for name in vars(UploadApi):
        if not name.startswith("_"):
            assert callable(getattr(protocol, name))


def test_photos_of_two_flights_with_equal_names(
    client: PixelClient, project: int, tmp_path: Path
) -> None:
    files = []
    for file_state in ("a", "b"):
        (tmp_path / file_state).mkdir()
        for number in range(30):
            path = tmp_path / file_state / f"DJI_{number:04}.JPG"
            files.append(make_jpeg(path, seed=len(files)))
    images, errors = outcome = client.upload_multiple_images(
        project, collection(client, project, "image"), files
    )
    assert errors == []
    assert [image["name"] for image in images] == [path.name for path in files]
    assert len({row.resource_id for row in outcome.rows}) == 60
    assert images[0].id == outcome.rows[0].resource_id


def test_a_photo_with_metadata(client: PixelClient, project: int, tmp_path: Path) -> None:
    path = make_jpeg(tmp_path / "æøå 😀's.jpg")
    image = client.upload_image(
        project,
        collection(client, project, "image"),
        path,
        {
            "fields": {"cam_heading": 12.5, "capture_date": "17.05.2024 12:30Z"},
            "json_metadata": {"drone": "M300"},
        },
    )
    assert image["name"] == path.name
    assert image["cam_heading"] == 12.5
    assert image.capture_date == datetime(2024, 5, 17, 12, 30, tzinfo=UTC)


def test_a_raster_with_its_world_file(client: PixelClient, project: int, tmp_path: Path) -> None:
    path = make_geotiff(tmp_path / "o.tif", srid=None, origin=None)
    world = tmp_path / "o.tfw"
    world.write_text("0.5\n0\n0\n-0.5\n597000\n6643000\n")
    projection = tmp_path / "o.prj"
    projection.write_text(CRS.from_epsg(25832).to_wkt(version=WktVersion.WKT1_ESRI))
    raster = client.upload_raster(
        project, collection(client, project, "RGB"), path, None, [world, projection]
    )
    assert raster["name"] == "o.tif"


def test_a_raster_in_parts(client: PixelClient, project: int, tmp_path: Path) -> None:
    path = make_geotiff(tmp_path / "big.tif", size=(2048, 2048))
    assert path.stat().st_size > 2 * 5 * MIB
    raster = client.upload_raster(
        project,
        collection(client, project, "RGB"),
        path,
        multipart=True,
        multipart_part_size=5 * MIB,
    )
    assert raster["name"] == "big.tif"


def test_point_clouds_by_the_async_client(
    sandbox: Sandbox, client: PixelClient, project: int, tmp_path: Path
) -> None:
    files = [make_las(tmp_path / f"{number}.laz", seed=number) for number in range(3)]
    where = (project, collection(client, project, "point_cloud"))

    async def main() -> Any:
        async with PixelClientAsync(PixelApiSettings(**sandbox.settings)) as caller:
            many = await caller.upload_multiple_point_clouds(*where, files[:2], multipart=True)
            return many, await caller.upload_point_cloud(*where, files[2])

    (clouds, errors), single = asyncio.run(main())
    assert errors == []
    assert [cloud["name"] for cloud in [*clouds, single]] == ["0.laz", "1.laz", "2.laz"]


def test_one_bad_file_costs_nothing_else(client: PixelClient, project: int, tmp_path: Path) -> None:
    good = [make_jpeg(tmp_path / f"{number}.jpg", seed=number) for number in range(3)]
    broken, odd = tmp_path / "broken.jpg", tmp_path / "new\nline.jpg"
    broken.write_bytes(b"no image at all")
    odd.write_bytes(good[0].read_bytes())
    wrong = PixelUploadFile(good[2], metadata={"fields": {"hfov": -5}})
    unsendable = PixelUploadFile(tmp_path / "x.jpg", metadata={"json_metadata": {"a": "\udcff"}})
    unsendable.file.write_bytes(good[0].read_bytes())
    absent = tmp_path / "absent.jpg"
    files: list[Any] = [good[0], broken, odd, good[1], absent, wrong, unsendable]
    outcome = client.upload_multiple_images(project, collection(client, project, "image"), files)
    assert [row.status for row in outcome.rows] == [
        "uploaded", "failed", "failed", "uploaded", "failed", "failed", "failed",
    ]  # fmt: skip
    said = [str(row.error) for row in outcome.failed]
    assert outcome.rows[1].upload_job_id is not None
    assert "name" in said[1]
    assert "no such file" in said[2]
    assert "metadata.fields.hfov must be more than 0" in said[3]
    assert "metadata contains text that is not valid" in said[4]


def test_a_photo_among_rasters(client: PixelClient, project: int, tmp_path: Path) -> None:
    where = collection(client, project, "raster")
    with pytest.raises(PixelInputError, match=r"is not for images: it takes rasters"):
        client.upload_image(project, where, make_jpeg(tmp_path / "a.jpg"))


def test_an_id_that_is_none_is_one_error(client: PixelClient, tmp_path: Path) -> None:
    path: Any = make_jpeg(tmp_path / "a.jpg")
    for bad in ("seven", None, 1.5):
        with refused("project_id", "missing" if bad is None else "type"):
            client.upload_multiple_images(bad, 2, [path, path])
        with refused("data_collection_id", "missing" if bad is None else "type"):
            client.upload(1, bad, path, journal=False)


def test_a_folder_is_uploaded_and_uploaded_once(
    client: PixelClient, project: int, tmp_path: Path
) -> None:
    folder = tmp_path / "flight"
    folder.mkdir()
    for number in range(12):
        make_jpeg(folder / f"DJI_{number:04}.JPG", seed=number)
    where = collection(client, project, "image")
    report = client.upload(project, where, folder, journal=tmp_path / "journal")
    report.raise_for_failures()
    assert report.counts == {"uploaded": 12}
    assert [image.name for image in report.resources] == [row.name for row in report]
    again = client.upload(project, where, folder, journal=tmp_path / "journal")
    assert again.counts == {"skipped": 12}
    assert [image.id for image in again.resources] == [image.id for image in report.resources]
    assert len(client.get_images(project, where, limit=100)) == 12


def test_no_thread_outlives_an_upload(client: PixelClient, project: int, tmp_path: Path) -> None:
    files = [make_jpeg(tmp_path / f"{number}.jpg") for number in range(2)]
    client.upload_multiple_images(project, collection(client, project, "image"), files)
    names = {thread.name for thread in threading.enumerate()}
    assert not {name for name in names if name.startswith(("tqdm", "pixel-events", "pixel-hash"))}


def test_single_uploads_raise_what_went_wrong(
    sandbox: Sandbox, client: PixelClient, project: int, tmp_path: Path
) -> None:
    where = collection(client, project, "image")
    path, broken = make_jpeg(tmp_path / "a.jpg"), tmp_path / "broken.jpg"
    broken.write_bytes(b"no image at all")
    with pytest.raises(PixelUploadJobError) as caught:
        client.upload_image(project, where, broken)
    assert caught.value.path == broken
    assert caught.value.detail
    with pytest.raises(PixelInputError, match="hfov"):
        client.upload_image(project, where, path, {"fields": {"hfov": -5}})
    with pytest.raises(PixelNotFoundError) as missing:
        client.upload_image(project, 999_999, path)
    assert any(str(path) in note for note in missing.value.__notes__)
    guest = sandbox.settings | {"PIXEL_USERNAME": "guest", "PIXEL_PASSWORD": "guest"}
    with PixelClient(PixelApiSettings(**guest)) as viewer, pytest.raises(PixelPermissionError):
        viewer.upload_image(project, where, path)


def test_presigned_requests_that_expired_are_told_apart(project: int, tmp_path: Path) -> None:
    with (
        Sandbox(presign_lifetime=1) as sandbox,
        PixelClient(PixelApiSettings(**sandbox.settings)) as client,
    ):
        own = client.create_project("late", "tests", area_of_interest=AREA)["id"]
        where = collection(client, own, "image")
        path = make_jpeg(tmp_path / "a.jpg")

        async def late() -> Any:
            async with PixelClientAsync(PixelApiSettings(**sandbox.settings)) as caller:
                create = caller.create_upload_jobs

                async def create_and_dawdle(*args: Any, **kwargs: Any) -> Any:
                    jobs = await create(*args, **kwargs)
                    await asyncio.sleep(2.5)
                    return jobs

                caller.create_upload_jobs = create_and_dawdle  # type: ignore[method-assign]
                return await caller.upload_multiple_images(own, where, [path])

        (row,) = asyncio.run(late()).rows
        assert "expired before the bytes were sent" in str(row.error)
        assert row.attempts == 1
