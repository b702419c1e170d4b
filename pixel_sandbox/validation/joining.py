"""Joins the parts of a multipart upload, if they are complete and as announced."""

from base64 import b64decode

from ..database import UploadJob
from ..storage.store import MultipartError, ObjectStore
from .problem import ValidationError


def join_parts(upload: UploadJob, store: ObjectStore) -> str | None:
    """Join the parts into the object; does nothing when it exists.

    Args:
        upload: The upload job; one without parts is ignored.
        store: The object store.

    Returns:
        The reason of a failure, for people; None on success.
    """
    # A repeated call must find the object, not a half-removed upload.
    with store.joining:
        if upload.upload_id is None or store.path(upload.key).is_file():
            return None
        try:
            etags = _check_parts(upload, store.received_parts(upload.key, upload.upload_id))
            store.complete_multipart(upload.key, upload.upload_id, etags)
        except MultipartError as error:
            return f"{upload.name}: {error}"
        except ValidationError as error:
            store.abort_multipart(upload.key, upload.upload_id)
            return str(error)
    return None


def _check_parts(upload: UploadJob, received: dict[int, tuple[int, str]]) -> dict[int, str]:
    """Compare the parts in S3 with the announced ones; returns the ETags by part number."""
    etags: dict[int, str] = {}
    for part in sorted(upload.parts, key=lambda part: int(part["part_number"])):
        number = part["part_number"]
        which = f"part {number} of {len(upload.parts)} of {upload.name}"
        if number not in received:
            raise ValidationError(
                f"{which} was never received; send every part, then finish the upload"
            )
        size, etag = received[number]
        if size != part["content_length"]:
            raise ValidationError(
                f"{which} has {size} bytes; {part['content_length']} were announced"
            )
        if etag.strip('"') != b64decode(part["md5"]).hex():
            raise ValidationError(f"{which} does not have the announced MD5")
        etags[number] = etag
    return etags
