"""Creates small real files to upload: photos with a GPS position, GeoTIFFs, LAS and LAZ.

make_jpeg(Path("photo.jpg"), position=(10.75, 59.91, 120.0))
make_geotiff(Path("ortho.tif"), bands=3, srid=25832)
make_las(Path("cloud.laz"), points=5000)
"""

import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

OSLO = (10.75, 59.91)
OSLO_UTM32 = (597_000.0, 6_643_000.0)
CAPTURED = datetime(2024, 6, 1, 12, 30, 15, tzinfo=UTC)


def make_jpeg(
    path: Path,
    *,
    position: Sequence[float] | None = (*OSLO, 120.0),
    captured: datetime | None = CAPTURED,
    heading: float | None = None,
    size: tuple[int, int] = (96, 64),
    seed: int = 0,
) -> Path:
    """Create a photo.

    Args:
        path: File to write.
        position: Longitude and latitude in degrees and optionally height in metres, or None.
        captured: Capture date; the offset of its time zone is written too. None for no date.
        heading: Viewing direction of the camera, in degrees from north.
        size: Width and height in pixels.
        seed: Files with different seeds have different content.

    Returns:
        The path.
    """
    import numpy
    from PIL import ExifTags, Image

    noise = numpy.random.default_rng(seed).integers(0, 256, (8, 12, 3), dtype=numpy.uint8)
    image = Image.fromarray(noise).resize(size)
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Pixel sandbox"
    exif[ExifTags.Base.Model] = "samples"
    if captured is not None:
        details = exif.get_ifd(ExifTags.IFD.Exif)
        details[ExifTags.Base.DateTimeOriginal] = captured.strftime("%Y:%m:%d %H:%M:%S")
        details[ExifTags.Base.FocalLength] = 8.8
        if captured.tzinfo is not None:
            details[ExifTags.Base.OffsetTimeOriginal] = captured.isoformat()[-6:]
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    if position is not None:
        gps |= _gps(position)
    if heading is not None:
        gps[ExifTags.GPS.GPSImgDirection] = heading
        gps[ExifTags.GPS.GPSImgDirectionRef] = "T"
    image.save(path, "JPEG", exif=exif, quality=90)
    return path


def _gps(position: Sequence[float]) -> dict[int, Any]:
    from PIL import ExifTags

    tags = ExifTags.GPS
    longitude, latitude, *height = position
    block: dict[int, Any] = {
        tags.GPSVersionID: b"\x02\x03\x00\x00",
        tags.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        tags.GPSLatitude: _sexagesimal(abs(latitude)),
        tags.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        tags.GPSLongitude: _sexagesimal(abs(longitude)),
    }
    if height:
        block[tags.GPSAltitudeRef] = b"\x01" if height[0] < 0 else b"\x00"
        block[tags.GPSAltitude] = abs(height[0])
    return block


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(degrees * 60, 60)
    minutes = int(rest)
    return float(whole), float(minutes), round((rest - minutes) * 60, 6)


def make_geotiff(
    path: Path,
    *,
    bands: int = 3,
    data_type: str = "uint8",
    srid: int | None = 25832,
    origin: tuple[float, float] | None = OSLO_UTM32,
    cell_size: float = 0.5,
    size: tuple[int, int] = (64, 48),
    seed: int = 0,
) -> Path:
    """Create a GeoTIFF: an orthophoto (3 or 4 bands of uint8) or a terrain model (1 of float32).

    Args:
        path: File to write.
        bands: Number of bands.
        data_type: Pixel type, such as `uint8` or `float32`.
        srid: EPSG code of its coordinate system, or None.
        origin: Upper left corner in that system; None for no position (then `srid` must be None).
        cell_size: Width and height of a pixel, in units of the coordinate system.
        size: Width and height in pixels.
        seed: Files with different seeds have different content.

    Returns:
        The path.
    """
    import numpy
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.transform import Affine

    width, height = size
    random = numpy.random.default_rng(seed)
    if numpy.issubdtype(numpy.dtype(data_type), numpy.floating):
        cells = random.uniform(0, 500, (bands, height, width)).astype(data_type)
    else:
        cells = random.integers(0, 256, (bands, height, width)).astype(data_type)
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "width": width,
        "height": height,
        "count": bands,
        "dtype": data_type,
        "compress": "deflate",
    }
    if origin is not None:
        west, north = origin
        profile["transform"] = Affine(cell_size, 0.0, west, 0.0, -cell_size, north)
    if srid is not None:
        profile["crs"] = f"EPSG:{srid}"
    with warnings.catch_warnings():
        # A sample may deliberately have no position.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.write(cells)
    return path


def make_las(
    path: Path,
    *,
    points: int = 1000,
    point_format: int = 6,
    version: str = "1.4",
    srid: int | None = 25832,
    origin: tuple[float, float] = OSLO_UTM32,
    seed: int = 0,
) -> Path:
    """Create a point cloud, compressed if the name ends in `.laz`.

    Args:
        path: File to write.
        points: Number of points.
        point_format: Point record format, 0 to 10.
        version: LAS version that supports the format, such as `1.2`.
        srid: EPSG code of its coordinate system, or None.
        origin: South-west corner in that system.
        seed: Files with different seeds have different content.

    Returns:
        The path.
    """
    import laspy
    import numpy
    from laspy.vlrs.known import WktCoordinateSystemVlr
    from rasterio.crs import CRS

    header = laspy.LasHeader(point_format=point_format, version=version)
    header.scales, header.offsets = [0.01] * 3, [*origin, 0.0]
    if srid is not None:
        header.vlrs.append(WktCoordinateSystemVlr(CRS.from_epsg(srid).to_wkt()))
        header.global_encoding.wkt = True
    random = numpy.random.default_rng(seed)
    cloud = laspy.LasData(header)
    cloud.x = origin[0] + random.uniform(0, 100, points)
    cloud.y = origin[1] + random.uniform(0, 100, points)
    cloud.z = random.uniform(0, 30, points)
    cloud.intensity = random.integers(0, 65535, points).astype(numpy.uint16)
    cloud.write(str(path))
    return path
