"""Broken and hostile headers: a clear problem, never a crash, a hang or a full memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import laspy
import numpy
import pytest
import rasterio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasterio.transform import Affine

from pixel_client.imagery import FileMetadata, preflight, read_metadata

from .photo_files import at, dji, packet, photo, write

MEMORY = 32 * 1024**2


def geotiff(**options: Any) -> bytes:
    profile = {"count": 3, "dtype": "uint8", "crs": "EPSG:25832", "width": 64, "height": 64}
    profile |= {"transform": Affine(0.5, 0, 500000, 0, -0.5, 6600000)} | options
    cells = numpy.zeros((profile["count"], 64, 64), profile["dtype"])
    with rasterio.MemoryFile() as memory:
        with memory.open(driver="GTiff", **profile) as dataset:
            dataset.write(cells)
        return memory.read()


def cloud(version: str = "1.4", point_format: int = 6, compressed: bool = False) -> bytes:
    las = laspy.create(point_format=point_format, file_version=version)
    las.x = las.y = las.z = numpy.arange(100.0)
    file = io.BytesIO()
    las.write(file, do_compress=compressed)
    return file.getvalue()


WHOLE = {
    "a.jpg": photo({0x10F: "DJI"}, {0x9003: "2024:05:17 12:30:00"}, at(60, 10), dji(RtkFlag=1)),
    "a.png": photo(None, {0x9003: "2024:05:17 12:30:00"}, at(60, 10), format="PNG"),
    "a.webp": photo(None, None, at(60, 10), dji(RtkFlag=1), format="WEBP"),
    "a.tif": photo({0x10F: "DJI"}, None, at(60, 10), dji(RtkFlag=1), format="TIFF"),
    "b.tif": geotiff(),
    "a.las": cloud(),
    "b.las": cloud("1.2", 1),
    "a.laz": cloud(compressed=True),
}
KINDS = {"a": "image", "b": "raster"}


def kind_of(name: str) -> str:
    return "point_cloud" if ".la" in name else KINDS[name[0]]


# rasterio cannot log what GDAL says when that quotes bytes of the file that are no UTF-8.
@pytest.mark.filterwarnings("ignore:Exception ignored in. 'rasterio._env.log_error'")
@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_is_more_than_a_problem(tmp_path: Path, name: str, data: st.DataObject) -> None:
    raw = bytearray(WHOLE[name])
    head = min(len(raw), 2000)
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, head - 8))
        raw[place : place + 4] = data.draw(
            st.sampled_from([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\xff\xd8\xff\xe1"])
            | st.binary(min_size=4, max_size=4)
        )
    cut = data.draw(st.just(len(raw)) | st.integers(1, len(raw)))
    path = write(tmp_path, name, bytes(raw[:cut]))
    found = read_metadata(path, kind=kind_of(name))
    assert isinstance(found, FileMetadata)
    assert preflight([path], collection=kind_of(name)).to_json()
    for problem in found.problems:
        assert problem.message.strip()
        assert "Traceback" not in problem.message


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=400), suffix=st.sampled_from(["jpg", "png", "tif", "las", "webp"]))
def test_noise_is_no_file_of_any_kind(tmp_path: Path, raw: bytes, suffix: str) -> None:
    starts = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "tif": b"II*\0", "las": b"LASF"}
    raw = starts.get(suffix, b"RIFF\0\0\0\0WEBP") + raw
    found = read_metadata(write(tmp_path, f"a.{suffix}", raw))
    assert found.problems


def with_exif(block: bytes) -> bytes:
    body = b"Exif\0\0" + block
    raw = photo()
    return raw[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + raw[2:]


def entry(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


HEAD = b"II*\0\x08\0\0\0"
EXIF_BLOCKS = {
    "a directory that is its own Exif and GPS directory": HEAD
    + struct.pack("<H", 2)
    + entry(0x8769, 4, 1, 8)
    + entry(0x8825, 4, 1, 8)
    + struct.pack("<I", 8),
    "65,535 entries of which none is there": HEAD + struct.pack("<H", 65535),
    "a value of 4 GiB": HEAD + struct.pack("<H", 1) + entry(0x010F, 2, 2**32 - 1, 26) + bytes(9),
    "rationals without a denominator": HEAD
    + struct.pack("<H", 1)
    + entry(0x8825, 4, 1, 26)
    + bytes(4)
    + struct.pack("<H", 2)
    + entry(2, 5, 3, 60)
    + entry(4, 5, 3, 60)
    + bytes(40),
    "a directory beyond the end": b"II*\0" + struct.pack("<I", 2**31),
    "a directory inside the header": b"II*\0" + struct.pack("<I", 2),
    "types that do not exist": HEAD + struct.pack("<H", 1) + entry(0x010F, 999, 1, 0) + bytes(4),
    "BigTIFF inside EXIF": b"II+\0\x08\0\0\0" + struct.pack("<Q", 2**63),
    "no TIFF header": b"nothing of the sort",
}


@pytest.mark.parametrize("block", EXIF_BLOCKS.values(), ids=EXIF_BLOCKS.keys())
def test_hostile_exif_is_told_and_the_photo_stays(tmp_path: Path, block: bytes) -> None:
    found = read_metadata(write(tmp_path, "a.jpg", with_exif(block)))
    assert found.ok
    codes = [each.code for each in found.problems]
    cyclic = block == next(iter(EXIF_BLOCKS.values()))
    assert ("metadata-damaged" in codes) != cyclic
    assert "location" not in found.fields


LAUGHS = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/">&e;&e;&e;&e;&e;&e;&e;&e;</x:xmpmeta>"""
PACKETS = {
    "billion laughs": (LAUGHS, "document type"),
    "an external entity": (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        "document type",
    ),
    "an entity nobody declared": ("<r>&x;</r>", "undefined entity"),
    "10,000 deep": ("<a:a>" * 10_000, "nested"),
    "5,200 properties": (
        packet("p", "http://example.com/", **{f"n{i}": "" for i in range(5200)}),
        "properties",
    ),
    "cut off": (dji(GimbalYawDegree=1)[:-30], "unclosed token"),
    "an encoding that does not exist": ('<?xml version="1.0" encoding="x-y"?><r/>', "encoding"),
    "not XML": ("{}", "not well-formed"),
}


@pytest.mark.parametrize(("xmp", "said"), PACKETS.values(), ids=PACKETS.keys())
def test_hostile_xmp_is_told_and_the_photo_stays(tmp_path: Path, xmp: str, said: str) -> None:
    raw = photo(gps=at(59.9, 10.7))
    body = b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()[:65000]
    raw = raw[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + raw[2:]
    found = read_metadata(write(tmp_path, "a.jpg", raw))
    assert found.ok
    assert found.fields["location"]["coordinates"] == pytest.approx([10.7, 59.9])
    told = next(each.message for each in found.problems if each.code == "metadata-damaged")
    assert said in told
    assert "root:" not in told


def test_what_came_before_a_fault_in_xmp_is_used(tmp_path: Path) -> None:
    found = read_metadata(
        write(tmp_path, "a.jpg", photo(xmp=dji(GimbalYawDegree=7).replace("</rdf:RDF>", "</no>")))
    )
    assert found.fields["cam_heading"] == 7
    assert "metadata-damaged" in {each.code for each in found.problems}


def peak_of(path: Path, kind: str) -> tuple[FileMetadata, int]:
    read_metadata(path, kind=kind)  # what is imported and cached is not the file's
    tracemalloc.start()
    try:
        found = read_metadata(path, kind=kind)
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def sparse(path: Path, size: int, head: bytes, **pieces: tuple[int, bytes]) -> Path:
    """A file of any size that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(head)
        for at_byte, piece in pieces.values():
            file.seek(at_byte)
            file.write(piece)
        file.truncate(size)
    return path


GIB = 1024**3


def las_header(**changes: tuple[str, int, Any]) -> bytes:
    raw = bytearray(cloud())
    for form, place, value in changes.values():
        struct.pack_into(form, raw, place, value)
    return bytes(raw)


BIG = {
    "a JPEG of fill bytes": ("image", "f.jpg", b"\xff\xd8" + b"\xff" * 100_000, "truncated"),
    "a JPEG of empty segments": (
        "image",
        "s.jpg",
        b"\xff\xd8" + b"\xff\xe5\0\2" * 100_000,
        "truncated",
    ),
    "a TIFF whose maker's name has 4 GiB": (
        "image",
        "n.tif",
        HEAD + struct.pack("<H", 1) + entry(0x010F, 2, 4 * GIB - 1, 30),
        "truncated",
    ),
    "a PNG with a text of 2 GiB": (
        "image",
        "t.png",
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4s", 13, b"IHDR")
        + struct.pack(">II", 9, 9)
        + bytes(9)
        + struct.pack(">I4s", 2 * GIB, b"iTXt"),
        "truncated",
    ),
    "4 billion records": (
        "point_cloud",
        "v.las",
        las_header(a=("<I", 100, 2**32 - 1)),
        "damaged",
    ),
    "records of a whole file": (
        "point_cloud",
        "r.las",
        las_header(a=("<I", 100, 1_000_000), b=("<I", 96, 3 * GIB)),
        "damaged",
    ),
    "points of a bad format": (
        "point_cloud",
        "p.las",
        las_header(a=("<B", 104, 55)),
        "las-version",
    ),
    "LAS 9.9": ("point_cloud", "9.las", las_header(a=("<H", 24, 0x0909)), "las-version"),
    "points of no bytes": ("point_cloud", "0.las", las_header(a=("<H", 105, 0)), "damaged"),
    "more points than bytes": (
        "point_cloud",
        "m.las",
        las_header(a=("<Q", 247, 2**62), b=("<I", 107, 0)),
        "las-count",
    ),
    "bounds that are no numbers": (
        "point_cloud",
        "n.las",
        las_header(a=("<d", 179, float("nan"))),
        "las-bounds",
    ),
    "a scale of 0": ("point_cloud", "z.las", las_header(a=("<d", 131, 0.0)), "las-bounds"),
}


@pytest.mark.parametrize(("kind", "name", "head", "code"), BIG.values(), ids=BIG.keys())
def test_claims_of_gigabytes_take_no_memory(
    tmp_path: Path, kind: str, name: str, head: bytes, code: str
) -> None:
    path = sparse(tmp_path / name, 3 * GIB + 17, head)
    found, peak = peak_of(path, kind)
    assert code in {each.code for each in found.problems}
    assert not found.ok
    assert peak < MEMORY


def test_extended_records_of_exabytes_are_passed_over(tmp_path: Path) -> None:
    evlr = struct.pack("<H16sHQ32s", 0, b"LASF_Projection", 2112, 2**62, b"")
    raw = las_header(a=("<Q", 235, 3 * GIB), b=("<I", 243, 2**32 - 1))
    path = sparse(tmp_path / "a.las", 4 * GIB, raw, evlr=(3 * GIB, evlr))
    found, peak = peak_of(path, "point_cloud")
    assert found.details.count == 100
    assert peak < MEMORY


def test_big_files_that_are_whole_are_read_by_their_header_alone(tmp_path: Path) -> None:
    photo_path = sparse(tmp_path / "a.jpg", 2 * GIB, WHOLE["a.jpg"], end=(2 * GIB - 2, b"\xff\xd9"))
    found, peak = peak_of(photo_path, "image")
    assert found.ok
    assert peak < MEMORY
    raw = las_header(a=("<Q", 247, 2 * GIB // 30), b=("<I", 107, 0))
    las_path = sparse(tmp_path / "a.las", 3 * GIB, raw)
    found, peak = peak_of(las_path, "point_cloud")
    assert found.ok
    assert peak < MEMORY
    raster_path = sparse(tmp_path / "b.tif", 3 * GIB, geotiff())
    found, peak = peak_of(raster_path, "raster")
    assert found.ok
    assert peak < MEMORY


@pytest.mark.parametrize("far", [1e300, 1e18, -1e12, float("inf"), float("nan")])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832"])
def test_a_raster_far_off_the_earth_has_no_outline(tmp_path: Path, crs: str, far: float) -> None:
    raw = geotiff(crs=crs, transform=Affine(0.5, 0, far, 0, -0.5, 60))
    found = read_metadata(write(tmp_path, "a.tif", raw))
    assert found.place is None


def test_a_raster_never_leads_to_other_files(tmp_path: Path) -> None:
    vrt = b'<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1">'
    vrt += b"<SimpleSource><SourceFilename>/etc/passwd</SourceFilename></SimpleSource>"
    path = write(tmp_path, "a.tif", vrt + b"</VRTRasterBand></VRTDataset>")
    found = read_metadata(path, kind="raster")
    assert [each.code for each in found.problems] == ["unknown-format"]


@pytest.mark.parametrize(
    "way", ["{}", "file://{}", "/vsicurl/http://127.0.0.1:9/x", "http://[::1]:9"]
)
def test_a_prj_never_leads_elsewhere(tmp_path: Path, way: str) -> None:
    elsewhere = write(tmp_path, "elsewhere.wkt", CRS.from_epsg(25832).to_wkt().encode())
    path = write(tmp_path, "a.tif", geotiff(crs=None))
    write(tmp_path, "a.prj", way.format(elsewhere).encode())
    found = read_metadata(path, kind="raster")
    assert found.details.srid is None
    assert "crs-missing" in {problem.code for problem in found.problems}
    write(tmp_path, "a.prj", elsewhere.read_bytes())
    assert read_metadata(path, kind="raster").details.srid == 25832
