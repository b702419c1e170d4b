"""The worker that makes optimised versions; the database knows what is to do."""

import logging
import uuid
from collections.abc import Iterable

from sqlalchemy import select

from ..background import BackgroundQueue
from ..database import Database, Job
from ..options import SandboxOptions
from ..storage.store import ObjectStore
from ..validation.problem import silence_readers
from .problem import OptimizationError
from .tables import UNDER_WAY, OptimizedVersion

logger = logging.getLogger("pixel_sandbox")

SUFFIXES = {"raster": ".tif", "point_cloud": ".copc.laz"}


class OptimizationQueue(BackgroundQueue):
    """Makes optimised versions one after the other.

    Args:
        database: Where they are noted.
        store: Where the files are, and go.
        options: How long the making is drawn out.
    """

    def __init__(self, database: Database, store: ObjectStore, options: SandboxOptions) -> None:
        super().__init__("optimization")
        self._database = database
        self._store = store
        self._options = options

    def unfinished(self) -> Iterable[int]:
        """The optimised versions that are under way."""
        with self._database.reading() as session:
            query = select(OptimizedVersion.id).where(OptimizedVersion.status.in_(UNDER_WAY))
            return list(session.scalars(query.order_by(OptimizedVersion.id)))

    def carry_out(self, number: int) -> None:
        """Make one optimised version, unless that was done before."""
        with self._database.writing() as session:
            version = session.get(OptimizedVersion, number)
            if version is None or version.status not in UNDER_WAY:
                return
            resource = version.resource
            version.status = session.get_one(Job, version.job_id).status = "in_progress"
        if not self.pause(number, self._options.optimization_delay):
            return
        key = f"optimized/{uuid.uuid4()}{SUFFIXES[resource.kind]}"
        try:
            if resource.deleted_at is not None:
                raise OptimizationError("it was deleted")
            self._make(version, key)
        except OptimizationError as problem:
            self._close(number, "failed", f"{resource.name} cannot be optimised: {problem}")
        except Exception:
            # A worker that dies would leave all jobs after this one waiting for ever.
            logger.exception("optimisation %d broke", number)
            detail = f"{resource.name} could not be optimised: the sandbox itself failed"
            self._close(number, "failed", detail)
        else:
            self._close(number, "completed", None, key)

    def _make(self, version: OptimizedVersion, key: str) -> None:
        """Make the file where nobody looks, and then move it into its place."""
        silence_readers()
        source, target = self._store.path(version.resource.key), self._store.path(key)
        scratch = self._store.spool / f"{uuid.uuid4()}{SUFFIXES[version.resource.kind]}"
        try:
            # Imported when first needed: together they take longer than the whole start.
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
