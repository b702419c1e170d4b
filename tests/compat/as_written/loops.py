"""Ways around 1.2.8's loops that scripts have grown, and clients of one's own classes."""

import asyncio
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from geojson_pydantic import Polygon

from pixel_client import (
    PixelApiSettings,
    PixelClient,
    PixelClientAsync,
    PixelUploadFile,
    get_client,
)
from pixel_client.exceptions import PixelBadRequestError


class SurveySettings(PixelApiSettings):
    """Settings with some of our own."""

    SURVEY_FOLDER: Path = Path()


class SurveyClient(PixelClient):
    """A client with what we do often."""

    def upload_folder(self, project_id, data_collection_id, folder):
        files = [PixelUploadFile(file=photo) for photo in sorted(folder.glob("*.jpg"))]
        return self.upload_multiple_images(project_id, data_collection_id, files[:2])


class SurveyClientAsync(PixelClientAsync):
    """The same, awaited."""

    async def names(self):
        return [project["name"] for project in await self.list_projects(name="Loops")]


settings = SurveySettings(SURVEY_FOLDER=sys.argv[1])
asyncio.set_event_loop(asyncio.new_event_loop())
client = SurveyClient.from_settings(settings, timeout_pixel=httpx.Timeout(20, connect=5))
assert isinstance(client, SurveyClient)
project = client.create_project("Loops", "", Polygon.from_bounds(10, 59, 11, 60))
collections = [
    client.create_data_collection(project["id"], f"Photos {n}", "", "image") for n in range(2)
]

# a loop and a client for each thread
local = threading.local()


def begin():
    asyncio.set_event_loop(asyncio.new_event_loop())
    local.client = SurveyClient.from_settings(settings)


def work(collection):
    return local.client.upload_folder(project["id"], collection["id"], settings.SURVEY_FOLDER)


with ThreadPoolExecutor(2, initializer=begin) as pool:
    for images, errors in pool.map(work, collections):
        assert (len(images), errors) == (2, [])


# a client for each asyncio.run
async def gathered():
    async with SurveyClientAsync.from_settings(settings) as one:
        found = await asyncio.gather(
            *(one.get_images(project["id"], c["id"], limit=10) for c in collections),
            one.get_project(987654321),
            one.names(),
            return_exceptions=True,
        )
        *images, refused, names = found
        assert [len(some) for some in images] == [2, 2]
        assert isinstance(refused, PixelBadRequestError)
        assert names == ["Loops"]
        task = asyncio.create_task(one.me())
        async with asyncio.TaskGroup() as group:
            other = group.create_task(one.me())
        assert (await task)["username"] == other.result()["username"]
        pages = one.paginate_images(project["id"], collections[0]["id"], page_size=1)
        first = await anext(pages)
        await pages.aclose()
        return first["name"]


assert asyncio.run(gathered()) == asyncio.run(gathered())
loop = asyncio.new_event_loop()
waited = get_client(async_=True)
assert loop.run_until_complete(waited.me())["username"] == settings.PIXEL_USERNAME
loop.run_until_complete(waited.__aexit__(None, None, None))
loop.close()

# closed at the end, and only once
asyncio.set_event_loop(asyncio.new_event_loop())
with SurveyClient.from_settings(settings) as second:
    second.delete_project(project["id"])
closed = None
try:
    second.me()
except RuntimeError as error:
    closed = error
assert closed is not None
