"""Waiting for jobs: prompt, patient, and honest about the time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pixel_api import waiting
from pixel_client.exceptions import PixelJobTimeoutError
from tests.refusing import refused

from .conftest import Calls
from .service import Service

JOB = "GET /acme/jobs/5"
GROUP = "GET /acme/jobs/groups/6"


def job(completed: bool, **more: Any) -> dict[str, Any]:
    return {"id": 5, "name": "x", "status": "done" if completed else "running"} | {
        "completed": completed,
        **more,
    }


def group(done: int, total: int = 4, failed: int = 0) -> dict[str, Any]:
    return {
        "id": 6,
        "total_jobs": total,
        "success_count": done - failed,
        "failed_count": failed,
        "completed": done == total,
    }


def test_a_completed_job_is_looked_at_once(calls: Calls, service: Service) -> None:
    service.on(JOB, job(True))
    assert calls("wait_for_job", 5).status == "done"
    assert len(service.seen) == 1


def test_a_completed_group_is_looked_at_once(calls: Calls, service: Service) -> None:
    service.on(GROUP, group(4, failed=1))
    assert calls("wait_for_group_job", 6)["failed_count"] == 1
    assert len(service.seen) == 1


def test_each_look_is_reported(calls: Calls, service: Service) -> None:
    service.on(JOB, job(False), job(False), job(True))
    seen: list[str] = []
    calls("wait_for_job", 5, on_poll=lambda j: seen.append(j["status"]))
    assert seen == ["running", "running", "done"]


def test_pauses_grow_and_the_deadline_holds_on_the_monotonic_clock(
    calls: Calls, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    class Clock:
        monotonic = staticmethod(lambda: now[0])

    class Sleep:
        def __getattr__(self, name: str) -> Any:
            return sleep if name == "sleep" else getattr(asyncio, name)

    monkeypatch.setattr(waiting, "time", Clock)
    monkeypatch.setattr(waiting, "asyncio", Sleep())
    service.on(JOB, job(False))
    with pytest.raises(PixelJobTimeoutError) as caught:
        calls("wait_for_job", 5, timeout=60)
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.job_id == 5
    assert "job 5 was not completed within 60 s (status 'running')" in str(caught.value)
    assert pauses[:3] == pytest.approx([0.2, 0.3, 0.45])
    assert max(pauses) == 5.0
    assert sum(pauses) == pytest.approx(60)


def test_no_time_at_all_is_one_look(calls: Calls, service: Service) -> None:
    service.on(JOB, job(False))
    with pytest.raises(PixelJobTimeoutError):
        calls("wait_for_job", 5, timeout=0)
    assert len(service.seen) == 1


@pytest.mark.parametrize("timeout", [-1, float("nan")])
def test_a_time_that_cannot_be_is_refused(calls: Calls, timeout: float) -> None:
    with refused("timeout", "range"):
        calls("wait_for_job", 5, timeout=timeout)


def test_a_bar_shows_on_demand_only(
    calls: Calls, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.on(GROUP, group(1), group(4))
    calls("wait_for_group_job", 6)
    assert capsys.readouterr().err == ""
    service.on(GROUP, group(1), group(4))
    calls("wait_for_group_job", 6, progress=True)
    assert "4/4" in capsys.readouterr().err


def test_a_stumbling_service_does_not_end_the_wait(calls: Calls, service: Service) -> None:
    service.on(JOB, job(False), 502, "reset", job(True))
    assert calls("wait_for_job", 5).completed is True
