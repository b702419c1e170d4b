"""Data collections of every type: create, list, change, move, delete, restore."""

from typing import Literal

from geojson_pydantic import Polygon

from pixel_client import DataCollectionListParams, RasterInfo, get_client

CollectionType = Literal["image", "raster", "RGB", "DTM", "DSM", "point_cloud"]

client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Collections", "One of each", area)
other = client.create_project("Other", "To move to", area)


def create(kind: CollectionType) -> dict:
    return client.create_data_collection(
        project_id=project["id"],
        name=f"My {kind}",
        description="",
        data_collection_type=kind,
        tags=["new"],
    )


types: list[CollectionType] = ["image", "raster", "RGB", "point_cloud"]
created = {kind: create(kind) for kind in types}
dtm = client.create_data_collection(
    project["id"],
    "Terrain",
    "half a metre",
    "DTM",
    None,
    RasterInfo(srid=25832, format="GTiff", data_type="float32", cell_size=(0.5, 0.5), num_bands=1),
)

listed = client.list_data_collections(project["id"])
assert len(listed) == 5
images = client.list_data_collections(
    project["id"], params=DataCollectionListParams(data_collection_type="image")
)
assert [dc["id"] for dc in images] == [created["image"]["id"]]
terrain = client.list_data_collections(project["id"], data_collection_type="DTM")
assert [dc["id"] for dc in terrain] == [dtm["id"]]
got = client.get_data_collection(project["id"], dtm["id"])
assert got["data_collection_type"] == "DTM"

changed = client.update_data_collection(
    project["id"],
    created["image"]["id"],
    name="Flight 1",
    description="from the north",
    add_tags=["drone"],
    remove_tags=["new"],
)
assert changed["name"] == "Flight 1"
assert changed["tags"] == ["drone"]

client.move_data_collection(project["id"], created["image"]["id"], other["id"])
assert len(client.list_data_collections(other["id"])) == 1

client.delete_data_collection(project["id"], dtm["id"])
deleted = client.list_deleted_data_collections(project["id"])
assert [dc["id"] for dc in deleted] == [dtm["id"]]
client.restore_data_collection(project["id"], dtm["id"])
assert client.list_deleted_data_collections(project["id"]) == []

for unwanted in (project, other):
    client.delete_project(unwanted["id"])
