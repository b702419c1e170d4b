# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Parser, whole


@_attrs_define(eq=False, repr=False, init=False)
class FilePart(ModelDict):
    """A part of a file. All but the last have 5 MiB to 5 GiB."""

    part_number: int
    """ Number of the part, counted from 1, at most 10,000. """
    md5: str
    """ MD5 of the part, 16 bytes in base64 (24 characters). """
    content_length: int
    """ Size of the part in bytes, at most 5 GiB. """

    _names: ClassVar[dict[str, str]] = {
        "part_number": "part_number",
        "md5": "md5",
        "content_length": "content_length",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"part_number": whole, "content_length": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"part_number", "md5", "content_length"})

    def __init__(self, *, part_number: int, md5: str, content_length: int) -> None:
        self._fill({"part_number": part_number, "md5": md5, "content_length": content_length})
