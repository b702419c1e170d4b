"""One fault, at each request in turn, by the real client: in the end nothing is different."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.http.retry import RetryPolicy

from .pixel import LOST, RESET, FakePixel, Fault

Photos = Callable[..., list[Path]]

API_FAULTS: dict[str, Any] = {
    "429": (429, {"detail": "slow down"}),
    "502": (502, {"detail": "gateway"}),
    "503": (503, {"detail": "later"}),
    "504": (504, {"detail": "gateway"}),
    "reset": RESET,
    "lost answer": LOST,
}
S3_FAULTS = {
    "429": Fault(429),
    "502": Fault(502),
    "503": Fault(503, "SlowDown"),
    "504": Fault(504),
    "reset": Fault(act="reset mid-body"),
    "lost answer": Fault(act="reset before answer"),
}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, transfer_config: Callable[..., None]) -> None:
    monkeypatch.setattr(RetryPolicy, "delay", lambda self, attempt, retry_after=None: 0.0)
    transfer_config(poll_pause=0.01)


def run(pixel: FakePixel, files: list[Path]) -> Any:
    settings = PixelApiSettings(
        PIXEL_TENANT="acme",
        PIXEL_USERNAME="ola",
        PIXEL_PASSWORD="secret",
        PIXEL_API_URL=pixel.url,
        PIXEL_AUTH_SERVER_URL=pixel.url,
    )

    async def main() -> Any:
        async with PixelClientAsync(settings) as client:
            return await client.upload_multiple_images(1, 2, files)

    return asyncio.run(main())


def state(pixel: FakePixel, outcome: Any) -> list[tuple[str, bytes]]:
    assert outcome.failed == []
    assert outcome.errors == []
    jobs = [row.upload_job_id for row in outcome.rows]
    assert set(jobs) == set(pixel.finished)
    assert [row.resource["name"] for row in outcome.rows] == [row.path.name for row in outcome.rows]
    return [(row.path.name, pixel.stored[(row.upload_job_id, "main")].data) for row in outcome.rows]


@pytest.mark.parametrize("what", API_FAULTS)
def test_any_single_fault_at_any_request(photos: Photos, what: str) -> None:
    files = photos(3)
    want = [(path.name, path.read_bytes()) for path in files]
    undisturbed = FakePixel()
    try:
        assert state(undisturbed, run(undisturbed, files)) == want
        steps = [path for _, path in undisturbed.api_requests]
    finally:
        undisturbed.close()
    assert {step.rsplit("/", 1)[-1] for step in steps} >= {"token", "multiple_uploadFinished", "77"}
    for at in range(1, len(steps) + 1):
        check(files, want, api_at=at, what=what)
    for at in range(1, len(files) + 1):
        check(files, want, s3_at=at, what=what)


def check(files: list[Path], want: Any, *, what: str, api_at: int = 0, s3_at: int = 0) -> None:
    pixel = FakePixel()
    hit = []

    def api_fault(method: str, path: str, number: int) -> Any:
        if number == api_at:
            hit.append(path)
            return API_FAULTS[what]
        return None

    def s3_fault(request: Any, number: int) -> Fault | None:
        if number == s3_at:
            hit.append(request.path)
            return S3_FAULTS[what]
        return None

    pixel.api_faults, pixel.faults = api_fault, s3_fault
    try:
        assert state(pixel, run(pixel, files)) == want, hit
    finally:
        pixel.close()
    # How often the service is looked at is not the same every time.
    assert len(hit) == 1 or api_at > len(pixel.api_requests)


def test_a_lost_answer_to_the_create_call_makes_no_second_image(
    pixel: FakePixel, photos: Photos
) -> None:
    files = photos(3)
    lost: list[str] = []

    def fault(method: str, path: str, number: int) -> Any:
        if path.endswith("/upload_jobs/") and method == "POST" and not lost:
            lost.append(path)
            return LOST
        return None

    pixel.api_faults = fault
    outcome = run(pixel, files)
    state(pixel, outcome)
    assert len(pixel.jobs) == 6
    assert len(pixel.resources) == 3
    assert {job["status"] for job in list(pixel.jobs.values())[:3]} == {"lobby"}


def test_names_the_service_composes_are_matched_by_the_real_client(
    pixel: FakePixel, tmp_path: Path
) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "Åsgård.jpg")
    path.write_bytes(b"photo")
    pixel.rearrange = lambda jobs: [
        {**job, "name": unicodedata.normalize("NFC", job["name"])} for job in jobs
    ]
    assert run(pixel, [path]).failed == []
