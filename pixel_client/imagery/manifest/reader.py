"""Manifests: metadata by file, from a table, joined to the files by path, name or stem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any

import attrs

from ...exceptions import PixelInputError, ProblemCode
from ..metadata import JsonValue
from ..reader import time_zone
from .columns import date_of, free_value, number_of, target_of, targets
from .locations import Locator
from .matching import ManifestRow, Matches, match
from .tables import Table, TableRow, open_table

__all__ = ["Manifest", "ManifestRow", "Matches", "read_manifest"]

FREE = "json:"


@attrs.frozen
class Manifest:
    """Metadata by file.

    Attributes:
        name: What to call it in messages.
        rows: Its rows.
        columns: Column -> what it stands for: a field, a part of the location, `json:NAME` or
            None (ignored).
        folder: Where relative paths in it start, or None.
    """

    name: str
    rows: tuple[ManifestRow, ...]
    columns: Mapping[str, str | None]
    folder: Path | None = None

    def match(self, files: Sequence[Path | str]) -> Matches:
        """Find the row of each file.

        A row is for a file when its path is the file's (whole, or its last parts), else when its
        name is, else when it is the name without extension. Case and the spelling of accents do
        not count.

        Args:
            files: The files.
        """
        return match(self, [Path(file) for file in files])


_LONGEST = 300  # characters of what is said about a cell


def read_manifest(
    source: Any,
    *,
    columns: Mapping[str, str | None] | None = None,
    crs: Any = None,
    zone: tzinfo | str | None = None,
    kind: str = "image",
    sheet: str | None = None,
) -> Manifest:
    """Read a manifest.

    Args:
        source: Path of a CSV, Excel, GeoJSON or Parquet file; a GeoDataFrame or DataFrame; or
            GeoJSON as a mapping. Excel and Parquet need the extra `geo`.
        columns: Column -> what it stands for, where its name does not say: `file`, a field
            (`cam_heading`), `latitude`, `longitude`, `altitude`, `x`, `y`, `z`, `epsg`, `time`,
            `json:NAME`, or None to ignore it. Columns of unknown names become json_metadata.
        crs: Coordinate system of its coordinates: an EPSG code, or anything pyproj takes. None
            goes by the table itself, and takes latitude and longitude as WGS 84.
        zone: Zone of dates that name none (`"Europe/Oslo"`); UTC when None.
        kind: What its files are: `image`, `raster` or `point_cloud`.
        sheet: Sheet of an Excel file; the first when None.

    Returns:
        The manifest. Cells that cannot be read are told by `Manifest.match` or the pre-flight,
        all at once.

    Raises:
        PixelInputError: It cannot be read, has no column for files, a column stands for nothing
            known, or the coordinate system does not exist.
    """
    table = open_table(source, sheet)
    meaning = _meaning(table, columns or {}, kind)
    locator = Locator(table, crs, meaning)
    clock = time_zone(zone)
    rows = tuple(_row(row, table, meaning, locator, clock) for row in table.rows)
    folder = Path(source).parent if isinstance(source, str | Path) else None
    return Manifest(table.name, tuple(row for row in rows if row is not None), meaning, folder)


def _meaning(table: Table, given: Mapping[str, str | None], kind: str) -> dict[str, str | None]:
    allowed = targets(kind)
    wrong = [
        f"has {column!r}, which is no column of {table.name}; that has {', '.join(table.columns)}"
        for column in given
        if column not in table.columns
    ]
    wrong += [
        f"has {target!r}, which no column can stand for; give one of "
        f"{', '.join(sorted(allowed))}, json:NAME or None"
        for target in given.values()
        if target is not None and target not in allowed and not target.startswith(FREE)
    ]
    if wrong:
        raise PixelInputError(wrong, path="columns", code=ProblemCode.UNKNOWN)
    meaning: dict[str, str | None] = {}
    taken = {target for target in given.values() if target}
    for column in filter(None, table.columns):
        if column in given:
            meaning[column] = given[column]
            continue
        target = target_of(column, kind)
        # The first column of a meaning has it; another one is free metadata.
        meaning[column] = target if target and target not in taken else f"{FREE}{column}"
        taken.add(str(target))
    if "file" not in meaning.values():
        # A table of pictures often calls them just "name".
        named = [column for column, target in meaning.items() if target == "name"]
        if not named or "name" in given.values():
            raise PixelInputError(
                f"{table.name} has no column that says which file a row is for: name one file, "
                f"filename, path or name, or say which with columns={{COLUMN: 'file'}}. It has "
                f"{', '.join(table.columns) or 'none'}"
            )
        meaning[named[0]] = "file"
    twice = sorted({t for t in given.values() if t and list(given.values()).count(t) > 1})
    if twice:
        raise PixelInputError(
            f"has several columns that stand for {', '.join(twice)}",
            path="columns",
            code=ProblemCode.DUPLICATE,
        )
    return meaning


def _row(
    row: TableRow,
    table: Table,
    meaning: Mapping[str, str | None],
    locator: Locator,
    zone: tzinfo | None,
) -> ManifestRow | None:
    cells: dict[str, tuple[str, Any]] = {}
    free: dict[str, JsonValue] = {}
    for column, cell in row.cells.items():
        target = meaning.get(column)
        if target is None:
            continue
        if target.startswith(FREE):
            free[target.removeprefix(FREE)] = free_value(cell)
        else:
            cells[target] = (column, cell)
    if "file" not in cells:
        if not cells and not free:
            return None
        return ManifestRow(row.number, "", {}, free, ("column file: it is empty",))
    fields: dict[str, Any] = {}
    faults: list[str] = []
    name = str(cells.pop("file")[1])
    locator.locate(row, cells, fields, faults)
    clock = cells.pop("time", None)
    if clock is not None and "capture_date" not in cells:
        cells["capture_date"], clock = clock, None
    for target, (column, cell) in cells.items():
        try:
            fields[target] = _value(target, cell, table, clock and clock[1], zone)
        except PixelInputError as error:
            said = str(error)[:_LONGEST]
            faults.append(f"column {column}: {said}. Mend the cell, or empty it")
    return ManifestRow(row.number, name, fields, free, tuple(faults))


def _value(target: str, cell: Any, table: Table, clock: Any, zone: tzinfo | None) -> Any:
    if target == "capture_date":
        return date_of(cell, clock, zone)
    if target in {"image_type", "name", "cam_orientation", "radial"}:
        # A spreadsheet makes 360 a number.
        whole = isinstance(cell, float) and cell.is_integer()
        return str(int(cell) if whole else cell)
    return number_of(cell, table.decimal_comma)
