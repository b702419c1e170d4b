"""The worker of analysis tasks."""

import logging
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from ..background import BackgroundQueue
from ..database import Database, now
from ..options import SandboxOptions
from .modules import AnalysisError, run_module
from .tables import AnalysisTask

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("SCHEDULED", "RUNNING")


class AnalysisQueue(BackgroundQueue):
    """Carries out analysis tasks.

    Args:
        database: Where the tasks are, and what they are about.
        options: How long a task is drawn out.
    """

    def __init__(self, database: Database, options: SandboxOptions) -> None:
        super().__init__("analysis")
        self._database = database
        self._delay = options.service_delay

    def unfinished(self) -> Iterable[int]:
        """The tasks that are under way."""
        with self._database.reading() as session:
            query = select(AnalysisTask.id).where(AnalysisTask.status.in_(UNDER_WAY))
            return list(session.scalars(query.order_by(AnalysisTask.id)))

    def carry_out(self, number: int) -> None:
        """Carry out one task, unless that was done before or it was revoked."""
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
            # Revoked in the meantime: what was found is not wanted any more.
            if task is not None and task.status == "RUNNING":
                task.result, task.detail, task.ended_at = result, problem, now()
                task.status = "SUCCESS" if problem is None else "FAILED"

    def _run(self, number: int) -> tuple[dict[str, Any] | None, str | None]:
        """Answer what was found, or why it could not be."""
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
            # A worker that dies would leave all tasks after this one waiting for ever.
            logger.exception("analysis task %d broke", number)
            return None, "the task broke: the sandbox itself failed"

    def _wanted(self, number: int) -> bool:
        with self._database.reading() as session:
            task = session.get(AnalysisTask, number)
            return task is not None and task.status == "RUNNING"
