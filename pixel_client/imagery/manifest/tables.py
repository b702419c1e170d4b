"""Tables as people keep them (CSV, Excel, GeoJSON, Parquet, frames), one row at a time."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from ...core.optional_imports import need
from ...core.text import path_text
from ...exceptions import PixelInputError

__all__ = ["Table", "TableRow", "open_table"]

MAX_TEXT_BYTES = 512 * 1024**2  # of a CSV or GeoJSON manifest, which is read whole
MAX_BOOK_BYTES = 256 * 1024**2  # of an Excel manifest, unpacked; a million rows have 200 MB
_DELIMITERS = ";\t,|"
_ENCODINGS = ("utf-8-sig", "cp1252")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATOR = re.compile(r"sep=(.)\r?\n")  # Excel's own first line
_SUFFIXES = ".csv, .txt, .tsv, .xlsx, .xlsm, .geojson, .json, .parquet or .geoparquet"


@attrs.frozen
class TableRow:
    """A row as it was written.

    Attributes:
        number: As the program that made it counts: the line of a CSV file, the row of a sheet;
            otherwise from 1.
        cells: Column -> cell; empty cells are left out.
        geometry: A GeoJSON geometry, in the table's coordinate system, or None.
    """

    number: int
    cells: Mapping[str, Any]
    geometry: Mapping[str, Any] | None = None


@attrs.frozen
class Table:
    """A table.

    Attributes:
        name: What to call it in messages.
        columns: Its columns, in order.
        rows: Its rows.
        crs: The coordinate system of its geometries, as pyproj takes it; None when it says none.
        decimal_comma: Whether numbers may be written with a comma.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[TableRow]
    crs: Any = None
    decimal_comma: bool = False


def open_table(source: Any, sheet: str | None = None) -> Table:
    """Open a table.

    Args:
        source: Path of a CSV, Excel, GeoJSON or Parquet file; a GeoDataFrame or DataFrame; or a
            GeoJSON FeatureCollection as a mapping.
        sheet: Name of the sheet of an Excel file; the first when None.

    Raises:
        PixelInputError: It is none of these, cannot be read, or a library is not installed.
    """
    if hasattr(source, "itertuples") and hasattr(source, "columns"):
        return _frame(source)
    if isinstance(source, Mapping):
        return _features(source, "the GeoJSON")
    if not isinstance(source, str | Path):
        raise PixelInputError(
            f"a manifest is a file ({_SUFFIXES}), a data frame or GeoJSON, "
            f"not {type(source).__name__}"
        )
    path = Path(source)
    readers = {
        **dict.fromkeys((".csv", ".txt", ".tsv"), _csv),
        **dict.fromkeys((".geojson", ".json"), _geojson),
        **dict.fromkeys((".parquet", ".geoparquet"), _parquet),
    }
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".xlsm", *readers}:
        raise PixelInputError(
            f"the manifest {path_text(path)} has the extension {suffix or 'of none'!s}; "
            f"{_SUFFIXES} is read"
        )
    if not path.is_file():
        what = "is no file" if path.exists() else "does not exist"
        raise PixelInputError(f"the manifest {path_text(path)} {what}")
    with _read_errors(path):
        table = _excel(path, sheet) if suffix not in readers else readers[suffix](path)
    return attrs.evolve(table, rows=_guarded(table.rows, path))


@contextlib.contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except PixelInputError:
        raise
    # Each library fails on damaged files in its own ways; OSError is one of them.
    except Exception as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise PixelInputError(f"the manifest {path_text(path)} cannot be read: {said}") from error


def _guarded(rows: Iterable[TableRow], path: Path) -> Iterator[TableRow]:
    """The rows, which are read while they are asked for."""
    with _read_errors(path):
        yield from rows


def _text(path: Path) -> str:
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise PixelInputError(
            f"the manifest {path_text(path)} has {size} bytes; {MAX_TEXT_BYTES} are read at most. "
            "Keep it as Parquet"
        )
    raw = path.read_bytes()
    # Excel's "Unicode text" is UTF-16.
    encodings = ("utf-16",) if raw[:2] in _UTF_16_MARKS else _ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise PixelInputError(f"the manifest {path_text(path)} is not text in UTF-8; save it as such")


def _csv(path: Path) -> Table:
    text = _text(path)
    told = _SEPARATOR.match(text)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    # Strict: otherwise a quote that is not closed swallows the rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if told:
        next(reader)
    header: tuple[str, ...] = ()
    for cells in reader:
        if any(cell.strip() for cell in cells):
            header = _named(cells, path)
            break

    def rows() -> Iterator[TableRow]:
        number = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                raise PixelInputError(
                    f"row {number} of {path_text(path)} has {len(cells)} cells, but there are "
                    f"{len(header)} columns; put quotes around a cell that holds a {delimiter!r}"
                )
            filled = _filled(header, [cell.strip() for cell in cells])
            if filled:
                yield TableRow(number, filled)
            number = reader.line_num + 1

    return Table(path_text(path), header, rows(), decimal_comma=delimiter != ",")


def _excel(path: Path, sheet: str | None) -> Table:
    openpyxl = need("openpyxl")
    with zipfile.ZipFile(path) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > MAX_BOOK_BYTES:
        raise PixelInputError(
            f"the manifest {path_text(path)} has {size} bytes when unpacked; {MAX_BOOK_BYTES} are "
            "read at most. Keep it as Parquet"
        )
    opened = contextlib.ExitStack()
    with opened:
        file = opened.enter_context(path.open("rb"))
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        opened.callback(book.close)
        header, lines = _sheet(book, sheet, path)
        left_open = opened.pop_all()

    def rows() -> Iterator[TableRow]:
        with left_open:
            for number, cells in lines:
                filled = _filled(header, cells)
                if filled:
                    yield TableRow(number, filled)

    return Table(path_text(path), header, rows(), decimal_comma=True)


def _sheet(
    book: Any, sheet: str | None, path: Path
) -> tuple[tuple[str, ...], Iterator[tuple[int, Any]]]:
    """The header of a sheet, and the numbered lines below it."""
    if sheet is not None and sheet not in book.sheetnames:
        raise PixelInputError(
            f"{path_text(path)} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}"
        )
    page = book[sheet] if sheet is not None else book.worksheets[0]
    lines = enumerate(page.iter_rows(values_only=True), start=1)
    header: tuple[str, ...] = ()
    for _, cells in lines:
        if any(cell is not None for cell in cells):
            header = _named(["" if cell is None else str(cell) for cell in cells], path)
            break
    return header, lines


def _geojson(path: Path) -> Table:
    loaded = json.loads(_text(path))
    if not isinstance(loaded, Mapping):
        raise PixelInputError(f"{path_text(path)} is no GeoJSON FeatureCollection")
    return _features(loaded, path_text(path))


def _features(collection: Mapping[str, Any], name: str) -> Table:
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise PixelInputError(f"{name} is no GeoJSON FeatureCollection with its features")
    rows, columns = [], dict[str, None]()
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, Mapping) else None
        if not isinstance(feature, Mapping) or not isinstance(properties or {}, Mapping):
            raise PixelInputError(f"feature {number} of {name} is no GeoJSON Feature")
        filled = {str(key): value for key, value in (properties or {}).items()}
        columns |= dict.fromkeys(filled)
        filled = {key: value for key, value in filled.items() if not _empty(value)}
        rows.append(TableRow(number, filled, feature.get("geometry")))
    named = collection.get("crs")  # of GeoJSON from before RFC 7946
    crs = named.get("properties", {}).get("name") if isinstance(named, Mapping) else None
    return Table(name, tuple(columns), rows, crs or 4326)


def _parquet(path: Path) -> Table:
    parquet = need("pyarrow.parquet")
    file = parquet.ParquetFile(path)
    geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
    column = geo.get("primary_column")
    about = geo.get("columns", {}).get(column, {})
    columns = tuple(name for name in file.schema_arrow.names if name != column)
    crs = about.get("crs", 4326)  # GeoParquet: left out means longitude, latitude; null unknown
    if isinstance(crs, Mapping):
        crs = json.dumps(crs)

    def rows() -> Iterator[TableRow]:
        number = 0
        for batch in file.iter_batches(batch_size=10_000):
            for record in batch.to_pylist():
                number += 1
                shape = _from_wkb(record.pop(column, None)) if column else None
                yield TableRow(number, _filled(tuple(record), record.values()), shape)

    return Table(path_text(path), columns, rows(), crs)


def _from_wkb(raw: Any) -> Mapping[str, Any] | None:
    if not isinstance(raw, bytes):
        return None
    shapely = need("shapely")
    shape: Mapping[str, Any] = shapely.geometry.mapping(shapely.from_wkb(raw))
    return shape


def _frame(frame: Any) -> Table:
    geometry = getattr(frame, "_geometry_column_name", None)
    names = [str(name) for name in frame.columns]
    geometry = geometry if geometry in names else None

    def rows() -> Iterator[TableRow]:
        for number, cells in enumerate(frame.itertuples(index=False, name=None), start=1):
            filled = dict(zip(names, cells, strict=True))
            shape = filled.pop(geometry, None) if geometry else None
            plain = getattr(shape, "__geo_interface__", None)
            yield TableRow(number, _filled(tuple(filled), filled.values()), plain)

    columns = tuple(name for name in names if name != geometry)
    return Table("the data frame", columns, rows(), getattr(frame, "crs", None))


def _named(cells: Iterable[str], path: Path) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    counts = Counter(name for name in names if name)
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        raise PixelInputError(f"{path_text(path)} has several columns named {', '.join(twice)}")
    return tuple(names)


def _filled(header: Iterable[str], cells: Iterable[Any]) -> dict[str, Any]:
    pairs = zip(header, cells, strict=False)
    return {name: cell for name, cell in pairs if name and not _empty(cell)}


def _empty(cell: Any) -> bool:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    # NaN and pandas' NaT are how frames leave a cell empty: neither equals itself.
    return isinstance(cell, float | datetime.date) and cell != cell
