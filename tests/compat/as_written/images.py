"""Images: upload with metadata and side-cars, list, page, change, tag, move, delete."""

import datetime
import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import (
    ImageMetadataFields,
    ImageUpdateInput,
    ListParams,
    MetadataObject,
    PixelUploadFile,
    get_client,
)

folder = Path(sys.argv[1])
photos = sorted(folder.glob("*.jpg"))
client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Images", "A flight", area)
collection = client.create_data_collection(project["id"], "Photos", "", "image")
where = (project["id"], collection["id"])

files = [
    PixelUploadFile(
        file=photo,
        support_files=[photo.with_suffix(".xmp")],
        metadata=MetadataObject(
            fields=ImageMetadataFields(
                image_type="drone",
                cam_heading=12.5 + number,
                cam_pitch=-90.0,
                cam_height=80.0,
                location={"type": "Point", "coordinates": [10.5, 59.5]},
                capture_date=datetime.datetime(2024, 5, 17, 12, number, tzinfo=datetime.UTC),
            ),
            json_metadata={"flight": "A1", "number": number},
        ),
    )
    for number, photo in enumerate(photos[:4])
]
images, errors = client.upload_multiple_images(*where, files)
assert not errors, errors
assert len(images) == 4
assert sorted(image["name"] for image in images) == [photo.name for photo in photos[:4]]

single = client.upload_image(
    *where, photos[4], metadata={"fields": {"fields_type": "image", "cam_heading": 99.0}}
)
assert single["name"] == photos[4].name
in_parts = client.upload_image(
    *where, photos[5], multipart=True, multipart_part_size=5 * 1024 * 1024
)

listed = client.get_images(*where, limit=50)
assert len(listed) == 6
assert len(client.get_images(*where, ListParams(limit=2, offset=1))) == 2
paged = [image["id"] for image in client.paginate_images(*where, page_size=4)]
assert sorted(paged) == sorted(image["id"] for image in listed)

image = client.get_image(*where, images[0]["id"])
metadata = client.get_image_metadata(*where, image["id"])
assert "A1" in str(metadata) or "A1" in str(dict(image))

client.update_image(
    *where,
    image["id"],
    ImageUpdateInput(
        add_tags=["checked"],
        json_metadata={"quality": "good"},
        fields=ImageMetadataFields(cam_roll=1.5, name="renamed.jpg"),
    ),
)
assert client.get_image(*where, image["id"])["name"] == "renamed.jpg"
tagged = client.get_images(*where, params=ListParams(tags=["checked"]))
assert [i["id"] for i in tagged] == [image["id"]]
client.update_image(*where, image["id"], ImageUpdateInput(remove_tags=["checked"]))
assert client.get_images(*where, params=ListParams(tags=["checked"])) == []

second = client.create_data_collection(project["id"], "Best photos", "", "image")
client.move_image(*where, image["id"], project["id"], second["id"])
assert [i["id"] for i in client.get_images(project["id"], second["id"])] == [image["id"]]
client.delete_image(*where, in_parts["id"])
assert len(client.get_images(*where)) == 4

assert len(client.get_upload_jobs(*where)) == 6
client.delete_project(project["id"])
