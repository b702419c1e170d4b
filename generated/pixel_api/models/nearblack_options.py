# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Parser, truth, whole

if TYPE_CHECKING:
    from ..models.nearblack_color_name import NearblackColorName, NearblackColorNameValue
    from ..models.nearblack_options_algorithm import (
        NearblackOptionsAlgorithm,
        NearblackOptionsAlgorithmValue,
    )


@_attrs_define(eq=False, repr=False, init=False)
class NearblackOptions(ModelDict):
    """Turns a nearly black (or white) border around a raster into no-data."""

    enabled: bool
    """ Whether to remove the border. """
    color: int | NearblackColorName = "black"
    """ Colour of the border: `black` (default), `white` or a grey value, 0 to 255. """
    algorithm: NearblackOptionsAlgorithm = "twopasses"
    """ Algorithm that finds the border: `twopasses` (default) or `floodfill`. """

    _names: ClassVar[dict[str, str]] = {
        "enabled": "enabled",
        "color": "color",
        "algorithm": "algorithm",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"enabled": truth, "color": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"enabled", "color", "algorithm"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"algorithm": ("floodfill", "twopasses")}

    def __init__(
        self,
        *,
        enabled: bool,
        color: NearblackColorNameValue | int = "black",
        algorithm: NearblackOptionsAlgorithmValue = "twopasses",
    ) -> None:
        self._fill({"enabled": enabled, "color": color, "algorithm": algorithm})
