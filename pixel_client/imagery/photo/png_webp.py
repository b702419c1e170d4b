"""Walks the chunks of PNG and WebP files; pixels are passed over."""

from __future__ import annotations

import struct
from typing import BinaryIO

from .header import PhotoHeader
from .xmp import MAX_PACKET_BYTES

__all__ = ["read_png", "read_webp"]

MAX_CHUNKS = 300_000  # a PNG of 2 GiB in the usual chunks of 8 KiB
_PNG_XMP = b"XML:com.adobe.xmp\0"


def read_png(file: BinaryIO, size: int) -> PhotoHeader:
    """Read the header and the metadata chunks of a PNG, and see whether its end is there.

    Args:
        file: The file.
        size: Its bytes.
    """
    header = PhotoHeader("PNG")
    at = 8
    for _ in range(MAX_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return header.ended("the file ends before its last chunk (IEND)")
        length, kind = struct.unpack(">I4s", head)
        if not kind.isalpha():
            return header.ended("the file is damaged: where a chunk should start there is none")
        if at + 12 + length > size:
            return header.ended("the file ends in the middle of a chunk")
        if kind == b"IHDR":
            header.width, header.height = struct.unpack(">II", file.read(8).ljust(8, b"\0"))
        elif kind == b"eXIf" and length <= MAX_PACKET_BYTES:
            header.exif = file.read(length)
        elif kind == b"iTXt" and length <= MAX_PACKET_BYTES:
            text = file.read(length)
            # Keyword, compression flag and method, language and translated keyword: all but the
            # keyword are empty in XMP, and a compressed packet is not XMP's way.
            if text.startswith(_PNG_XMP) and text[len(_PNG_XMP) : len(_PNG_XMP) + 1] == b"\0":
                header.xmp.append(text[len(_PNG_XMP) + 2 :].split(b"\0", 2)[-1])
        elif kind == b"IEND":
            return header
        at += 12 + length
    return header.ended(f"it has more than {MAX_CHUNKS} chunks")


def read_webp(file: BinaryIO, size: int) -> PhotoHeader:
    """Read the header and the metadata chunks of a WebP, and see whether all of it is there.

    Args:
        file: The file.
        size: Its bytes.
    """
    header = PhotoHeader("WEBP")
    file.seek(4)
    claimed = int(struct.unpack("<I", file.read(4).ljust(4, b"\0"))[0]) + 8
    if claimed > size:
        header.fault = f"the file ends early: it claims {claimed} bytes and has {size}"
    at = 12
    for _ in range(MAX_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            break
        kind, length = struct.unpack("<4sI", head)
        if kind in {b"VP8X", b"VP8 ", b"VP8L"} and not header.width:
            header.width, header.height = _webp_size(kind, file.read(10))
        elif kind == b"EXIF" and length <= MAX_PACKET_BYTES:
            header.exif = file.read(length).removeprefix(b"Exif\0\0")
        elif kind == b"XMP " and length <= MAX_PACKET_BYTES:
            header.xmp.append(file.read(length))
        at += 8 + length + length % 2
    if not header.width and not header.fault:
        header.fault = "it holds no picture"
    return header


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    body = body.ljust(10, b"\0")
    if kind == b"VP8X":
        width = int.from_bytes(body[4:7], "little")
        return width + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF
