"""Answers as a static STAC collection: a folder that any web server or disk can offer."""

from __future__ import annotations

import datetime
import json
import shutil
import uuid
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, overload

import attrs

from ..core.optional_imports import need
from ..exceptions import PixelInputError, ProblemCode
from .columns import ResourceType, Rows
from .export_result import Tally, Written
from .places import PitchZero, Places
from .response_items import Answers, AsyncAnswers, deliver
from .stac import Items, check_stac

__all__ = ["to_stac"]

_WHOLE = [-180.0, -90.0, 180.0, 90.0]


@overload
def to_stac(
    resources: Answers,
    folder: str | Path,
    *,
    id: str = "pixel",
    title: str | None = None,
    description: str = "Resources of Geodata Pixel",
    license: str = "other",
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Written: ...
@overload
def to_stac(
    resources: AsyncAnswers,
    folder: str | Path,
    *,
    id: str = "pixel",
    title: str | None = None,
    description: str = "Resources of Geodata Pixel",
    license: str = "other",
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Awaitable[Written]: ...
def to_stac(
    resources: Answers | AsyncAnswers,
    folder: str | Path,
    *,
    id: str = "pixel",
    title: str | None = None,
    description: str = "Resources of Geodata Pixel",
    license: str = "other",
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Written | Awaitable[Written]:
    """Write answers as a STAC collection: `collection.json`, and a file an item in `items/`.

    Items are written as they come; all are valid, see `to_stac_items`. An answer without a date,
    and one that makes no valid item, is left out and told among the problems.

    Args:
        resources: As for `to_geodataframe`; awaited when they come from a `PixelClientAsync`.
        folder: The folder; a new or an empty one. It is there once all is written.
        id: Id of the collection.
        title: Its title.
        description: What it is.
        license: A name of SPDX, or `other`.
        resource_type: As for `to_geodataframe`.
        footprints: As for `to_geodataframe`.
        pitch_zero: As for `to_geodataframe`.
        far_distance: As for `to_geodataframe`.

    Returns:
        What was written, and what was left out or has a problem.

    Raises:
        PixelInputError: `resources` are no answers, an argument is wrong, the folder is not empty,
            or pystac is not installed (extra `geo`).
        OSError: It cannot be written.
    """
    need("pystac")
    need("shapely")  # of items: one that cannot be imported is no fault of theirs
    items = Items(Rows(Places(footprints, pitch_zero, far_distance), resource_type), pitch_zero)
    about = {"id": id, "title": title, "description": description, "license": license}
    made: Written | Awaitable[Written] = deliver(resources, _Folder(items, Path(folder), about))
    return made


@attrs.define
class _Folder:
    items: Items
    path: Path
    about: dict[str, Any]
    part: Path = attrs.field(init=False)
    tally: Tally = attrs.field(factory=Tally, init=False)
    links: dict[str, str | None] = attrs.field(factory=dict, init=False)
    boxes: list[list[float]] = attrs.field(factory=list, init=False)
    times: list[datetime.datetime | None] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise PixelInputError(f"{self.path} is there and not empty; give a new folder")
        if not self.path.absolute().parent.is_dir():
            raise PixelInputError(f"the folder {self.path.parent} does not exist; make it first")
        self._check_about()
        self.part = self.path.absolute().with_name(
            f".{self.path.absolute().name[:40]}.{uuid.uuid4().hex[:12]}.part"
        )
        (self.part / "items").mkdir(parents=True)

    def _check_about(self) -> None:
        for name, value in self.about.items():
            if not (isinstance(value, str) and value) and not (name == "title" and value is None):
                raise PixelInputError(
                    f"is a text that is not empty, not {value!r}", path=name, code=ProblemCode.TYPE
                )

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        for answer in batch:
            try:
                item = self.items.item(answer)
                if item.id in self.links:
                    raise PixelInputError(f"{item.id} is there twice")
            except PixelInputError as error:
                self.tally.leave_out(str(error))
                continue
            told = item.properties
            self.tally.meet(
                {
                    "resource_type": told.get("pixel:resource_type"),
                    "id": answer["id"],
                    "name": told.get("title"),
                    "problem": told.get("pixel:problem"),
                },
                item.geometry,
            )
            self._write(item)

    def _write(self, item: Any) -> None:
        self.links[item.id] = item.properties.get("title")
        self._widen(item.bbox, item.datetime)
        made = item.to_dict(include_self_link=False, transform_hrefs=False)
        made["collection"] = self.about["id"]
        made["links"] = [
            _link(rel, "../collection.json") for rel in ("root", "parent", "collection")
        ]
        _save(self.part / "items" / f"{item.id}.json", made)

    def _widen(self, box: list[float] | None, moment: datetime.datetime) -> None:
        if box is not None:
            west, east = (box[0], box[2]) if box[0] <= box[2] else (-180.0, 180.0)
            every = [*self.boxes, [west, box[1], east, box[3]]]
            lows = [min(each[at] for each in every) for at in (0, 1)]
            self.boxes = [[*lows, *(max(each[at] for each in every) for at in (2, 3))]]
        every_time = [*filter(None, self.times), moment]
        self.times = [min(every_time), max(every_time)]

    def finish(self) -> Written:
        pystac = need("pystac")
        extent = pystac.Extent(
            pystac.SpatialExtent(self.boxes or [_WHOLE]),
            pystac.TemporalExtent([self.times or [None, None]]),
        )
        made = pystac.Collection(extent=extent, **self.about).to_dict(
            include_self_link=False, transform_hrefs=False
        )
        made["links"] = [_link("root", "./collection.json")] + [
            _link("item", f"./items/{name}.json", title) for name, title in self.links.items()
        ]
        check_stac(made, "the collection")
        _save(self.part / "collection.json", made)
        if self.path.exists():
            self.path.rmdir()
        self.part.rename(self.path)
        return self.tally.written(self.path)

    def abandon(self) -> None:
        shutil.rmtree(self.part, ignore_errors=True)


def _link(rel: str, href: str, title: str | None = None) -> dict[str, str]:
    kind = "application/geo+json" if rel == "item" else "application/json"
    return {"rel": rel, "href": href, "type": kind} | ({"title": title} if title else {})


def _save(path: Path, made: Mapping[str, Any]) -> None:
    text = json.dumps(made, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
