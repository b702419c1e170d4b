"""What a case is made of: a method, and its arguments built from a `Kit`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHEN = datetime.datetime(2024, 5, 17, 12, 30, tzinfo=datetime.timezone.utc)  # noqa: UP017
RING = [(10.0, 59.0), (11.0, 59.0), (11.0, 60.0), (10.0, 59.0)]
PART = 5 * 1024**2  # bytes; the smallest part that S3 takes
IMAGES, RASTERS, POINT_CLOUDS = (1, 2), (1, 3), (1, 4)  # project, data collection

FILES = {  # name -> bytes
    "a.jpg": b"photo a",
    "b.jpg": b"photo b",
    "a.xmp": b"side-car",
    "ortho.tif": b"raster",
    "ortho.tfw": b"world file",
    "other.tif": b"another raster",
    "scan.laz": b"points",
    "large.tif": b"0" * PART + b"1" * 1000,
    "note.txt": b"attached",
}


class Kit:
    """What arguments are made of: the package's input classes as attributes, and files."""

    def __init__(self, package: Any, models: Any, folder: Path) -> None:
        self._package, self._models, self._folder = package, models, folder
        for name, data in FILES.items():
            (folder / name).write_bytes(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._package if hasattr(self._package, name) else self._models, name)

    @property
    def area(self) -> Any:
        from geojson_pydantic import Polygon

        return Polygon(type="Polygon", coordinates=[RING])

    def file(self, name: str) -> Path:
        return self._folder / name


@dataclass(frozen=True)
class Call:
    """Arguments of a call."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def call(*args: Any, **kwargs: Any) -> Call:
    return Call(args, kwargs)


@dataclass(frozen=True)
class Case:
    """One call; `build` gives its arguments."""

    method: str
    variant: str
    build: Callable[[Kit], Call]

    @property
    def name(self) -> str:
        return f"{self.method} {self.variant}"


def listing(method: str, *where: int | str, kind: str = "ListParams", **extra: Any) -> list[Case]:
    """A list operation: bare, with keyword arguments, and with its object of parameters."""
    every = {"extended": True, "name": "x", "ids": [11, 12], "tags": ["a", "b"]}
    every |= {"offset": 0, "limit": 5, **extra}
    if kind.startswith("Analysis"):
        every = {k: v for k, v in every.items() if k not in {"extended", "tags"}}
    return [
        Case(method, "bare", lambda _: call(*where)),
        Case(method, "keywords", lambda _: call(*where, **every)),
        Case(method, "object", lambda k: call(*where, getattr(k, kind)(**every))),
    ]


def simple(method: str, *args: Any, **options: Any) -> list[Case]:
    """A method whose arguments are the same in both packages; bare, and with its options if any."""
    cases = [Case(method, "bare", lambda _: call(*args))]
    if options:
        cases.append(Case(method, "all", lambda _: call(*args, **options)))
    return cases


def image_fields(k: Kit) -> Any:
    return k.ImageMetadataFields(
        image_type="drone",
        name="x",
        location={"type": "Point", "coordinates": [10.5, 59.5]},
        cam_heading=12.5,
        cam_pitch=-90.0,
        cam_roll=0.5,
        hfov=70.0,
        vfov=50.0,
        far_dist=100.0,
        near_dist=1.0,
        capture_date=WHEN,
        cam_height=80.5,
        img_rotation=1.5,
        cam_orientation="down",
        focal_length=8.8,
        radial="0",
    )
