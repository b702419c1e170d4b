"""The workers that validate upload jobs; the database knows what is to do, so a restart goes on."""

import logging
from collections.abc import Iterable

from sqlalchemy import select

from ..background import BackgroundQueue
from ..database import Database, DataCollection, Job, Resource, UploadJob
from ..options import SandboxOptions
from ..storage.store import ObjectStore
from .check import CheckedFile, check_upload
from .problem import ValidationError

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("submitted", "validating", "validated")


class ValidationQueue(BackgroundQueue):
    """Validates upload jobs one after the other, in a few threads.

    Args:
        database: Where the jobs are.
        store: Where the files are.
        options: Number of workers, and how long a validation is drawn out.
    """

    def __init__(self, database: Database, store: ObjectStore, options: SandboxOptions) -> None:
        super().__init__("validation", options.validation_workers)
        self._database = database
        self._store = store
        self._options = options

    def unfinished(self) -> Iterable[int]:
        """The upload jobs that are under way."""
        with self._database.reading() as session:
            query = select(UploadJob.id).where(UploadJob.status.in_(UNDER_WAY))
            return list(session.scalars(query.order_by(UploadJob.id)))

    def carry_out(self, number: int) -> None:
        """Validate one upload job, unless that was done before."""
        with self._database.writing() as session:
            upload = session.get_one(UploadJob, number)
            if upload.status not in UNDER_WAY:
                return
            collection = session.get_one(DataCollection, upload.data_collection_id)
            upload.status = "validating"
            session.get_one(Job, upload.job_id).status = "in_progress"
        if not self.pause(number, self._options.validation_delay):
            return
        try:
            checked = check_upload(upload, collection, self._store)
        except ValidationError as problem:
            self._fail(number, str(problem))
            return
        except Exception:
            # A worker that dies would leave all jobs after this one waiting for ever.
            logger.exception("validation of upload job %d broke", number)
            self._fail(number, f"{upload.name} could not be validated: the sandbox itself failed")
            return
        with self._database.writing() as session:
            session.get_one(UploadJob, number).status = "validated"
        self._move(number, checked)

    def _fail(self, number: int, detail: str) -> None:
        with self._database.writing() as session:
            upload = session.get_one(UploadJob, number)
            upload.status, upload.detail = "failed", detail
            job = session.get_one(Job, upload.job_id)
            job.status, job.detail, job.completed = "failed", detail, True

    def _move(self, number: int, checked: CheckedFile) -> None:
        """Make the resource and close the job, both or neither."""
        with self._database.writing() as session:
            upload = session.get_one(UploadJob, number)
            given = upload.upload_metadata.get("fields") or {}
            beside = {"fields_type", "name"}
            said = {k: v for k, v in given.items() if v is not None and k not in beside}
            resource = Resource(
                kind=checked.kind,
                data_collection_id=upload.data_collection_id,
                upload_job_id=upload.id,
                name=given.get("name") or upload.name,
                tags=[],
                fields=checked.findings.fields | said,
                json_metadata=upload.upload_metadata.get("json_metadata") or {},
                file_metadata=checked.findings.file_metadata,
                key=upload.key,
                size=checked.size,
                md5=checked.md5,
                created_by=upload.created_by,
            )
            session.add(resource)
            session.flush()
            upload.status = "validated_and_moved"
            upload.result = {"resource_name": checked.kind, "resource_id": resource.id}
            job = session.get_one(Job, upload.job_id)
            job.status, job.completed = "completed", True
