# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, whole


@_attrs_define(eq=False, repr=False, init=False)
class UploadJobsFinishInput(ModelDict):
    """Upload jobs whose files are all in place."""

    job_ids: list[int]
    """ Ids of the upload jobs. """

    _names: ClassVar[dict[str, str]] = {"job_ids": "job_ids"}
    _text_readers: ClassVar[dict[str, Parser]] = {"job_ids": Items(whole)}
    _required: ClassVar[frozenset[str]] = frozenset({"job_ids"})

    def __init__(self, *, job_ids: Sequence[int]) -> None:
        self._fill({"job_ids": job_ids})
