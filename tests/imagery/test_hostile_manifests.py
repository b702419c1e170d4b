"""Manifests that are damaged, hostile, or written by programs with ways of their own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pixel_client.exceptions import PixelInputError
from pixel_client.imagery import read_manifest
from pixel_client.imagery.manifest import tables

from .photo_files import write

SHEET = "xl/worksheets/sheet1.xml"


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    return write(folder, "m.csv", text.encode(encoding))


def geojson(folder: Path, geometry: Any, **top: Any) -> Path:
    feature = {"type": "Feature", "properties": {"file": "a.jpg"}, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature], **top})
    return write(folder, "m.geojson", text.encode())


def workbook(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """An Excel file with a row, whose sheet was changed."""
    book = openpyxl.Workbook()
    for row in (["fil", "lat", "lon"], ["a.jpg", 59.9, 10.7]):
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as whole,
        zipfile.ZipFile(folder / "m.xlsx", "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in whole.namelist():
            raw = whole.read(name)
            made.writestr(name, change(raw) if name == SHEET else raw)
    return folder / "m.xlsx"


def test_spreadsheets_own_ways_of_text_are_read(tmp_path: Path) -> None:
    text = "fil\tlat\tlon\nÆøå.jpg\t59,9\t10,7\n"
    for written, encoding in (
        (text, "utf-16"),
        ("\ufeff" + text, "utf-16-be"),
        ("sep=;\n" + text.replace("\t", ";"), "utf-8"),
        ("sep=|\r\n" + text.replace("\t", "|"), "utf-8-sig"),
        (text.replace("\n", "\r"), "cp1252"),
    ):
        (row,) = read_manifest(csv(tmp_path, written, encoding)).rows
        assert (row.file, row.faults) == ("Æøå.jpg", ())
        assert row.fields["location"]["coordinates"] == [10.7, 59.9]
        # Behind `sep=` the heading is the second line, as the spreadsheet's user sees it.
        assert row.number == (3 if written.startswith("sep=") else 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fil,note\na.jpg,ok\nb.jpg," + "x" * 200_000, "field larger than field limit"),
        ('fil,note\na.jpg,"x\nb.jpg,y\n', "unexpected end of data"),
        ("fil,lat\na\0.jpg,1\n", "is not text in UTF-8"),
        ("fil,lat,lat\na,1,2\n", "has several columns named lat"),
        ("fil,a,b,c\nx.jpg,1,2,3,4\n", "has 5 cells, but there are 4 columns"),
    ],
)
def test_a_damaged_csv_is_refused_wherever_it_is_damaged(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(PixelInputError, match=said):
        read_manifest(csv(tmp_path, text))


def test_utf_16_without_a_mark_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(PixelInputError, match=r"is not text in UTF-8; save it as such"):
        read_manifest(csv(tmp_path, "fil,lat,lon\na.jpg,1,2\n", "utf-16-le"))


def test_a_row_that_names_no_file_is_told_whatever_it_holds(tmp_path: Path) -> None:
    rows = read_manifest(csv(tmp_path, "fil,note\n,kept\n,\na.jpg,x\n")).rows
    assert [(row.number, row.file, row.faults) for row in rows] == [
        (2, "", ("column file: it is empty",)),
        (4, "a.jpg", ()),
    ]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ("POINT (1 2)", "its geometry is a str; a photo is at a Point"),
        ([10.7, 59.9], "its geometry is a list; a photo is at a Point"),
        ({"type": "Point", "coordinates": 7}, "a Point has 2 or 3 coordinates in a list"),
        ({"type": "Point", "coordinates": {"x": 1}}, "a Point has 2 or 3 coordinates in a list"),
        ({"type": "Point", "coordinates": [1]}, "a Point has 2 or 3 coordinates, not 1"),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "it is nan; a number is needed"),
    ],
)
def test_a_geometry_that_is_none_is_a_fault_of_its_row(
    tmp_path: Path, geometry: Any, said: str
) -> None:
    (row,) = read_manifest(geojson(tmp_path, geometry)).rows
    assert "location" not in row.fields
    assert said in row.faults[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 200_000,
        b'{"type":"FeatureCollection","features":' + b"[" * 100_000,
        b'{"type":"FeatureCollection","crs":{"properties":[1]},"features":[]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"n":' + b"9" * 5000 + b"}}]}",
    ],
)
def test_json_that_cannot_be_read_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(PixelInputError, match=r"m\.geojson cannot be read: "):
        read_manifest(write(tmp_path, "m.geojson", raw))


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, lambda raw: raw + b" " * 2_000_000)
    assert path.stat().st_size < 20_000
    assert len(read_manifest(path).rows) == 1
    monkeypatch.setattr(tables, "MAX_BOOK_BYTES", 1_000_000)
    with pytest.raises(PixelInputError, match=r"bytes when unpacked; 1000000 are read at most"):
        read_manifest(path)


def test_entities_in_a_workbook_are_not_unfolded(tmp_path: Path) -> None:
    letters = "abcdefgh"
    folded = "".join(
        f'<!ENTITY {letter} "{10 * (f"&{before};" if before else "0123456789")}">'
        for before, letter in zip(" " + letters, letters, strict=False)
        for before in [before.strip()]
    )

    def laughs(raw: bytes) -> bytes:
        cell = b"<row r='3'><c r='A3' t='inlineStr'><is><t>&h;</t></is></c></row></sheetData>"
        body = raw.split(b"?>", 1)[-1].replace(b"</sheetData>", cell)
        return f'<?xml version="1.0"?><!DOCTYPE l [{folded}]>'.encode() + body

    with pytest.raises(PixelInputError, match=r"m\.xlsx cannot be read: "):
        read_manifest(workbook(tmp_path, laughs))


@pytest.mark.parametrize("epsg", ["4978", "5776", "-5", "0", "1e30", "nan", "999999"])
def test_codes_of_systems_without_eastings_are_faults(tmp_path: Path, epsg: str) -> None:
    path = csv(tmp_path, f"fil,x,y,epsg\na.jpg,597868,6642681,{epsg}\n")
    (row,) = read_manifest(path).rows
    assert "location" not in row.fields
    assert row.faults
    if epsg in ("4978", "5776"):
        assert "has no eastings and northings" in row.faults[0]
        with pytest.raises(PixelInputError, match="has no eastings and northings"):
            read_manifest(csv(tmp_path, "fil,x,y\na.jpg,1,2\n"), crs=int(epsg))


def test_what_is_said_of_a_cell_is_short(tmp_path: Path) -> None:
    long = "9" * 5000
    (row,) = read_manifest(csv(tmp_path, f"fil,dato,cam_heading\na.jpg,{long},{long}\n")).rows
    assert len(row.faults) == 2
    assert max(map(len, row.faults)) < 400
