"""The client of Geodata Pixel: `get_client()` is its door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import models
from .client import PixelClientAsync
from .exceptions import PixelError
from .factory import get_client
from .options import (
    DEFAULT_MAX_CONCURRENCY,
    DEFAULT_PIXEL_TIMEOUT,
    DEFAULT_UPLOAD_RETRIES,
    DEFAULT_UPLOAD_TIMEOUT,
    PixelClientKwargs,
)
from .settings import PixelApiSettings
from .uploads.files import PixelUploadFile

if TYPE_CHECKING:
    from pixel_api.models import *  # noqa: F403

    from .sync import PixelClient

    __version__: str

__all__ = [
    "DEFAULT_MAX_CONCURRENCY",
    "DEFAULT_PIXEL_TIMEOUT",
    "DEFAULT_UPLOAD_RETRIES",
    "DEFAULT_UPLOAD_TIMEOUT",
    "PixelApiSettings",
    "PixelClient",
    "PixelClientAsync",
    "PixelClientKwargs",
    "PixelError",
    "PixelUploadFile",
    "get_client",
]


def __getattr__(name: str) -> Any:
    # What an import of the package need not pay for is loaded when it is first asked for.
    if name == "PixelClient":
        from .sync import PixelClient

        return PixelClient
    if name == "__version__":
        from importlib.metadata import version

        return version("pixel-client")
    if name in models.__all__:
        return getattr(models, name)
    raise AttributeError(f"module 'pixel_client' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *models.__all__, "__version__"})
