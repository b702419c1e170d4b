"""Makes COPC: a LAZ 1.4 whose points lie in an octree, coarse ones first."""

from collections.abc import Iterator
from pathlib import Path

import numpy
from numpy.typing import NDArray

from ..validation.point_clouds import coordinate_systems
from .problem import OptimizationError

# Point formats that COPC takes, by whether a format has colour and near infrared.
PLAIN, COLOUR, INFRARED = 6, 7, 8
WITH_COLOUR, WITH_INFRARED = {2, 3, 5, 7}, {8, 10}
# A node keeps one point for each cell of a grid this fine, and hands the rest to its children.
CELLS_A_SIDE = 128
# A node with no more points than this keeps them all.
LEAF_POINTS = 50_000
MAX_DEPTH = 20

Key = tuple[int, int, int, int]
Numbers = NDArray[numpy.int64]


def make_copc(source: Path, target: Path) -> None:
    """Make an optimised point cloud.

    Args:
        source: The LAS or LAZ file.
        target: The COPC file to write.

    Raises:
        OptimizationError: It has no points, or a package is missing.
    """
    import laspy

    try:
        import copclib
    except ModuleNotFoundError:
        reason = "making COPC takes the package copclib, which is not installed"
        raise OptimizationError(reason) from None

    cloud = laspy.read(source)
    if not len(cloud.points):
        raise OptimizationError("it has no points")
    system = next(coordinate_systems(cloud.header), None)
    cloud.remove_extra_dims(list(cloud.point_format.extra_dimension_names))
    cloud = laspy.convert(
        cloud, point_format_id=_format(cloud.header.point_format.id), file_version="1.4"
    )
    header = cloud.header
    config = copclib.CopcConfigWriter(
        header.point_format.id,
        copclib.Vector3(*map(float, header.scales)),
        copclib.Vector3(*map(float, header.offsets)),
        "" if system is None else system.to_wkt(),
    )
    low = numpy.array([cloud.x.min(), cloud.y.min(), cloud.z.min()])
    high = numpy.array([cloud.x.max(), cloud.y.max(), cloud.z.max()])
    # A little wider, so that the outermost points lie within.
    side = float((high - low).max()) * 1.0001 or 1.0
    config.las_header.min, config.las_header.max = copclib.Vector3(*low), copclib.Vector3(*high)
    center = low + side / 2
    info = config.copc_info
    info.center_x, info.center_y, info.center_z = map(float, center)
    info.halfsize, info.spacing = side / 2, side / CELLS_A_SIDE
    places = numpy.stack([cloud.x, cloud.y, cloud.z], axis=1)
    grid = ((places - low) / side * CELLS_A_SIDE * 2**MAX_DEPTH).astype(numpy.int64)
    writer = copclib.FileWriter(str(target), config)
    try:
        for key, chosen in nodes(grid):
            raw = numpy.ascontiguousarray(cloud.points.array[chosen]).view(numpy.int8)
            writer.AddNode(copclib.VoxelKey(*key), copclib.VectorChar(raw))
    finally:
        writer.Close()


def nodes(grid: Numbers) -> Iterator[tuple[Key, Numbers]]:
    """Spread points over an octree.

    Args:
        grid: x, y and z of each point in cells of the finest level.

    Yields:
        The key of a node (depth, x, y, z) and the indices of its points; each point once.
    """
    waiting: list[tuple[Key, Numbers]] = [((0, 0, 0, 0), numpy.arange(len(grid)))]
    while waiting:
        key, inside = waiting.pop()
        depth = key[0]
        if len(inside) <= LEAF_POINTS or depth == MAX_DEPTH:
            yield key, inside
            continue
        cells = grid[inside] >> (MAX_DEPTH - depth)
        _, first = numpy.unique(cells, axis=0, return_index=True)
        yield key, inside[first]
        rest = numpy.delete(inside, first)
        # Which half of the node, in each direction.
        halves = (grid[rest] >> (MAX_DEPTH - depth + 6)) & 1
        for octant in numpy.unique(halves, axis=0):
            x, y, z = (2 * number + int(half) for number, half in zip(key[1:], octant, strict=True))
            its_own = rest[(halves == octant).all(axis=1)]
            waiting.append(((depth + 1, x, y, z), its_own))


def _format(number: int) -> int:
    if number in WITH_INFRARED:
        return INFRARED
    return COLOUR if number in WITH_COLOUR else PLAIN
