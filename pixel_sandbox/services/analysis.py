"""The queue of analysis tasks."""

import logging
from typing import Any

from ..background import StatusQueue
from ..database import Database, now
from ..options import SandboxOptions
from .modules import AnalysisError, run_module
from .tables import AnalysisTask

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("SCHEDULED", "RUNNING")


class AnalysisQueue(StatusQueue):
    """Runs analysis tasks.

    Args:
        database: The database.
        options: Options with the delay.
    """

    def __init__(self, database: Database, options: SandboxOptions) -> None:
        super().__init__("analysis", database, AnalysisTask, UNDER_WAY, options.service_delay)

    def carry_out(self, number: int) -> None:
        """Run one task, unless it is done or revoked."""
        with self._database.writing() as session:
            task = session.get(AnalysisTask, number)
            if task is None or task.status not in UNDER_WAY:
                return
            task.status, task.started_at = "RUNNING", now()
        if not self.pause(number, self._delay, lambda: self._wanted(number)):
            return
        result, problem = self._run(number)
        with self._database.writing() as session:
            task = session.get(AnalysisTask, number)
            # If it was revoked meanwhile, the result is discarded.
            if task is not None and task.status == "RUNNING":
                task.result, task.detail, task.ended_at = result, problem, now()
                task.status = "SUCCESS" if problem is None else "FAILED"

    def _run(self, number: int) -> tuple[dict[str, Any] | None, str | None]:
        """Return the result, or the reason of the failure."""
        try:
            with self._database.reading() as session:
                task = session.get(AnalysisTask, number)
                if task is None:
                    return None, "the task was deleted"
                service = task.service
                found = run_module(session, service.module_name, service.config, task.params)
                return found, None
        except AnalysisError as error:
            return None, str(error)
        except Exception:
            # A dead worker would leave all later tasks waiting forever.
            logger.exception("analysis task %d failed", number)
            return None, "the task failed: internal error of the sandbox"

    def _wanted(self, number: int) -> bool:
        with self._database.reading() as session:
            task = session.get(AnalysisTask, number)
            return task is not None and task.status == "RUNNING"
