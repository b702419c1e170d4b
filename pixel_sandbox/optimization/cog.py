"""Creates COGs: tiled GeoTIFFs with overviews, and no-data in place of the border."""

from pathlib import Path
from typing import Any

import numpy
import rasterio
from rasterio.enums import ColorInterp
from rio_cogeo.cogeo import cog_translate

from .border import border, colour_bands

PROFILE = {
    "driver": "GTiff",
    "interleave": "pixel",
    "tiled": True,
    "blockxsize": 512,
    "blockysize": 512,
    "compress": "DEFLATE",
    "BIGTIFF": "IF_SAFER",
}


def make_cog(source: Path, target: Path, options: dict[str, Any]) -> None:
    """Create an optimised raster.

    Args:
        source: The raster.
        target: The COG to write; a temporary copy is written to the same folder.
        options: The creation_options: nearblack_options and overview_resampling.

    Raises:
        OptimizationError: The raster is too large for the removal of its border.
    """
    nearblack = options["nearblack_options"]
    without_border = target.with_name(f"{target.name}.border.tif")
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        try:
            if nearblack["enabled"]:
                _remove_border(source, without_border, nearblack)
                source = without_border
            with rasterio.open(source) as dataset:
                masked = "alpha" in _kinds(dataset) or dataset.nodata is not None
                cog_translate(
                    dataset,
                    target,
                    PROFILE,
                    add_mask=nearblack["enabled"] and not masked,
                    overview_resampling=options["overview_resampling"],
                    in_memory=False,
                    quiet=True,
                )
        finally:
            without_border.unlink(missing_ok=True)


def _remove_border(source: Path, target: Path, nearblack: dict[str, Any]) -> None:
    """Copy a raster, with no-data in place of its border."""
    with rasterio.open(source) as dataset:
        found = border(dataset, nearblack["color"], nearblack["algorithm"])
        nodata, transparent = dataset.nodata, "alpha" in _kinds(dataset)
        profile = {
            "driver": "GTiff",
            "dtype": dataset.dtypes[0],
            "count": dataset.count,
            "width": dataset.width,
            "height": dataset.height,
            "crs": dataset.crs,
            "transform": dataset.transform,
            "nodata": nodata,
            "compress": "deflate",
            "tiled": True,
            "BIGTIFF": "IF_SAFER",
        }
        bands = colour_bands(dataset)
        with rasterio.open(target, "w", **profile) as copy:
            copy.colorinterp = dataset.colorinterp
            for _, window in copy.block_windows(1):
                block, outside = dataset.read(window=window), found[window.toslices()]
                if nodata is not None:
                    block[[number - 1 for number in bands], :, :] = numpy.where(
                        outside, nodata, block[[number - 1 for number in bands]]
                    )
                if transparent:
                    block[_kinds(dataset).index("alpha")][outside] = 0
                copy.write(block, window=window)
                if nodata is None and not transparent:
                    inside = (dataset.dataset_mask(window=window) != 0) & ~outside
                    copy.write_mask(inside, window=window)


def _kinds(dataset: Any) -> list[str]:
    interpretations: tuple[ColorInterp, ...] = dataset.colorinterp
    return [each.name for each in interpretations]
