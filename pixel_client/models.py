"""Models of the contract under their public names, loaded when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pixel_api.models

if TYPE_CHECKING:
    from pixel_api.models import *  # noqa: F403

__all__ = list(pixel_api.models.__all__)


def __getattr__(name: str) -> Any:
    return getattr(pixel_api.models, name)


def __dir__() -> list[str]:
    return sorted(__all__)
