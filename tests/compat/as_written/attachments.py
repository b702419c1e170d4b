"""Attach files to a project and an image, list, move and delete them."""

import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import PixelAttachmentUpload, get_client

folder = Path(sys.argv[1])
client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Attached", "", area)
collection = client.create_data_collection(project["id"], "Photos", "", "image")
image = client.upload_image(project["id"], collection["id"], sorted(folder.glob("*.jpg"))[0])

added = client.add_attachments(
    "project",
    project["id"],
    [
        folder / "notes.txt",
        PixelAttachmentUpload(
            file=folder / "permit.pdf", name="Permit", description="from the municipality"
        ),
    ],
)
assert sorted(a["name"] for a in added) == ["Permit", "notes.txt"]
assert {a["status"] for a in added} == {"Completed"}
client.add_attachments("data_collection", collection["id"], [folder / "notes.txt"])

listed = client.list_attachments("project", project["id"])
assert sorted(a["name"] for a in listed) == ["Permit", "notes.txt"]
assert client.list_attachments("project", project["id"], status="Pending") == []

permit = next(a for a in listed if a["name"] == "Permit")
client.move_attachment("project", project["id"], permit["id"], "image", image["id"])
assert [a["name"] for a in client.list_attachments("image", image["id"], "Completed")] == ["Permit"]
client.delete_attachment("image", image["id"], permit["id"])
assert client.list_attachments("image", image["id"]) == []
client.delete_project(project["id"])
