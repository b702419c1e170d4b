"""Analysis: modules, services of them, and their tasks."""

from __future__ import annotations

import time
from typing import Any

from pixel_client import (
    AnalysisServiceCreateUpdateInput,
    AnalysisServicePatchInput,
    AnalysisTaskCreateInput,
)
from scripts.recording.scenario import scenario

from .ground import MODULE


@scenario()
def list_analysis_modules(pixel: Any) -> None:
    modules = pixel.list_analysis_modules()
    assert modules
    assert all(module["name"] for module in modules)


@scenario()
def create_analysis_service(pixel: Any) -> None:
    """As little as possible, and all there is."""
    made = pixel.create_analysis_service(name="Counts", module_name=MODULE, config={})
    assert made["name"] == "Counts"
    made = pixel.create_analysis_service(
        AnalysisServiceCreateUpdateInput(
            name="Halves", module_name=MODULE, enabled=False, config={"percentiles": [50]}
        )
    )
    assert made["enabled"] is False


@scenario()
def list_analysis_services(pixel: Any, analysis_service: int) -> None:
    (row,) = pixel.list_analysis_services(
        name="stat", ids=[analysis_service], enabled=True, offset=0, limit=10
    )
    assert row["id"] == analysis_service


@scenario()
def patch_analysis_service(pixel: Any, analysis_service: int) -> None:
    """Only what is set travels; in the configuration, one key beside those there were."""
    changed = pixel.patch_analysis_service(analysis_service, name="Figures")
    assert (changed["name"], changed["enabled"]) == ("Figures", True)
    patch = AnalysisServicePatchInput(enabled=False, config={"percentiles": [10, 90]})
    changed = pixel.patch_analysis_service(analysis_service, patch)
    assert changed["config"]["percentiles"] == [10, 90]


@scenario()
def delete_analysis_service(pixel: Any, analysis_service: int) -> None:
    """Answered with 204 and nothing."""
    assert pixel.delete_analysis_service(analysis_service) is True


@scenario()
def create_analysis_task(pixel: Any, images: int, analysis_service: int) -> None:
    """As an object, and as a plain dict."""
    first = AnalysisTaskCreateInput(name="First", params={"data_collection_id": images})
    made = pixel.create_analysis_task(analysis_service, first)
    assert (made["name"], made["status"]) == ("First", "PENDING")
    second = {"name": "Second", "params": {"data_collection_id": images}}
    assert pixel.create_analysis_task(analysis_service, create_input=second)["name"] == "Second"


@scenario()
def list_analysis_tasks(pixel: Any, analysis_service: int, analysis_task: int) -> None:
    (row,) = pixel.list_analysis_tasks(
        analysis_service, name="fir", ids=[analysis_task], status="PENDING", offset=0, limit=10
    )
    assert row["id"] == analysis_task


@scenario()
def run_analysis_task(pixel: Any, analysis_service: int, analysis_task: int) -> None:
    """Run, and looked at until it has ended."""
    assert pixel.run_analysis_task(analysis_service, analysis_task)["status"] == "SCHEDULED"
    for _ in range(100):
        (task,) = pixel.list_analysis_tasks(analysis_service, ids=[analysis_task])
        if task["status"] not in {"SCHEDULED", "RUNNING"}:
            break
        time.sleep(0.1)
    assert task["status"] == "SUCCESS"


@scenario()
def revoke_analysis_task(pixel: Any, analysis_service: int, analysis_task: int) -> None:
    assert pixel.revoke_analysis_task(analysis_service, analysis_task)["status"] == "REVOKED"


@scenario()
def delete_analysis_task(pixel: Any, analysis_service: int, analysis_task: int) -> None:
    """Answered with 204 and nothing."""
    assert pixel.delete_analysis_task(analysis_service, analysis_task) is True
