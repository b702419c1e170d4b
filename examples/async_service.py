"""A web service that uploads folders: one client for its life, and uploads that can be stopped.

python examples/async_service.py --port 8000 --folders incoming

POST   /uploads?folder=NAME    starts one, and gives its number
GET    /uploads/NUMBER         how far it is
DELETE /uploads/NUMBER         stops it; posted again, it goes on
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException
from workplace import AREA, make_photos, pixel

from pixel_client import PixelApiSettings, PixelClientAsync, PixelError, get_client
from pixel_client.uploads import FileFinished, UploadEvent

MOST_AT_ONCE = 4


class Upload:
    """One upload, as a task that can be looked at and stopped."""

    def __init__(self, client: PixelClientAsync, folder: Path, turns: asyncio.Semaphore) -> None:
        self.done = 0
        self._client, self._folder, self._turns = client, folder, turns
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> dict[str, int]:
        async with self._turns:
            client = self._client
            project = await client.create_project(self._folder.name, "", AREA)
            flight = await client.create_data_collection(project.id, "Photos", "", "image")
            report = await client.upload(
                project.id, flight.id, self._folder, progress=False, on_event=self._tell
            )
        return report.counts

    def _tell(self, event: UploadEvent) -> None:
        self.done += isinstance(event, FileFinished)

    @property
    def state(self) -> dict[str, Any]:
        """How far it is."""
        if not self.task.done():
            return {"state": "running", "done": self.done}
        if self.task.cancelled():
            return {"state": "stopped", "done": self.done}
        error = self.task.exception()
        if error is None:
            return {"state": "finished", "files": self.task.result()}
        if not isinstance(error, PixelError):
            raise error
        return {"state": "failed", "reason": str(error)}


def service(settings: PixelApiSettings, folders: Path) -> FastAPI:
    """The application."""
    uploads: dict[int, Upload] = {}
    of_all: dict[str, Any] = {}

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with get_client(async_=True, settings=settings) as client:
            of_all.update(client=client, turns=asyncio.Semaphore(MOST_AT_ONCE))
            yield
            tasks = [upload.task for upload in uploads.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    app = FastAPI(title="Uploads to Pixel", lifespan=life)

    @app.post("/uploads", status_code=202)
    async def start(folder: str) -> dict[str, int]:
        path = folders / Path(folder).name  # no way out of the folders
        if not path.is_dir():
            raise HTTPException(404, f"there is no folder {folder}")
        number = len(uploads) + 1
        uploads[number] = Upload(of_all["client"], path, of_all["turns"])
        return {"upload": number}

    def known(number: int) -> Upload:
        if number not in uploads:
            raise HTTPException(404, f"there is no upload {number}")
        return uploads[number]

    @app.get("/uploads/{number}")
    async def look(number: int) -> dict[str, Any]:
        return known(number).state

    @app.delete("/uploads/{number}")
    async def stop(number: int) -> dict[str, Any]:
        upload = known(number)
        upload.task.cancel()
        await asyncio.wait([upload.task])
        return upload.state

    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--folders", type=Path, help="folders of photos; by default one is made")
    parser.add_argument("--sandbox", action="store_true", help="on a Pixel on this machine")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, pixel(given.sandbox) as settings:
        folders = given.folders or make_photos(Path(temporary, "flight1")).parent
        uvicorn.run(service(settings, folders), host="127.0.0.1", port=given.port)


if __name__ == "__main__":
    main()
