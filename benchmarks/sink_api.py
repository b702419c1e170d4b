"""The sink's answers: just enough of the service for an upload, and of S3 for its own clients."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

IMAGES = 50_000
BUCKET = "/bucket"
RASTERS = "3"  # the data collection whose files become rasters
UPLOAD_ID = b"<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"


@dataclass
class Stored:
    """A body that S3 took: where, how long, its announced MD5, and the query of a part."""

    path: str
    size: int
    md5: str | None
    part: dict[str, list[str]] = field(default_factory=dict)


def image(number: int) -> dict[str, Any]:
    """An image as the service lists it."""
    return {
        "id": number,
        "name": f"DJI_{number:06}.JPG",
        "image_type": "perspective",
        "location": {"type": "Point", "coordinates": [10.75 + number / 1e6, 59.91, 120.5]},
        "capture_date": "2024-06-03T09:30:00Z",
        "cam_heading": 182.5,
        "cam_pitch": -45.0,
        "cam_roll": 0.0,
        "hfov": 73.7,
        "vfov": 53.1,
        "width": 5280,
        "height": 3956,
        "tags": ["bridge", "north"],
        "json_metadata": {"flight": "A7", "overlap": 80},
        "created_at": "2024-06-04T07:00:00Z",
        "updated_at": "2024-06-04T07:00:00Z",
        "image_url": f"https://files.example.com/images/{number}",
        "thumbnail_url": f"https://files.example.com/thumbnails/{number}",
    }


class Service:
    """Upload jobs that end in resources `validation` seconds after they were finished."""

    def __init__(self, url: str, validation: float) -> None:
        self.url, self.validation = url, validation
        self._pages: dict[tuple[int, int], bytes] = {}
        self.reset()

    def prepare_pages(self, limit: int) -> None:
        """Encode all pages of images before anybody asks: it takes longer than to send them."""
        for offset in range(0, IMAGES + 1, limit):
            self._page(offset, limit)

    def reset(self) -> None:
        """Forget all jobs and bodies."""
        self.jobs: dict[int, dict[str, Any]] = {}
        self.md5s: dict[str, str] = {}
        self.finished: dict[int, float] = {}
        self.stored: dict[str, int] = {}
        self.twice = self.calls = 0

    def store(self, stored: Stored) -> None:
        """Count a body."""
        number = stored.part.get("partNumber")
        key = stored.path + (f"#{number[0]}" if number else "")
        self.twice += key in self.stored
        self.stored[key] = stored.size

    def announced(self, target: str) -> str | None:
        """The MD5 that an upload job said a body would have."""
        return self.md5s.get(urlsplit(target).path)

    def answer(
        self, method: str, path: str, query: dict[str, str], body: bytes
    ) -> tuple[int, bytes]:
        """The status and the content of an answer."""
        if path.startswith(BUCKET):
            return 200, UPLOAD_ID if "uploads" in query else _COMPLETE if body else b"<OK/>"
        if path == "/count":
            total = {"bodies": len(self.stored), "bytes": sum(self.stored.values())}
            said = {**total, "twice": self.twice, "finished": len(self.finished)}
            said["calls"] = self.calls
            if method == "POST":
                self.reset()
            return 200, json.dumps(said).encode()
        self.calls += 1
        steps = [step for step in path.split("/") if step]
        if steps[-1] == "images" and "ids" not in query:
            return 200, self._page(int(query.get("offset", 0)), int(query.get("limit", 50)))
        return 200, json.dumps(self._api(method, steps, query, body)).encode()

    def _api(self, method: str, steps: list[str], query: dict[str, str], body: bytes) -> Any:
        if "upload_jobs" in steps:
            return self._upload_jobs(method, steps, query, body)
        if steps[0] == "realms":
            return {"access_token": "t", "expires_in": 3600, "refresh_token": "r"}
        if steps[0] == "jobs":
            done = self._is_done(int(steps[-1]))
            return {
                "id": int(steps[-1]),
                "name": "validation",
                "completed": done,
                "status": "SUCCESS" if done else "RUNNING",
                "total_jobs": len(self.finished),
                "success_count": len(self.finished) if done else 0,
                "failed_count": 0,
            }
        if steps[-1] == "images" or steps[-1] == "rasters":
            return [image(int(number)) for number in query["ids"].split(",")]
        if steps[-2] in ("images", "rasters"):
            return image(int(steps[-1]))
        if "data_collections" in steps:
            kind = "raster" if steps[3] == RASTERS else "image"
            return {"id": int(steps[3]), "name": "Photos", "data_collection_type": kind}
        return {"id": int(steps[1]), "name": "Bridge", "tags": [], "created_at": "2024-06-04"}

    def _upload_jobs(
        self, method: str, steps: list[str], query: dict[str, str], body: bytes
    ) -> Any:
        if method == "POST":
            in_parts = steps[-1] == "multipart"
            return [self._create(file, in_parts, steps) for file in json.loads(body)["files"]]
        if method == "PUT":
            many = steps[-1] == "multiple_uploadFinished"
            numbers = json.loads(body)["job_ids"] if many else [int(steps[-2])]
            now = time.monotonic()
            for number in numbers:
                self.finished.setdefault(number, now)
            if not many:
                return {"job": {"job_id": numbers[0]}}
            jobs = [self._look(number) for number in numbers]
            return {"group_job": {"group_id": numbers[-1]}, "upload_jobs": jobs}
        return [self._look(int(number)) for number in query["ids"].split(",")]

    def _create(self, file: dict[str, Any], in_parts: bool, steps: list[str]) -> dict[str, Any]:
        number = len(self.jobs) + 1
        job: dict[str, Any] = {"id": number, "name": file["name"], "status": "lobby"}
        self.jobs[number] = {**job, "kind": "raster" if steps[3] == RASTERS else "image"}
        path = f"{BUCKET}/{number}"
        if in_parts:
            job["upload_parts"] = [
                {
                    "part_number": part["part_number"],
                    "url": f"{self.url}{path}/{part['part_number']}?X-Amz-Signature=planted",
                    "headers": {"Content-MD5": part["md5"]},
                }
                for part in file["parts"]
            ]
        else:
            self.md5s[path] = file["md5"]
            fields = {"key": f"lobby/{number}", "policy": "cGxhbnRlZA==", "x-amz-signature": "0a"}
            job |= {"url": self.url + path, "upload_fields": fields}
        return job

    def _is_done(self, number: int) -> bool:
        since = self.finished.get(number)
        return since is not None and time.monotonic() - since >= self.validation

    def _look(self, number: int) -> dict[str, Any]:
        job = self.jobs[number] | {"detail": None}
        if number in self.finished:
            job["status"] = "validating"
        if self._is_done(number):
            job["status"] = "validated_and_moved"
            job["result"] = {"resource_name": job["kind"], "resource_id": number}
        return job

    def _page(self, offset: int, limit: int) -> bytes:
        key = (offset, limit)
        if key not in self._pages:
            numbers = range(offset + 1, min(IMAGES, offset + limit) + 1)
            self._pages[key] = json.dumps([image(number) for number in numbers]).encode()
        return self._pages[key]


_COMPLETE = b'<CompleteMultipartUploadResult><ETag>"e-1"</ETag></CompleteMultipartUploadResult>'
