"""Make optimised rasters (COG) and point clouds (COPC), and read them back."""

import sys
from pathlib import Path

from geojson_pydantic import Polygon

from pixel_client import NearblackOptions, PixelUploadFile, get_client

folder = Path(sys.argv[1])
client = get_client()
area = Polygon(type="Polygon", coordinates=[[(10, 59), (11, 59), (11, 60), (10, 60), (10, 59)]])
project = client.create_project("Optimised", "", area)
orthos = client.create_data_collection(project["id"], "Orthophotos", "", "RGB")
clouds = client.create_data_collection(project["id"], "Laser", "", "point_cloud")
rgb = (project["id"], orthos["id"])
laser = (project["id"], clouds["id"])

rasters, errors = client.upload_multiple_rasters(
    *rgb, [PixelUploadFile(file=folder / f"ortho_{n}.tif") for n in (1, 2)]
)
assert errors == []
first = rasters[0]["id"]
optimized = client.optimize_rasters(
    *rgb,
    raster_ids=[first],
    nearblack=NearblackOptions(enabled=True, color="white"),
    overview_resampling="cubic",
)
assert len(optimized) == 1
assert optimized[0]["status"] == "completed"

rest = client.create_optimized_rasters(*rgb, [rasters[1]["id"]])
group = client.run_optimize_rasters(*rgb, [r["id"] for r in rest])
assert group["completed"]
assert len(client.get_optimized_rasters(*rgb, None)) == 2
client.delete_optimized_rasters(*rgb, first)
assert len(client.get_optimized_rasters(*rgb, None, limit=10)) == 1

cloud = client.upload_point_cloud(*laser, folder / "scan_1.laz")
done = client.optimize_point_clouds(*laser, point_cloud_ids=[cloud["id"]])
assert len(done) == 1
assert len(client.get_optimized_point_clouds(*laser, status="completed")) == 1
client.delete_optimized_point_cloud(*laser, cloud["id"])
assert client.get_optimized_point_clouds(*laser) == []
client.delete_project(project["id"])
