"""The location of a manifest's row: from columns or a geometry, in any coordinate system."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ...core.optional_imports import need
from ...exceptions import PixelInputError
from ..footprints import on_some_map
from .columns import PLACES, degrees_of, number_of
from .tables import Table, TableRow

__all__ = ["Locator"]

_PAIRS = (("longitude", "latitude"), ("x", "y"))


class Locator:
    """Makes locations in WGS 84.

    Args:
        table: The table.
        crs: The caller's coordinate system, or None to go by the table.
        meaning: Column -> what it stands for.

    Raises:
        PixelInputError: The coordinate system does not exist, or is needed and not given.
    """

    def __init__(self, table: Table, crs: Any, meaning: Mapping[str, str | None]) -> None:
        self._table = table
        self._transformers: dict[str, Any] = {}
        self._given = None if crs is None else self._crs(crs)
        shaped = table.crs is not None
        self._shapes = self._given or (self._crs(table.crs) if shaped else None)
        targets = {target for target in meaning.values() if target}
        self._pair = next((pair for pair in _PAIRS if targets.issuperset(pair)), None)
        half = [pair for pair in _PAIRS if len(targets & set(pair)) == 1]
        if self._pair is None and half:
            raise PixelInputError(
                f"{table.name} has a column for {' or '.join(targets & set(half[0]))} alone; a "
                f"position needs {' and '.join(half[0])}"
            )
        if self._pair == ("x", "y") and self._given is None and "epsg" not in targets:
            raise PixelInputError(
                f"{table.name} has the columns x and y, but it is not said in which coordinate "
                "system: give its EPSG code (crs=25832), or a column epsg"
            )

    def locate(
        self,
        row: TableRow,
        cells: dict[str, tuple[str, Any]],
        fields: dict[str, Any],
        faults: list[str],
    ) -> None:
        """Put a row's `location`, taking its cells out.

        Args:
            row: The row.
            cells: Target -> (column, cell).
            fields: Gets the location.
            faults: Gets a sentence for each cell that cannot be read.
        """
        taken = {target: cells.pop(target) for target in PLACES if target in cells}
        if "location" in cells:
            column, value = cells.pop("location")
            if isinstance(value, Mapping):
                fields["location"] = value
            else:
                faults.append(f"column {column}: it is {str(value)[:60]!r}, no GeoJSON geometry")
            return
        if self._pair is None or not any(name in taken for name in self._pair):
            if row.geometry is not None:
                self._from_geometry(row, fields, faults)
            return
        values: dict[str, float] = {}
        read = degrees_of if self._pair[0] == "longitude" else number_of
        for target, (column, cell) in taken.items():
            convert = read if target in self._pair else number_of
            try:
                values[target] = convert(cell, self._table.decimal_comma)
            except PixelInputError as error:
                faults.append(f"column {column}: {error}. Mend the cell, or empty it")
        missing = [name for name in self._pair if name not in taken]
        if missing:
            faults.append(f"it has no {missing[0]}, so no position. Fill the cell, or empty both")
        if all(name in values for name in self._pair) and not missing:
            height = values.get("altitude", values.get("z"))
            self._from_numbers(values, height, fields, faults)

    def _from_numbers(
        self,
        values: Mapping[str, float],
        height: float | None,
        fields: dict[str, Any],
        faults: list[str],
    ) -> None:
        assert self._pair is not None
        across, along = (values[name] for name in self._pair)
        columns = " and ".join(self._pair)
        try:
            crs = self._crs(int(values["epsg"])) if "epsg" in values else self._given
            spot = self._to_wgs84(crs, across, along) if crs is not None else (across, along)
        except PixelInputError as error:
            faults.append(f"columns {columns}: {error}")
            return
        if not (-180 <= spot[0] <= 180 and -90 <= spot[1] <= 90):
            faults.append(
                f"columns {columns}: {across:g}, {along:g} is longitude {spot[0]:g}, latitude "
                f"{spot[1]:g}; longitude is -180 to 180, latitude -90 to 90. Mend the cells, or "
                "say which coordinate system they are in (crs=25832)"
            )
            return
        coordinates = [round(spot[0], 9), round(spot[1], 9)]
        fields["location"] = {
            "type": "Point",
            "coordinates": coordinates if height is None else [*coordinates, height],
        }

    def _from_geometry(self, row: TableRow, fields: dict[str, Any], faults: list[str]) -> None:
        shape: Any = row.geometry or {}
        kind = shape.get("type") if isinstance(shape, Mapping) else type(shape).__name__
        if kind != "Point":
            faults.append(f"its geometry is a {kind}; a photo is at a Point")
            return
        spot = shape.get("coordinates") or ()
        try:
            if not isinstance(spot, list | tuple):
                raise PixelInputError("a Point has 2 or 3 coordinates in a list")
            numbers = [number_of(part, False) for part in spot]
            if len(numbers) not in (2, 3):
                raise PixelInputError(f"a Point has 2 or 3 coordinates, not {len(numbers)}")
            if self._shapes is None:
                raise PixelInputError(
                    f"{self._table.name} does not say its coordinate system; give it (crs=25832)"
                )
            longitude, latitude = self._to_wgs84(self._shapes, numbers[0], numbers[1])
            if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                raise PixelInputError(
                    f"longitude {longitude:g}, latitude {latitude:g} is not on Earth"
                )
        except PixelInputError as error:
            faults.append(f"its geometry: {error}")
            return
        coordinates = [round(longitude, 9), round(latitude, 9), *numbers[2:]]
        fields["location"] = {"type": "Point", "coordinates": coordinates}

    def _crs(self, given: Any) -> Any:
        pyproj = need("pyproj")
        key = str(given)
        if key not in self._transformers:
            try:
                crs = pyproj.CRS.from_user_input(given)
                if not (crs.is_projected or crs.is_geographic):
                    raise PixelInputError(
                        f"{crs.name} has no eastings and northings, or longitudes and latitudes"
                    )
                made = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
            except pyproj.exceptions.ProjError as error:
                raise PixelInputError(
                    f"there is no coordinate system {key[:80]!r}; give an EPSG code such as 25832"
                ) from error
            self._transformers[key] = made
        return self._transformers[key]

    def _to_wgs84(self, transformer: Any, across: float, along: float) -> tuple[float, float]:
        longitude = latitude = math.inf
        if on_some_map((across, along)):
            longitude, latitude = transformer.transform(across, along)
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            raise PixelInputError(
                f"{across:g}, {along:g} lies outside what the coordinate system covers; check the "
                "order of the columns, and the EPSG code"
            )
        return float(longitude), float(latitude)
