"""Photos: from their header to the service's image fields."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import BinaryIO

from ..metadata import FileMetadata, PhotoDetails
from . import capture_date, optics, orientation, position
from .field_collector import FieldCollector, number, text
from .header import PhotoHeader
from .jpeg import read_jpeg
from .orientation import PitchZero
from .png_webp import read_png, read_webp
from .tiff_tags import Tags, block_reader, file_reader, read_tags
from .xmp import read_xmp

__all__ = ["broken_off", "field_ranges", "out_of_range", "read_photo"]

_WIDTH, _HEIGHT, _MAKE, _MODEL, _XMP = 0x0100, 0x0101, 0x010F, 0x0110, 0x02BC
_GEOTIFF = (0x830E, 0x8482, 0x85D8, 0x87AF)  # cell size, tie points, matrix, keys
_BLOCKS = ((0x0111, 0x0117), (0x0144, 0x0145))  # where strips and tiles are, and their bytes
_MAIN = (
    _WIDTH,
    _HEIGHT,
    _MAKE,
    _MODEL,
    _XMP,
    *_GEOTIFF,
    *sum(_BLOCKS, ()),
    *capture_date.MAIN_TAGS,
)
_EXIF = (*optics.EXIF_TAGS, *capture_date.EXIF_TAGS)
_GPS = (*position.GPS_TAGS, *orientation.GPS_TAGS, *capture_date.GPS_TAGS)
_DAMAGE_SHOWN = 3


@cache
def field_ranges() -> dict[str, tuple[float, float, bool]]:
    """The contract's range of an image's numbers: least, greatest, whether least is left out."""
    from pixel_api.checks import contract

    schema = contract()["schemas"]["ImageMetadataFields"]["properties"]
    infinite = float("inf")
    return {
        name: (
            each.get("exclusiveMinimum", each.get("minimum", -infinite)),
            each.get("maximum", infinite),
            "exclusiveMinimum" in each,
        )
        for name, each in schema.items()
        if each.get("type") == "number"
    }


def out_of_range(field: str, value: float) -> str | None:
    """What is allowed instead, when a number is out of its field's range."""
    known = field_ranges().get(field)
    if known is None:
        return None
    low, high, above = known
    if (value > low if above else value >= low) and value <= high:
        return None
    if high == float("inf"):
        return f"{'above' if above else 'at least'} {low:g}"
    return f"{'above ' if above else ''}{low:g} to {high:g}"


def read_photo(
    path: Path,
    file: BinaryIO,
    size: int,
    format_name: str,
    *,
    zone: tzinfo | None = None,
    pitch_zero: PitchZero = "down",
    panorama_type: str = "360",
    now: datetime | None = None,
) -> FileMetadata:
    """Read a photo's header.

    Args:
        path: The file.
        file: The same, open, at its start.
        size: Its bytes.
        format_name: JPEG, PNG, TIFF or WEBP.
        zone: Zone of the camera's clock, for photos that do not say.
        pitch_zero: Where `cam_pitch` is 0: `down` or `horizon`.
        panorama_type: The `image_type` of a 360° panorama.
        now: The present; that of the clock when None.
    """
    header, tags = _header(file, size, format_name)
    xmp, broken = read_xmp(header.xmp)
    found = FieldCollector(path, tags, xmp, header.width, header.height)
    if header.fault:
        found.problem(
            "truncated",
            f"{header.fault}; copy it from the card again, and check that it opens",
        )
    if any(tag in tags.main for tag in _GEOTIFF):
        found.problem(
            "looks-like-raster",
            "it is a georeferenced TIFF, such as an orthophoto, and as an image it loses its "
            "place. Upload it to a collection of rasters, unless it is a photo",
        )
    damage = [*header.damage, *(f"EXIF: {each}" for each in tags.damage)]
    damage += [f"XMP: {each}" for each in broken]
    if damage:
        more = f" (and {len(damage) - _DAMAGE_SHOWN} more)" if len(damage) > _DAMAGE_SHOWN else ""
        found.problem(
            "metadata-damaged",
            f"a part of its metadata cannot be read: {'; '.join(damage[:_DAMAGE_SHOWN])}{more}. "
            "The rest was used; give what is missing in a manifest",
        )
    position.find_position(found)
    position.find_height(found)
    orientation.find_orientation(found, pitch_zero)
    optics.find_optics(found)
    capture_date.find_capture_date(found, zone, now or datetime.now(UTC))
    if found.xmp.get("GPano:ProjectionType", "").lower() == "equirectangular":
        found.put("image_type", panorama_type, "XMP GPano:ProjectionType")
    _leave_out_impossible(found)
    return FileMetadata(
        path=path,
        kind="image",
        format=format_name,
        size=size,
        fields=found.fields,
        sources=found.sources,
        details=PhotoDetails(
            found.width,
            found.height,
            text(tags.main.get(_MAKE)) or found.xmp.get("tiff:Make"),
            text(tags.main.get(_MODEL)) or found.xmp.get("tiff:Model"),
        ),
        problems=tuple(found.problems),
    )


def broken_off(file: BinaryIO, size: int, format_name: str) -> str | None:
    """Why a JPEG, PNG or WebP is not whole, or None when it is."""
    read = {"JPEG": read_jpeg, "PNG": read_png, "WEBP": read_webp}.get(format_name)
    return None if read is None else read(file, size).fault


def _header(file: BinaryIO, size: int, format_name: str) -> tuple[PhotoHeader, Tags]:
    wanted = (_MAIN, _EXIF, _GPS, orientation.MAKER_TAGS, "DJI")
    if format_name == "TIFF":
        header = PhotoHeader("TIFF")
        tags = read_tags(file_reader(file), *wanted)
        packet = tags.main.get(_XMP)
        if isinstance(packet, tuple):
            packet = bytes(packet)
        if isinstance(packet, bytes):
            header.xmp.append(packet)
        header.width = int(number(tags.main.get(_WIDTH)) or 0)
        header.height = int(number(tags.main.get(_HEIGHT)) or 0)
        if not header.width or not header.height:
            header.fault = "it has no picture that can be found"
        elif _end_of_picture(tags) > size:
            header.fault = "the file ends before its picture does"
        return header, tags
    read = {"JPEG": read_jpeg, "PNG": read_png, "WEBP": read_webp}[format_name]
    header = read(file, size)
    if header.exif is None:
        return header, Tags()
    return header, read_tags(block_reader(header.exif), *wanted)


def _end_of_picture(tags: Tags) -> int:
    """The byte behind the last strip or tile of a TIFF, 0 when that cannot be told."""
    for offsets, lengths in _BLOCKS:
        starts, sizes = tags.main.get(offsets), tags.main.get(lengths)
        starts = starts if isinstance(starts, tuple) else (starts,)
        sizes = sizes if isinstance(sizes, tuple) else (sizes,)
        if len(starts) == len(sizes) and all(isinstance(each, int) for each in (*starts, *sizes)):
            return int(max(map(sum, zip(starts, sizes, strict=True))))
    return 0


def _leave_out_impossible(found: FieldCollector) -> None:
    """Take out numbers that the contract does not allow: they would refuse the whole file."""
    for field in [name for name in found.fields if name in field_ranges()]:
        value = found.fields[field]
        allowed = out_of_range(field, value)
        if allowed is not None:
            source = found.sources.pop(field)
            del found.fields[field]
            found.problem(
                "value-range",
                f"its {field} is {value:g} ({source}); {allowed} is allowed. It was left out; give "
                "the right one in a manifest",
                field=field,
            )
