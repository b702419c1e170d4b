"""Footprints of cameras, against trigonometry done by hand."""

from __future__ import annotations

import math
import re
from typing import Any

import pyproj
import pytest
import shapely

from pixel_client.geo.cameras import Camera
from pixel_client.geo.places import Places
from tests.refusing import refused

from .answers import camera, image, point

GEOD = pyproj.Geod(ellps="WGS84")


def tan(degrees: float) -> float:
    return math.tan(math.radians(degrees))


def corners(**fields: float) -> list[tuple[float, float]]:
    given = {"heading": 0, "pitch": 0, "roll": 0, "hfov": 90, "vfov": 60, "height": 100}
    return sorted((round(x, 6), round(y, 6)) for x, y in Camera(**(given | fields)).outline())


def about(*expected: tuple[float, float]) -> list[Any]:
    rounded = sorted((round(x, 6), round(y, 6)) for x, y in expected)
    return [pytest.approx(each, abs=2e-6) for each in rounded]


def test_straight_down_it_is_the_rectangle_of_the_fields_of_view() -> None:
    east, north = 100 * tan(45), 100 * tan(30)
    assert corners() == about((-east, -north), (east, -north), (east, north), (-east, north))


def test_the_heading_turns_it_clockwise() -> None:
    # The top of the photo points east, so its width lies north and south.
    along, across = 100 * tan(30), 100 * tan(45)
    turned = about((along, across), (along, -across), (-along, -across), (-along, across))
    assert corners(heading=90) == turned
    assert corners(heading=-270) == turned
    # Its upper right corner, 45° and 30° off, is turned by 30° clockwise.
    x, y = 100 * tan(45), 100 * tan(30)
    turn = math.radians(30)
    right = (x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn))
    assert any(each == pytest.approx(right) for each in corners(heading=30))


def test_tilted_it_is_a_trapezium_in_front_of_the_camera() -> None:
    # Looking north, 45° up from straight down, 40° high: from 25° to 65° off the vertical.
    near, far = 100 * tan(25), 100 * tan(65)
    # A point y ahead lies hypot(y, 100) * cos(20°) along the line of sight: half as wide as far.
    wide = [tan(30) * math.hypot(y, 100) * math.cos(math.radians(20)) for y in (near, far)]
    expected = about((-wide[0], near), (wide[0], near), (-wide[1], far), (wide[1], far))
    assert corners(pitch=45, hfov=60, vfov=40) == expected


def test_a_roll_turns_the_camera_clockwise_as_seen_from_behind() -> None:
    # Straight down a roll is a turn like the heading: top to the north, then clockwise.
    assert corners(roll=30) == [pytest.approx(each) for each in corners(heading=30)]
    # Looking north with the right side down, the camera sees less far on that side.
    level, rolled = (
        corners(pitch=45, hfov=60, vfov=40),
        corners(pitch=45, roll=10, hfov=60, vfov=40),
    )
    assert max(y for x, y in rolled if x > 0) < max(y for x, y in level if x > 0)
    assert max(y for x, y in rolled if x < 0) > max(y for x, y in level if x < 0)


def test_the_far_distance_cuts_off_a_view_of_the_horizon() -> None:
    seen = Camera(0, 85, 0, 60, 40, 100).outline(500)
    ranges = [math.hypot(*each) for each in seen]
    assert max(ranges) == pytest.approx(500, rel=0.01)
    # The near edge is as it was: 65° off the vertical, in the middle.
    assert min(y for _, y in seen) == pytest.approx(100 * tan(65))
    outline = shapely.Polygon(seen)
    assert outline.is_valid
    assert outline.exterior.is_ccw
    whole = Camera(0, 20, 0, 60, 40, 100)
    assert sorted(whole.outline(5000)) == [pytest.approx(each) for each in sorted(whole.outline())]


@pytest.mark.parametrize(
    ("pitch", "far", "said"),
    [
        (70, None, "the camera looks at or over the horizon"),
        (69.5, None, "the camera looks at or over the horizon"),
        (180, 500, "the camera sees no ground"),
        (0, 500, None),
        (30, 10, "the camera sees no ground"),
    ],
)
def test_what_has_no_footprint_is_told(pitch: float, far: float | None, said: str | None) -> None:
    looking = Camera(0, pitch, 0, 10, 40, 100)
    if said is None:
        assert len(looking.outline(far)) == 4
    else:
        with pytest.raises(ValueError, match=said):
            looking.outline(far)


def test_on_earth_it_has_the_size_that_it_has_in_metres() -> None:
    for longitude, latitude in ((10.75, 59.91), (-70.2, -53.1), (0.001, 0.001)):
        found = Places().of(image(point(longitude, latitude, 250), **camera(cam_heading=25)))
        assert (found.source, found.problem) == ("camera", None)
        assert found.geometry is not None
        ring = found.geometry["coordinates"][0]
        assert ring[0] == ring[-1]
        area, around = GEOD.polygon_area_perimeter(*zip(*ring, strict=True))
        # Positive: counter-clockwise, as RFC 7946 asks.
        assert area == pytest.approx(4 * 100 * tan(45) * 100 * tan(30), rel=1e-4)
        assert around == pytest.approx(4 * 100 * (tan(45) + tan(30)), rel=1e-4)


def test_the_top_of_the_photo_lies_where_the_heading_says() -> None:
    found = Places().of(image(point(10.75, 59.91), **camera(cam_heading=40, hfov=1, vfov=30)))
    assert found.geometry is not None
    # Three of the corners' bearings are off: the upper ones are within half a degree of 40°.
    bearings = [
        GEOD.inv(10.75, 59.91, *corner)[0] % 360 for corner in found.geometry["coordinates"][0][:4]
    ]
    assert sum(abs(bearing - 40) < 2 for bearing in bearings) == 2
    assert sum(abs(bearing - 220) < 2 for bearing in bearings) == 2


def test_where_the_pitch_is_0_can_be_said() -> None:
    down = Places().of(image(point(10, 60), **camera(cam_pitch=20)))
    horizon = Places(pitch_zero="horizon").of(image(point(10, 60), **camera(cam_pitch=-70)))
    assert horizon.geometry == down.geometry
    with refused("pitch_zero", "enum"):
        Places(pitch_zero="up")  # type: ignore[arg-type]


def test_an_image_s_own_far_distance_counts_and_the_nearer_of_two() -> None:
    def reach(own: Any, given: float | None) -> float:
        answer = image(point(10, 60), **camera(cam_pitch=80, far_dist=own))
        found = Places(far_distance=given).of(answer)
        assert found.source == "camera"
        assert found.geometry is not None
        return max(GEOD.inv(10, 60, *corner)[2] for corner in found.geometry["coordinates"][0])

    assert reach(300, None) == pytest.approx(300, rel=0.01)
    assert reach(None, 200) == pytest.approx(200, rel=0.01)
    assert reach(300, 200) == pytest.approx(200, rel=0.01)
    assert reach(200, 300) == pytest.approx(200, rel=0.01)
    assert reach(0, 200) == pytest.approx(200, rel=0.01)


@pytest.mark.parametrize("far", [0, -1, math.nan, math.inf, 1e6, True, "500"])
def test_a_far_distance_that_is_none_is_refused(far: Any) -> None:
    with refused("far_distance", "range"):
        Places(far_distance=far)


@pytest.mark.parametrize("missing", ["cam_heading", "cam_pitch", "hfov", "vfov", "cam_height"])
def test_without_one_of_its_fields_an_image_has_its_position(missing: str) -> None:
    for fields in (camera(**{missing: None}), {k: v for k, v in camera().items() if k != missing}):
        found = Places().of(image(point(10, 60, 5), **fields))
        assert (found.geometry, found.source, found.problem) == (point(10, 60, 5), "location", None)


def test_a_roll_that_is_missing_is_0_and_panoramas_have_positions() -> None:
    with_roll = Places().of(image(point(10, 60), **camera()))
    assert Places().of(image(point(10, 60), **camera(cam_roll=None))).geometry == with_roll.geometry
    for kind in ("360", "Panorama"):
        found = Places().of(image(point(10, 60), **camera(image_type=kind)))
        assert (found.source, found.problem) == ("location", None)
    assert Places(footprints=False).of(image(point(10, 60), **camera())).source == "location"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cam_pitch": 95}, "the camera looks at or over the horizon"),
        ({"cam_pitch": math.nan}, "cam_pitch is nan, which is no finite number"),
        ({"cam_heading": math.inf}, "cam_heading is inf, which is no finite number"),
        ({"cam_heading": 10**400}, "which is no finite number"),
        ({"cam_height": 0}, "cam_height is 0; a footprint needs more than 0 metres"),
        ({"cam_height": -20}, "cam_height is -20; a footprint needs more than 0 metres"),
        ({"cam_height": True}, "cam_height is 'True', which is no number"),
        ({"hfov": 0}, "hfov is 0; a footprint needs more than 0 and less than 180 degrees"),
        ({"vfov": 180}, "vfov is 180; a footprint needs more than 0"),
        ({"hfov": "wide"}, "hfov is 'wide', which is no number"),
        ({"cam_roll": [1]}, "cam_roll is '\\[1\\]', which is no number"),
        ({"far_dist": "far"}, "far_dist is 'far', which is no number"),
    ],
)
def test_impossible_cameras_are_told_and_the_position_is_kept(
    fields: dict[str, Any], said: str
) -> None:
    found = Places().of(image(point(10, 60), **camera(**fields)))
    assert (found.geometry, found.source) == (point(10, 60), "location")
    assert found.problem is not None
    assert re.search(f"^no footprint: .*{said}", found.problem)
