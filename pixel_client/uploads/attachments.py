"""Attachments of projects, data collections and images: create, send to S3, complete."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..core.text import path_text
from ..exceptions import (
    PixelDecodeError,
    PixelInputError,
    PixelTransferError,
    ProblemCode,
    TransferReason,
)
from .client_protocol import Answer, UploadClient
from .engine.tasks import each
from .inputs.change_detection import FileChangedError
from .inputs.input_file import file_path
from .inputs.names import same_name
from .inputs.planned_file import FileStamp, PlannedBody
from .s3.transfer import BodyTransfer, FormTarget, S3Sender
from .thread_pools import FileReaders

if TYPE_CHECKING:
    from pixel_api.models import Attachment
    from pixel_api.models.attachment_resource_type import AttachmentResourceTypeValue

__all__ = ["AttachmentMethods", "PixelAttachmentUpload"]


def _text(_: object, field: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str):
        raise PixelInputError(
            f"of an attachment must be a text, not {value!r}",
            path=field.name,
            code=ProblemCode.TYPE,
        )


@attrs.define
class PixelAttachmentUpload:
    """A file to attach.

    Attributes:
        file: Path of the file.
        name: Name of the attachment; the file's own by default.
        description: Its description; empty by default.

    Raises:
        PixelInputError: A value has the wrong type.
    """

    file: Path = attrs.field(converter=file_path)
    name: str = attrs.field(default="", validator=_text)
    description: str = attrs.field(default="", validator=_text)

    def __attrs_post_init__(self) -> None:
        self.name = self.name or self.file.name


class AttachmentMethods(UploadClient):
    """The method that attaches local files."""

    async def add_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        files: Sequence[PixelAttachmentUpload | Path | str | Mapping[str, Any]],
    ) -> list[Attachment]:
        """Attach files to a project, a data collection or an image.

        Hashes the files, creates their attachments, sends them to S3 and marks them as completed.
        A file that fails does not prevent the others from being attached.

        Args:
            resource_type: Type of the resource: `project`, `data_collection` or `image`.
            resource_id: Its id.
            files: Paths, or a `PixelAttachmentUpload` (or a dict of the same shape) each, with
                names that differ. An empty list attaches nothing.

        Returns:
            The attachments, in the order of `files`.

        Raises:
            PixelInputError: An argument has the wrong type, a file cannot be read, or two names
                are the same; nothing was sent.
            PixelTransferError: S3 refused a file. Its attachment stays `Pending`, and the message
                names it; the other files were attached.
            PixelStatusError: The service responded with an error.
        """
        wanted = _requested(files)
        bodies = _plan(wanted)
        if not bodies:
            return []
        options = self._transfer_config
        sums = [""] * len(bodies)
        done: list[Any] = [None] * len(bodies)
        failed: dict[int, Exception] = {}
        async with FileReaders(options.max_concurrency) as readers:

            async def hash_one(index: int) -> None:
                sums[index] = await readers.md5(bodies[index])

            await each(range(len(bodies)), hash_one, options.max_concurrency)
            created = await self.create_attachments(
                resource_type,
                resource_id,
                [
                    {"name": given.name, "description": given.description, "md5": md5}
                    for given, md5 in zip(wanted, sums, strict=True)
                ],
            )
            pending = _match(bodies, created)
            sender = S3Sender(self._s3_pool(), readers, options, lambda _: None)

            async def send_one(index: int) -> None:
                attachment = pending[index]
                try:
                    target = attachment["upload_file_params"]
                    form = FormTarget(target["url"], target["fields"])
                    await sender.send(BodyTransfer(bodies[index], form, sums[index]))
                except (PixelTransferError, OSError) as error:
                    failed[index] = error
                    return
                done[index] = await self.update_attachment(
                    resource_type, resource_id, attachment["id"], "Completed"
                )

            await each(range(len(bodies)), send_one, options.max_concurrency)
        if failed:
            raise _failure(wanted, pending, failed)
        return done


def _requested(files: object) -> list[PixelAttachmentUpload]:
    if isinstance(files, str | bytes | os.PathLike | Mapping) or not isinstance(files, Iterable):
        raise PixelInputError(
            f"must be a list of paths or of PixelAttachmentUpload, not {files!r};"
            " the arguments are resource_type, resource_id, files",
            operation="add_attachments",
            path="files",
            code=ProblemCode.TYPE,
        )
    return [_attachment(file) for file in files]


def _attachment(given: object) -> PixelAttachmentUpload:
    if isinstance(given, PixelAttachmentUpload):
        return given
    if not isinstance(given, Mapping):
        return PixelAttachmentUpload(file_path(given))
    if "file" not in given or given.keys() - {f.name for f in attrs.fields(PixelAttachmentUpload)}:
        raise PixelInputError(
            "a file to attach has file, name and description, of which file is required;"
            f" not {', '.join(map(repr, given))}",
            operation="add_attachments",
        )
    return PixelAttachmentUpload(**given)


def _plan(wanted: Sequence[PixelAttachmentUpload]) -> list[PlannedBody]:
    """Check all files, and report all problems together."""
    problems, bodies, seen = [], [], dict[str, Path]()
    for given in wanted:
        where = path_text(given.file)
        earlier = seen.setdefault(same_name(given.name), given.file)
        if earlier is not given.file:
            problems.append(f"{where} has the name of {path_text(earlier)}: {given.name!r}")
        try:
            status = given.file.stat()
        except OSError as error:
            problems.append(f"{where}: {error.strerror or type(error).__name__}")
            continue
        if not stat.S_ISREG(status.st_mode):
            problems.append(f"{where} is not a file")
        bodies.append(PlannedBody(given.file, given.name, FileStamp.of(status)))
    if problems:
        raise PixelInputError(problems, operation="add_attachments")
    return bodies


def _match(bodies: Sequence[PlannedBody], created: Sequence[Answer]) -> list[Answer]:
    """Match attachments to files by name: the service guarantees no order."""
    by_name = {same_name(str(answer.get("name"))): answer for answer in created}
    found = [by_name.get(same_name(body.name)) for body in bodies]
    lost = [body.name for body, answer in zip(bodies, found, strict=True) if answer is None]
    if lost:
        raise PixelDecodeError(
            "create_attachments", f"there is no attachment for {', '.join(lost)}", ""
        )
    return [answer for answer in found if answer is not None]


def _failure(
    wanted: Sequence[PixelAttachmentUpload],
    pending: Sequence[Answer],
    failed: Mapping[int, Exception],
) -> PixelTransferError:
    reasons = "; ".join(
        f"{path_text(wanted[index].file)}: {error} (attachment {pending[index]['id']} stays"
        " Pending)"
        for index, error in sorted(failed.items())
    )
    first = failed[min(failed)]
    if isinstance(first, PixelTransferError):
        reason = first.reason
    elif isinstance(first, FileChangedError):
        reason = TransferReason.CHANGED_FILE
    elif isinstance(first, FileNotFoundError):
        reason = TransferReason.MISSING_FILE
    else:
        reason = TransferReason.UNREADABLE_FILE
    failure = PixelTransferError(
        f"{len(failed)} of {len(wanted)} files were not attached: {reasons}",
        reason=reason,
        status_code=getattr(first, "status_code", None),
        s3_code=getattr(first, "s3_code", None),
        attempts=getattr(first, "attempts", 1),
    )
    failure.__cause__ = first
    return failure
