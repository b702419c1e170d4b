"""How 1.2.8 spells its calls: defaults that travel, second names, waits, and what is returned."""

from __future__ import annotations

from typing import Any

import pytest

from pixel_client import models
from pixel_client.exceptions import PixelInputError, PixelJobTimeoutError
from tests.refusing import refused

from .conftest import Calls
from .service import Answer, Service

D = "/projects/1/data_collections/2"
RASTERS = f"{D}/rasters/optimized/"
CLOUDS = f"{D}/point_clouds/optimized/"
NO_NEARBLACK = {"enabled": False, "color": "black", "algorithm": "twopasses"}
AVERAGE = {"nearblack_options": NO_NEARBLACK, "overview_resampling": "average"}
MODULE = {"name": "a", "module_name": "m", "config": {"x": 1}}
MADE = {"enabled": True, **MODULE}

# method, arguments, keyword arguments -> request line, query, JSON body
CASES: list[tuple[str, tuple[Any, ...], dict[str, Any], str, dict[str, str], Any]] = [
    ("get_project", (1,), {}, "GET /projects/1", {"extended": "false"}, None),
    ("get_project", (1, None), {}, "GET /projects/1", {"extended": "false"}, None),
    ("get_project", (1, True), {}, "GET /projects/1", {"extended": "true"}, None),
    ("move_project", (1,), {}, "PUT /projects/1/move", {"new_parent_id": "-1"}, None),
    ("move_project", (1, None), {}, "PUT /projects/1/move", {"new_parent_id": "-1"}, None),
    ("move_project", (1, 7), {}, "PUT /projects/1/move", {"new_parent_id": "7"}, None),
    (
        "create_optimized_rasters",
        (1, 2, None),
        {},
        f"POST {RASTERS}",
        {},
        {"creation_options": AVERAGE},
    ),
    (
        "create_optimized_rasters",
        (1, 2, [5], "web", models.NearblackOptions(enabled=True, color=255), "nearest"),
        {},
        f"POST {RASTERS}",
        {},
        {
            "creation_options": {
                "nearblack_options": {"enabled": True, "color": 255, "algorithm": "twopasses"},
                "overview_resampling": "nearest",
            },
            "raster_ids": [5],
            "profile": "web",
        },
    ),
    (
        "create_optimized_rasters",
        (1, 2),
        {"raster_ids": (5, 6), "nearblack": {"enabled": True, "color": "white"}},
        f"POST {RASTERS}",
        {},
        {
            "creation_options": {
                "nearblack_options": {"enabled": True, "color": "white", "algorithm": "twopasses"},
                "overview_resampling": "average",
            },
            "raster_ids": [5, 6],
        },
    ),
    ("create_optimized_point_clouds", (1, 2, None), {}, f"POST {CLOUDS}", {}, {}),
    (
        "list_analysis_services",
        (models.AnalysisServiceListParams(ids=[1, 2], enabled=True),),
        {},
        "GET /analysis/services/",
        {"ids": "1,2", "enabled": "true"},
        None,
    ),
    (
        "list_analysis_services",
        (),
        {"list_input": {"name": "a"}, "limit": 3},
        "GET /analysis/services/",
        {"name": "a", "limit": "3"},
        None,
    ),
    (
        "list_analysis_tasks",
        (1,),
        {"list_input": models.AnalysisTaskListParams(status=models.AnalysisTaskStatusEnum.FAILED)},
        "GET /analysis/services/1/tasks/",
        {"status": "FAILED"},
        None,
    ),
    ("get_harvest_service_tasks", (1, 2, 3), {}, f"GET {D}/harvest_services/3/", {}, None),
    (
        "get_harvest_service_tasks",
        (1, 2, 3, models.HarvestTaskListParams(status="failed", get_new=True)),
        {"ids": [1, 2]},
        f"GET {D}/harvest_services/3/",
        {"status": "failed", "get_new": "true", "ids": "1,2"},
        None,
    ),
    (
        "get_optimized_point_clouds",
        (1, 2),
        {"status": models.PixelStatusEnum.completed},
        f"GET {CLOUDS}",
        {"status": "completed"},
        None,
    ),
    ("create_analysis_service", (MODULE,), {}, "POST /analysis/services/", {}, MADE),
    ("create_analysis_service", (), MODULE, "POST /analysis/services/", {}, MADE),
    (
        "create_analysis_service",
        (models.AnalysisServiceCreateUpdateInput(**MODULE),),
        {"name": "b", "enabled": False},
        "POST /analysis/services/",
        {},
        {**MADE, "name": "b", "enabled": False},
    ),
    (
        "create_analysis_task",
        (1,),
        {"params": models.AnalysisTaskCreateInput(name="t", params={"x": 1})},
        "POST /analysis/services/1/tasks/",
        {},
        {"name": "t", "params": {"x": 1}},
    ),
    (
        "create_analysis_task",
        (1,),
        {"create_input": {"params": {"x": 1}}, "name": "u"},
        "POST /analysis/services/1/tasks/",
        {},
        {"name": "u", "params": {"x": 1}},
    ),
    (
        "patch_analysis_service",
        (1,),
        {"name": None, "config": {"x": None}},
        "PATCH /analysis/services/1",
        {},
        {"name": None, "config": {"x": None}},
    ),
    (
        "patch_analysis_service",
        (1, {"name": "a"}),
        {"enabled": False},
        "PATCH /analysis/services/1",
        {},
        {"name": "a", "enabled": False},
    ),
]


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "line", "query", "body"),
    CASES,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)],
)
def test_a_call_makes_its_request(
    calls: Calls,
    service: Service,
    name: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    line: str,
    query: dict[str, str],
    body: Any,
) -> None:
    method, path = line.split(" ")
    many = name.startswith(("list_", "get_opt", "get_harvest", "create_opt"))
    service.on(f"{method} /acme{path}", [] if many else {"id": 1, "name": "x"})
    calls(name, *args, **kwargs)
    (seen,) = service.seen
    assert (seen.method, seen.path, seen.query) == (method, f"/acme{path}", query)
    assert (seen.json if seen.body else None) == body


def test_two_names_of_one_argument_are_given_one_at_a_time(calls: Calls, service: Service) -> None:
    with pytest.raises(PixelInputError, match="params and list_input are the same argument"):
        calls("list_analysis_services", {"name": "a"}, list_input={"name": "b"})
    assert service.seen == []


def test_what_a_body_lacks_is_named(calls: Calls, service: Service) -> None:
    with refused("create_input.module_name", "missing"):
        calls("create_analysis_service", name="a", config={})
    with refused("params.params", "missing"):
        calls("create_analysis_task", 1, name="t")
    assert service.seen == []


def test_a_deletion_that_answers_nothing_is_true(calls: Calls, service: Service) -> None:
    service.on("DELETE /acme/analysis/services/1", Answer(204))
    service.on("DELETE /acme/analysis/services/1/tasks/2", {"deleted": True})
    assert calls("delete_analysis_service", 1) is True
    assert calls("delete_analysis_task", 1, 2) is True


@pytest.mark.parametrize("what", ["start", "stop", "refresh"])
def test_an_arcgis_service_is_waited_for_and_read_again(
    calls: Calls, service: Service, what: str
) -> None:
    path = "/acme/arcgis_services/Image/5"
    was, now = {"id": 5, "name": "s", "status": "old"}, {"id": 5, "name": "s", "status": "new"}
    started = {"job": {"job_id": 9, "status": "queued"}, "arcgis_service": was, "more": 1}
    ended = {"name": "j", "status": "SUCCESS", "completed": True}
    service.on(f"PUT {path}/{what}", started)
    service.on("GET /acme/jobs/9", ended)
    service.on(f"GET {path}", now)
    answer = calls(f"{what}_arcgis_service", "Image", 5)
    assert dict(answer) == {"job": {"job_id": 9, **ended}, "arcgis_service": now, "more": 1}
    assert answer.job.completed is True
    assert answer.arcgis_service.status == "new"
    expected = {"refresh_data": "false"} if what == "refresh" else {}
    assert service.seen[0].query == expected
    assert service.paths() == [f"{path}/{what}", "/acme/jobs/9", path]

    service.seen.clear()
    assert dict(calls(f"{what}_arcgis_service", "Image", 5, wait=False)) == started
    assert service.paths() == [f"{path}/{what}"]

    service.seen.clear()
    service.on(f"PUT {path}/{what}", {"job": None, "arcgis_service": was})
    assert calls(f"{what}_arcgis_service", "Image", 5)["job"] is None
    assert service.paths() == [f"{path}/{what}"]


@pytest.mark.parametrize(
    ("name", "args"), [("start_arcgis_service", ("Image", 5)), ("run_optimize_rasters", (1, 2))]
)
def test_a_time_that_cannot_be_is_refused_before_anything_starts(
    calls: Calls, service: Service, name: str, args: tuple[Any, ...]
) -> None:
    with pytest.raises(PixelInputError, match=f"{name}: timeout must be seconds from 0"):
        calls(name, *args, timeout=-1)
    assert service.seen == []


def test_a_job_that_takes_too_long_is_told(calls: Calls, service: Service) -> None:
    service.on("PUT /acme/arcgis_services/Image/5/start", {"job": {"job_id": 9}})
    service.on("GET /acme/jobs/9", {"name": "j", "status": "running", "completed": False})
    with pytest.raises(PixelJobTimeoutError, match="job 9 was not completed within 0 s") as caught:
        calls("start_arcgis_service", "Image", 5, timeout=0)
    assert caught.value.job_id == 9


@pytest.mark.parametrize(("name", "path"), [("rasters", RASTERS), ("point_clouds", CLOUDS)])
def test_running_optimisations_gives_the_group_as_it_ended(
    calls: Calls, service: Service, name: str, path: str
) -> None:
    ended = {"total_jobs": 2, "success_count": 1, "failed_count": 1, "completed": True}
    service.on(f"POST /acme{path}run", {"group_job": {"group_id": 4}})
    service.on("GET /acme/jobs/groups/4", {**ended, "completed": False}, ended)
    group = calls(f"run_optimize_{name}", 1, 2, [7, 8], True)
    assert dict(group) == {"group_id": 4, **ended}
    assert (group.total_jobs, group.failed_count) == (2, 1)
    ids = "optimized_raster_ids" if name == "rasters" else "point_cloud_ids"
    assert service.seen[0].json == {"retry_failed": True, ids: [7, 8]}
    assert dict(calls(f"run_optimize_{name}", 1, 2, None, wait=False)) == {"group_id": 4}


@pytest.mark.parametrize(("name", "path"), [("rasters", RASTERS), ("point_clouds", CLOUDS)])
def test_optimising_creates_runs_waits_and_reads_back(
    calls: Calls, service: Service, name: str, path: str
) -> None:
    made = [{"id": n, "status": "pending"} for n in range(60)]
    ended = {"total_jobs": 60, "success_count": 60, "failed_count": 0, "completed": True}

    def page(seen: Any) -> Any:
        wanted = [int(text) for text in seen.query["ids"].split(",")]
        assert seen.query["limit"] == str(len(wanted))
        return [{"id": n, "status": "completed"} for n in wanted]

    service.on(f"POST /acme{path}", made)
    service.on(f"POST /acme{path}run", {"group_job": {"group_id": 4}})
    service.on("GET /acme/jobs/groups/4", ended)
    service.on(f"GET /acme{path}", page)
    found = calls(f"optimize_{name}", 1, 2)
    assert [item.id for item in found] == list(range(60))
    assert {item.status for item in found} == {"completed"}
    run = service.seen[1].json
    assert run[next(key for key in run if key.endswith("_ids"))] == list(range(60))


@pytest.mark.parametrize("name", ["rasters", "point_clouds"])
def test_an_empty_list_of_ids_is_never_the_whole_collection(
    calls: Calls, service: Service, name: str
) -> None:
    assert calls(f"create_optimized_{name}", 1, 2, []) == []
    group = calls(f"run_optimize_{name}", 1, 2, ())
    assert (group["total_jobs"], group["completed"]) == (0, True)
    assert calls(f"optimize_{name}", 1, 2, []) == []
    assert service.seen == []


@pytest.mark.parametrize(("name", "path"), [("rasters", RASTERS), ("point_clouds", CLOUDS)])
def test_a_collection_with_nothing_to_optimise_runs_nothing(
    calls: Calls, service: Service, name: str, path: str
) -> None:
    service.on(f"POST /acme{path}", [])
    assert calls(f"optimize_{name}", 1, 2) == []
    assert service.paths() == [f"/acme{path}"]


def test_an_empty_list_is_still_checked_beside(calls: Calls, service: Service) -> None:
    with refused("overview_resampling", "enum"):
        calls("create_optimized_rasters", 1, 2, [], overview_resampling="nearst")
    with refused("raster_ids", "type"):
        calls("create_optimized_rasters", 1, 2, "")
    assert service.seen == []
