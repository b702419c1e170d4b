"""The queue of optimisations."""

import logging
import uuid

from ..background import StatusQueue
from ..database import Database, Job
from ..options import SandboxOptions
from ..storage.store import ObjectStore
from ..validation.problem import silence_readers
from .problem import OptimizationError
from .tables import UNDER_WAY, OptimizedVersion

logger = logging.getLogger("pixel_sandbox")

SUFFIXES = {"raster": ".tif", "point_cloud": ".copc.laz"}


class OptimizationQueue(StatusQueue):
    """Creates optimised versions one after the other.

    Args:
        database: The database.
        store: The object store.
        options: Options with the delay.
    """

    def __init__(self, database: Database, store: ObjectStore, options: SandboxOptions) -> None:
        super().__init__(
            "optimization", database, OptimizedVersion, UNDER_WAY, options.optimization_delay
        )
        self._store = store

    def carry_out(self, number: int) -> None:
        """Create one optimised version, unless it is done."""
        with self._database.writing() as session:
            version = session.get(OptimizedVersion, number)
            if version is None or version.status not in UNDER_WAY:
                return
            resource = version.resource
            version.status = session.get_one(Job, version.job_id).status = "in_progress"
        if not self.pause(number, self._delay):
            return
        key = f"optimized/{uuid.uuid4()}{SUFFIXES[resource.kind]}"
        try:
            if resource.deleted_at is not None:
                raise OptimizationError("it was deleted")
            self._make(version, key)
        except OptimizationError as problem:
            self._close(number, "failed", f"{resource.name} cannot be optimised: {problem}")
        except Exception:
            # A dead worker would leave all later jobs waiting forever.
            logger.exception("optimisation %d failed", number)
            detail = f"{resource.name} could not be optimised: the sandbox itself failed"
            self._close(number, "failed", detail)
        else:
            self._close(number, "completed", None, key)

    def _make(self, version: OptimizedVersion, key: str) -> None:
        """Create the file in a temporary place, then move it to its key."""
        silence_readers()
        source, target = self._store.path(version.resource.key), self._store.path(key)
        scratch = self._store.spool / f"{uuid.uuid4()}{SUFFIXES[version.resource.kind]}"
        try:
            # Imported on first use: together they take longer than the whole start.
            if version.resource.kind == "raster":
                from .cog import make_cog

                make_cog(source, scratch, version.creation_options)
            else:
                from .copc import make_copc

                make_copc(source, scratch)
            target.parent.mkdir(exist_ok=True)
            scratch.replace(target)
        finally:
            scratch.unlink(missing_ok=True)

    def _close(self, number: int, status: str, detail: str | None, key: str | None = None) -> None:
        with self._database.writing() as session:
            version = session.get_one(OptimizedVersion, number)
            version.status, version.detail, version.key = status, detail, key
            version.size = None if key is None else self._store.path(key).stat().st_size
            job = session.get_one(Job, version.job_id)
            job.status, job.detail, job.completed = status, detail, True
