"""Walks the segments of a JPEG up to its first scan; pixels are never decoded."""

from __future__ import annotations

import struct
from typing import BinaryIO

from .header import PhotoHeader
from .xmp import MAX_PACKET_BYTES

__all__ = ["read_jpeg"]

MAX_SEGMENTS = 5_000  # thermal cameras write a few dozen, each of 64 KiB at most
MAX_FILL_BYTES = 1_000
TAIL_BYTES = (16, 64 * 1024)
BLOCK_BYTES = 1024**2
MAX_SCAN_BLOCKS = 256  # no camera's picture is longer; what is appended to one comes after it

_EXIF = b"Exif\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_ID_BYTES = len(_EXTENDED_XMP)
_APP1, _SOS, _EOI = 0xE1, 0xDA, 0xD9
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}


def read_jpeg(file: BinaryIO, size: int) -> PhotoHeader:
    """Read the header of a JPEG, and see whether its end is there.

    A JPEG whose last 64 KiB hold no end marker is looked through for one, block by block: cameras
    append previews and whole videos. All others are read up to their first scan only.

    Args:
        file: The file, at its start.
        size: Its bytes.

    Returns:
        What was found; `fault` says what is wrong with the file as a whole.
    """
    header = PhotoHeader("JPEG")
    extended: dict[int, bytes] = {}
    at = 2
    for _ in range(MAX_SEGMENTS):
        marker, at = _next_marker(file, at)
        if marker is None:
            return header.ended("the file ends, or is damaged, before its picture starts")
        if marker in _WITHOUT_LENGTH:
            continue
        if marker == _EOI:
            return header.ended("the file has no picture: its end marker comes first")
        raw = file.read(2)
        if len(raw) < 2:
            return header.ended("the file ends in the middle of its header")
        length = int(struct.unpack(">H", raw)[0])
        if length < 2:
            return header.ended("a segment of its header claims less than its own length")
        if marker in _FRAMES:
            frame = file.read(5)
            if len(frame) == 5 and not header.width:
                header.height, header.width = struct.unpack_from(">HH", frame, 1)
        elif marker == _APP1:
            _app1(file.read(length - 2), header, extended)
        at += length
        if at > size:
            return header.ended("the file ends in the middle of its header")
        if marker == _SOS:
            _join_extended(header, extended)
            if not _ends(file, size, at):
                return header.ended("the file ends before its picture does (no end marker)")
            return header
        file.seek(at)
    return header.ended(f"its header has more than {MAX_SEGMENTS} segments")


def _next_marker(file: BinaryIO, at: int) -> tuple[int | None, int]:
    """The marker at a place, and the place behind it."""
    file.seek(at)
    raw = file.read(2)
    for _ in range(MAX_FILL_BYTES):
        if len(raw) < 2 or raw[0] != 0xFF:
            return None, at
        at += 1
        if raw[1] != 0xFF:
            return raw[1], at + 1
        raw = raw[1:] + file.read(1)
    return None, at


def _app1(body: bytes, header: PhotoHeader, extended: dict[int, bytes]) -> None:
    if body.startswith(_EXIF) and header.exif is None:
        header.exif = body[6:]
    elif body.startswith(_XMP):
        header.xmp.append(body[len(_XMP) :])
    elif body.startswith(_EXTENDED_XMP) and len(body) >= _ID_BYTES + 40:
        # 32 characters of digest, then the whole length and this part's place in it.
        offset = int(struct.unpack_from(">I", body, _ID_BYTES + 36)[0])
        if sum(map(len, extended.values())) + len(body) <= MAX_PACKET_BYTES:
            extended.setdefault(offset, body[_ID_BYTES + 40 :])


def _join_extended(header: PhotoHeader, extended: dict[int, bytes]) -> None:
    packet = bytearray()
    for offset, part in sorted(extended.items()):
        if offset != len(packet):
            header.damage.append("parts of its extended XMP are missing")
            return
        packet += part
    if packet:
        header.xmp.append(bytes(packet))


def _ends(file: BinaryIO, size: int, scan: int) -> bool:
    """Whether an end marker follows the scan; in a scan's own bytes FF is never followed by D9."""
    for length in TAIL_BYTES:
        tail_at = max(scan, size - length)
        file.seek(tail_at)
        if b"\xff\xd9" in file.read(size - tail_at):
            return True
    file.seek(scan)
    carried = b""
    for _ in range(MAX_SCAN_BLOCKS):
        block = file.read(BLOCK_BYTES)
        if b"\xff\xd9" in carried + block:
            return True
        if not block:
            break
        carried = block[-1:]
    return False
