"""Whole uploads: announce, send to S3, finish, wait, read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pixel_client import ImageMetadataFields, MetadataObject, PixelUploadFile
from scripts.recording.scenario import Fault, scenario

from .ground import SAMPLES

MIB = 1024**2


@scenario()
def upload_image(pixel: Any, project: int, images: int) -> None:
    made = pixel.upload_image(
        project,
        images,
        SAMPLES / "photo.jpg",
        MetadataObject(
            fields=ImageMetadataFields(cam_heading=12.5), json_metadata={"operator": "Kari"}
        ),
        progress=False,
    )
    assert made["cam_heading"] == 12.5


@scenario(options={"upload_max_concurrency": 1})
def upload_multiple_images(pixel: Any, project: int, images: int, folder: Path) -> None:
    """Two files in one call; one of them with metadata."""
    again = folder / "again.jpg"
    again.write_bytes((SAMPLES / "photo.jpg").read_bytes())
    files = [
        PixelUploadFile(file=SAMPLES / "photo.jpg", metadata={"json_metadata": {"strip": 1}}),
        again,
    ]
    made, errors = pixel.upload_multiple_images(project, images, files, progress=False)
    assert [row.name for row in made] == ["photo.jpg", "again.jpg"]
    assert errors == []


@scenario()
def upload_raster(pixel: Any, project: int, rasters: int) -> None:
    made = pixel.upload_raster(project, rasters, SAMPLES / "ortho.tif", progress=False)
    assert made.name == "ortho.tif"


@scenario(options={"upload_max_concurrency": 1})
def upload_multiple_rasters(pixel: Any, project: int, rasters: int) -> None:
    """One of them with the files beside it."""
    files = [
        SAMPLES / "ortho.tif",
        PixelUploadFile(
            file=SAMPLES / "bare.tif", support_files=[SAMPLES / "bare.tfw", SAMPLES / "bare.prj"]
        ),
    ]
    made, errors = pixel.upload_multiple_rasters(project, rasters, files, progress=False)
    assert ([row.name for row in made], errors) == (["ortho.tif", "bare.tif"], [])


@scenario(options={"upload_max_concurrency": 1})
def upload_multiple_point_clouds(pixel: Any, project: int, point_clouds: int, folder: Path) -> None:
    """A file that is none: it fails, the other does not."""
    none = folder / "none.laz"
    none.write_bytes(b"LASF, it says, and is not.")
    made, errors = pixel.upload_multiple_point_clouds(
        project, point_clouds, [SAMPLES / "scan.laz", none], progress=False
    )
    assert [row.name for row in made] == ["scan.laz"]
    assert len(errors) == 1


@scenario(options={"upload_max_concurrency": 1})
def upload_raster_with_side_cars(pixel: Any, project: int, rasters: int) -> None:
    """A raster that knows where it is only from the files beside it."""
    beside = [SAMPLES / "bare.tfw", SAMPLES / "bare.prj"]
    made = pixel.upload_raster(
        project, rasters, SAMPLES / "bare.tif", support_files=beside, progress=False
    )
    assert made.name == "bare.tif"


@scenario()
def upload_point_cloud(pixel: Any, project: int, point_clouds: int) -> None:
    path = SAMPLES / "scan.laz"
    assert pixel.upload_point_cloud(project, point_clouds, path, progress=False).name == "scan.laz"


@scenario(options={"upload_max_concurrency": 1})
def upload_in_parts(pixel: Any, project: int, rasters: int, folder: Path) -> None:
    """5 MiB and a little: two parts. What follows a TIFF's last byte is nobody's business."""
    big = folder / "big.tif"
    big.write_bytes((SAMPLES / "ortho.tif").read_bytes().ljust(5 * MIB + 1000, b"\0"))
    made = pixel.upload_raster(
        project, rasters, big, multipart=True, multipart_part_size=5 * MIB, progress=False
    )
    assert made.name == "big.tif"


@scenario(faults=[Fault(method="POST", path="/s3/", status=503)])
def upload_while_s3_is_slow(pixel: Any, project: int, images: int) -> None:
    """503 SlowDown: the file is sent again."""
    path = SAMPLES / "photo.jpg"
    assert pixel.upload_image(project, images, path, progress=False).name == "photo.jpg"


@scenario(options={"upload_max_concurrency": 1})
def upload_once_more(pixel: Any, project: int, images: int, folder: Path) -> None:
    """What the journal knows as uploaded is not announced, sent or finished again."""
    photo = folder / "photo.jpg"
    photo.write_bytes((SAMPLES / "photo.jpg").read_bytes())
    for count in ("uploaded", "skipped"):
        report = pixel.upload(project, images, photo, journal=folder / ".journal", progress=False)
        assert report.counts == {count: 1}


@scenario(options={"upload_max_concurrency": 1})
def upload(pixel: Any, project: int, rasters: int, folder: Path) -> None:
    """A folder with a raster, the files beside it, and what is none."""
    for name in ("bare.tif", "bare.tfw", "bare.prj"):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    (folder / "README.txt").write_text("about this flight")
    report = pixel.upload(project, rasters, folder, journal=folder / ".journal", progress=False)
    assert report.counts == {"skipped": 1, "uploaded": 1}
    assert [row.name for row in report.resources] == ["bare.tif"]
