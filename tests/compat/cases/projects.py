"""Projects, data collections and jobs."""

from __future__ import annotations

from .table import IMAGES, Case, call, listing, simple

PROJECTS = [
    *simple("me", extended=True),
    *simple("get_plugins"),
    Case("create_project", "bare", lambda k: call("Bø", "", k.area)),
    Case("create_project", "all", lambda k: call("Bø", "y", k.area, 7, ["a"])),
    Case(
        "create_project",
        "empty options",
        lambda k: call("x", "y", area_of_interest=k.area, parent_project_id=None, tags=[]),
    ),
    *listing("list_projects"),
    *listing("list_deleted_projects"),
    *simple("get_project", 1, extended=True),
    Case("get_project", "not extended", lambda _: call(1, False)),
    Case("update_project", "bare", lambda _: call(1)),
    Case("update_project", "name", lambda _: call(1, name="x")),
    Case("update_project", "all", lambda k: call(1, "x", "y", k.area, ["a"], ["b"])),
    Case("update_project", "empty tags", lambda _: call(1, add_tags=[])),
    *simple("delete_project", 1),
    *simple("restore_project", 1),
    *simple("move_project", 1, new_parent_project_id=7),
    Case("move_project", "None", lambda _: call(1, None)),
    Case("move_project", "-1", lambda _: call(1, -1)),
    Case("create_data_collection", "bare", lambda _: call(1, "x", "y", "image")),
    Case(
        "create_data_collection",
        "all",
        lambda k: call(
            1,
            "x",
            "y",
            "RGB",
            ["a"],
            k.RasterInfo(
                srid=25832, format="GTiff", data_type="uint8", cell_size=(0.1, 0.1), num_bands=3
            ),
        ),
    ),
    *listing(
        "list_data_collections", 1, kind="DataCollectionListParams", data_collection_type="DTM"
    ),
    *listing(
        "list_deleted_data_collections",
        1,
        kind="DataCollectionListParams",
        data_collection_type="image",
    ),
    *simple("get_data_collection", *IMAGES),
    Case("update_data_collection", "bare", lambda _: call(*IMAGES)),
    Case("update_data_collection", "all", lambda _: call(*IMAGES, "x", "y", ["a"], ["b"])),
    *simple("move_data_collection", *IMAGES, 9),
    *simple("delete_data_collection", *IMAGES),
    *simple("restore_data_collection", *IMAGES),
]

JOB_CASES = [
    *listing("get_upload_jobs", *IMAGES),
    *simple("get_job", 70),
    *simple("get_job_group", 80),
    *simple("wait_for_job", 70, timeout=60),
    *simple("wait_for_group_job", 80, timeout=60),
]
