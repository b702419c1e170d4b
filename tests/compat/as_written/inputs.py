"""Input classes: defaults of one's own, dumped, copied, validated, changed; in one's own models."""

import copy
import json
import pickle
import sys
from pathlib import Path

from geojson_pydantic import Polygon
from pydantic import BaseModel, TypeAdapter

from pixel_client import *  # noqa: F403
from pixel_client import (
    DataCollectionListParams,
    ImageMetadataFields,
    ImageUpdateInput,
    ListParams,
    MetadataFieldsType,
    MetadataObject,
    NearblackOptions,
    PixelUploadFile,
    RasterInfo,
    get_client,
)


class DroneFields(ImageMetadataFields):
    """The camera looks down, as on every flight of ours."""

    image_type: str = "drone"
    cam_pitch: float = -90.0

    @property
    def is_nadir(self):
        return self.cam_pitch == -90.0


class Flight(BaseModel):
    """A configuration that was read from a file."""

    name: str
    fields: ImageMetadataFields
    params: ListParams = ListParams(limit=10)


folder = Path(sys.argv[1])
photos = sorted(folder.glob("*.jpg"))
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
client = get_client()
project = client.create_project("Inputs", "", area)
collection = client.create_data_collection(project["id"], "Photos", "", "image")
where = (project["id"], collection["id"])

# a single upload takes a dict: what a model dumps
metadata = MetadataObject(fields=DroneFields(cam_heading=12.5), json_metadata={"flight": "A1"})
metadata.json_metadata["number"] = 7
dumped = metadata.model_dump(mode="json", exclude_none=True)
assert dumped["fields"]["image_type"] == "drone", dumped
first = client.upload_image(*where, photos[0], metadata=dumped)
assert first["cam_pitch"] == -90.0, first
second = client.upload_image(*where, photos[1], metadata=json.loads(metadata.model_dump_json()))
assert second["cam_heading"] == 12.5, second
assert metadata.fields.is_nadir

shared = DroneFields(cam_height=80.0)
files = []
for number, photo in enumerate(photos[2:4]):
    fields = shared.model_copy(update={"cam_heading": 10.0 * number})
    file = PixelUploadFile(file=photo, metadata=MetadataObject(fields=fields))
    file.metadata.fields.cam_roll = 0.5
    files.append(file)
images, errors = client.upload_multiple_images(*where, files)
assert not errors, errors
assert sorted(image["cam_heading"] for image in images) == [0.0, 10.0]
assert {image["cam_roll"] for image in images} == {0.5}
assert shared.model_dump(exclude_none=True).get("cam_heading") is None

# columns of a table that are fields
row = {"cam_heading": "99.5", "cam_height": "81", "sheet": "32-1"}
known = {name: value for name, value in row.items() if name in ImageMetadataFields.model_fields}
fields = ImageMetadataFields.model_validate(known)
changed = client.update_image(*where, first["id"], ImageUpdateInput(fields=fields))
assert changed["cam_heading"] == 99.5, changed

flight = Flight.model_validate({"name": "A1", "fields": {"cam_heading": 5, "cam_pitch": -45}})
assert flight.params.limit == 10
assert flight.fields.cam_pitch == -45
update = ImageUpdateInput(fields=flight.fields, add_tags=["seen"])
update.add_tags.append("checked")
assert set(client.update_image(*where, first["id"], update)["tags"]) == {"seen", "checked"}
either = TypeAdapter(MetadataFieldsType).validate_python({"fields_type": "raster", "name": "x"})
assert type(either).__name__ == "RasterMetadataFields"

params = ListParams(limit=1, offset=0)
pages = []
while page := client.get_images(*where, params):
    pages.append(page)
    params.offset += 1
assert len(pages) == 4, pages
for other in (copy.deepcopy(params), pickle.loads(pickle.dumps(params)), params.model_copy()):
    assert other == params
    assert other.offset == 4
assert ListParams(name="x") != ListParams(name="y")
assert RasterInfo(cell_size=(0.1, 0.1), srid=25832).model_dump(mode="json", exclude_none=True) == {
    "cell_size": [0.1, 0.1],
    "srid": 25832,
}
whole = NearblackOptions(enabled=True).model_dump()
assert whole == {"enabled": True, "color": "black", "algorithm": "twopasses"}
listing = DataCollectionListParams(data_collection_type="image").model_dump()
assert (listing["data_collection_type"], listing["name"]) == ("image", None)
assert listing["name"] is None
assert "limit" not in params.model_dump(exclude={"limit"})
assert json.loads(params.model_dump_json(exclude_none=True)) == {"limit": 1, "offset": 4}

client.delete_project(project["id"])
