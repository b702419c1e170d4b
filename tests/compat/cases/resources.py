"""Images, rasters and point clouds."""

from __future__ import annotations

from .table import IMAGES, POINT_CLOUDS, RASTERS, WHEN, Case, call, image_fields, listing, simple

IMAGE_CASES = [
    *listing("get_images", *IMAGES),
    Case("get_images", "no ids", lambda _: call(*IMAGES, ids=[])),
    Case("get_images", "ids as text", lambda _: call(*IMAGES, ids="11,12")),
    Case("get_images", "misspelt", lambda _: call(*IMAGES, idss=[1])),
    *listing("paginate_images", *IMAGES, 2),
    Case("paginate_images", "short page", lambda _: call(*IMAGES, 5)),
    *simple("get_image", *IMAGES, 5),
    *simple("get_image_metadata", *IMAGES, 5),
    Case(
        "update_image",
        "one",
        lambda k: call(*IMAGES, 5, k.ImageUpdateInput(add_tags=["a"])),
    ),
    Case(
        "update_image",
        "all",
        lambda k: call(
            *IMAGES,
            5,
            k.ImageUpdateInput(
                add_tags=["a"],
                remove_tags=["b"],
                json_metadata={"a": "b", "n": 1, "z": None},
                fields=image_fields(k),
            ),
        ),
    ),
    *simple("move_image", *IMAGES, 5, 8, 9),
    *simple("delete_image", *IMAGES, 5),
]

RASTER_CASES = [
    *listing("get_rasters", *RASTERS, kind="RasterListParams", format="GTiff"),
    *listing("paginate_rasters", *RASTERS, 2),
    *simple("get_raster", *RASTERS, 5),
    Case("update_raster", "one", lambda k: call(*RASTERS, 5, k.RasterUpdateInput(add_tags=["a"]))),
    Case(
        "update_raster",
        "all",
        lambda k: call(
            *RASTERS,
            5,
            k.RasterUpdateInput(
                add_tags=["a"],
                remove_tags=["b"],
                json_metadata={"a": 1.5},
                fields=k.RasterMetadataFields(name="x", capture_date=WHEN),
            ),
        ),
    ),
    *simple("move_raster", *RASTERS, 5, 8, 9),
    *simple("delete_raster", *RASTERS, 5),
    Case("create_optimized_rasters", "bare", lambda _: call(*RASTERS, None)),
    Case(
        "create_optimized_rasters",
        "all",
        lambda k: call(
            *RASTERS,
            [11],
            "webmercator",
            k.NearblackOptions(enabled=True, color=255, algorithm="floodfill"),
            "cubic",
        ),
    ),
    Case("create_optimized_rasters", "no ids", lambda _: call(*RASTERS, [])),
    Case("run_optimize_rasters", "bare", lambda _: call(*RASTERS, None)),
    Case("run_optimize_rasters", "all", lambda _: call(*RASTERS, [11], True)),
    Case(
        "run_optimize_rasters",
        "keywords",
        lambda _: call(*RASTERS, optimize_raster_ids=[11], retry_failed=False),
    ),
    Case("run_optimize_rasters", "no ids", lambda _: call(*RASTERS, [])),
    *listing("get_optimized_rasters", *RASTERS),
    *simple("delete_optimized_rasters", *RASTERS, 5, profile="webmercator"),
    Case("optimize_rasters", "bare", lambda _: call(*RASTERS)),
    Case("optimize_rasters", "no ids", lambda _: call(*RASTERS, raster_ids=[])),
    Case(
        "optimize_rasters",
        "all",
        lambda k: call(
            *RASTERS,
            raster_ids=[11, 12],
            profile="webmercator",
            nearblack=k.NearblackOptions(enabled=True),
            overview_resampling="mode",
        ),
    ),
]

CLOUD = {"format": "LAZ", "point_record_format": 6, "version_major": 1, "version_minor": 4}

POINT_CLOUD_CASES = [
    *listing("get_point_clouds", *POINT_CLOUDS, kind="PointCloudListParams", **CLOUD),
    *listing("paginate_point_clouds", *POINT_CLOUDS, 2, kind="PointCloudListParams", **CLOUD),
    *simple("get_point_cloud", *POINT_CLOUDS, 5),
    Case(
        "update_point_cloud",
        "all",
        lambda k: call(
            *POINT_CLOUDS,
            5,
            k.PointCloudUpdateInput(
                add_tags=["a"],
                remove_tags=["b"],
                json_metadata={"a": 1},
                fields=k.PointCloudMetadataFields(name="x", capture_date=WHEN),
            ),
        ),
    ),
    *simple("move_point_cloud", *POINT_CLOUDS, 5, 9),
    *simple("delete_point_cloud", *POINT_CLOUDS, 5),
    Case("create_optimized_point_clouds", "bare", lambda _: call(*POINT_CLOUDS, None)),
    Case("create_optimized_point_clouds", "all", lambda _: call(*POINT_CLOUDS, [11])),
    Case("create_optimized_point_clouds", "no ids", lambda _: call(*POINT_CLOUDS, [])),
    Case("run_optimize_point_clouds", "bare", lambda _: call(*POINT_CLOUDS, None)),
    Case("run_optimize_point_clouds", "all", lambda _: call(*POINT_CLOUDS, [11], True)),
    *listing(
        "get_optimized_point_clouds",
        *POINT_CLOUDS,
        kind="OptimizedPointCloudListParams",
        status="completed",
        **CLOUD,
    ),
    *simple("delete_optimized_point_cloud", *POINT_CLOUDS, 5),
    Case("optimize_point_clouds", "bare", lambda _: call(*POINT_CLOUDS)),
    Case("optimize_point_clouds", "all", lambda _: call(*POINT_CLOUDS, [11, 12])),
]
