"""Users, attachments, search and analysis."""

from __future__ import annotations

from typing import Any

from .table import Case, Kit, call, listing, simple

SEARCH = {
    "on": "images",
    "intersects": "POLYGON ((10 59, 11 59, 11 60, 10 59))",
    "filter": {
        "and": [
            {">=": [{"var": "id"}, 1]},
            {"or": [{"~": [{"var": "name"}, "%a%"]}, {"in": [{"var": "id"}, [11, 12]]}]},
        ]
    },
    "search": "road",
    "out_fields": ["id", "name"],
    "sort": [{"field": "name", "direction": "desc"}],
    "distinct": True,
    "limit": 5,
    "offset": 1,
}


def search_query(k: Kit) -> Any:
    return k.SearchQuery(**{**SEARCH, "sort": [k.SortField(field="name", direction="desc")]})


ANALYSIS = {"name": "x", "module_name": "m", "enabled": False, "config": {"a": {"b": 1}}}
RESOURCE = ("project", 1)

USER_CASES = [
    Case(
        "create_oidc_user",
        "bare",
        lambda k: call(
            k.OIDCUserCreateInput(
                first_name="A",
                last_name="B",
                email="a@example.com",
                password="pw",
                user_type="viewer",
            )
        ),
    ),
    Case(
        "create_oidc_user",
        "all",
        lambda k: call(
            create_input=k.OIDCUserCreateInput(
                first_name="A",
                last_name="B",
                email="a@example.com",
                password="pw",
                enabled=False,
                user_type="creator",
            )
        ),
    ),
    Case("update_oidc_user", "one", lambda k: call(5, k.OIDCUserUpdateInput(first_name="A"))),
    Case(
        "update_oidc_user",
        "all",
        lambda k: call(
            5,
            k.OIDCUserUpdateInput(
                first_name="A", last_name="B", password="pw", enabled=True, user_type="superuser"
            ),
        ),
    ),
]

ATTACHMENT_CASES = [
    *simple("list_attachments", *RESOURCE, status="Completed"),
    Case("add_attachments", "bare", lambda k: call(*RESOURCE, [k.file("note.txt")])),
    Case(
        "add_attachments",
        "all",
        lambda k: call(
            *RESOURCE,
            [
                k.file("a.jpg"),
                k.PixelAttachmentUpload(
                    file=k.file("note.txt"), name="Note", description="what it says"
                ),
            ],
        ),
    ),
    *simple("move_attachment", *RESOURCE, 5, "image", 6),
    *simple("delete_attachment", *RESOURCE, 5),
]

SEARCH_CASES = [
    *simple("search_info", "images"),
    Case("search", "bare", lambda _: call({"on": "rasters"})),
    Case("search", "dict", lambda _: call(SEARCH)),
    Case("search", "object", lambda k: call(search_query(k))),
    Case("paginate_search", "dict", lambda _: call(SEARCH, 2)),
    Case("paginate_search", "object", lambda k: call(search_query(k), page_size=2)),
]

ANALYSIS_CASES = [
    *simple("list_analysis_modules"),
    *listing("list_analysis_services", kind="AnalysisServiceListParams", enabled=True),
    Case(
        "create_analysis_service",
        "bare",
        lambda k: call(
            k.AnalysisServiceCreateUpdateInput(name="x", module_name="m", config={"a": 1})
        ),
    ),
    Case(
        "create_analysis_service",
        "all",
        lambda k: call(create_input=k.AnalysisServiceCreateUpdateInput(**ANALYSIS)),
    ),
    Case(
        "patch_analysis_service",
        "one",
        lambda k: call(9, k.AnalysisServicePatchInput(config={"a": None})),
    ),
    Case(
        "patch_analysis_service",
        "all",
        lambda k: call(9, k.AnalysisServicePatchInput(name="x", enabled=False, config={})),
    ),
    Case("patch_analysis_service", "keywords", lambda _: call(9, name="x", enabled=True)),
    *simple("delete_analysis_service", 9),
    *listing("list_analysis_tasks", 9, kind="AnalysisTaskListParams", status="SUCCESS"),
    Case(
        "create_analysis_task",
        "object",
        lambda k: call(9, k.AnalysisTaskCreateInput(name="x", params={"a": 1})),
    ),
    Case(
        "create_analysis_task",
        "params",
        lambda k: call(9, params=k.AnalysisTaskCreateInput(params={"a": 1})),
    ),
    *simple("delete_analysis_task", 9, 4),
    *simple("run_analysis_task", 9, 4),
    *simple("revoke_analysis_task", 9, 4),
]
