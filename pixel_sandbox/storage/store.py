"""The object store: presigned requests, multipart uploads, and files on disk."""

import contextlib
import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote

from ..options import SandboxOptions
from .forms import Keys
from .rclone import Rclone

REGION = "eu-north-1"


class Part(TypedDict):
    """A part as announced in the upload job."""

    part_number: int
    md5: str
    content_length: int


class MultipartError(Exception):
    """A multipart upload cannot be completed, for the reason in the message."""


@dataclass(frozen=True, kw_only=True)
class PresignedForm:
    """A presigned form: its URL, and the fields before the file."""

    url: str
    fields: dict[str, str]


class ObjectStore:
    """The bucket of the sandbox and the S3 server over it.

    Args:
        folder: Folder for the objects; created if it does not exist.
        options: Options of the sandbox.
    """

    def __init__(self, folder: Path, options: SandboxOptions) -> None:
        self._options = options
        self._root = folder / "objects"
        self.bucket = f"pixel-{quote(options.tenant.lower(), safe='')}"
        self.spool = folder / "incoming"
        self.keys = Keys(
            access_key=f"SANDBOX{secrets.token_hex(6).upper()}",
            secret_key=secrets.token_hex(20),
            region=REGION,
        )
        self._rclone = Rclone(self._root, self.keys.access_key, self.keys.secret_key)
        self._client: Any = None
        self._client_lock = threading.Lock()
        self._warming: threading.Thread | None = None
        self.form_url = ""
        # Held while parts are joined.
        self.joining = threading.Lock()

    @property
    def url(self) -> str:
        """URL of the S3 server."""
        return self._rclone.url

    @property
    def pid(self) -> int:
        """Process id of the S3 server."""
        return self._rclone.pid

    def launch(self) -> None:
        """Start the S3 server without waiting for it."""
        (self._root / self.bucket).mkdir(parents=True, exist_ok=True)
        self.spool.mkdir(parents=True, exist_ok=True)
        # Incomplete files of a killed process.
        for leftover in self.spool.iterdir():
            leftover.unlink()
        self._rclone.launch()

    def wait(self) -> None:
        """Wait until the S3 server responds, and load the signing library in the background."""
        self._rclone.wait()
        self._warming = threading.Thread(target=self._s3, name="pixel-sandbox-boto", daemon=True)
        self._warming.start()

    def stop(self) -> None:
        """Stop the S3 server."""
        if self._warming is not None:
            self._warming.join()
        self._rclone.stop()
        with self._client_lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def path(self, key: str) -> Path:
        """The path of an object's file."""
        return self._root / self.bucket / key

    def remove(self, key: str) -> None:
        """Remove an object and its folder; does nothing when it does not exist."""
        path = self.path(key)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def presign_form(self, key: str, md5: str) -> PresignedForm:
        """Presign a form for one object with a given MD5.

        Args:
            key: Key of the object.
            md5: Base64 MD5 of the content.

        Returns:
            The URL and fields of the form.
        """
        post = self._s3().generate_presigned_post(
            self.bucket,
            key,
            Fields={"Content-MD5": md5},
            Conditions=[
                {"Content-MD5": md5},
                ["content-length-range", 0, self._options.max_post_size],
            ],
            ExpiresIn=self._options.presign_lifetime,
        )
        return PresignedForm(url=self.form_url, fields=dict(post["fields"]))

    def begin_multipart(self, key: str) -> str:
        """Begin a multipart upload; returns its upload id."""
        return str(self._s3().create_multipart_upload(Bucket=self.bucket, Key=key)["UploadId"])

    def presign_parts(
        self, key: str, upload_id: str, parts: Sequence[Part]
    ) -> list[dict[str, Any]]:
        """Presign a PUT for each part of a multipart upload, with its MD5 as a signed header."""
        sign = self._s3().generate_presigned_url
        return [
            {
                "part_number": part["part_number"],
                "url": sign(
                    "upload_part",
                    Params={
                        "Bucket": self.bucket,
                        "Key": key,
                        "UploadId": upload_id,
                        "PartNumber": part["part_number"],
                        "ContentMD5": part["md5"],
                    },
                    ExpiresIn=self._options.presign_lifetime,
                ),
                "headers": {"Content-MD5": part["md5"]},
            }
            for part in parts
        ]

    def received_parts(self, key: str, upload_id: str) -> dict[int, tuple[int, str]]:
        """List the received parts of a multipart upload.

        Returns:
            Size in bytes and quoted ETag by part number.

        Raises:
            MultipartError: S3 does not, or no longer, have the upload.
        """
        from botocore.exceptions import ClientError

        pages = self._s3().get_paginator("list_parts")
        try:
            return {
                part["PartNumber"]: (part["Size"], part["ETag"])
                for page in pages.paginate(Bucket=self.bucket, Key=key, UploadId=upload_id)
                for part in page.get("Parts", [])
            }
        except ClientError as error:
            raise _lost(error) from None

    def complete_multipart(self, key: str, upload_id: str, etags: dict[int, str]) -> None:
        """Join the parts of a multipart upload into the object.

        Args:
            key: Key of the object.
            upload_id: The upload.
            etags: ETag of each part by part number.

        Raises:
            MultipartError: S3 refused the request.
        """
        from botocore.exceptions import ClientError

        listed = [{"PartNumber": n, "ETag": etags[n]} for n in sorted(etags)]
        try:
            self._s3().complete_multipart_upload(
                Bucket=self.bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": listed}
            )
        except ClientError as error:
            raise _lost(error) from None

    def abort_multipart(self, key: str, upload_id: str) -> None:
        """Abort a multipart upload and drop its parts; does nothing when it does not exist."""
        from botocore.exceptions import ClientError

        try:
            self._s3().abort_multipart_upload(Bucket=self.bucket, Key=key, UploadId=upload_id)
        except ClientError:
            return

    def _s3(self) -> Any:
        """The S3 client, created on first use, since boto3 is slow to import."""
        with self._client_lock:
            if self._client is None:
                import boto3
                from botocore.config import Config

                # At level DEBUG it logs signed requests with their signatures.
                logging.getLogger("botocore").setLevel(logging.INFO)

                self._client = boto3.session.Session().client(
                    "s3",
                    endpoint_url=self.url,
                    region_name=REGION,
                    aws_access_key_id=self.keys.access_key,
                    aws_secret_access_key=self.keys.secret_key,
                    config=Config(
                        signature_version="s3v4",
                        s3={"addressing_style": "path"},
                        request_checksum_calculation="when_required",
                        response_checksum_validation="when_required",
                        proxies={},
                    ),
                )
            return self._client


def _lost(error: Any) -> MultipartError:
    code = error.response.get("Error", {}).get("Code", "unknown error")
    if code == "NoSuchUpload":
        return MultipartError(
            "S3 no longer has the multipart upload: a part was refused, or the server was restarted"
            " before all parts were received. Create a new upload job and send every part again"
        )
    return MultipartError(f"S3 could not join the parts ({code})")
