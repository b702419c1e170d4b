"""Creates COPC files: LAZ 1.4 with the points in an octree, coarse levels first."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

import numpy
from numpy.typing import NDArray

from ..validation.point_clouds import coordinate_systems
from .problem import OptimizationError

# Point formats of COPC: without colour, with colour, with near infrared.
PLAIN, COLOUR, INFRARED = 6, 7, 8
WITH_COLOUR, WITH_INFRARED = {2, 3, 5, 7}, {8, 10}
# A node keeps one point per cell of such a grid, and passes the rest to its children.
CELLS_A_SIDE = 128
# A node with at most this many points keeps all.
LEAF_POINTS = 50_000
MAX_DEPTH = 20

# Records of COPC 1.0, copc.io: the octree and its list of nodes; of a node its key, offset and
# size of its points in bytes, and their number.
INFO_RECORD, HIERARCHY_RECORD, WKT_RECORD = 1, 1000, 2112
INFO = struct.Struct("<5d2Q2d88x")
ENTRY = struct.Struct("<4iQ2i")
EVLR = struct.Struct("<2x16sHQ32s")

Key = tuple[int, int, int, int]
Numbers = NDArray[numpy.int64]
Node = tuple[Key, Numbers]


def make_copc(source: Path, target: Path) -> None:
    """Create an optimised point cloud.

    Args:
        source: The LAS or LAZ file.
        target: The COPC file to write.

    Raises:
        OptimizationError: It has no points.
    """
    import laspy

    cloud = laspy.read(source)
    if not len(cloud.points):
        raise OptimizationError("it has no points")
    system = next(coordinate_systems(cloud.header), None)
    cloud.remove_extra_dims(list(cloud.point_format.extra_dimension_names))
    cloud = laspy.convert(
        cloud, point_format_id=_format(cloud.header.point_format.id), file_version="1.4"
    )
    cloud.update_header()
    cloud.header.vlrs.clear()
    cloud.header.global_encoding.wkt = True  # required by these formats
    places = numpy.stack([cloud.x, cloud.y, cloud.z], axis=1)
    low = places.min(axis=0)
    # No wider than the points: some readers use the cube as extent. The last cell is closed.
    side = float((places.max(axis=0) - low).max()) or 1.0
    cells = CELLS_A_SIDE * 2**MAX_DEPTH
    grid = ((places - low) / side * cells).astype(numpy.int64).clip(max=cells - 1)
    cube = (*(float(each) + side / 2 for each in low), side / 2, side / CELLS_A_SIDE)
    with target.open("w+b") as file:
        _write(file, cloud, "" if system is None else system.to_wkt(), cube, nodes(grid))


def _write(
    file: BinaryIO, cloud: Any, wkt: str, cube: Sequence[float], tree: Iterable[Node]
) -> None:
    """Write the file: header, one chunk of points per node, and the list of chunks."""
    import lazrs
    from laspy import VLR
    from laspy.vlrs.known import LasZipVlr

    header = cloud.header
    packing = lazrs.LazVlr.new_for_compression(
        header.point_format.id, 0, use_variable_size_chunks=True
    )
    about = VLR("copc", INFO_RECORD, "COPC info", b"\0" * INFO.size)
    header.vlrs.insert(0, about)  # readers expect it at this position
    header.vlrs.insert(1, LasZipVlr(packing.record_data()))
    header.are_points_compressed = True
    header.evlrs, header.number_of_evlrs = None, 1 + bool(wkt)
    header.write_to(file)
    compressor = lazrs.LasZipCompressor(file, packing)
    keys: list[Key] = []
    for key, chosen in tree:
        if keys:  # not after the last, which would add an empty chunk
            compressor.finish_current_chunk()
        keys.append(key)
        raw = numpy.ascontiguousarray(cloud.points.array[chosen])
        compressor.compress_many(raw.view(numpy.uint8))
    compressor.done()
    header.start_of_first_evlr = file.seek(0, SEEK_END)
    file.seek(header.offset_to_point_data)
    chunks = lazrs.read_chunk_table(file, packing)
    at = file.tell()
    entries = []
    for key, (count, size) in zip(keys, chunks, strict=True):
        entries.append(ENTRY.pack(*key, at, size, count))
        at += size
    hierarchy = b"".join(entries)
    file.seek(header.start_of_first_evlr)
    file.write(EVLR.pack(b"copc", HIERARCHY_RECORD, len(hierarchy), b"EPT hierarchy") + hierarchy)
    if wkt:
        text = wkt.encode() + b"\0"
        file.write(EVLR.pack(b"LASF_Projection", WKT_RECORD, len(text), b"WKT") + text)
    begin = header.start_of_first_evlr + EVLR.size
    times = float(cloud.gps_time.min()), float(cloud.gps_time.max())
    about.record_data = INFO.pack(*cube, begin, len(hierarchy), *times)
    file.seek(0)
    header.write_to(file, ensure_same_size=True)


def nodes(grid: Numbers) -> Iterator[Node]:
    """Distribute points over an octree.

    Args:
        grid: x, y and z of each point in cells of the finest level.

    Yields:
        The key of a node (depth, x, y, z) and the indices of its points; each point once.
    """
    waiting: list[Node] = [((0, 0, 0, 0), numpy.arange(len(grid)))]
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
        # The half of the node in each direction.
        halves = (grid[rest] >> (MAX_DEPTH - depth + 6)) & 1
        for octant in numpy.unique(halves, axis=0):
            x, y, z = (2 * number + int(half) for number, half in zip(key[1:], octant, strict=True))
            its_own = rest[(halves == octant).all(axis=1)]
            waiting.append(((depth + 1, x, y, z), its_own))


def _format(number: int) -> int:
    if number in WITH_INFRARED:
        return INFRARED
    return COLOUR if number in WITH_COLOUR else PLAIN
