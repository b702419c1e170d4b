"""What a caller's own function or a manifest says instead of the file."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from functools import cache
from typing import Any

import attrs

from ..core.dates import parse_date
from ..exceptions import PixelInputError
from .metadata import FileMetadata, Hook
from .photo.reader import out_of_range
from .problems import Problem

__all__ = ["apply", "field_faults", "field_names", "hooked"]


@cache
def field_names(kind: str) -> frozenset[str]:
    """The fields that a kind of resource has, without its `fields_type`."""
    from pixel_api import models

    made = {
        "image": models.ImageMetadataFields,
        "raster": models.RasterMetadataFields,
        "point_cloud": models.PointCloudMetadataFields,
    }[kind]
    return frozenset(made().__class__._names) - {"fields_type"}


def hooked(metadata: FileMetadata, hook: Hook | None, zone: tzinfo | None) -> FileMetadata:
    """Let a caller's own function have the last word; its failure is the file's problem.

    Args:
        metadata: What the file says.
        hook: The function, or None.
        zone: The zone of a date that names none; UTC when None.
    """
    if hook is None:
        return metadata
    try:
        given = hook(metadata)
        if given is None:
            return metadata
        if not isinstance(given, Mapping):
            raise PixelInputError(f"it gave {type(given).__name__}; it gives a mapping or None")
        fields = dict(given)
        free = fields.pop("json_metadata", None)
        faults = list(field_faults(metadata.kind, fields, free))
        if faults:
            raise PixelInputError("; ".join(faults))
        return apply(metadata, fields, "hook", free, zone)
    # Whatever a caller's function raises is about this file; the others go on.
    except Exception as error:
        said = str(error) or type(error).__name__
        problem = Problem.of(
            "hook-failed",
            metadata.path,
            f"your function failed for it: {said[:500]}. Mend the function, or leave the file out",
        )
        return attrs.evolve(metadata, problems=[*metadata.problems, problem])


def apply(
    metadata: FileMetadata,
    fields: Mapping[str, Any],
    source: str,
    free: Mapping[str, Any] | None,
    zone: tzinfo | None,
) -> FileMetadata:
    """Put values over those of the file. They were checked with `field_faults` before."""
    made = dict(fields)
    moment = made.get("capture_date")
    if isinstance(moment, str | datetime.date):
        made["capture_date"] = parse_date(moment, zone)
    if made.get("location") is not None:
        # shapely's and others' geometries; the contract takes GeoJSON.
        made["location"] = getattr(made["location"], "__geo_interface__", made["location"])
    return metadata.changed(made, source, free)


def field_faults(
    kind: str, fields: Mapping[str, Any], free: Mapping[str, Any] | None
) -> Iterator[str]:
    """What is wrong with given values, a sentence each, with what is allowed."""
    known = field_names(kind)
    for name, value in fields.items():
        if name not in known:
            yield (
                f"{name} is no field of {kind.replace('_', ' ')} metadata; the fields are "
                f"{', '.join(sorted(known))}"
            )
        elif value is not None:
            yield from _value_faults(kind, name, value)
    if free is not None and not isinstance(free, Mapping):
        yield f"json_metadata is a mapping, not {type(free).__name__}"
    elif free is not None:
        for name, value in free.items():
            endless = isinstance(value, float) and not math.isfinite(value)
            plain = isinstance(value, str | int | float | None)
            if not isinstance(name, str) or not plain or endless:
                yield (
                    f"json_metadata[{name!r}] is {str(value)[:60]!r}; names are text, values "
                    "text, a number or None"
                )


def _value_faults(kind: str, name: str, value: Any) -> Iterator[str]:
    if name == "capture_date":
        try:
            parse_date(value)
        except PixelInputError as error:
            yield f"capture_date: {error}"
        return
    if name == "location":
        yield from _location_faults(value)
        return
    from pixel_api.checks import contract

    schemas = {
        "image": "ImageMetadataFields",
        "raster": "RasterMetadataFields",
        "point_cloud": "PointCloudMetadataFields",
    }
    expected = contract()["schemas"][schemas[kind]]["properties"][name].get("type")
    if expected == "number":
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if not numeric or not math.isfinite(value):
            yield f"{name} is {value!r}; it is a number"
        elif kind == "image" and (allowed := out_of_range(name, value)):
            yield f"{name} is {value:g}; {allowed} is allowed"
    elif expected == "string" and not isinstance(value, str):
        yield f"{name} is {value!r}; it is a text"


def _location_faults(value: Any) -> Iterator[str]:
    shape = getattr(value, "__geo_interface__", value)
    if not isinstance(shape, Mapping) or "type" not in shape or "coordinates" not in shape:
        yield f"location is {str(value)[:60]!r}; it is a GeoJSON geometry, longitude first"
        return
    if shape["type"] != "Point":
        return
    spot = shape["coordinates"]
    numbers = isinstance(spot, list | tuple) and 2 <= len(spot) <= 3
    if not numbers or not all(isinstance(part, int | float) for part in spot):
        yield f"location has the coordinates {spot!r}; a Point has [longitude, latitude, altitude]"
    elif not (-180 <= spot[0] <= 180 and -90 <= spot[1] <= 90):
        yield (
            f"location is longitude {spot[0]:g}, latitude {spot[1]:g}; longitude is -180 to 180, "
            "latitude -90 to 90"
        )
