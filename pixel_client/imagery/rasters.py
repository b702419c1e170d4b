"""Rasters: what their header, world file and side-cars say, read by GDAL; no cell is read."""

from __future__ import annotations

import contextlib
import os
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..core.optional_imports import need
from .footprints import on_some_map, outline
from .metadata import FileMetadata, RasterDetails, failed
from .problems import Problem

__all__ = ["DRIVERS", "read_raster"]

DRIVERS = ("GTiff", "JPEG", "PNG", "WEBP", "MRF", "PDF")
"""What the service takes, as GDAL names it."""

_DRIVER = {
    "JPEG": "JPEG",
    "PNG": "PNG",
    "TIFF": "GTiff",
    "WEBP": "WEBP",
    "MRF": "MRF",
    "PDF": "PDF",
}

MAX_PRJ_BYTES = 64 * 1024
_WKT_OR_PROJ = re.compile(r"\s*(?:\w+\s*\[|\+(?:proj|init)=|EPSG:\d+\s*$)", re.IGNORECASE)
_filters = threading.Lock()
_OPTIONS = {
    "GDAL_CACHEMAX": 16,
    "GDAL_PAM_ENABLED": "YES",
    "GDAL_TIFF_INTERNAL_MASK": "YES",
    "CPL_DEBUG": "OFF",
    # A MRF may name a source elsewhere; nothing is fetched.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": 0,
    "GTIFF_POINT_GEO_IGNORE": "NO",
}


def read_raster(path: Path, size: int, format_name: str) -> FileMetadata:
    """Read a raster's header.

    Args:
        path: The file.
        size: Its bytes.
        format_name: Its format by its first bytes.

    Raises:
        PixelInputError: rasterio is not installed.
    """
    rasterio = need("rasterio")
    problems: list[Problem] = []
    try:
        with (
            rasterio.Env(**_OPTIONS),
            _quiet(),
            # Naming the driver keeps GDAL from formats that point elsewhere, like VRT.
            rasterio.open(os.path.abspath(path), driver=_DRIVER[format_name]) as dataset,  # noqa: PTH100
        ):
            details = _describe(rasterio, dataset, path, problems)
            missing = _missing_bytes(dataset, size) if dataset.driver == "GTiff" else None
    # A damaged header makes GDAL fail in ways that rasterio does not bring under one roof.
    except Exception as error:
        return failed(
            path,
            "raster",
            "damaged",
            f"its header cannot be read ({_reason(error)}); expected a whole "
            f"{', '.join(DRIVERS[:-1])} or {DRIVERS[-1]} file. Export or copy it again",
            size=size,
            format=format_name,
        )
    if missing:
        problems.append(
            Problem.of(
                "truncated",
                path,
                f"its directory tells of cells up to byte {missing}, but it has {size} bytes; copy "
                "it again",
            )
        )
    return FileMetadata(
        path=path,
        kind="raster",
        format=format_name,
        size=size,
        details=details,
        problems=tuple(problems),
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep rasterio from warning of what is told as a problem here.

    Python's filters belong to the whole process, so one thread at a time may change them.
    """
    with _filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _describe(rasterio: Any, dataset: Any, path: Path, problems: list[Problem]) -> RasterDetails:
    sidecars = [Path(name) for name in dataset.files[1:]]
    crs = dataset.crs or None
    if crs is None:
        crs = _crs_beside(rasterio, path, sidecars)
    placed = not dataset.transform.is_identity
    if crs is None:
        problems.append(
            Problem.of(
                "crs-missing",
                path,
                "it has no coordinate system; write one into it (gdal_edit.py -a_srs EPSG:25832), "
                "or put a .prj file of the same name beside it",
            )
        )
    if not placed and not dataset.gcps[0] and not dataset.rpcs:
        problems.append(
            Problem.of(
                "not-georeferenced",
                path,
                "nothing says where it lies: no geotransform, no control points, and no world file "
                "(.tfw, .jgw, .wld) beside it",
            )
        )
    nodata = dataset.nodata
    return RasterDetails(
        width=dataset.width,
        height=dataset.height,
        bands=dataset.count,
        data_types=tuple(dataset.dtypes),
        nodata=None if nodata is None else float(nodata),
        crs=None if crs is None else crs.to_wkt(),
        srid=None if crs is None else crs.to_epsg(),
        cell_size=(abs(float(dataset.res[0])), abs(float(dataset.res[1]))) if placed else None,
        footprint=_footprint(crs, dataset) if placed and crs is not None else None,
        sidecars=tuple(sidecars),
    )


def _crs_beside(rasterio: Any, path: Path, sidecars: list[Path]) -> Any:
    """The coordinate system of a .prj file, which GDAL does not look for beside TIFF and JPEG."""
    for name in (f"{path.stem}.prj", f"{path.stem}.PRJ", f"{path.name}.prj"):
        beside = path.with_name(name)
        try:
            with beside.open("rb") as file:
                written = file.read(MAX_PRJ_BYTES).decode("utf-8", "replace")
            # Not from_user_input: GDAL takes a name of a file or an address, and fetches it.
            if _WKT_OR_PROJ.match(written) is None:
                continue
            crs = rasterio.crs.CRS.from_string(written.strip())
        except (OSError, ValueError, rasterio.errors.CRSError):
            continue
        sidecars.append(beside)
        return crs
    return None


def _footprint(crs: Any, dataset: Any) -> Mapping[str, Any] | None:
    """The four corners in WGS 84; a rotated raster's are those of its cells, not of its bounds."""
    from rasterio.warp import transform

    width, height = dataset.width, dataset.height
    a, b, c, d, e, f = dataset.transform[:6]
    cells = ((0, 0), (0, height), (width, height), (width, 0))
    corners = [(a * column + b * row + c, d * column + e * row + f) for column, row in cells]
    if not on_some_map(number for corner in corners for number in corner):
        return None
    try:
        xs, ys = transform(
            crs, "EPSG:4326", [corner[0] for corner in corners], [corner[1] for corner in corners]
        )
    # PROJ's refusals come as errors of a private module.
    except Exception:
        return None
    return outline(xs, ys)


def _missing_bytes(dataset: Any, size: int) -> int | None:
    """The end of a block that lies beyond the file's end, or None when the corners are all there.

    The last blocks are written last, or (in a cloud-optimised file) lie behind the overviews: a
    file that was cut lacks one of the corners. All others are not looked up; there may be millions.
    """
    rows, columns = dataset.block_shapes[0]
    last = -(-dataset.height // rows) - 1, -(-dataset.width // columns) - 1
    for band in {1, dataset.count}:
        for row in {0, last[0]}:
            for column in {0, last[1]}:
                # GDAL counts columns first.
                spot = f"{column}_{row}"
                offset = dataset.get_tag_item(f"BLOCK_OFFSET_{spot}", "TIFF", bidx=band)
                length = dataset.get_tag_item(f"BLOCK_SIZE_{spot}", "TIFF", bidx=band)
                if offset and length and int(offset) + int(length) > size:
                    return int(offset) + int(length)
    return None


def _reason(error: BaseException) -> str:
    said = str(error).splitlines()
    return said[0][:200] if said else type(error).__name__
