"""Makes photos with known tags, and files that are wrong in known ways."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

EXIF_IFD, GPS_IFD = 0x8769, 0x8825

DJI = "http://www.dji.com/drone-dji/1.0/"
PIX4D = "http://pix4d.com/camera/1.0"
PARROT = "http://www.parrot.com/drone-parrot/1.0/"
SKYDIO = "https://www.skydio.com/drone-skydio/1.0/"
GPANO = "http://ns.google.com/photos/1.0/panorama/"


def packet(prefix: str = "", uri: str = "", body: str = "", **attributes: object) -> str:
    """An XMP packet: attributes of one namespace, then elements."""
    declared = f'xmlns:{prefix}="{uri}"' if prefix else ""
    written = " ".join(f'{prefix}:{name}="{value}"' for name, value in attributes.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared} {written}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def dji(**attributes: object) -> str:
    """A packet as DJI writes it."""
    return packet("drone-dji", DJI, **attributes)


def dms(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds."""
    whole, rest = divmod(abs(degrees), 1)
    minutes, rest = divmod(rest * 60, 1)
    return whole, minutes, round(rest * 60, 6)


def at(latitude: float, longitude: float, altitude: float | None = None) -> dict[int, Any]:
    """GPS tags of a position."""
    tags: dict[int, Any] = {
        1: "N" if latitude >= 0 else "S",
        2: dms(latitude),
        3: "E" if longitude >= 0 else "W",
        4: dms(longitude),
    }
    if altitude is not None:
        tags |= {5: b"\x01" if altitude < 0 else b"\x00", 6: abs(altitude)}
    return tags


@cache
def _pixels(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 40).convert("RGB")


def photo(
    main: Mapping[int, Any] | None = None,
    exif: Mapping[int, Any] | None = None,
    gps: Mapping[int, Any] | None = None,
    xmp: str | bytes | None = None,
    size: tuple[int, int] = (48, 36),
    format: str = "JPEG",
) -> bytes:
    """A photo with these tags."""
    if format == "TIFF":
        return _tiff(main, exif, gps, xmp, size)
    tags = Image.Exif()
    for number, value in (main or {}).items():
        tags[number] = value
    for ifd, values in ((EXIF_IFD, exif), (GPS_IFD, gps)):
        if values:
            tags.get_ifd(ifd).update(values)
    options: dict[str, Any] = {}
    if main or exif or gps:
        options["exif"] = tags
    if xmp is not None and format != "PNG":
        options["xmp"] = xmp.encode() if isinstance(xmp, str) else xmp
    file = io.BytesIO()
    _pixels(size).save(file, format, **options)
    return file.getvalue()


def _tiff(main: Any, exif: Any, gps: Any, xmp: Any, size: tuple[int, int]) -> bytes:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    tags = ImageFileDirectory_v2()
    for number, value in (main or {}).items():
        tags[number] = value
    for ifd, values in ((EXIF_IFD, exif), (GPS_IFD, gps)):
        if values:
            tags[ifd] = dict(values)
            tags.tagtype[ifd] = 4
    if xmp is not None:
        tags[700] = xmp.encode() if isinstance(xmp, str) else xmp
        tags.tagtype[700] = 1
    file = io.BytesIO()
    _pixels(size).save(file, "TIFF", tiffinfo=tags)
    return file.getvalue()


def write(folder: Path, name: str, content: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path
