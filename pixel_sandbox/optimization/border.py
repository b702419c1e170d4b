"""Finds the nearly black, white or grey border of a raster."""

from typing import Any

import numpy
from numpy.typing import NDArray

from .problem import OptimizationError

# Tolerance of pixel values, as in GDAL's nearblack.
TOLERANCE = 15
COLOURS = {"black": 0, "white": 255}
# The border is computed in memory, with a few bytes per pixel.
MAX_CELLS = 200_000_000

Mask = NDArray[numpy.bool_]


def border(dataset: Any, colour: str | int, algorithm: str) -> Mask:
    """Find the border of a raster.

    Args:
        dataset: The open raster.
        colour: `black`, `white` or a grey value, 0 to 255.
        algorithm: `twopasses` follows rows and columns from outside to the first pixel of another
            colour; `floodfill` also finds pixels around corners.

    Returns:
        A mask of its pixels.

    Raises:
        OptimizationError: The raster is too large.
    """
    cells = dataset.width * dataset.height
    if cells > MAX_CELLS:
        raise OptimizationError(
            f"it has {cells} pixels; nearblack_options supports at most {MAX_CELLS} here"
        )
    value = COLOURS[colour] if isinstance(colour, str) else colour
    near = numpy.zeros(dataset.shape, dtype=bool)
    bands = colour_bands(dataset)
    for _, window in dataset.block_windows(1):
        block = dataset.read(bands, window=window).astype(numpy.float64)
        like = (abs(block - value) <= TOLERANCE).all(axis=0)
        # Pixels without data do not end the border.
        near[window.toslices()] = like | (dataset.dataset_mask(window=window) == 0)
    return _flooded(near) if algorithm == "floodfill" else _seen_from_outside(near)


def colour_bands(dataset: Any) -> list[int]:
    """The numbers of all bands except alpha."""
    kinds = [interpretation.name for interpretation in dataset.colorinterp]
    return [number for number, kind in enumerate(kinds, 1) if kind != "alpha"]


def _seen_from_outside(near: Mask) -> Mask:
    found = numpy.zeros_like(near)
    for view in (
        (near, found),
        (near[::-1], found[::-1]),
        (near[:, ::-1].T, found[:, ::-1].T),
        (near.T, found.T),
    ):
        source, target = view
        target |= numpy.logical_and.accumulate(source, axis=0)
    return found


def _flooded(near: Mask) -> Mask:
    """All pixels connected to the edge by their sides."""
    from rasterio.features import rasterize, shapes

    height, width = near.shape
    at_edge = []
    for shape, _ in shapes(near.astype(numpy.uint8), mask=near, connectivity=4):
        x, y = zip(*shape["coordinates"][0], strict=True)
        if min(x) == 0 or min(y) == 0 or max(x) == width or max(y) == height:
            at_edge.append(shape)
    if not at_edge:
        return numpy.zeros_like(near)
    flooded: Mask = rasterize(at_edge, out_shape=near.shape, dtype="uint8").astype(bool)
    return flooded
