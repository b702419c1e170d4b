"""Parts of a multipart upload, within S3's limits."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ...core.text import human_size
from ...exceptions import PixelInputError, ProblemCode

__all__ = [
    "DEFAULT_PART_BYTES",
    "MAX_SINGLE_BYTES",
    "Part",
    "check_part_size",
    "part_size_for",
    "parts_of",
]

_MIB = 1024**2
_GIB = 1024**3

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
MIN_PART_BYTES = 5 * _MIB
MAX_PART_BYTES = 5 * _GIB
MAX_PARTS = 10_000
MAX_SINGLE_BYTES = 5 * _GIB

DEFAULT_PART_BYTES = 64 * _MIB
"""Long enough that a part's round trips do not count, short enough to send again."""


@attrs.frozen
class Part:
    """A range of a file.

    Attributes:
        number: From 1.
        offset: First byte, from 0.
        length: Bytes.
    """

    number: int
    offset: int
    length: int


def check_part_size(part_size: int | None) -> None:
    """Refuse a part size that S3 would not take.

    Raises:
        PixelInputError: Not a whole number from 5 MiB to 5 GiB.
    """
    if part_size is None:
        return
    if isinstance(part_size, bool) or not isinstance(part_size, int):
        raise PixelInputError(
            f"is a number of bytes, not {part_size!r}",
            path="multipart_part_size",
            code=ProblemCode.TYPE,
        )
    if not MIN_PART_BYTES <= part_size <= MAX_PART_BYTES:
        raise PixelInputError(
            f"is {part_size}, which is out of range: S3 takes parts of "
            f"{MIN_PART_BYTES} (5 MiB) to {MAX_PART_BYTES} (5 GiB) bytes",
            path="multipart_part_size",
            code=ProblemCode.RANGE,
            allowed={"minimum": MIN_PART_BYTES, "maximum": MAX_PART_BYTES},
        )


def part_size_for(size: int, wanted: int | None = None) -> int:
    """The part size to use for a file.

    Args:
        size: The file's size in bytes.
        wanted: The caller's part size in bytes, or None for 64 MiB.

    Returns:
        That size, or the smallest whole number of MiB above it that gives at most 10,000 parts.

    Raises:
        ValueError: The file is too big for 10,000 parts of 5 GiB.
    """
    part_size = wanted or DEFAULT_PART_BYTES
    if size <= part_size * MAX_PARTS:
        return part_size
    grown = -(-size // MAX_PARTS)
    grown = -(-grown // _MIB) * _MIB
    if grown > MAX_PART_BYTES:
        raise ValueError(
            f"it is {human_size(size)}, more than S3's {MAX_PARTS} parts of 5 GiB can hold"
        )
    return grown


def parts_of(size: int, part_size: int) -> Iterator[Part]:
    """Cut a file into parts of `part_size` bytes; the last may be smaller."""
    for number, offset in enumerate(range(0, size, part_size), start=1):
        yield Part(number, offset, min(part_size, size - offset))
