"""Focal length and fields of view."""

from __future__ import annotations

import math

from .field_collector import FieldCollector, number

__all__ = ["EXIF_TAGS", "find_optics"]

_FOCAL, _FOCAL_35 = 0x920A, 0xA405
_PLANE_X, _PLANE_Y, _PLANE_UNIT = 0xA20E, 0xA20F, 0xA210
_EXIF_WIDTH, _EXIF_HEIGHT = 0xA002, 0xA003
EXIF_TAGS = (_FOCAL, _FOCAL_35, _PLANE_X, _PLANE_Y, _PLANE_UNIT, _EXIF_WIDTH, _EXIF_HEIGHT)

_UNIT_MM = {2: 25.4, 3: 10.0, 4: 1.0, 5: 0.001}
_DIAGONAL_35 = math.hypot(36, 24)
# Sensors of cameras and phones, across; what is beyond is a wrong unit or resolution.
_SENSOR_MM = (1.0, 120.0)
# How far the sensor may be off what the 35 mm equivalent says before it is not believed.
_AGREEMENT = 0.25


def find_optics(found: FieldCollector) -> None:
    """Put `focal_length` (millimetres), `hfov` and `vfov` (degrees), as the picture is stored.

    A panorama's view is the part of the sphere it shows. Otherwise: the focal length calibrated in
    pixels (DJI), else the sensor (focal plane resolution), else the 35 mm equivalent, which by its
    definition compares diagonals (CIPA DCG-001), so that 4:3 pictures come out right.
    """
    focal = number(found.tags.exif.get(_FOCAL))
    if focal is not None and focal > 0:
        found.put("focal_length", round(focal, 4), "EXIF FocalLength")
    else:
        # For those who have no EXIF: Pix4D's namespace gives millimetres.
        focal = found.number("Camera:PerspectiveFocalLength")
        if focal is not None and focal > 0:
            found.put("focal_length", round(focal, 4), "XMP Camera:PerspectiveFocalLength")
    if "GPano:ProjectionType" in found.xmp:
        _panorama(found)
        return
    width, height = _taken_size(found)
    if not width or not height:
        return
    if width == 2 * height:
        found.problem(
            "panorama-unmarked",
            "it is twice as wide as high, as 360° panoramas are, but no GPano XMP says it is one: "
            "image_type, hfov and vfov are left out. Give them in a manifest",
        )
        return
    view = _calibrated(found, width, height) or _by_lens(found, focal, width, height)
    if view is not None:
        horizontal, vertical, source = view
        found.put("hfov", round(horizontal, 4), source)
        found.put("vfov", round(vertical, 4), source)


def _panorama(found: FieldCollector) -> None:
    whole_width = found.number("GPano:FullPanoWidthPixels") or 0
    whole_height = found.number("GPano:FullPanoHeightPixels") or 0
    width = found.number("GPano:CroppedAreaImageWidthPixels") or whole_width or found.width
    height = found.number("GPano:CroppedAreaImageHeightPixels") or whole_height or found.height
    for field, turn, part, whole in (
        ("hfov", 360, width, whole_width or width),
        ("vfov", 180, height, whole_height or height),
    ):
        if 0 < part <= whole:
            found.put(field, round(turn * part / whole, 4), "XMP GPano, the part of the sphere")


def _taken_size(found: FieldCollector) -> tuple[float, float]:
    """Columns and rows when it was taken: a picture may have been scaled down since."""
    width = number(found.tags.exif.get(_EXIF_WIDTH)) or 0
    height = number(found.tags.exif.get(_EXIF_HEIGHT)) or 0
    if not found.width or not found.height:
        return width, height
    if width > 0 and height > 0 and abs(width / height * found.height / found.width - 1) < 0.01:
        return width, height
    return found.width, found.height


def _angle(length: float, focal: float) -> float:
    return math.degrees(2 * math.atan2(length, 2 * focal))


def _calibrated(
    found: FieldCollector, width: float, height: float
) -> tuple[float, float, str] | None:
    pixels = found.number("drone-dji:CalibratedFocalLength")
    # Shorter than a tenth of the width no flat picture is; longer than 50 times it no drone's is.
    if pixels is None or not 0.1 * width < pixels < 50 * width:
        return None
    source = "XMP drone-dji:CalibratedFocalLength"
    return _angle(width, pixels), _angle(height, pixels), source


def _by_lens(
    found: FieldCollector, focal: float | None, width: float, height: float
) -> tuple[float, float, str] | None:
    equivalent = number(found.tags.exif.get(_FOCAL_35)) or 0
    by_diagonal = None
    if equivalent > 0:
        diagonal = math.hypot(width, height)
        across, along = (_DIAGONAL_35 * side / diagonal for side in (width, height))
        by_diagonal = (
            _angle(across, equivalent),
            _angle(along, equivalent),
            "EXIF FocalLengthIn35mmFilm",
        )
    sensor = _sensor(found, width, height)
    if sensor is None or focal is None or focal <= 0:
        return by_diagonal
    by_sensor = (
        _angle(sensor[0], focal),
        _angle(sensor[1], focal),
        "EXIF FocalLength, FocalPlaneResolution",
    )
    if by_diagonal and abs(by_sensor[0] / by_diagonal[0] - 1) > _AGREEMENT:
        return by_diagonal
    return by_sensor


def _sensor(found: FieldCollector, width: float, height: float) -> tuple[float, float] | None:
    """The sensor's width and height in millimetres."""
    exif = found.tags.exif
    unit = _UNIT_MM.get(int(number(exif.get(_PLANE_UNIT)) or 2))
    across, along = number(exif.get(_PLANE_X)), number(exif.get(_PLANE_Y))
    if unit is None or not across or across < 0:
        return None
    along = along if along and along > 0 else across
    size = width / across * unit, height / along * unit
    low, high = _SENSOR_MM
    return size if all(low <= side <= high for side in size) else None
