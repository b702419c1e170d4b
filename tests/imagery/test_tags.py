"""Our reader of TIFF tags says what Pillow says; and memory stays small however many files."""

from __future__ import annotations

import math
import tracemalloc
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from pixel_client.imagery import read_many
from pixel_client.imagery.photo.tiff_tags import block_reader, read_tags

from .photo_files import at, dji, photo, write

MAIN = {0x010F: st.text("abcæøå 123", min_size=1), 0x0112: st.integers(1, 8)}
EXIF = {
    0x9003: st.just("2024:05:17 12:30:00"),
    0x920A: st.fractions(0, 1000, max_denominator=1000),
    0xA405: st.integers(0, 65535),
    0xA20E: st.fractions(0, 100_000, max_denominator=100),
}
GPS = {
    1: st.sampled_from("NS"),
    2: st.tuples(*[st.fractions(0, 90, max_denominator=10_000)] * 3),
    5: st.sampled_from([b"\0", b"\1"]),
    6: st.fractions(0, 9000, max_denominator=1000),
}


def some(tags: dict[int, Any]) -> st.SearchStrategy[dict[int, Any]]:
    return st.fixed_dictionaries({}, optional=tags)


def rational(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(rational, value))
    numerator = getattr(value, "numerator", None)
    if isinstance(value, int | str | bytes) or numerator is None:
        return value
    return IFDRational(numerator, value.denominator)


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if isinstance(value, bytes):
        return value[0]
    if isinstance(value, IFDRational):
        return None if math.isnan(value) else float(value)
    return value.strip() if isinstance(value, str) else value


def same(ours: dict[int, Any], theirs: dict[int, Any], wanted: dict[int, Any]) -> bool:
    kept = {tag: plain(value) for tag, value in theirs.items() if tag in wanted}
    assert set(ours) == set(kept)
    return all(value == pytest.approx(ours[tag]) for tag, value in kept.items())


@settings(max_examples=150, deadline=None)
@given(main=some(MAIN), exif=some(EXIF), gps=some(GPS), order=st.sampled_from([b"II*\0", b"MM\0*"]))
def test_tags_are_what_pillow_says(main: Any, exif: Any, gps: Any, order: bytes) -> None:
    first = (8).to_bytes(4, "little" if order == b"II*\0" else "big")
    directory = ImageFileDirectory_v2(order + first)
    for tag, value in main.items():
        directory[tag] = rational(value)
    for number, values in ((0x8769, exif), (0x8825, gps)):
        if values:
            directory[number] = {tag: rational(value) for tag, value in values.items()}
            directory.tagtype[number] = 4
    block = order + first + directory.tobytes(8)
    pillow = Image.Exif()
    pillow.load(b"Exif\0\0" + block)
    found = read_tags(block_reader(block), MAIN, EXIF, GPS)
    assert found.damage == []
    assert same(found.main, dict(pillow), MAIN)
    assert same(found.exif, pillow.get_ifd(0x8769), EXIF)
    assert same(found.gps, pillow.get_ifd(0x8825), GPS)


@pytest.mark.parametrize("threads", [1, 4])
def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path, threads: int) -> None:
    path = write(tmp_path, "a.jpg", photo({0x010F: "DJI"}, gps=at(59, 10), xmp=dji(RtkFlag=1)))
    for _ in read_many(repeat(path, 100), threads=threads):
        pass
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_many(repeat(path, 3000), threads=threads))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 3000
    assert peak < 1.5 * 1024**2  # 3,000 results together take 4 MiB
