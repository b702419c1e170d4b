"""Runs of the real client against the fake, and what the service holds after them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import httpx

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.uploads import UploadReport

from .pixel import FakePixel
from .storage import Fault, Request

__all__ = ["FAULTS", "KINDS", "Held", "held", "kind_of", "photo_folder", "real_client", "run"]

PASSWORD = "planted-PASSWORD"
STALL_SECONDS = 1.5

HTML = {"content-type": "text/html; charset=utf-8"}

FAULTS = {
    "429 with Retry-After": Fault(429, "SlowDown", headers={"retry-after": "1"}),
    "500": Fault(500, "InternalError"),
    "502": Fault(502, body=b"<html>Bad Gateway</html>", headers=HTML),
    "503 SlowDown": Fault(503, "SlowDown"),
    "504": Fault(504, body=b""),
    "reset mid-body": Fault(act="reset mid-body"),
    "reset before the answer": Fault(act="lose answer"),
    "stall": Fault(act="stall"),
    "an HTML page with 200": Fault(200, body=b"<html><h1>Welcome</h1></html>", headers=HTML),
}
"""What one request is answered with, once; the answer that is lost is one that was acted upon."""

KINDS = {
    "token": r"POST /realms/.*/token",
    "collection": r"GET .*/data_collections/2",
    "create": r"POST .*/upload_jobs/",
    "create in parts": r"POST .*/upload_jobs/multipart",
    "form": r"POST /s3/form/\d+/main",
    "form of a side-car": r"POST /s3/form/\d+/.*\.jgw",
    "part": r"PUT /s3/part/.*",
    "finish": r"PUT .*/multiple_uploadFinished",
    "group job": r"GET .*/jobs/groups/\d+",
    "upload jobs": r"GET .*/upload_jobs/",
    "images": r"GET .*/images/",
}
"""Every kind of request of an upload, by its method and path."""


def kind_of(request: Request) -> str:
    line = f"{request.method} {request.path}"
    return next((kind for kind, form in KINDS.items() if re.fullmatch(form, line)), line)


def real_client(url: str, **options: Any) -> PixelClientAsync:
    """The client as users have it, but for time-outs that a test can wait for."""
    settings = PixelApiSettings(
        PIXEL_TENANT="acme",
        PIXEL_USERNAME="ola",
        PIXEL_PASSWORD=PASSWORD,
        PIXEL_API_URL=url,
        PIXEL_AUTH_SERVER_URL=url,
    )
    options.setdefault("timeout_pixel", httpx.Timeout(20, read=STALL_SECONDS))
    options.setdefault("timeout_upload", httpx.Timeout(20, read=STALL_SECONDS))
    return PixelClientAsync(settings, **options)


async def run(
    pixel: FakePixel, sources: Any, journal: Any = False, *, options: Any = None, **arguments: Any
) -> UploadReport[Any]:
    async with real_client(pixel.url, **(options or {})) as client:
        return await client.upload(1, 2, sources, journal=journal, **arguments)


@attrs.frozen
class Held:
    """What is left of a run at the service: the state that faults must not change.

    Attributes:
        resources: How many resources there are of each name and content (MD5s of all bodies).
        rows: How many rows there are of each path, status and name.
    """

    resources: Counter[tuple[str, tuple[str, ...]]]
    rows: Counter[tuple[str, str, str]]


def held(pixel: FakePixel, report: Sequence[Any]) -> Held:
    bodies: dict[int, list[tuple[str, str]]] = {}
    for (job, slot), stored in pixel.stored.items():
        bodies.setdefault(job, []).append((slot, stored.md5))
    resources = Counter(
        (resource["name"], tuple(md5 for _, md5 in sorted(bodies.get(number - 1000, []))))
        for number, resource in pixel.resources.items()
    )
    rows = Counter((str(row.path), row.status, row.name) for row in report)
    ids = [row.resource_id for row in report if row.status == "uploaded"]
    assert sorted(ids) == sorted(pixel.resources)
    for row in report:
        if row.status == "uploaded":
            assert row.resource_id == 1000 + row.upload_job_id
            assert pixel.resources[row.resource_id]["name"] == row.name
    return Held(resources, rows)


def photo_folder(folder: Path, count: int, size: int = 300) -> list[Path]:
    """Photos, each with content of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        path = folder / f"DJI_{number:04}.JPG"
        path.write_bytes((f"{folder.name} {path.name} ".encode() * (size // 10 + 1))[:size])
        made.append(path)
    return made
