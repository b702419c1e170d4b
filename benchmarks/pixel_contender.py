"""Run one scenario with the pixel-client that the environment has: ours, a build before, or 1.2.8.

Uses only what all have, and imports nothing of this project but `pixel_client`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pixel_client
from pixel_client import PixelUploadFile, get_client

CALLS = 2000
AT_ONCE = 200


async def watch(stall: list[float]) -> None:
    """Keep the longest time that the event loop did not come round."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.005)
        stall[0] = max(stall[0], time.perf_counter() - before - 0.005)


async def many(client: Any, told: dict[str, Any]) -> int:
    """All files of the folder in one call."""
    files = [PixelUploadFile(file=path) for path in told["paths"]]
    resources, errors = await client.upload_multiple_images(1, 2, files)
    if errors:
        raise SystemExit(f"{len(errors)} failed, the first: {errors[0]}")
    return len(resources)


async def raster(client: Any, told: dict[str, Any]) -> int:
    """One file in parts."""
    (path,) = told["paths"]
    await client.upload_raster(1, 3, path, multipart=True, multipart_part_size=told["part_size"])
    return 1


async def one(client: Any, told: dict[str, Any]) -> int:
    """One small file."""
    (path,) = told["paths"]
    await client.upload_image(1, 2, path)
    return 1


async def projects(client: Any, told: dict[str, Any]) -> int:
    """Many small requests at once."""
    calls = told["count"] or CALLS
    for _ in range(calls // AT_ONCE):
        await asyncio.gather(*(client.get_project(1) for _ in range(AT_ONCE)))
    return int(calls)


async def paging(client: Any, told: dict[str, Any]) -> int:
    """Every image, of which the id and the name are looked at."""
    seen = named = 0
    async for image in client.paginate_images(1, 2, page_size=told["page"]):
        seen += image["id"] > 0
        named += bool(image["name"])
    if seen != named:
        raise SystemExit(f"{seen} images, {named} names")
    return seen


KINDS: dict[str, Callable[[Any, dict[str, Any]], Awaitable[int]]] = {
    "many": many,
    "raster": raster,
    "one": one,
    "projects": projects,
    "paging": paging,
}


async def main(told: dict[str, Any]) -> None:
    """Run it and print what it took."""
    package = Path(pixel_client.__file__ or "").parent
    if told["package"] and not package.samefile(told["package"]):
        raise SystemExit(f"{package} was imported in place of {told['package']}")
    stall = [0.0]
    async with get_client(async_=True) as client:
        if told["kind"] in ("projects", "paging"):
            await client.get_project(1)  # signed in and connected: these are about requests
        watcher = asyncio.create_task(watch(stall))
        await asyncio.sleep(0.02)
        stall[0] = 0.0
        wall, cpu = time.perf_counter(), time.process_time()
        done = await KINDS[told["kind"]](client, told)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        await asyncio.sleep(0)
        watcher.cancel()
    print(json.dumps({"done": done, "seconds": wall, "cpu": cpu, "stall": stall[0]}))


if __name__ == "__main__":
    job = json.loads(sys.argv[1])
    job["paths"] = sorted(Path(job["folder"]).iterdir())
    asyncio.run(main(job))
