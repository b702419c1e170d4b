"""The MD5 hashes of a file, its parts and its support files."""

from __future__ import annotations

import base64

import attrs

__all__ = ["FileHashes", "md5_hex"]


@attrs.frozen
class FileHashes:
    """Base64 MD5 sums.

    Attributes:
        main: Of the file, or of each of its parts in order.
        support: Of each support file in order.
    """

    main: tuple[str, ...]
    support: tuple[str, ...]


def md5_hex(md5: str) -> str:
    """A base64 MD5 as S3 spells it in an ETag."""
    return base64.b64decode(md5).hex()
