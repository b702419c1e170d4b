"""Which format a file is of, by its first bytes and by its extension; and what is taken."""

from __future__ import annotations

import codecs
from pathlib import Path

import attrs

from ..uploads.inputs import is_side_car
from .problems import Problem

__all__ = [
    "FORMATS",
    "HEAD_BYTES",
    "Format",
    "extension_problems",
    "format_by_extension",
    "format_of",
    "what_is_taken",
]

HEAD_BYTES = 128


@attrs.frozen
class Format:
    """A file format.

    Attributes:
        name: As GDAL and the service call it where they know it.
        extensions: In lower case, with the dot.
        kinds: What a file of it can become: image, raster, point_cloud. Empty for formats that
            are recognised only to say what to do about them.
        advice: What to do with a file of a format that nothing takes.
    """

    name: str
    extensions: tuple[str, ...]
    kinds: frozenset[str]
    advice: str = ""


_PHOTO, _BOTH = frozenset({"image"}), frozenset({"image", "raster"})
_RASTER, _CLOUD, _NONE = frozenset({"raster"}), frozenset({"point_cloud"}), frozenset[str]()
_DEVELOP = "develop it to JPEG or TIFF first"

FORMATS = {
    each.name: each
    for each in (
        Format("JPEG", (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".insp"), _BOTH),
        Format("PNG", (".png",), _BOTH),
        Format("TIFF", (".tif", ".tiff", ".gtiff", ".btf", ".tf8"), _BOTH),
        Format("WEBP", (".webp",), _BOTH),
        Format("MRF", (".mrf",), _RASTER),
        Format("PDF", (".pdf",), _RASTER),
        Format("LAS", (".las",), _CLOUD),
        Format("LAZ", (".laz",), _CLOUD),
        Format("HEIF", (".heic", ".heif", ".hif", ".avif"), _NONE, "convert it to JPEG first"),
        Format("raw", (".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf"), _NONE, _DEVELOP),
        Format("video", (".mp4", ".mov", ".insv", ".360"), _NONE, "export single pictures first"),
        Format("zip", (".zip", ".kmz"), _NONE, "unpack it first"),
        Format("E57", (".e57",), _NONE, "convert it to LAZ first"),
        Format("ECW", (".ecw",), _NONE, "convert it to GeoTIFF first"),
        Format("JPEG 2000", (".jp2", ".j2k"), _NONE, "convert it to GeoTIFF first"),
    )
}

_BY_EXTENSION = {extension: each for each in FORMATS.values() for extension in each.extensions}
# TIFF is the container of most raw formats; their extension tells them apart.
_LIKE_TIFF = {".dng", ".cr2", ".nef", ".arw", ".orf"}


def format_by_extension(path: Path) -> Format | None:
    """The format that an extension stands for."""
    return _BY_EXTENSION.get(path.suffix.lower())


def format_of(path: Path, head: bytes) -> Format | None:
    """The format of a file's content.

    Args:
        path: The file; its extension tells formats apart that start alike.
        head: Its first 128 bytes, fewer if it is shorter.

    Returns:
        The format, or None when the first bytes are of none that is known.
    """
    extension = path.suffix.lower()
    name: str | None = None
    if head.startswith(b"\xff\xd8\xff"):
        name = "JPEG"
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        name = "PNG"
    elif head[:4] in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}:
        name = "raw" if extension in _LIKE_TIFF else "TIFF"
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        name = "WEBP"
    elif head[:4] == b"LASF":
        # The highest bit of the point format says that the points are compressed.
        name = "LAZ" if len(head) > 104 and head[104] & 0x80 else "LAS"
    elif head.startswith(b"%PDF-"):
        name = "PDF"
    elif b"<MRF_META" in head:
        name = "MRF"
    elif head[4:8] == b"ftyp":
        name = "HEIF" if head[8:11] in {b"hei", b"mif", b"msf", b"avi", b"hev"} else "video"
        name = "raw" if head[8:11] == b"crx" else name
    elif head.startswith(b"PK\3\4"):
        name = "zip"
    elif head.startswith(b"ASTM-E57"):
        name = "E57"
    elif head.startswith((b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51")):
        name = "JPEG 2000"
    return FORMATS.get(name) if name else None


def what_is_taken(path: Path, content: Format | None, head: bytes) -> str:
    """What to do with a file whose content nothing takes.

    Args:
        path: The file.
        content: Its format, where it is known.
        head: Its first bytes.
    """
    taken = ", ".join(each.name for each in FORMATS.values() if each.kinds)
    if content is not None:
        return f"it is a {content.name} file; {taken} are taken, so {content.advice}"
    if is_side_car(path.name):
        return (
            "it is a side-car of another file, and goes along as its support file "
            "(PixelUploadFile(..., support_files=[...])); take it off the list of files"
        )
    if not head.strip(b"\0"):
        return "it starts with zeros, as files do that were never copied whole; copy it again"
    remedy = f"{taken} are taken: copy it again if it should be one, else leave it out"
    if head.lstrip()[:1] in (b"<", b"{"):
        return f"its content is text, such as a web page or JSON; {remedy}"
    if _is_text(head):
        return f"its content is text; {remedy}"
    return f"its content is of no known format; {remedy}"


def _is_text(head: bytes) -> bool:
    try:
        # The last character may be cut in the middle: it takes four bytes at most.
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return all(each.isprintable() or each.isspace() for each in text)


def extension_problems(path: Path, content: Format) -> list[Problem]:
    """What is wrong with an extension, given the format of the content."""
    extension = path.suffix.lower()
    if extension in content.extensions:
        return []
    known = format_by_extension(path)
    should = content.extensions[0]
    if known is not None:
        return [
            Problem.of(
                "wrong-extension",
                path,
                f"its extension {extension} is for {known.name}, but its content is "
                f"{content.name}; rename it to {path.stem}{should}",
            )
        ]
    shown = f"its extension {extension}" if extension else "having no extension,"
    return [
        Problem.of(
            "unusual-extension",
            path,
            f"{shown} says nothing about its format, which is {content.name}; rename it to "
            f"{path.stem}{should}",
        )
    ]
