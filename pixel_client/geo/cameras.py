"""What a camera sees of the ground, where the ground is flat and `cam_height` below it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

__all__ = ["FARTHEST", "Camera", "camera_of", "number_of"]

FARTHEST = 100_000.0  # metres; beyond it the ground is not flat by 800 m and more
# Degrees below the horizon: a ray nearer to it meets the ground some 60 heights away or never, and
# half a degree of error in the pitch doubles the footprint.
_LEAST_DEPRESSION = 1.0
_SIDES = 48  # of the polygon that stands for the circle of the farthest ground

_Ray = tuple[float, float, float]
"""East, north and up, of any length."""


def number_of(item: Mapping[str, Any], name: str) -> float | None:
    """A field's number, or None when the answer has none.

    Raises:
        ValueError: It is something else, or not finite.
    """
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is {str(value)[:40]!r}, which is no number")
    try:
        finite = math.isfinite(value)
    except OverflowError:  # a whole number larger than a float can be
        finite = False
    if not finite:
        raise ValueError(f"{name} is {str(value)[:40]}, which is no finite number")
    return float(value)


@attrs.frozen
class Camera:
    """How a camera hung when a photo was taken.

    Attributes:
        heading: Degrees from north, clockwise: where it looked, and what the top of a photo of the
            ground points to.
        pitch: Degrees up from straight down: 0 straight down, 90 at the horizon.
        roll: Degrees by which it was turned about its line of sight, clockwise as seen from behind.
        hfov: Field of view across the photo, degrees, above 0 and below 180.
        vfov: Field of view along it.
        height: Metres above the ground.
    """

    heading: float
    pitch: float
    roll: float
    hfov: float
    vfov: float
    height: float

    def outline(self, far: float | None = None) -> list[tuple[float, float]]:
        """The corners of what it sees, counter-clockwise, in metres east and north of the camera.

        Args:
            far: Metres along the ground from the camera, at which the view is cut off; None to cut
                nothing.

        Raises:
            ValueError: It sees no ground, or ground without an end.
        """
        rays = self._corners()
        if far is None:
            if any(_depression(ray) < _LEAST_DEPRESSION for ray in rays):
                raise ValueError(
                    "the camera looks at or over the horizon, so its footprint has no end; "
                    "give far_distance to cut it off"
                )
        else:
            for inside in _within(far, self.height):
                rays = list(_clipped(rays, inside))
        if len(rays) < 3:
            raise ValueError("the camera sees no ground")
        # As a photo is seen its corners go clockwise.
        return [(x * self.height / -z, y * self.height / -z) for x, y, z in reversed(rays)]

    def _corners(self) -> list[_Ray]:
        heading, pitch, roll = map(math.radians, (self.heading, self.pitch, self.roll))
        forward = (
            math.sin(pitch) * math.sin(heading),
            math.sin(pitch) * math.cos(heading),
            -math.cos(pitch),
        )
        level = (math.cos(heading), -math.sin(heading), 0.0)
        upward = (
            math.cos(pitch) * math.sin(heading),
            math.cos(pitch) * math.cos(heading),
            math.sin(pitch),
        )
        right = _sum(level, math.cos(roll), upward, -math.sin(roll))
        top = _sum(upward, math.cos(roll), level, math.sin(roll))
        across = math.tan(math.radians(self.hfov) / 2)
        along = math.tan(math.radians(self.vfov) / 2)
        return [
            _sum(_sum(forward, 1.0, right, x * across), 1.0, top, y * along)
            for x, y in ((-1, 1), (1, 1), (1, -1), (-1, -1))
        ]


def camera_of(item: Mapping[str, Any], pitch_zero: str) -> Camera | None:
    """The camera of an image, or None when the answer does not tell all of it.

    A roll that is missing counts as 0.

    Args:
        item: The answer.
        pitch_zero: `down` when its `cam_pitch` is 0 straight down, `horizon` when at the horizon.

    Raises:
        ValueError: A field is no number, or is out of range.
    """
    names = ("cam_heading", "cam_pitch", "hfov", "vfov", "cam_height")
    if any(item.get(name) is None for name in names) or _is_panorama(item):
        return None
    heading, pitch, hfov, vfov, height = (number_of(item, name) or 0.0 for name in names)
    roll = number_of(item, "cam_roll") or 0.0
    for name, angle in (("hfov", hfov), ("vfov", vfov)):
        if not 0 < angle < 180:
            raise ValueError(
                f"{name} is {angle:g}; a footprint needs more than 0 and less than 180 degrees"
            )
    if height <= 0:
        raise ValueError(f"cam_height is {height:g}; a footprint needs more than 0 metres")
    if pitch_zero == "horizon":
        pitch += 90
    return Camera(heading, pitch, roll, hfov, vfov, height)


def _is_panorama(item: Mapping[str, Any]) -> bool:
    kind = item.get("image_type")
    return isinstance(kind, str) and ("360" in kind or "pano" in kind.lower())


def _sum(a: _Ray, by: float, b: _Ray, by_b: float) -> _Ray:
    return (a[0] * by + b[0] * by_b, a[1] * by + b[1] * by_b, a[2] * by + b[2] * by_b)


def _depression(ray: _Ray) -> float:
    return math.degrees(math.atan2(-ray[2], math.hypot(ray[0], ray[1])))


def _within(far: float, height: float) -> Iterator[Callable[[_Ray], float]]:
    """Conditions, each 0 or more for rays that meet the ground not beyond one side of a polygon."""
    for side in range(_SIDES):
        turn = 2 * math.pi * side / _SIDES
        yield functools.partial(_room, (math.sin(turn) * height, math.cos(turn) * height, far))


def _room(side: _Ray, ray: _Ray) -> float:
    east, north, far = side
    return -far * ray[2] - east * ray[0] - north * ray[1]


def _clipped(rays: Sequence[_Ray], inside: Callable[[_Ray], float]) -> Iterator[_Ray]:
    """What of a convex view fulfils a condition (Sutherland and Hodgman)."""
    for ray, following in zip(rays, [*rays[1:], *rays[:1]], strict=True):
        here, there = inside(ray), inside(following)
        if here >= 0:
            yield ray
        if (here >= 0) != (there >= 0):
            yield _sum(ray, there / (there - here), following, -here / (there - here))
