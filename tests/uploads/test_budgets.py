"""What a sending process may use: open files, memory however many bodies go, and the link."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.uploads.s3.transfer import _most_at_once

from .caller import upload
from .pixel import FakePixel

Photos = Callable[..., list[Path]]

FEW_HANDLES = """
import asyncio, json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
sys.path.insert(0, sys.argv[1])
from tests.uploads.caller import Caller

async def main(url, folder):
    async with Caller(url, upload_max_concurrency=50) as caller:
        return await caller.upload_multiple_images(1, 2, sorted(Path(folder).iterdir()))

outcome = asyncio.run(main(sys.argv[2], sys.argv[3]))
print(json.dumps([[row.status, row.attempts] for row in outcome.rows]))
"""


def test_with_few_open_files_allowed_nothing_is_tried_twice(
    pixel: FakePixel, photos: Photos
) -> None:
    folder = photos(150, size=2000)[0].parent
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", FEW_HANDLES, root, pixel.url, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [["uploaded", 1]] * 150
    assert pixel.open_most <= 10


@pytest.mark.parametrize(
    ("allowed", "asked", "most"), [(64, 10, 10), (64, 50, 10), (20, 10, 1), (1024, 50, 50)]
)
def test_open_files_bound_the_bodies(
    monkeypatch: pytest.MonkeyPatch, allowed: int, asked: int, most: int
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (allowed, allowed))
    assert _most_at_once(asked) == most


BY_HTTPS = """
import resource, ssl, sys, threading
from pathlib import Path
import httpx
sys.path.insert(0, sys.argv[1])
from pixel_client.uploads.s3.connection_pool import ConnectionPool
from tests.uploads.scripted import Sending

pool = ConnectionPool(tls=lambda: ssl.create_default_context(cafile=sys.argv[4]))
path = Path(sys.argv[3])
Sending(pool, path).put(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
gate = threading.Barrier(int(sys.argv[5]))
failed = []

def run():
    gate.wait()
    if Sending(pool, path).put(sys.argv[2]).status != 200:
        failed.append(1)

threads = [threading.Thread(target=run) for _ in range(gate.parties)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024, len(failed))
"""


def test_forty_bodies_at_once_by_https_stay_small(tmp_path: Path) -> None:
    from .scripted import OK, Scripted, length_of, read_head
    from .test_connections_through import CA, serving

    path, ca = tmp_path / "photo.jpg", tmp_path / "ca.pem"
    path.write_bytes(bytes(600_000))
    CA.cert_pem.write_to_path(str(ca))

    def script(sock: Any, _: int) -> None:
        while head := read_head(sock):
            left = length_of(head)
            while left:
                left -= len(sock.recv(min(65536, left)))
            sock.sendall(OK)

    root = Path(__file__).parents[2]
    with Scripted(script, serving()) as server:
        ran = subprocess.run(
            [sys.executable, "-c", BY_HTTPS, root, f"{server.url}/b", path, ca, "40"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    grown, failed = map(int, ran.stdout.split())
    assert failed == 0
    assert grown < 40_000_000


def test_a_limit_on_bandwidth_holds_for_all_bodies_together(
    pixel: FakePixel, photos: Photos
) -> None:
    """The bucket is asked before each write, and pays for each: what goes is what it gave."""
    from pixel_client.uploads.s3.bandwidth import BandwidthLimiter

    given: list[int] = []
    paid: list[int] = []
    lock = threading.Lock()

    class Counting(BandwidthLimiter):
        def wait(self, length: int, cancel_token: Any) -> int:
            may = super().wait(length, cancel_token)
            with lock:
                given.append(may)
            return may

        def spend(self, count: int) -> None:
            super().spend(count)
            with lock:
                paid.append(count)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pixel_client.uploads.s3.connection_pool.BandwidthLimiter", Counting)
        settings = {"bandwidth": 4_000_000}
        outcome = upload(
            pixel, "upload_multiple_images", photos(8, size=300_000), settings=settings
        )
    assert {row.status for row in outcome.rows} == {"uploaded"}
    assert sum(paid) >= 8 * 300_000
    assert max(given) <= 4_000_000 / 8
    assert max(paid) <= 4_000_000 / 8
