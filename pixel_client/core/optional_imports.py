"""Imports of optional libraries; an error names the extra that installs them."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from ..exceptions import PixelInputError

__all__ = ["need"]

_EXTRA = {
    "antimeridian": "geo",
    "geopandas": "geo",
    "jsonschema": "geo",
    "laspy": "imagery",
    "numpy": "imagery",
    "openpyxl": "geo",
    "pandas": "geo",
    "pyarrow": "geo",
    "pyproj": "imagery",
    "pystac": "geo",
    "rasterio": "imagery",
    "shapely": "imagery",
}


def need(module: str) -> Any:
    """Import a library, or say how to install it.

    Args:
        module: Its name, with submodules if they are needed (`pyarrow.parquet`).

    Raises:
        PixelInputError: It is not installed, and the message names the extra; or it is broken.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        top = module.partition(".")[0]
        if importlib.util.find_spec(top) is not None:
            raise PixelInputError(f"{top} is installed, but cannot be imported: {error}") from error
        raise PixelInputError(
            f"this needs {top}, which is not installed: "
            f"pip install 'pixel-client[{_EXTRA.get(top, 'imagery')}]'"
        ) from error
