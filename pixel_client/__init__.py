"""The client of Geodata Pixel: `get_client()` is its door.

What the package offers is loaded when it is first asked for, so that an import costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pixel_api.models import *  # noqa: F403

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
    from .sync import PixelClient
    from .uploads.files import PixelUploadFile

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

_HOMES = {
    "PixelApiSettings": "settings",
    "PixelClient": "sync",
    "PixelClientAsync": "client",
    "PixelError": "exceptions",
    "PixelUploadFile": "uploads.files",
    "get_client": "factory",
}


def __getattr__(name: str) -> Any:
    if name in ("client", "exceptions", "factory", "models", "options", "settings", "uploads"):
        return import_module(f".{name}", __name__)
    if name == "__version__":
        from importlib.metadata import version

        return version("pixel-client")
    home = import_module(
        f".{_HOMES.get(name, 'options' if name in __all__ else 'models')}", __name__
    )
    if name not in __all__ and name not in home.__all__:
        raise AttributeError(f"module 'pixel_client' has no attribute {name!r}")
    return globals().setdefault(name, getattr(home, name))


def __dir__() -> list[str]:
    from . import models

    return sorted({*__all__, *models.__all__, "__version__"})
