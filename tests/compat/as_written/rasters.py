"""Rasters and point clouds: upload with support files and in parts, change, move, delete."""

import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import (
    MetadataObject,
    PixelUploadFile,
    PointCloudListParams,
    PointCloudMetadataFields,
    PointCloudUpdateInput,
    RasterListParams,
    RasterMetadataFields,
    RasterUpdateInput,
    get_client,
)

folder = Path(sys.argv[1])
client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Rasters", "and points", area)
orthos = client.create_data_collection(project["id"], "Orthophotos", "", "RGB")
clouds = client.create_data_collection(project["id"], "Laser", "", "point_cloud")
rgb = (project["id"], orthos["id"])
laser = (project["id"], clouds["id"])

raster = client.upload_raster(
    *rgb,
    folder / "ortho_1.tif",
    metadata={"fields": {"fields_type": "raster", "name": "North"}},
    support_files=[folder / "ortho_1.tfw", folder / "ortho_1.prj"],
)
assert raster["name"] == "North"
files = [
    PixelUploadFile(
        file=folder / "ortho_2.tif",
        support_files=[folder / "ortho_2.tfw"],
        metadata=MetadataObject(
            fields=RasterMetadataFields(capture_date="2024-05-17T12:00:00Z"),
            json_metadata={"sheet": "32-1"},
        ),
    ),
    PixelUploadFile(file=folder / "ortho_large.tif"),
]
rasters, errors = client.upload_multiple_rasters(
    *rgb, files, multipart=True, multipart_part_size=5 * 1024 * 1024
)
assert errors == []
assert sorted(r["name"] for r in rasters) == ["ortho_2.tif", "ortho_large.tif"]

assert len(client.get_rasters(*rgb, RasterListParams(format="GTiff"))) == 3
assert len(list(client.paginate_rasters(*rgb, page_size=2))) == 3
client.update_raster(
    *rgb,
    raster["id"],
    RasterUpdateInput(add_tags=["north"], fields=RasterMetadataFields(name="North 2024")),
)
assert client.get_raster(*rgb, raster["id"])["name"] == "North 2024"

cloud = client.upload_point_cloud(*laser, folder / "scan_1.laz")
more, errors = client.upload_multiple_point_clouds(
    *laser,
    [
        PixelUploadFile(
            file=folder / "scan_2.laz",
            metadata=MetadataObject(fields=PointCloudMetadataFields(name="Scan two")),
        )
    ],
)
assert errors == []
assert [pc["name"] for pc in more] == ["Scan two"]
assert len(client.get_point_clouds(*laser, PointCloudListParams(format="LAZ"))) == 2
assert len(list(client.paginate_point_clouds(*laser, 1))) == 2
client.update_point_cloud(*laser, cloud["id"], PointCloudUpdateInput(add_tags=["first"]))

archive = client.create_data_collection(project["id"], "Old laser", "", "point_cloud")
client.move_point_cloud(*laser, cloud["id"], archive["id"])
assert client.get_point_cloud(project["id"], archive["id"], cloud["id"])["id"] == cloud["id"]
client.delete_point_cloud(*laser, more[0]["id"])
assert client.get_point_clouds(*laser) == []

others = client.create_data_collection(project["id"], "Old orthophotos", "", "RGB")
client.move_raster(*rgb, raster["id"], project["id"], others["id"])
client.delete_raster(*rgb, rasters[0]["id"])
assert len(client.get_rasters(*rgb)) == 1
client.delete_project(project["id"])
