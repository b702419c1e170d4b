"""Upload jobs, one request at a time; `uploads` has whole uploads."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from scripts.recording.scenario import scenario

from .ground import SAMPLES


def announced(name: str, sample: str = "photo.jpg") -> dict[str, Any]:
    content = (SAMPLES / sample).read_bytes()
    return {"name": name, "md5": base64.b64encode(hashlib.md5(content).digest()).decode()}


@scenario()
def create_upload_jobs(pixel: Any, project: int, images: int) -> None:
    """A bare file, and one with everything beside it."""
    full = announced("b.jpg") | {
        "metadata": {
            "fields": {"fields_type": "image", "cam_pitch": -90.0},
            "json_metadata": {"strip": 4},
        },
        "support_files": [announced("b.xmp")],
    }
    jobs = pixel.create_upload_jobs(project, images, [announced("a.jpg"), full])
    assert {job.name for job in jobs} == {"a.jpg", "b.jpg"}


@scenario()
def create_multipart_upload_jobs(pixel: Any, project: int, rasters: int) -> None:
    parts = [
        {"part_number": number, "md5": announced("")["md5"], "content_length": size}
        for number, size in ((1, 5 * 1024**2), (2, 1000))
    ]
    file = {
        "name": "big.tif",
        "parts": parts,
        "metadata": {
            "fields": {"fields_type": "raster", "capture_date": "2024-06-01T12:30:00Z"},
            "json_metadata": {"strip": 4},
        },
        "support_files": [announced("big.tfw", "bare.tfw")],
    }
    (job,) = pixel.create_multipart_upload_jobs(project, rasters, [file])
    assert len(job["upload_parts"]) == 2


@scenario()
def get_upload_jobs(pixel: Any, project: int, images: int, image: int) -> None:
    """All, and with every filter at once."""
    (job,) = pixel.get_upload_jobs(project, images)
    assert job.result["resource_id"] == image
    assert pixel.get_upload_jobs(
        project, images, extended=True, name="photo", ids=[job.id], offset=0, limit=10
    )
    assert pixel.get_upload_jobs(project, images, tags=["nobody's"]) == []


@scenario()
def finish_upload_job(pixel: Any, project: int, images: int) -> None:
    """Of a file that never came: its job says so."""
    (job,) = pixel.create_upload_jobs(project, images, [announced("a.jpg")])
    background = pixel.finish_upload_job(project, images, job.id)
    pixel.wait_for_job(background["job"]["job_id"])
    (job,) = pixel.get_upload_jobs(project, images, ids=[job.id])
    assert job.status == "failed"


@scenario()
def finish_upload_jobs(pixel: Any, project: int, images: int) -> None:
    jobs = pixel.create_upload_jobs(project, images, [announced("a.jpg"), announced("b.jpg")])
    ids = sorted(job.id for job in jobs)
    background = pixel.finish_upload_jobs(project, images, ids)
    pixel.wait_for_group_job(background["group_job"]["group_id"], progress=False)
