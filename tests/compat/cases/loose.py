"""Values as people also write them: text for numbers, tuples for lists, dates of every kind."""

from __future__ import annotations

import datetime

from .table import IMAGES, PART, RASTERS, Case, Kit, call


def fields(k: Kit, **values: object) -> object:
    return call(*IMAGES, 5, k.ImageUpdateInput(fields=k.ImageMetadataFields(**values)))


def changed(k: Kit) -> object:
    """An input that is changed after it was made: fields taken away, set and added to."""
    update = k.ImageUpdateInput(
        add_tags=["a"], json_metadata={"n": 1}, fields=k.ImageMetadataFields(cam_pitch=1.0, hfov=70)
    )
    update.json_metadata = None
    update.fields.cam_pitch = None
    update.fields.cam_roll = 2.0
    update.add_tags.append("b")
    return call(*IMAGES, 5, update)


DAY = datetime.date(2024, 5, 17)
NAIVE = datetime.datetime(2024, 5, 17, 12, 30)
ZONE = datetime.timezone(datetime.timedelta(hours=2))
SUMMER = datetime.datetime(2024, 5, 17, 12, 30, 15, 250000, tzinfo=ZONE)

LOOSE_CASES = [
    Case("get_project", "id as text", lambda _: call("1")),
    Case("get_image", "ids as text", lambda _: call("1", "2", "5")),
    Case("list_projects", "limit as text", lambda _: call(limit="5", offset="0")),
    Case("list_projects", "ids as texts", lambda _: call(ids=["1", "2"])),
    Case("list_projects", "extended as text", lambda _: call(extended="true")),
    Case("list_projects", "tuples", lambda _: call(ids=(1, 2), tags=("a", "b"))),
    Case("list_projects", "keys of a dict", lambda _: call(ids={1: "x", 2: "y"}.keys())),
    Case("list_projects", "empty lists", lambda _: call(ids=[], tags=[])),
    Case("list_projects", "one tag as text", lambda _: call(tags="a")),
    Case("list_projects", "all None", lambda _: call(name=None, ids=None, limit=None)),
    Case("list_projects", "None", lambda _: call(None)),
    Case("list_projects", "limit 0", lambda _: call(limit=0)),
    Case("get_images", "limit as text", lambda _: call(*IMAGES, limit="5")),
    Case("get_images", "None", lambda _: call(*IMAGES, None, name=None)),
    Case(
        "get_images", "object and keyword", lambda k: call(*IMAGES, k.ListParams(name="x"), limit=5)
    ),
    Case("list_projects", "object and keyword", lambda k: call(k.ListParams(name="x"), limit=5)),
    Case("list_data_collections", "unknown type", lambda _: call(1, data_collection_type="rgb")),
    Case("create_data_collection", "unknown type", lambda _: call(1, "x", "y", "rgb")),
    Case(
        "create_data_collection",
        "cell size as list",
        lambda k: call(1, "x", "y", "DTM", raster_info=k.RasterInfo(cell_size=[1, 1])),
    ),
    Case(
        "create_data_collection",
        "srid as text",
        lambda k: call(1, "x", "y", "DTM", raster_info=k.RasterInfo(srid="25832")),
    ),
    Case("create_data_collection", "empty name", lambda _: call(1, "", "", "image")),
    Case("create_project", "parent 0", lambda k: call("x", "y", k.area, 0)),
    Case("move_project", "0", lambda _: call(1, 0)),
    Case("update_project", "empty text", lambda _: call(1, description="")),
    Case("update_image", "number as text", lambda k: fields(k, cam_heading="12.5")),
    Case(
        "update_image",
        "numbers as in a CSV file",
        lambda k: fields(k, cam_heading=" 12.5", cam_pitch="-9.0e1", cam_roll="+.5", hfov="070."),
    ),
    Case("update_image", "whole number", lambda k: fields(k, cam_heading=12)),
    Case("update_image", "date as text", lambda k: fields(k, capture_date="2024-05-17T12:30:00Z")),
    Case("update_image", "day as text", lambda k: fields(k, capture_date="2024-05-17")),
    Case("update_image", "day", lambda k: fields(k, capture_date=DAY)),
    Case("update_image", "naive date", lambda k: fields(k, capture_date=NAIVE)),
    Case("update_image", "date in a zone", lambda k: fields(k, capture_date=SUMMER)),
    Case("update_image", "date as a number", lambda k: fields(k, capture_date=1715949000)),
    Case("update_image", "number for text", lambda k: fields(k, name=7)),
    Case("update_image", "heading 400", lambda k: fields(k, cam_heading=400)),
    Case("update_image", "None", lambda k: fields(k, cam_heading=None, cam_pitch=1.0)),
    Case(
        "update_image",
        "key that is no text",
        lambda k: call(*IMAGES, 5, k.ImageUpdateInput(json_metadata={None: "x"})),
    ),
    Case("update_image", "changed after it was made", changed),
    Case(
        "update_image",
        "fields as dict",
        lambda k: call(*IMAGES, 5, k.ImageUpdateInput(fields={"cam_heading": 1.0})),
    ),
    Case("update_image", "nothing", lambda k: call(*IMAGES, 5, k.ImageUpdateInput())),
    Case("update_image", "empty tags", lambda k: call(*IMAGES, 5, k.ImageUpdateInput(add_tags=[]))),
    Case(
        "update_raster",
        "other fields",
        lambda k: call(*RASTERS, 5, k.RasterUpdateInput(fields=k.ImageMetadataFields(name="x"))),
    ),
    Case(
        "create_optimized_rasters",
        "color out of range",
        lambda k: call(*RASTERS, None, nearblack=k.NearblackOptions(enabled=True, color=256)),
    ),
    Case(
        "create_optimized_rasters",
        "unknown resampling",
        lambda k: call(*RASTERS, None, overview_resampling="best"),
    ),
    Case(
        "get_optimized_point_clouds",
        "status as enum",
        lambda k: call(*IMAGES, status=k.PixelStatusEnum.completed),
    ),
    Case(
        "list_analysis_tasks",
        "status as enum",
        lambda k: call(9, k.AnalysisTaskListParams(status=k.AnalysisTaskStatusEnum.SUCCESS)),
    ),
    Case(
        "update_arcgis_service", "nothing", lambda k: call("Image", 9, k.ArcgisServiceUpdateInput())
    ),
    Case("get_arcgis_service", "lower case", lambda _: call("feature", 9)),
    Case(
        "update_harvest_service",
        "add without field",
        lambda k: call(
            *IMAGES,
            9,
            k.HarvestServiceUpdateInput(
                field_mappings=k.FieldMapsUpdateInput(
                    maps=[k.HarvestFieldMapUpdate(operation="add", model="m", field_name="f")]
                )
            ),
        ),
    ),
    Case(
        "create_harvest_service",
        "auth as dict",
        lambda k: call(
            *IMAGES,
            k.HarvestServiceCreateInput(
                name="x",
                description="y",
                url="https://h.example",
                auth={"api_key": {"api_key": "hush"}},
            ),
        ),
    ),
    Case(
        "create_oidc_user",
        "no email",
        lambda k: call(
            k.OIDCUserCreateInput(
                first_name="A", last_name="B", email="none", password="pw", user_type="viewer"
            )
        ),
    ),
    Case(
        "search",
        "unknown operator",
        lambda _: call({"on": "images", "filter": {"=": [{"var": "id"}, 1]}}),
    ),
    Case("search", "unknown key", lambda _: call({"on": "images", "fitler": {}})),
    Case(
        "search",
        "date",
        lambda _: call({"on": "images", "filter": {">=": [{"var": "capture_date"}, SUMMER]}}),
    ),
    Case(
        "search",
        "day",
        lambda _: call({"on": "images", "filter": {">=": [{"var": "capture_date"}, DAY]}}),
    ),
    Case(
        "search",
        "tuple",
        lambda _: call({"on": "images", "filter": {"in": ({"var": "id"}, (1, 2))}}),
    ),
    Case(
        "search",
        "null",
        lambda _: call({"on": "images", "filter": {"==": [{"var": "name"}, None]}}),
    ),
    Case("search_info", "unknown", lambda _: call("image")),
    Case(
        "patch_analysis_service", "None", lambda k: call(9, k.AnalysisServicePatchInput(name=None))
    ),
    Case("patch_analysis_service", "nothing", lambda _: call(9)),
    Case("wait_for_job", "no time", lambda _: call(70, timeout=0)),
    Case(
        "upload_image",
        "path as text in a file",
        lambda k: call(*IMAGES, k.PixelUploadFile(file=str(k.file("a.jpg"))).file),
    ),
    Case("upload_image", "missing", lambda k: call(*IMAGES, k.file("none.jpg"))),
    Case("upload_image", "wrong collection", lambda k: call(*RASTERS, k.file("a.jpg"))),
    Case(
        "upload_raster",
        "parts without a size",
        lambda k: call(*RASTERS, k.file("large.tif"), multipart=True),
    ),
    Case(
        "upload_raster",
        "metadata of another kind",
        lambda k: call(
            *RASTERS, k.file("ortho.tif"), metadata={"fields": {"fields_type": "image"}}
        ),
    ),
    Case("upload_multiple_images", "none", lambda k: call(*IMAGES, [])),
    Case(
        "upload_multiple_images",
        "metadata as dict",
        lambda k: call(
            *IMAGES,
            [
                k.PixelUploadFile(
                    file=str(k.file("a.jpg")),
                    support_files=[str(k.file("a.xmp"))],
                    metadata={"fields": {"fields_type": "image", "hfov": 70}},
                )
            ],
        ),
    ),
    Case(
        "upload_multiple_images",
        "metadata as dict of texts",
        lambda k: call(
            *IMAGES,
            [
                k.PixelUploadFile(
                    file=k.file("a.jpg"),
                    metadata={
                        "fields": {
                            "fields_type": "image",
                            "hfov": "70.5",
                            "capture_date": "2024-05-17 12:30:00",
                        },
                        "json_metadata": {"flight": "007"},
                    },
                )
            ],
        ),
    ),
    Case(
        "upload_multiple_images",
        "naive date",
        lambda k: call(
            *IMAGES,
            [
                k.PixelUploadFile(
                    file=k.file("a.jpg"),
                    metadata=k.MetadataObject(fields=k.ImageMetadataFields(capture_date=NAIVE)),
                )
            ],
        ),
    ),
    Case(
        "upload_image",
        "metadata as it is",
        lambda k: call(
            *IMAGES,
            k.file("a.jpg"),
            metadata={
                "fields": {
                    "fields_type": "image",
                    "hfov": "70.5",
                    "vfov": None,
                    "capture_date": "2024-05-17T12:30:00",
                }
            },
        ),
    ),
    Case(
        "upload_multiple_images",
        "size without multipart",
        lambda k: call(*IMAGES, [k.PixelUploadFile(file=k.file("a.jpg"))], False, PART),
    ),
    Case("add_attachments", "none", lambda k: call("project", 1, [])),
    Case(
        "add_attachments",
        "equal names",
        lambda k: call("project", 1, [k.file("note.txt"), k.file("note.txt")]),
    ),
    Case("list_attachments", "unknown", lambda k: call("raster", 1)),
]
