"""Receives S3 forms: validated before the file, streamed to disk, stored when complete."""

import asyncio
import hashlib
import uuid
from base64 import b64encode
from pathlib import Path
from typing import IO

from fastapi import APIRouter, Request, Response
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from ..options import MEBIBYTE, SandboxOptions
from ..recorder import xml_error
from .forms import Grant, S3Error, check_form
from .store import ObjectStore

# Fields are small; a form with larger fields is not one of ours.
MAX_FIELD_BYTES = 64 * 1024
WRITE_BYTES = MEBIBYTE


def form_router(store: ObjectStore, options: SandboxOptions) -> APIRouter:
    """Build the route for S3 forms.

    Args:
        store: The object store.
        options: Options of the sandbox.

    Returns:
        The route, from the root of the server.
    """
    router = APIRouter(tags=["s3"])

    @router.post("/s3/{bucket}")
    @router.post("/s3/{bucket}/")
    async def post_object(request: Request, bucket: str) -> Response:
        """Store the file of a presigned form as an object."""
        incoming = IncomingForm(store, bucket, options.max_post_size)
        try:
            etag = await incoming.receive(request)
        except S3Error as error:
            body = xml_error(error.code, error.message)
            return Response(body, error.status, media_type="application/xml")
        except ClientDisconnect:  # the sender was stopped
            return Response(status_code=400)
        finally:
            incoming.discard()
        assert incoming.grant is not None
        return Response(status_code=incoming.grant.status, headers={"ETag": f'"{etag}"'})

    return router


class IncomingForm:
    """Receives one form.

    Args:
        store: The object store.
        bucket: Bucket the form was sent to.
        largest: Maximum size of a file in bytes.
    """

    def __init__(self, store: ObjectStore, bucket: str, largest: int) -> None:
        self._store = store
        self._bucket = bucket
        self._largest = largest
        self._fields: dict[str, str] = {}
        self._header_name = b""
        self._header_value = b""
        self._part_name: str | None = None
        self._value = bytearray()
        self._problem: S3Error | None = None
        self._file: IO[bytes] | None = None
        self._file_seen = False
        self._path: Path = store.spool / str(uuid.uuid4())
        self._pending = bytearray()
        self._digest = hashlib.md5(usedforsecurity=False)
        self._size = 0
        self._ended = False
        self.grant: Grant | None = None

    async def receive(self, request: Request) -> str:
        """Receive the form and store its file.

        Returns:
            The ETag of the object: its MD5 in hexadecimal.

        Raises:
            S3Error: The form is refused. It is read to its end anyway, so that the sender receives
                the response.
        """
        kind, parameters = parse_options_header(request.headers.get("Content-Type", ""))
        boundary = parameters.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            await _drain(request)
            raise S3Error(412, "PreconditionFailed", "The request must be multipart/form-data.")
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )
        async for chunk in request.stream():
            if self._problem is None:
                self._parse(parser, chunk)
                if len(self._pending) >= WRITE_BYTES:
                    await asyncio.to_thread(self._write)
        return await asyncio.to_thread(self._finish)

    def discard(self) -> None:
        """Remove a received file that was not stored."""
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _parse(self, parser: MultipartParser, chunk: bytes) -> None:
        try:
            parser.write(chunk)
        except S3Error as error:
            self._problem = error
        except (ValueError, UnicodeDecodeError):
            # The parser's own error is a ValueError.
            self._problem = S3Error(
                400, "MalformedPOSTRequest", "The body of the POST is not well-formed form data."
            )

    def _finish(self) -> str:
        self._write()
        if self._problem is not None:
            raise self._problem
        if not self._ended:
            raise S3Error(
                400, "MalformedPOSTRequest", "The body of the POST is not well-formed form data."
            )
        grant = self.grant
        if grant is None or not self._file_seen:
            raise S3Error(
                400, "InvalidArgument", "POST requires exactly one file upload per request."
            )
        if self._size < grant.min_size:
            raise S3Error(400, "EntityTooSmall", "The upload is smaller than the allowed size.")
        digest = self._digest.digest()
        if grant.content_md5 not in (None, b64encode(digest).decode()):
            raise S3Error(
                400, "BadDigest", "The Content-MD5 you specified did not match what we received."
            )
        assert self._file is not None
        self._file.close()
        target = self._store.path(grant.key)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path.replace(target)
        return digest.hex()

    def _write(self) -> None:
        """Write pending data to disk; runs outside the event loop."""
        data, self._pending = self._pending, bytearray()
        if self._problem is not None or self.grant is None:
            return
        if self._file is None:
            self._file = self._path.open("wb")
        self._digest.update(data)
        self._file.write(data)

    def _on_part_begin(self) -> None:
        self._part_name = None
        self._value = bytearray()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            _, parameters = parse_options_header(self._header_value)
            self._part_name = parameters.get(b"name", b"").decode().lower()
        self._header_name = self._header_value = b""

    def _on_headers_finished(self) -> None:
        # Like in S3, parts after the file are ignored.
        if self._part_name == "file" and not self._file_seen:
            self.grant = check_form(
                self._fields, self._bucket, self._store.keys, largest=self._largest
            )
            if self._bucket != self._store.bucket:
                raise S3Error(404, "NoSuchBucket", "The specified bucket does not exist.")
            self._file_seen = True

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._part_name != "file":
            self._value += data[start:end]
            if len(self._value) > MAX_FIELD_BYTES:
                raise S3Error(400, "MaxPostPreDataLengthExceeded", "The fields are too large.")
            return
        assert self.grant is not None
        self._size += end - start
        if self._size > self.grant.max_size:
            raise S3Error(400, "EntityTooLarge", "The upload exceeds the maximum allowed size.")
        self._pending += data[start:end]

    def _on_part_end(self) -> None:
        if self._part_name is not None and self._part_name != "file" and not self._file_seen:
            self._fields[self._part_name] = self._value.decode()

    def _on_end(self) -> None:
        self._ended = True


async def _drain(request: Request) -> None:
    async for _ in request.stream():
        pass
