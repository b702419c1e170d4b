"""An upload by the real client that tells what it cost: URL FOLDER JOURNAL CHOICES."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.uploads.runs import real_client

LOOK_SECONDS = 0.005


async def watch(stall: list[float]) -> None:
    """Keep the longest time that the event loop did not come round."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(LOOK_SECONDS)
        stall[0] = max(stall[0], time.perf_counter() - before - LOOK_SECONDS)


async def main(url: str, folder: str, journal: str, choices: dict[str, Any]) -> None:
    stall = [0.0]
    patient = httpx.Timeout(60)
    async with real_client(url, timeout_pixel=patient, timeout_upload=patient) as client:
        watcher = asyncio.create_task(watch(stall))
        wall, cpu = time.perf_counter(), time.process_time()
        report = await client.upload(1, 2, folder, journal=journal, progress=False, **choices)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        await asyncio.sleep(0)
        watcher.cancel()
    told = {
        "counts": report.counts,
        "stopped": repr(report.stopped),
        "seconds": wall,
        "cpu": cpu,
        "stall": stall[0],
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "failed": [str(row.detail) for row in report.failed[:5]],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4], json.loads(sys.argv[4])))
