"""Reads TIFF tags (EXIF is TIFF) from a block or a file: only the wanted ones, within bounds.

No offset, count or chain of directories that a file claims is believed: each directory is read
once, a value has at most `MAX_VALUE_BYTES`, and what does not fit is left out and told.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import attrs

__all__ = ["MAX_VALUE_BYTES", "ReadAt", "Tags", "block_reader", "file_reader", "read_tags"]

MAX_VALUE_BYTES = 1024**2  # XMP inside TIFF is a value; no other wanted one comes near
MAX_ENTRIES = 2_000  # of a directory; cameras write fewer than 200

EXIF_IFD, GPS_IFD = 0x8769, 0x8825
MAKE, MAKER_NOTE = 0x010F, 0x927C

# Type -> bytes of one value and how struct reads it; a rational is a pair.
_TYPES: dict[int, tuple[int, str]] = {
    1: (1, "B"),
    2: (1, "s"),
    3: (2, "H"),
    4: (4, "I"),
    5: (8, "II"),
    6: (1, "b"),
    7: (1, "s"),
    8: (2, "h"),
    9: (4, "i"),
    10: (8, "ii"),
    11: (4, "f"),
    12: (8, "d"),
    13: (4, "I"),
    16: (8, "Q"),
    17: (8, "q"),
    18: (8, "Q"),
    129: (1, "s"),
}

ReadAt = Callable[[int, int], bytes]
"""(offset, bytes wanted) -> the bytes that are there, fewer at the end."""


@attrs.define
class Tags:
    """What was read.

    Attributes:
        main: Tags of the first directory, by number.
        exif: Tags of its Exif directory.
        gps: Tags of its GPS directory.
        maker: Tags of a maker's own directory, where one was asked for.
        damage: What could not be read, a sentence each.
    """

    main: dict[int, Any] = attrs.field(factory=dict)
    exif: dict[int, Any] = attrs.field(factory=dict)
    gps: dict[int, Any] = attrs.field(factory=dict)
    maker: dict[int, Any] = attrs.field(factory=dict)
    damage: list[str] = attrs.field(factory=list)


def block_reader(block: bytes) -> ReadAt:
    """Read from bytes in memory."""

    def read_at(offset: int, length: int) -> bytes:
        return block[offset : offset + length]

    return read_at


def file_reader(file: BinaryIO) -> ReadAt:
    """Read from an open file."""

    def read_at(offset: int, length: int) -> bytes:
        try:
            file.seek(offset)
        except (OSError, OverflowError, ValueError):
            return b""
        return file.read(length)

    return read_at


@attrs.frozen
class _Layout:
    """Byte order, and whether offsets have 8 bytes (BigTIFF)."""

    order: str
    big: bool

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> struct.Struct:
        return struct.Struct(self.order + ("HHQ8s" if self.big else "HHI4s"))

    def offset(self, raw: bytes) -> int:
        return int(struct.unpack(self.order + ("Q" if self.big else "I"), raw)[0])


def read_tags(
    read_at: ReadAt,
    main: Iterable[int],
    exif: Iterable[int],
    gps: Iterable[int],
    maker: Iterable[int] = (),
    maker_name: str = "",
) -> Tags:
    """Read the wanted tags of the first directory and of its Exif and GPS directories.

    Args:
        read_at: Where to read from; offsets are from the start of the TIFF header.
        main: Wanted tags of the first directory.
        exif: Wanted tags of the Exif directory.
        gps: Wanted tags of the GPS directory.
        maker: Wanted tags of the maker note, when that is a plain directory (as DJI writes it).
        maker_name: How the Make of those cameras begins, in any case.

    Returns:
        What could be read; `damage` tells of the rest. Never raises for what is in the file.
    """
    found = Tags()
    layout, first = _header(read_at(0, 16))
    if layout is None:
        found.damage.append("it does not start with a TIFF header")
        return found
    pointers: dict[int, int] = {}
    wanted = {*main, MAKE, EXIF_IFD, GPS_IFD}
    _directory(read_at, layout, first, "first", wanted, found.main, found.damage, pointers)
    for number, name, tags, into in (
        (EXIF_IFD, "Exif", {*exif, MAKER_NOTE}, found.exif),
        (GPS_IFD, "GPS", set(gps), found.gps),
    ):
        at = found.main.pop(number, None)
        if isinstance(at, int):
            _directory(read_at, layout, at, name, tags, into, found.damage, pointers)
    found.exif.pop(MAKER_NOTE, None)
    make = str(found.main.get(MAKE, "")).lower()
    if maker and MAKER_NOTE in pointers and make.startswith(maker_name.lower()):
        # A maker note that is no directory is no damage: its form is the maker's own.
        at = pointers[MAKER_NOTE]
        _directory(read_at, layout, at, "maker's", set(maker), found.maker, [], {})
    return found


def _header(head: bytes) -> tuple[_Layout | None, int]:
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        return None, 0
    magic = struct.unpack_from(order + "H", head, 2)[0]
    if magic == 43 and len(head) == 16:
        return _Layout(order, True), struct.unpack_from(order + "Q", head, 8)[0]
    if magic == 42:
        return _Layout(order, False), struct.unpack_from(order + "I", head, 4)[0]
    return None, 0


def _directory(
    read_at: ReadAt,
    layout: _Layout,
    at: int,
    name: str,
    wanted: set[int],
    into: dict[int, Any],
    damage: list[str],
    pointers: dict[int, int],
) -> None:
    size = struct.calcsize(layout.count)
    head = read_at(at, size)
    if at < 8 or len(head) < size:
        damage.append(f"its {name} directory is not where the header says")
        return
    count = struct.unpack(layout.count, head)[0]
    entry = layout.entry
    raw = read_at(at + size, min(count, MAX_ENTRIES) * entry.size)
    whole = len(raw) // entry.size
    if whole < count:
        damage.append(f"its {name} directory claims {count} entries, of which {whole} can be read")
    for index in range(whole):
        tag, kind, length, inline = entry.unpack_from(raw, index * entry.size)
        if tag not in wanted or tag in into:
            continue
        if tag == MAKER_NOTE:
            pointers[tag] = layout.offset(inline)
            continue
        value = _value(read_at, layout, kind, length, inline)
        if value is None:
            damage.append(f"tag 0x{tag:04x} of its {name} directory cannot be read")
        else:
            into[tag] = value


def _value(read_at: ReadAt, layout: _Layout, kind: int, count: int, inline: bytes) -> Any:
    known = _TYPES.get(kind)
    if known is None or count == 0:
        return None
    size, code = known
    length = size * count
    if length > MAX_VALUE_BYTES:
        return None
    raw = inline[:length] if length <= len(inline) else read_at(layout.offset(inline), length)
    if len(raw) < length:
        return None
    if kind in {2, 129}:
        return raw.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
    if code == "s":
        return raw
    numbers = struct.unpack(f"{layout.order}{count * len(code)}{code[0]}", raw)
    if len(code) == 2:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        values = tuple(top / bottom if bottom else None for top, bottom in pairs)
    else:
        values = numbers
    return values[0] if count == 1 else values
