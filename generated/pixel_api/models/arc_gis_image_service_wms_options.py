# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class ArcGISImageServiceWMSOptions(ModelDict):
    """The WMS side of an image service."""

    enable: bool = True
    """ Whether to serve WMS. Default true. """
    supported_srids: list[int] | Unset = UNSET
    """ EPSG codes of the coordinate systems to serve. """
    abstract: str | Unset = UNSET
    """ Abstract in the capabilities document. """
    keywords: list[str] | Unset = UNSET
    """ Keywords in the capabilities document. """
    title: str | Unset = UNSET
    """ Title in the capabilities document. """

    _names: ClassVar[dict[str, str]] = {
        "enable": "enable",
        "supported_srids": "supported_srids",
        "abstract": "abstract",
        "keywords": "keywords",
        "title": "title",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"enable": truth, "supported_srids": Items(whole)}
    _required: ClassVar[frozenset[str]] = frozenset({"enable"})

    def __init__(
        self,
        *,
        enable: bool = True,
        supported_srids: Sequence[int] | None | Unset = UNSET,
        abstract: str | None | Unset = UNSET,
        keywords: Sequence[str] | None | Unset = UNSET,
        title: str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "enable": enable,
                "supported_srids": supported_srids,
                "abstract": abstract,
                "keywords": keywords,
                "title": title,
            }
        )
