"""Rules for the files of one create call, beside the schema of each."""

from collections.abc import Sequence

from .bodies import AttachmentFile, MultipartUploadFile, UploadFile
from .dependencies import invalid


def check_names(files: Sequence[UploadFile | MultipartUploadFile | AttachmentFile]) -> None:
    """Refuse duplicate file names in one call; arguments and errors as for `check_files`."""
    seen: set[str] = set()
    for index, file in enumerate(files):
        if file.name in seen:
            invalid(
                f"the name {file.name!r} occurs twice in this call", "body", "files", index, "name"
            )
        seen.add(file.name)


def check_files(files: Sequence[UploadFile | MultipartUploadFile]) -> None:
    """Refuse duplicate names of files, or of the support files of one file.

    Args:
        files: The files of the call.

    Raises:
        RequestValidationError: A name occurs twice.
    """
    check_names(files)
    for index, file in enumerate(files):
        beside = {file.name}
        for number, support_file in enumerate(file.support_files):
            if support_file.name in beside:
                where = ("body", "files", index, "support_files", number, "name")
                invalid(f"the name {support_file.name!r} occurs twice for this file", *where)
            beside.add(support_file.name)


def check_parts(files: Sequence[MultipartUploadFile], min_part_size: int) -> None:
    """Refuse parts that S3 cannot join.

    Args:
        files: The files of the call.
        min_part_size: Minimum size in bytes of a part that is not the last.

    Raises:
        RequestValidationError: The numbers are not 1, 2, 3 …, or a part is too small.
    """
    for index, file in enumerate(files):
        numbers = [part.part_number for part in file.parts]
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            message = "part numbers must be 1, 2, 3 … without a gap"
            invalid(message, "body", "files", index, "parts")
        for position, part in enumerate(file.parts):
            is_last = part.part_number == len(numbers)
            if part.content_length < min_part_size and not is_last:
                where = ("body", "files", index, "parts", position, "content_length")
                invalid(f"every part but the last must have at least {min_part_size} bytes", *where)
