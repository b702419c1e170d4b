"""Where answers lie: hostile geometries, bounds, the antimeridian."""

from __future__ import annotations

import math
from typing import Any

import pytest
import shapely

from pixel_client.geo.places import Place, Places

from .answers import camera, image, point, polygon

NESTED: Any = point(10, 60)
for _ in range(50):
    NESTED = {"type": "GeometryCollection", "geometries": [NESTED]}


def of(**answer: Any) -> Place:
    return Places().of(answer)


def shape(place: Place) -> Any:
    return shapely.geometry.shape(place.geometry)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (None, "there is no position"),
        (point(0, 0), "location: it is 0° N 0° E, which stands for no position"),
        (point(0.0, -0.0, 12), "location: it is 0° N 0° E, which stands for no position"),
        (point(math.nan, 60), "location: a place has nan, which is not on Earth"),
        (point(10, math.inf), "location: a place has inf, which is not on Earth"),
        (point(10, 10**400), "location: a place has 1000"),
        (point("10", 60), "location: a place has '10', which is no number"),
        (point(True, 60), "location: a place has 'True', which is no number"),
        (point(10, 91), "location: latitude 91 is not on Earth; it is -90 to 90"),
        (point(190, 60), "location: longitude 190 is not on Earth; it is -180 to 180"),
        (point(597000, 6643000), "location: longitude 597000 is not on Earth"),
        ({"type": "Point", "coordinates": []}, "location: it is empty"),
        ({"type": "Point", "coordinates": [10]}, "location: a place has no 2 numbers"),
        ({"type": "Point"}, "location: it is empty"),
        ({"type": "Polygon", "coordinates": [[]]}, "location: it is empty"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [2, 2]]]}, "fewer than 3 corners"),
        ({"type": "LineString", "coordinates": [[1, 1]]}, "fewer than 2 points"),
        ({"type": "GeometryCollection", "geometries": []}, "location: it is empty"),
        (
            {"type": "Circle", "coordinates": [1, 2]},
            "its type is 'Circle', which is none",
        ),
        (NESTED, "location: its type is 'GeometryCollection', which is none"),
        ("not WKT", "location: the text 'not WKT' is no WKT"),
        ("POINT EMPTY", "location: it is empty"),
        (7, "location: it is a int, not a GeoJSON geometry"),
    ],
)
def test_what_is_no_place_is_told(location: Any, said: str) -> None:
    found = Places().of(image(location, **camera()))
    assert (found.geometry, found.source, found.point) == (None, None, None)
    assert found.problem is not None
    assert said in found.problem
    assert found.read == frozenset()  # so that its value stays in the table


def test_geometries_of_any_type_are_taken() -> None:
    assert of(location="POINT Z (10 60 5)").geometry == point(10, 60, 5)
    assert of(location=point(10, 60, 5, 99)).geometry == point(10, 60, 5)
    lines = {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]]]}
    both = {"type": "GeometryCollection", "geometries": [point(10, 60), lines]}
    assert of(extent=both).geometry == both
    assert of(geometry=lines, location=point(1, 2)).source == "geometry"
    unclosed = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60]]]}
    assert of(area_of_interest=unclosed).geometry == polygon((10, 59), (11, 59), (11, 60))


def test_the_next_field_is_taken_for_one_that_cannot_be_read() -> None:
    found = of(footprint={"type": "Polygon", "coordinates": []}, extent=point(10, 60))
    assert (found.source, found.problem) == ("extent", "footprint: it is empty")
    # Services tell their extent in numbers; that is no geometry, and no fault.
    assert of(extent=[10.0, 59.0, 11.0, 60.0]).problem == "there is no position"


def test_bounds_in_a_coordinate_system_become_an_outline() -> None:
    found = of(bounds=[597000.0, 6642976.0, 597032.0, 6643000.0], srid=25832)
    assert (found.source, found.problem) == ("bounds", None)
    assert shape(found).bounds == pytest.approx((10.73462, 59.91284, 10.73520, 59.91306), abs=1e-5)
    with_heights = of(bounds=[597000.0, 6642976.0, 3.0, 597032.0, 6643000.0, 9.0], srid=25832)
    assert with_heights.geometry == found.geometry
    wide = of(bounds=[0, 6000000, 1000000, 7000000], srid=25832)  # its sides are bent
    assert len(shape(wide).exterior.coords) > 40


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bounds": [1, 2, 3, 4]}, "bounds: there is no srid to tell their coordinate system"),
        ({"bounds": [1, 2, 3], "srid": 25832}, "bounds: 4 numbers are needed, or 6 with heights"),
        ({"bounds": [1, 2, math.nan, 4], "srid": 25832}, "bounds: bounds is nan"),
        ({"bounds": [1, 2, None, 4], "srid": 25832}, "bounds: one of them is missing"),
        ({"bounds": [3, 2, 1, 4], "srid": 25832}, "bounds: they are upside down"),
        ({"bounds": [1, 2, 3, 4], "srid": 999999}, "bounds: there is no coordinate system EPSG:"),
        ({"bounds": [1, 2, 3, 4], "srid": "x"}, "bounds: there is no coordinate system EPSG:x"),
        ({"bounds": [1, 2, 3, 4], "srid": 10**30}, "bounds: there is no coordinate system EPSG:"),
        ({"bounds": [1e9, 2e9, 3e9, 4e9], "srid": 25832}, "bounds: "),
        ({"bounds": {"west": 1}, "srid": 25832}, "bounds: 4 numbers are needed"),
    ],
)
def test_bounds_that_cannot_be_placed_are_told(fields: dict[str, Any], said: str) -> None:
    found = of(**fields)
    assert found.geometry is None
    assert found.problem is not None
    assert said in found.problem


def test_polygons_over_the_antimeridian_are_cut_there() -> None:
    ways = (
        polygon((179, -17), (-179, -17), (-179, -16), (179, -16)),
        polygon((179, -17), (181, -17), (181, -16), (179, -16)),
        polygon((-181, -17), (-179, -17), (-179, -16), (-181, -16)),
        polygon((-179, -16), (-179, -17), (179, -17), (179, -16)),  # clockwise
    )
    for written in ways:
        found = shape(of(footprint=written))
        assert found.geom_type == "MultiPolygon"
        assert found.is_valid
        halves = shapely.box(179, -17, 180, -16) | shapely.box(-180, -17, -179, -16)
        assert found.equals(halves)
    alone = polygon((179, -17), (180, -17), (180, -16), (179, -16))
    assert of(footprint=alone).geometry == alone


def test_a_footprint_over_the_antimeridian_is_cut_too() -> None:
    found = Places().of(image(point(179.9999, -17), **camera()))
    assert found.geometry is not None
    parts = shape(found).geoms
    assert len(parts) == 2
    assert [round(side.bounds[0 if side.bounds[0] < 0 else 2]) for side in parts] == [180, -180]


def test_a_footprint_round_a_pole_has_it() -> None:
    for latitude in (90, -90, 89.9999, -89.9999):
        found = shape(Places().of(image(point(33, latitude), **camera())))
        assert found.is_valid
        assert found.covers(shapely.Point(120, math.copysign(90, latitude)))
        assert not found.intersects(shapely.Point(0, 0))
        assert found.bounds[0] == -180


def test_the_whole_world_is_left_as_it_is() -> None:
    world = polygon((-180, -90), (180, -90), (180, 90), (-180, 90))
    assert of(footprint=world).geometry == world
    rounded = polygon((-180.0001, -90), (180.0001, -90), (180.0001, 90.0001), (-180.0001, 90))
    assert of(footprint=rounded).geometry == world
    # Four corners 200° apart: only its bounds tell that it goes the long way.
    wide = polygon((-100, 10), (100, 10), (100, 20), (-100, 20))
    assert of(footprint=wide, srid=4326, bounds=[-100, 10, 100, 20]).geometry == wide
    assert shape(of(footprint=wide)).bounds == (-180, 10, 180, 20)


@pytest.mark.parametrize("pole", [1, -1])
def test_a_polygon_round_a_pole_is_one_and_its_outer_ring_counts(pole: int) -> None:
    def closed(latitude: float) -> list[list[float]]:
        return [[longitude, pole * latitude] for longitude in (0, 90, 180, -90, 0)]

    found = of(footprint={"type": "Polygon", "coordinates": [closed(70), closed(85)]})
    assert found.geometry is not None
    assert found.geometry["type"] == "Polygon"
    assert shape(found).covers(shapely.Point(45, pole * 75))
    assert not shape(found).covers(shapely.Point(45, pole * 65))
