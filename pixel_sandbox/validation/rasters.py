"""Validates rasters against the type and raster_info of their data collection."""

import math
from pathlib import Path
from typing import Any

import rasterio
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioIOError

from .footprint import footprint
from .problem import Findings, ValidationError

DRIVERS = ("GTiff", "JPEG", "PNG", "WEBP", "MRF", "PDF")
KNOWN = f"expected one of {', '.join(DRIVERS)}"
BAND_COUNTS: dict[str, set[int]] = {"RGB": {3, 4}, "DTM": {1}, "DSM": {1}}
DATA_TYPES: dict[str, set[str]] = {
    "RGB": {"uint8"},
    "DTM": {"float32", "float64"},
    "DSM": {"float32", "float64"},
}


def check_raster(
    path: Path, name: str, collection_type: str, expected: dict[str, Any] | None
) -> Findings:
    """Validate a raster, together with its side-car files.

    Args:
        path: The file.
        name: Its name, for messages.
        collection_type: Type of its data collection.
        expected: The raster_info of its data collection.

    Returns:
        The metadata of the file.

    Raises:
        ValidationError: It is not a raster, is damaged, or does not match the data collection.
    """
    try:
        with rasterio.Env(), rasterio.open(path) as dataset:
            if dataset.driver not in DRIVERS:
                raise ValidationError(f"{name} is in format {dataset.driver}; {KNOWN}")
            fields = _describe(dataset, path)
            _check_type(name, collection_type, fields)
            _check_info(name, expected or {}, fields)
            # Reads every block, to detect truncated files.
            for band in range(1, dataset.count + 1):
                dataset.checksum(band)
            metadata = {"tags": dict(dataset.tags()), "nodata": _finite(dataset.nodata)}
    except ValidationError:
        raise
    # rasterio has no common exception for GDAL's errors on damaged files.
    except Exception as error:
        if isinstance(error, RasterioIOError) and "not recognized" in str(error):
            raise ValidationError(f"{name} is not a raster that can be read; {KNOWN}") from None
        raise ValidationError(f"{name} is damaged and cannot be read completely; {KNOWN}") from None
    return Findings(fields=fields, file_metadata=metadata)


def _describe(dataset: Any, path: Path) -> dict[str, Any]:
    crs = dataset.crs or _crs_beside(path)
    bounds = list(dataset.bounds)
    if not all(math.isfinite(number) for number in (*bounds, *dataset.res)):
        raise ValidationError(f"{path.name} is damaged: its position is not finite; {KNOWN}")
    return {
        "capture_date": None,
        "format": dataset.driver,
        "width": dataset.width,
        "height": dataset.height,
        "num_bands": dataset.count,
        "data_type": dataset.dtypes[0],
        "data_types": list(dataset.dtypes),
        "srid": crs.to_epsg() if crs else None,
        "cell_size": [abs(size) for size in dataset.res],
        "bounds": bounds,
        "footprint": footprint(crs, bounds),
    }


def _crs_beside(path: Path) -> CRS | None:
    """The coordinate system of a .prj side-car file, which GDAL ignores for TIFF and JPEG."""
    for beside in path.parent.iterdir():
        if beside.suffix.lower() == ".prj" and beside.stem in {path.stem, path.name}:
            try:
                return CRS.from_wkt(beside.read_text(errors="replace"))
            except CRSError:
                return None
    return None


def _check_type(name: str, kind: str, fields: dict[str, Any]) -> None:
    bands, types = BAND_COUNTS.get(kind), DATA_TYPES.get(kind)
    if bands and fields["num_bands"] not in bands:
        raise ValidationError(
            f"{name} has {fields['num_bands']} band(s);"
            f" a {kind} data collection takes {_one_of(bands)} band(s)"
        )
    wrong = sorted(set(fields["data_types"]) - types) if types else []
    if types and wrong:
        raise ValidationError(
            f"{name} is of data type {', '.join(wrong)}; a {kind} data collection takes"
            f" {_one_of(types)}"
        )


def _check_info(name: str, expected: dict[str, Any], fields: dict[str, Any]) -> None:
    requirement = "the raster_info of its data collection requires"
    srid = expected.get("srid")
    if srid is not None and fields["srid"] is None:
        raise ValidationError(
            f"{name} has no coordinate system; {requirement} EPSG:{srid}."
            " Send a file that has one, or a .prj side-car file"
        )
    for key, spelled in (
        ("srid", "coordinate system EPSG:{}"),
        ("format", "format {}"),
        ("data_type", "data type {}"),
        ("num_bands", "{} band(s)"),
    ):
        wanted, found = expected.get(key), fields[key]
        if wanted is not None and str(wanted).lower() != str(found).lower():
            raise ValidationError(
                f"{name} has {spelled.format(found)}; {requirement} {spelled.format(wanted)}"
            )
    size = expected.get("cell_size")
    if size is not None:
        pairs = zip(size, fields["cell_size"], strict=True)
        if not all(math.isclose(wanted, found, rel_tol=1e-6) for wanted, found in pairs):
            raise ValidationError(
                f"{name} has pixels of {_by(fields['cell_size'])}; {requirement} {_by(size)}"
            )


def _one_of(values: set[int] | set[str]) -> str:
    return " or ".join(str(value) for value in sorted(values, key=str))


def _by(size: list[float]) -> str:
    return " × ".join(f"{number:g}" for number in size)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
