"""An upload in a process of its own that ends itself, as `kill -9` does, at a chosen instant.

Usage: killed.py URL FOLDER JOURNAL WHERE NUMBER PART_SIZE. WHERE is one of `INSTANTS`; the process
ends at the NUMBER-th time that instant comes. It prints the report's rows as JSON if it lives.
"""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from pixel_client.uploads import thread_pools
from pixel_client.uploads.state.journal import Journal
from tests.uploads.caller import Caller

INSTANTS = (
    "before a note is written",
    "after a note is written",
    "before create_upload_jobs",
    "after create_upload_jobs",
    "before finish_upload_jobs",
    "after finish_upload_jobs",
    "before get_upload_jobs",
    "after get_upload_jobs",
    "before get_images",
    "after get_images",
)


class Killer:
    def __init__(self, where: str, number: int) -> None:
        self._where, self._left = where, number

    def __call__(self, instant: str) -> None:
        if instant == self._where:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def arm(kill: Killer) -> None:
    write = Journal._write

    def writing(self: Journal) -> None:
        if self._notes:
            kill("before a note is written")
            write(self)
            kill("after a note is written")

    Journal._write = writing  # type: ignore[method-assign]
    for name in ("create_upload_jobs", "finish_upload_jobs", "get_upload_jobs", "get_images"):
        setattr(Caller, name, armed(getattr(Caller, name), name, kill))
    Caller.create_multipart_upload_jobs = armed(  # type: ignore[method-assign]
        Caller.create_multipart_upload_jobs, "create_upload_jobs", kill
    )


def armed(call: Any, name: str, kill: Killer) -> Any:
    async def calling(*args: Any, **kwargs: Any) -> Any:
        kill(f"before {name}")
        answer = await call(*args, **kwargs)
        kill(f"after {name}")
        return answer

    return calling


def main() -> None:
    url, folder, journal, where, number, part_size = sys.argv[1:]
    arm(Killer(where, int(number)))
    hashed: list[str] = []
    md5 = thread_pools.FileReaders._md5

    def counting(self: Any, body: Any, *args: Any) -> Any:
        hashed.append(body.name)
        return md5(self, body, *args)

    thread_pools.FileReaders._md5 = counting  # type: ignore[method-assign]

    async def upload() -> None:
        async with Caller(url) as caller:
            report = await caller.upload(
                1,
                2,
                folder,
                journal=journal,
                multipart=part_size != "0",
                multipart_part_size=int(part_size) or None,
            )
            text = io.StringIO()
            report.to_json(text)
            print(text.getvalue().replace('"counts"', f'"hashed": {len(hashed)}, "counts"', 1))

    asyncio.run(upload())


if __name__ == "__main__":
    main()
