"""Answers as STAC items (1.1), valid by the schemas that pystac brings along."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import AsyncIterable, AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import urlsplit, urlunsplit

import attrs

from ..core.optional_imports import need
from ..exceptions import PixelInputError
from .cameras import number_of
from .columns import TIMES, ResourceType, Rows, time_of
from .places import PitchZero, Places
from .response_items import Answers, AsyncAnswers, is_async, listed

if TYPE_CHECKING:
    from pystac import Item

__all__ = ["Items", "check_stac", "to_stac_items"]

_OWN = "pixel:"  # before fields that STAC has no name for
_VIEW = "https://stac-extensions.github.io/view/v1.0.0/schema.json"
_PROJECTION = "https://stac-extensions.github.io/projection/v2.0.0/schema.json"
_LINKED = re.compile(r"(^|_)(url|href)$")
_NOT_IN_IDS = re.compile(r"[^\w.-]+", re.ASCII)
# Fields that STAC has names of its own for.
_RENAMED = frozenset({"id", "name", "tags"})


@overload
def to_stac_items(
    resources: Answers,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Iterator[Item]: ...
@overload
def to_stac_items(
    resources: AsyncAnswers,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> AsyncIterator[Item]: ...
def to_stac_items(
    resources: Answers | AsyncAnswers,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Iterator[Item] | AsyncIterator[Item]:
    """Answers as items of pystac, one by one.

    Each is valid by the schemas of STAC 1.1, which are part of pystac: nothing is fetched. Its
    `datetime` is the capture date, or else when it was created in Pixel, and then
    `pixel:datetime_from` says so. `view:azimuth` and `view:off_nadir` are those of the camera,
    `proj:code`, `proj:bbox` and `proj:shape` those of rasters and point clouds. Other fields have
    the prefix `pixel:`. Links to files are assets, without what they were signed with.

    Args:
        resources: As for `to_geodataframe`; of a `PixelClientAsync` they are read by `async for`.
        resource_type: As for `to_geodataframe`.
        footprints: As for `to_geodataframe`.
        pitch_zero: As for `to_geodataframe`.
        far_distance: As for `to_geodataframe`.

    Raises:
        PixelInputError: `resources` are no answers, an argument is wrong, pystac is not installed
            (extra `geo`); while reading: an answer has no id or no date.
    """
    need("pystac")
    items = Items(Rows(Places(footprints, pitch_zero, far_distance), resource_type), pitch_zero)
    if is_async(resources):
        return _items_async(items, resources)
    return (items.item(each) for each in listed(resources))


async def _items_async(items: Items, resources: Any) -> AsyncIterator[Item]:
    if not isinstance(resources, AsyncIterable):
        for each in listed(await resources):
            yield items.item(each)
        return
    async for each in resources:
        for one in listed([each]):
            yield items.item(one)


@attrs.frozen
class Items:
    """Makes items of answers.

    Attributes:
        rows: Makes rows of them.
        pitch_zero: Where `cam_pitch` is 0.
    """

    rows: Rows
    pitch_zero: PitchZero

    def item(self, answer: Mapping[str, Any]) -> Item:
        """The item of an answer.

        Raises:
            PixelInputError: It has no id or no date, or its fields make no valid item.
        """
        pystac = need("pystac")
        row, geometry = self.rows.row(answer)
        if (number := row.get("id")) is None:
            raise PixelInputError(
                "a STAC item needs an id, which this answer has not; ask for it (out_fields)"
            )
        sort = row["resource_type"] or "resource"
        name = _NOT_IN_IDS.sub("_", f"{sort}-{number}")
        geometry = None if geometry is None else _flat(geometry)
        moment, source = _moment(row, name)
        properties = _properties(row)
        if source != "capture_date":
            properties[f"{_OWN}datetime_from"] = source
        view = _view(answer, self.pitch_zero) if sort == "image" else {}
        projection = _projection(row)
        assets = dict(_assets(row))
        item: Item = pystac.Item(
            id=name,
            geometry=geometry,
            bbox=None if geometry is None else _bbox(geometry),
            datetime=moment,
            properties=properties | view | projection,
            stac_extensions=[
                uri for uri, fields in ((_VIEW, view), (_PROJECTION, projection)) if fields
            ],
            assets={key: pystac.Asset(**fields) for key, fields in assets.items()},
        )
        check_stac(item.to_dict(include_self_link=False, transform_hrefs=False), name)
        return item


def check_stac(made: Mapping[str, Any], name: str) -> None:
    """Hold an item or a collection against the schemas of STAC.

    Args:
        made: Its JSON.
        name: What to call it in messages.

    Raises:
        PixelInputError: It is not valid.
    """
    from jsonschema.exceptions import best_match

    kind = "collection" if made.get("type") == "Collection" else "item"
    error = best_match(_validator(kind).iter_errors(made))
    if error is not None:
        where = "/".join(map(str, error.absolute_path)) or "it"
        raise PixelInputError(f"{name} makes no valid STAC {kind}: {where}: {error.message[:200]}")


@functools.cache
def _validator(kind: str) -> Any:
    """The validator of a kind, which knows the schemas that pystac brings along and no others."""
    need("jsonschema")
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource

    pystac = need("pystac")
    validation = need("pystac.validation")
    known = validation.JsonSchemaSTACValidator().schema_cache
    made = [(uri, Resource.from_contents(schema)) for uri, schema in known.items()]
    version = pystac.get_stac_version()
    (main,) = (
        schema
        for uri, schema in known.items()
        if uri.endswith(f"v{version}/{kind}-spec/json-schema/{kind}.json")
    )
    return Draft7Validator(main, registry=Registry().with_resources(made))


def _moment(row: Mapping[str, Any], name: str) -> tuple[datetime.datetime, str]:
    for field in ("capture_date", "created_at"):
        if row.get(field) is not None:
            return time_of(row[field]), field
    raise PixelInputError(
        f"a STAC item needs a date, and {name} has neither capture_date nor created_at"
    )


def _properties(row: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field, name in (("name", "title"), ("created_at", "created"), ("updated_at", "updated")):
        if row.get(field) is not None:
            made[name] = _utc(row[field]) if field in TIMES else str(row[field])
    if row.get("tags") and isinstance(row["tags"], list):
        made["keywords"] = [str(tag) for tag in row["tags"]]
    for name, value in row.items():
        if value is None or name in _RENAMED or name in TIMES or _is_link(name, value):
            continue
        made[f"{_OWN}{name}"] = value
    return made


def _utc(text: str) -> str:
    return time_of(text).isoformat().replace("+00:00", "Z")


def _view(answer: Mapping[str, Any], pitch_zero: str) -> dict[str, float]:
    """The camera's view: its heading is no azimuth where it looked straight down."""
    try:
        heading, pitch = (number_of(answer, name) for name in ("cam_heading", "cam_pitch"))
    except ValueError:
        return {}
    if pitch is not None and pitch_zero == "horizon":
        pitch += 90
    made = {}
    if heading is not None and pitch != 0:
        made["view:azimuth"] = round(heading % 360, 6)
    if pitch is not None and 0 <= pitch <= 90:
        made["view:off_nadir"] = pitch
    return made


def _projection(row: Mapping[str, Any]) -> dict[str, Any]:
    srid, bounds = row.get("srid"), row.get("bounds")
    if type(srid) is not int or not 0 < srid < 10**7:
        return {}
    made: dict[str, Any] = {"proj:code": f"EPSG:{srid}"}
    numbers = bounds if isinstance(bounds, list) else []
    if len(numbers) in (4, 6) and all(type(each) in (int, float) for each in numbers):
        made["proj:bbox"] = numbers
    shape = [row.get("height"), row.get("width")]
    if all(type(each) is int and each > 0 for each in shape):
        made["proj:shape"] = shape
    return made


def _is_link(name: str, value: Any) -> bool:
    return (
        _LINKED.search(name) is not None
        and isinstance(value, str)
        and value.lower().startswith(("http://", "https://"))
    )


def _assets(row: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in row.items():
        if not _is_link(name, value):
            continue
        # A query may be what it was signed with; a password may stand before the host.
        try:
            parts = urlsplit(value)
        except ValueError:
            continue
        bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        key = _LINKED.sub("", name) or "file"
        role = "thumbnail" if "thumb" in key else "overview" if "preview" in key else "data"
        yield key, {"href": bare, "roles": [role]}


def _flat(geometry: dict[str, Any]) -> dict[str, Any]:
    """The geometry without heights: those of images are in `pixel:altitude`."""

    def flat(value: Any) -> Any:
        return value[:2] if isinstance(value[0], int | float) else [flat(each) for each in value]

    if "geometries" in geometry:
        return {**geometry, "geometries": [_flat(each) for each in geometry["geometries"]]}
    return {"type": geometry["type"], "coordinates": flat(geometry["coordinates"])}


def _bbox(geometry: dict[str, Any]) -> list[float]:
    """West, south, east, north; over the antimeridian west is greater than east (RFC 7946, 5.2)."""
    if geometry["type"] in ("Polygon", "MultiPolygon"):
        return [float(each) for each in need("antimeridian").bbox(geometry)]
    shape = need("shapely").geometry.shape(geometry)
    return [float(each) for each in shape.bounds]
