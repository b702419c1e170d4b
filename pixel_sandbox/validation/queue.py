"""The queue of validations; it is stored in the database and resumes after a restart."""

import logging

from ..background import StatusQueue
from ..database import Database, DataCollection, Job, Resource, UploadJob
from ..options import SandboxOptions
from ..storage.store import ObjectStore
from .check import CheckedFile, check_upload
from .problem import ValidationError

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("submitted", "validating", "validated")


class ValidationQueue(StatusQueue):
    """Validates upload jobs one after the other, in a few threads.

    Args:
        database: The database.
        store: The object store.
        options: Options with the number of workers and the delay.
    """

    def __init__(self, database: Database, store: ObjectStore, options: SandboxOptions) -> None:
        super().__init__(
            "validation",
            database,
            UploadJob,
            UNDER_WAY,
            options.validation_delay,
            options.validation_workers,
        )
        self._store = store

    def carry_out(self, number: int) -> None:
        """Validate one upload job, unless it is done."""
        with self._database.writing() as session:
            upload = session.get_one(UploadJob, number)
            if upload.status not in UNDER_WAY:
                return
            collection = session.get_one(DataCollection, upload.data_collection_id)
            upload.status = "validating"
            session.get_one(Job, upload.job_id).status = "in_progress"
        if not self.pause(number, self._delay):
            return
        try:
            checked = check_upload(upload, collection, self._store)
        except ValidationError as problem:
            self._fail(number, str(problem))
            return
        except Exception:
            # A dead worker would leave all later jobs waiting forever.
            logger.exception("validation of upload job %d failed", number)
            self._fail(number, f"{upload.name} was not validated: internal error of the sandbox")
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
        """Create the resource and complete the job, both or neither."""
        with self._database.writing() as session:
            upload = session.get_one(UploadJob, number)
            given = upload.upload_metadata.get("fields") or {}
            beside = {"fields_type", "name"}
            sent = {k: v for k, v in given.items() if v is not None and k not in beside}
            resource = Resource(
                kind=checked.kind,
                data_collection_id=upload.data_collection_id,
                upload_job_id=upload.id,
                name=given.get("name") or upload.name,
                tags=[],
                fields=checked.findings.fields | sent,
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
