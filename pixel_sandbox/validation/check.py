"""Validates the file of an upload job: completeness, integrity and type."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from ..database import DataCollection, UploadJob
from ..options import MEBIBYTE
from ..storage.store import ObjectStore
from .problem import Findings, ValidationError, silence_readers


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A validated file."""

    kind: str
    size: int
    md5: str
    findings: Findings


def check_upload(upload: UploadJob, collection: DataCollection, store: ObjectStore) -> CheckedFile:
    """Validate the file of an upload job.

    Args:
        upload: The job.
        collection: Its data collection.
        store: The object store.

    Returns:
        The validated file.

    Raises:
        ValidationError: It cannot become a resource.
    """
    path = store.path(upload.key)
    size, md5 = _check_content(path, upload.name, upload.md5, "file")
    announced = sum(part["content_length"] for part in upload.parts)
    if upload.parts and size != announced:
        raise ValidationError(
            f"{upload.name} has {size} bytes; its parts were announced with {announced} in all"
        )
    for each in upload.support_files:
        beside = store.path(each["key"])
        _check_content(beside, each["name"], each["md5"], f"support file of {upload.name}")
    silence_readers()
    kind, findings = _look_into(path, upload.name, collection)
    return CheckedFile(kind=kind, size=size, md5=md5, findings=findings)


def _check_content(path: Path, name: str, md5: str | None, what: str) -> tuple[int, str]:
    """Check that a file exists, is not empty and has the announced MD5."""
    if not path.is_file():
        raise ValidationError(
            f"{name} ({what}) was never received; send it to S3, then finish the upload"
        )
    size = path.stat().st_size
    if size == 0:
        raise ValidationError(f"{name} ({what}) is empty: it has 0 bytes")
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(MEBIBYTE):
            digest.update(block)
    actual = b64encode(digest.digest()).decode()
    if md5 is not None and actual != md5:
        raise ValidationError(f"{name} ({what}) does not have the announced MD5")
    return size, actual


def _look_into(path: Path, name: str, collection: DataCollection) -> tuple[str, Findings]:
    # Readers are imported on first use: together they take longer than the whole start.
    kind = collection.data_collection_type
    if kind == "image":
        from .images import check_image

        return kind, check_image(path, name)
    if kind == "point_cloud":
        from .point_clouds import check_point_cloud

        return kind, check_point_cloud(path, name)
    from .rasters import check_raster

    return "raster", check_raster(path, name, kind, collection.raster_info)
