"""The asynchronous client: what a script usually does, with await."""

import asyncio
import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import ImageUpdateInput, MetadataObject, PixelUploadFile, get_client
from pixel_client.exceptions import PixelBadRequestError

folder = Path(sys.argv[1])
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])


async def main() -> None:
    async with get_client(async_=True) as client:
        project, other = await asyncio.gather(
            client.create_project("Awaited", "", area, tags=["async"]),
            client.create_project("Awaited too", "", area),
        )
        for listed in await client.list_projects(name="Awaited"):
            print(listed["id"], listed["name"])
        collection = await client.create_data_collection(
            project["id"], "Photos", "", data_collection_type="image"
        )
        where = (project["id"], collection["id"])
        photos = sorted(folder.glob("*.jpg"))
        images, errors = await client.upload_multiple_images(
            *where,
            [
                PixelUploadFile(file=photo, metadata=MetadataObject(json_metadata={"a": 1}))
                for photo in photos
            ],
        )
        assert errors == []
        assert len(images) == len(photos)
        await asyncio.gather(
            *[
                client.update_image(*where, image["id"], ImageUpdateInput(add_tags=["seen"]))
                for image in images
            ]
        )
        seen = [image async for image in client.paginate_images(*where, page_size=4)]
        assert len(seen) == len(photos)
        results = [
            result["id"]
            async for result in client.paginate_search(
                {"on": "images", "filter": {"in": [{"var": "id"}, [i["id"] for i in images]]}}, 4
            )
        ]
        assert sorted(results) == sorted(image["id"] for image in images)

        orthos = await client.create_data_collection(project["id"], "Orthophotos", "", "RGB")
        raster = await client.upload_raster(
            project["id"],
            orthos["id"],
            folder / "ortho_1.tif",
            [folder / "ortho_1.tfw"],
            {"json_metadata": {"sheet": "1"}},
        )
        assert raster["name"] == "ortho_1.tif"
        attached = await client.add_attachments("project", project["id"], [folder / "notes.txt"])
        assert attached[0]["status"] == "Completed"

        caught = None
        try:
            await client.get_project(999_999)
        except PixelBadRequestError as error:
            caught = error
        assert caught is not None
        assert (caught.status_code, caught.method) == (404, "GET")
        for unwanted in (project, other):
            await client.delete_project(unwanted["id"])


asyncio.run(main())
