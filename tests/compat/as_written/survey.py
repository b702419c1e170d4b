"""A nightly job: metadata from a CSV file, what failed told and tried again, a report as JSON."""

import csv
import io
import json
import sys
import tempfile
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import (
    ImageMetadataFields,
    ListParams,
    MetadataObject,
    PixelUploadFile,
    get_client,
)
from pixel_client.exceptions import (
    PixelBadRequestError,
    PixelMultipleUploadJobError,
    PixelUploadJobError,
)

TABLE = """file,flight,heading,pitch,time,operator
photo_0.jpg,A,012.50,-90,2024-05-17T12:00:00,Kari
photo_1.jpg,A, 22.5,-9.0e1,2024-05-17 12:01:00,Kari
photo_2.jpg,B,+32.5,-89.75,2024-05-17T12:02:00+02:00,Ola
broken.jpg,B,0,0,2024-05-17,Ola
"""
folder = Path(sys.argv[1])
temporary = tempfile.TemporaryDirectory()  # gone at the end
work = Path(temporary.name)
(work / "broken.jpg").write_bytes(b"this is no photo")
client = get_client()


def find_or_create(name):
    """The project of a name."""
    for project in client.list_projects(name=name):
        if project["name"] == name:
            return project
    return client.create_project(name, "", Polygon.from_bounds(10, 59, 11, 60), tags=["nightly"])


def upload_file(row):
    """A file with what the table says about it."""
    path = folder / row["file"]
    fields = ImageMetadataFields(
        name=row["file"],
        cam_heading=row["heading"],
        cam_pitch=row["pitch"],
        capture_date=row["time"],
    )
    return PixelUploadFile(
        file=path if path.exists() else work / row["file"],
        metadata=MetadataObject(fields=fields, json_metadata={"operator": row["operator"]}),
    )


project = find_or_create("Nightly survey")
assert find_or_create("Nightly survey")["id"] == project["id"]
report = {"project": project, "flights": []}
rows = list(csv.DictReader(io.StringIO(TABLE)))
for flight in ("A", "B"):
    collection = client.create_data_collection(project["id"], flight, "", "image", [flight])
    where = (project["id"], collection["id"])
    some = [upload_file(row) for row in rows if row["flight"] == flight]
    images, errors = client.upload_multiple_images(*where, files=some, multipart=False)
    collection["images"] = images
    collection["failed"] = [{"job": error.job_id, "why": error.detail} for error in errors]
    report["flights"].append(collection)

path = work / "report.json"
path.write_text(json.dumps(report, indent=2))
again = json.loads(path.read_text())
headings = [i["cam_heading"] for flight in again["flights"] for i in flight["images"]]
assert sorted(headings) == [12.5, 22.5, 32.5], headings
assert again["flights"][0]["images"][0]["capture_date"].startswith("2024-05-17T12:0")
assert [len(flight["failed"]) for flight in again["flights"]] == [0, 1]

# the errors of the last flight, as they are looked at and raised
(error,) = errors
assert isinstance(error.job_id, int)
assert isinstance(error.status, str)
assert error.detail in str(error)
jobs = client.get_upload_jobs(*where, ids=[error.job_id])
assert [(job["name"], job["status"]) for job in jobs] == [("broken.jpg", error.status)]
caught = None
try:
    raise PixelMultipleUploadJobError(errors)
except PixelMultipleUploadJobError as several:
    caught = several
assert caught.errors == errors
assert error.detail in str(caught)
try:
    client.upload_image(*where, work / "broken.jpg")
except PixelUploadJobError as one:
    caught = one
assert (caught.status, caught.detail) == (error.status, error.detail)

tries = 0
while tries < 3:
    tries += 1
    try:
        client.get_data_collection(project["id"], 123456789)
    except PixelBadRequestError as refused:
        caught = refused
        if refused.status_code < 500:
            break
assert (tries, caught.status_code, caught.method) == (1, 404, "GET")
assert caught.url.endswith("/123456789")
assert json.loads(caught.json_resp_msg)["detail"] in caught.message
assert "404" in str(caught)

# pages by hand
offset, by_hand = 0, []
while page := client.get_images(*where, ListParams(limit=1, offset=offset)):
    by_hand += page
    offset += len(page)
assert by_hand == list(client.paginate_images(*where, page_size=1))
image = next(client.paginate_images(*where, 1))
assert client.get_image(*where, image["id"])["json_metadata"] == {"operator": "Ola"}
client.delete_project(project["id"])
