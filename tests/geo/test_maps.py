"""Maps: what is drawn, and that a page needs nothing and lets nothing out."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas
import pytest
import shapely

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.cli.output.maps import plan_page
from pixel_client.geo import Map, show_map, to_geodataframe

from .answers import camera, image, point, polygon
from .conftest import Place


def drawing(made: Map) -> Any:
    """The drawing, which is well-formed."""
    (found,) = re.findall(r"<svg.*</svg>", made.page, re.DOTALL)
    return ElementTree.fromstring(found)


def keys(made: Map) -> str:
    (header,) = re.findall(r"<header>.*</header>", made.page, re.DOTALL)
    return html.unescape(re.sub("<.*?>", "", header))


def test_answers_frames_and_both_clients_draw_the_same(client: PixelClient, place: Place) -> None:
    where = place.project, place.images
    made = show_map(client.paginate_images(*where), title="E18")
    assert "1 footprints" in keys(made)
    assert "1 positions" in keys(made)
    assert "1 of 3 without a place." in keys(made)

    async def awaited() -> Map:
        async with get_client(async_=True, settings=place.settings) as other:
            return await show_map(other.paginate_images(*where), title="E18")

    assert asyncio.run(awaited()).page == made.page
    frame = to_geodataframe(client.get_images(*where), crs=25832)
    drawn = drawing(show_map(frame, title="E18"))
    for one, other in zip(drawn.iter("circle"), drawing(made).iter("circle"), strict=True):
        assert float(one.get("cx")) == pytest.approx(float(other.get("cx")), abs=0.01)
    assert len(list(drawn.iter("path"))) == 1


def test_a_notebook_gets_a_frame_that_holds_the_page() -> None:
    made = show_map([image(point(10, 60), name='</iframe>"<script>alert(1)</script>')])
    shown = made._repr_html_()
    (inside,) = re.findall(r'^<iframe srcdoc="([^"]*)" sandbox="allow-scripts"', shown)
    assert html.unescape(inside) == made.page
    assert shown.count("<") == 2  # the frame's own tags
    assert "<script>alert" not in made.page
    (title,) = drawing(made).iter("title")
    assert 'name: </iframe>"<script>alert(1)</script>' in title.text
    assert "page" not in repr(made)


def test_the_page_loads_nothing() -> None:
    page = show_map([image(point(10, 60))]).page
    assert "default-src 'none'" in page
    assert re.findall(r"https?:|\bsrc=|@import|<link|url\(", page) == []


def test_north_is_up_and_east_is_right() -> None:
    corners = [(10, 60), (10.01, 60), (10, 60.01)]
    answers = [image(point(x, y), id=place) for place, (x, y) in enumerate(corners)]
    spots = [
        (float(c.get("cx")), float(c.get("cy"))) for c in drawing(show_map(answers)).iter("circle")
    ]
    assert spots[1][0] > spots[0][0]
    assert spots[1][1] == spots[0][1]
    assert spots[2][1] < spots[0][1]
    # At 60° north a degree of longitude is half as long.
    across, up = spots[1][0] - spots[0][0], spots[0][1] - spots[2][1]
    assert across / up == pytest.approx(0.5, rel=1e-3)


def test_the_heading_is_an_arrow() -> None:
    (line,) = drawing(show_map([image(point(10, 60), cam_heading=90)])).iter("line")
    assert float(line.get("x2")) > float(line.get("x1"))
    assert line.get("y2") == line.get("y1")
    assert list(drawing(show_map([image(point(10, 60), cam_heading=None)])).iter("line")) == []


def test_every_geometry_is_drawn() -> None:
    hole = polygon((10, 59), (11, 59), (11, 60), (10, 60))
    hole["coordinates"].append([[10.4, 59.4], [10.6, 59.4], [10.6, 59.6], [10.4, 59.4]])
    lines = {"type": "MultiLineString", "coordinates": [[[10, 59], [11, 60]]]}
    both = {"type": "GeometryCollection", "geometries": [lines, hole]}
    several = {"type": "MultiPoint", "coordinates": [[10, 59], [11, 60]]}
    for shape, paths, circles in ((hole, 1, 0), (lines, 1, 0), (both, 1, 0), (several, 0, 2)):
        drawn = drawing(show_map([{"id": 1, "geometry": shape}]))
        assert (len(list(drawn.iter("path"))), len(list(drawn.iter("circle")))) == (paths, circles)


def test_over_the_antimeridian_both_halves_are_side_by_side() -> None:
    made = show_map([image(point(179.9999, -17), **camera()), image(point(-179.999, -17))])
    (across,) = re.findall(r"([\d,]+) m across", keys(made))
    assert int(across.replace(",", "")) < 1000


def test_more_than_can_be_drawn_is_told() -> None:
    made = show_map((image(point(10, 60 + n / 1e5)) for n in range(30)), most=10)
    assert len(list(drawing(made).iter("circle"))) == 10
    assert "The first 10 of 30 are drawn." in keys(made)
    assert "0 m across" not in keys(show_map([]))


def test_frames_as_people_have_them_are_drawn() -> None:
    frame = geopandas.GeoDataFrame(
        {"n": [1, 2, 3]}, geometry=[shapely.Point(1, 2), None, shapely.Point()], crs=4326
    )
    made = show_map(frame)
    assert len(list(drawing(made).iter("circle"))) == 1
    assert "2 of 3 without a place." in keys(made)
    with pytest.raises(PixelError, match="the frame has no coordinate system; say which it is"):
        show_map(geopandas.GeoDataFrame(geometry=[shapely.Point(1, 2)]))


def test_a_map_can_be_saved(tmp_path: Path) -> None:
    made = show_map([image(point(10, 60), name="æøå")], height=300)
    saved = made.save(tmp_path / "map.html")
    assert saved.read_text(encoding="utf-8") == made.page
    assert "height: 300px" in made._repr_html_()
    for wrong in ({"height": 5}, {"most": 0}, {"most": True}, {"height": "x"}):
        with pytest.raises(PixelError, match="is a whole number from"):
            show_map([], **wrong)


def test_a_plan_s_map_has_the_ground_that_photos_show() -> None:
    told = {"name": "a.jpg", "ok": True, "problems": "", **camera()}
    bare = {"name": "b.jpg", "ok": True, "problems": "zone-assumed", "cam_heading": 90.0}
    features = [
        {"type": "Feature", "geometry": point(10, 60), "properties": told},
        {"type": "Feature", "geometry": point(10.001, 60), "properties": bare},
    ]
    made = Map(plan_page({"features": features}, polygon((9, 59), (11, 59), (11, 61)), "Plan"))
    drawn = drawing(made)
    assert [each.get("class") for each in drawn.iter("path")] == ["area", "s3"]
    assert len(list(drawn.iter("circle"))) == 2
    for words in ("1 to be uploaded", "1 with warnings", "1 footprints of photos"):
        assert words in keys(made)
    alone = Map(plan_page({"features": features[1:]}, None, "Plan"))
    assert "footprints" not in keys(alone)
