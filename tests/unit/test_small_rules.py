"""Small rules of many modules, each by itself: words, sizes, headers, defaults."""

from __future__ import annotations

import datetime
import inspect
import io
import re
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from pixel_client import geo
from pixel_client.cli.output.formats import write_csv
from pixel_client.core import optional_imports, progress_bar
from pixel_client.core.hints import HintCode
from pixel_client.core.optional_imports import need
from pixel_client.core.text import human_size
from pixel_client.exceptions import PixelInputError, PixelTransferError
from pixel_client.geo.map_page import MapShape, Sort, map_page
from pixel_client.imagery import read_metadata
from pixel_client.imagery.las_records import _extended_wkt
from pixel_client.imagery.manifest.matching import _Index
from pixel_client.imagery.metadata import FileMetadata, RasterDetails
from pixel_client.imagery.name_checks import size_problems
from pixel_client.imagery.photo.png_webp import _webp_size

GIB = 1024**3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (HintCode.UNTRUSTED_CERTIFICATE, "the client option verify"),
        (HintCode.ZONE_UNKNOWN, "zone='Europe/Oslo'"),
        (HintCode.FILE_TOO_LARGE, "multipart=True"),
        (HintCode.FOLDER_IN_NAME, "prefix_folder=True"),
        (HintCode.MAYBE_UPLOADED, "reupload=True"),
        (HintCode.NOT_LISTED, 'reupload="missing"'),
        (HintCode.TOO_MANY_OPEN_FILES, "upload_max_concurrency"),
        (HintCode.JOURNAL_DAMAGED, "journal=..."),
    ],
)
def test_a_hint_names_the_argument_of_python(code: HintCode, words: str) -> None:
    assert words in code.words


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        *((name, "geo") for name in ("antimeridian", "geopandas", "jsonschema", "openpyxl")),
        *((name, "geo") for name in ("pandas", "pyarrow.parquet", "pystac")),
        *((name, "imagery") for name in ("laspy", "numpy", "pyproj", "rasterio", "shapely")),
    ],
)
def test_a_library_that_is_not_installed_is_named_with_its_extra(
    module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(name: str) -> Any:
        raise ImportError(name)

    util = SimpleNamespace(find_spec=lambda _: None)
    fake = SimpleNamespace(import_module=fails, util=util)
    monkeypatch.setattr(optional_imports, "importlib", fake)
    with pytest.raises(PixelInputError, match=re.escape(f"'pixel-client[{extra}]'")):
        need(module)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1 KiB"),
        (5 * 1024**2, "5 MiB"),
        (5 * GIB, "5 GiB"),
        (1024 * GIB, "1 TiB"),
        (1536 * GIB, "1.5 TiB"),
    ],
)
def test_sizes_in_binary_units(size: int, text: str) -> None:
    assert human_size(size) == text


def test_a_transfer_error_counts_one_attempt_by_default() -> None:
    assert PixelTransferError("x").attempts == 1


@pytest.mark.parametrize(("progress", "disable"), [(None, None), (True, False), (False, True)])
def test_a_job_bar_is_shown_as_asked_or_in_terminals(
    progress: bool | None, disable: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []

    class Bar(progress_bar.Bar):
        def __init__(self, *args: Any, **more: Any) -> None:
            given.append(more["disable"])
            super().__init__(*args, **{**more, "disable": True})

    monkeypatch.setattr(progress_bar, "Bar", Bar)
    with progress_bar.job_bar("jobs", progress):
        pass
    assert given == [disable]


def test_csv_has_lists_and_objects_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    write_csv([{"a": [1, 2], "b": (3,), "c": {"d": 4}, "e": "f"}])
    assert capsys.readouterr().out.splitlines()[1] == '"[1, 2]",[3],"{""d"": 4}",f'


def test_a_map_shows_all_of_it_with_a_margin() -> None:
    shape = MapShape({"type": "Point", "coordinates": [10.0, 60.0]}, ["label"], "a")
    page = map_page([shape], {"a": Sort("A", "red")}, "title")
    left, top, width, height = map(float, re.findall(r'viewBox="([^"]+)"', page)[0].split())
    assert left == top < 0
    assert width == pytest.approx(14 * -left, abs=0.01)
    assert height > 2 * -left


@pytest.mark.parametrize(("name", "lossless"), [("lossless", True), ("lossy", False)])
def test_the_size_of_a_webp(name: str, lossless: bool, tmp_path: Path) -> None:
    raw = io.BytesIO()
    Image.new("RGB", (37, 21)).save(raw, "WEBP", lossless=lossless)
    kind = raw.getvalue()[12:16]
    assert kind == (b"VP8L" if lossless else b"VP8 ")
    assert _webp_size(kind, raw.getvalue()[20:30]) == (37, 21)


def extended(user: bytes, number: int, body: bytes) -> bytes:
    return (
        b"\0\0" + user.ljust(16, b"\0") + struct.pack("<HQ", number, len(body)) + bytes(32) + body
    )


def test_coordinate_systems_behind_the_points() -> None:
    first = extended(b"LASF_Projection", 2112, b"GEOGCS[1]\0")
    raw = first + extended(b"other", 2112, b"no") + extended(b"LASF_Projection", 2112, b"LOCAL")
    assert list(_extended_wkt(io.BytesIO(raw), 0, 3, len(raw))) == ["GEOGCS[1]", "LOCAL"]
    assert list(_extended_wkt(io.BytesIO(raw), 0, 2, len(raw))) == ["GEOGCS[1]"]
    assert list(_extended_wkt(io.BytesIO(first), 0, 9, len(first))) == ["GEOGCS[1]"]
    assert list(_extended_wkt(io.BytesIO(raw), 0, 3, len(first) - 1)) == ["GEOGCS[1]"]
    assert list(_extended_wkt(io.BytesIO(raw), 0, 3, 59)) == []


@pytest.mark.parametrize("written", ["", ".", "/", " ./ "])
def test_a_cell_that_names_no_file_finds_none(written: str) -> None:
    assert _Index([Path("a.jpg"), Path("b.jpg")]).find(written, None) == []


def test_metadata_of_a_file_as_a_dict() -> None:
    raster = RasterDetails(width=3, height=2, data_types=("float32",), bands=1, nodata=float("nan"))
    named: dict[str, Any] = {"path": Path("a.tif"), "kind": "raster", "format": "GTiff", "size": 1}
    plain = FileMetadata(**named, details=raster).to_dict()
    assert plain["details"]["nodata"] == "nan"
    assert plain["details"]["bands"] == 1
    assert FileMetadata(**named).to_dict()["details"] is None


@pytest.mark.parametrize(("size", "found"), [(5 * GIB, []), (5 * GIB + 1, ["too-large"])])
def test_one_body_takes_5_gib(size: int, found: list[str]) -> None:
    assert [each.code for each in size_problems(Path("a.tif"), size, False, None)] == found


def photo(path: Path, **tags: str) -> Path:
    exif = Image.Exif()
    for number, value in ((0x9003, tags["original"]), (0x9004, tags["digitized"])):
        exif.get_ifd(0x8769)[number] = value
    Image.new("RGB", (40, 30)).save(path, exif=exif)
    return path


@pytest.mark.parametrize("unset", ["", "    :  :     :  :  ", "0000:00:00 00:00:00"])
def test_a_date_that_is_not_set_leaves_the_next_one(unset: str, tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg", original=unset, digitized="2024:05:17 12:30:00")
    found = read_metadata(path, zone="Europe/Oslo")
    assert found.fields["capture_date"] == datetime.datetime.fromisoformat("2024-05-17T12:30+02:00")
    assert [each.code for each in found.problems if each.code == "date-unreadable"] == []


@pytest.mark.parametrize("name", [name for name in geo.__all__ if name.startswith("to_")])
def test_options_of_exports_are_given_by_name(name: str) -> None:
    parameters = inspect.signature(getattr(geo, name)).parameters.values()
    by_place = [each.name for each in parameters if each.kind is not each.KEYWORD_ONLY]
    assert len(by_place) in (1, 2)
    assert by_place[0] == "resources"
