"""The client of Geodata Pixel: `get_client()` is its door.

What the package offers is loaded when it is first asked for, so that an import costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import models
    from .client import PixelClientAsync
    from .exceptions import PixelError
    from .factory import get_client
    from .models import *  # noqa: F403
    from .options import (
        DEFAULT_MAX_CONCURRENCY,
        DEFAULT_PIXEL_TIMEOUT,
        DEFAULT_UPLOAD_RETRIES,
        DEFAULT_UPLOAD_TIMEOUT,
        PixelClientKwargs,
    )
    from .settings import PixelApiSettings
    from .sync import PixelClient
    from .uploads.inputs.input_file import PixelUploadFile

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
if TYPE_CHECKING:  # what may be imported by name; what `import *` brings, __getattr__ says
    __all__ += models.__all__
_OWN: list[str] = globals().pop("__all__")
_HOMES = {
    "PixelApiSettings": "settings",
    "PixelClient": "sync",
    "PixelClientAsync": "client",
    "PixelError": "exceptions",
    "PixelUploadFile": "uploads.inputs.input_file",
    "get_client": "factory",
}


def __getattr__(name: str) -> Any:
    if name in {*_HOMES.values(), "models", "options", "types", "uploads"}:
        return import_module(f".{name}", __name__)
    if name == "__all__":
        return sorted({*_OWN, *import_module(".models", __name__).__all__})
    if name == "__version__":
        return import_module("importlib.metadata").version("pixel-client")
    home = import_module(f".{_HOMES.get(name, 'options' if name in _OWN else 'models')}", __name__)
    if name not in _OWN and name not in dir(home):
        raise AttributeError(f"module 'pixel_client' has no attribute {name!r}")
    return globals().setdefault(name, getattr(home, name))


def __dir__() -> list[str]:
    return sorted({*_OWN, *dir(import_module(".models", __name__)), "__version__"})
