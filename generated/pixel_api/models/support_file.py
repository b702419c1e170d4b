# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class SupportFile(ModelDict):
    """A file that belongs to another, such as a world file (`.tfw`) or a `.prj`."""

    name: str
    """ Name of the file, without its folder. """
    md5: str
    """ MD5 of the whole file, 16 bytes in base64 (24 characters). """

    _names: ClassVar[dict[str, str]] = {"name": "name", "md5": "md5"}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "md5"})

    def __init__(self, *, name: str, md5: str) -> None:
        self._fill({"name": name, "md5": md5})
