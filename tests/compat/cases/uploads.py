"""Uploads."""

from __future__ import annotations

from typing import Any

from .table import IMAGES, PART, POINT_CLOUDS, RASTERS, WHEN, Case, Kit, call, image_fields


def upload_file(k: Kit, name: str, *support: str, fields: Any = None) -> Any:
    metadata = fields and k.MetadataObject(fields=fields, json_metadata={"a": "b", "n": 1.5})
    return k.PixelUploadFile(
        file=k.file(name), support_files=[k.file(s) for s in support] or None, metadata=metadata
    )


PLAIN_METADATA = {"json_metadata": {"flight": "A1", "n": None}}

UPLOAD_CASES = [
    Case("upload_image", "bare", lambda k: call(*IMAGES, k.file("a.jpg"))),
    Case(
        "upload_image",
        "all",
        lambda k: call(
            *IMAGES,
            k.file("a.jpg"),
            metadata=PLAIN_METADATA,
            support_files=[k.file("a.xmp")],
            multipart=True,
            multipart_part_size=PART,
        ),
    ),
    Case(
        "upload_image",
        "positional",
        lambda k: call(*IMAGES, k.file("a.jpg"), PLAIN_METADATA, [k.file("a.xmp")]),
    ),
    Case("upload_raster", "bare", lambda k: call(*RASTERS, k.file("ortho.tif"))),
    Case(
        "upload_raster",
        "all",
        lambda k: call(
            *RASTERS,
            k.file("large.tif"),
            metadata=PLAIN_METADATA,
            support_files=[k.file("ortho.tfw")],
            multipart=True,
            multipart_part_size=PART,
        ),
    ),
    Case("upload_point_cloud", "bare", lambda k: call(*POINT_CLOUDS, k.file("scan.laz"))),
    Case(
        "upload_point_cloud",
        "all",
        lambda k: call(*POINT_CLOUDS, k.file("scan.laz"), PLAIN_METADATA, True, PART),
    ),
    Case(
        "upload_multiple_images",
        "bare",
        lambda k: call(*IMAGES, [upload_file(k, "a.jpg"), upload_file(k, "b.jpg")]),
    ),
    Case(
        "upload_multiple_images",
        "all",
        lambda k: call(
            *IMAGES,
            [upload_file(k, "a.jpg", "a.xmp", fields=image_fields(k)), upload_file(k, "b.jpg")],
            True,
            PART,
        ),
    ),
    Case(
        "upload_multiple_rasters",
        "bare",
        lambda k: call(*RASTERS, [upload_file(k, "ortho.tif"), upload_file(k, "other.tif")]),
    ),
    Case(
        "upload_multiple_rasters",
        "all",
        lambda k: call(
            *RASTERS,
            [
                upload_file(
                    k,
                    "large.tif",
                    "ortho.tfw",
                    fields=k.RasterMetadataFields(name="x", capture_date=WHEN),
                )
            ],
            multipart=True,
            multipart_part_size=PART,
        ),
    ),
    Case(
        "upload_multiple_point_clouds",
        "bare",
        lambda k: call(*POINT_CLOUDS, [upload_file(k, "scan.laz")]),
    ),
    Case(
        "upload_multiple_point_clouds",
        "all",
        lambda k: call(
            *POINT_CLOUDS,
            [upload_file(k, "scan.laz", fields=k.PointCloudMetadataFields(capture_date=WHEN))],
            True,
            PART,
        ),
    ),
]
