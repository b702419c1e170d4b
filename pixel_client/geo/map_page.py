"""A map as one HTML page that needs nothing from elsewhere: shapes in the plane, north up."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

__all__ = ["MapShape", "Sort", "map_page"]

_WIDTH = 1000.0  # units of the drawing, whatever it shows
_METRES_A_DEGREE = 111_320.0  # of latitude
_LEAST_DEGREES = 0.0005  # some 50 m: a single photo is shown with what is round it

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<style>
html, body {{ height: 100% }}
body {{ margin: 0; display: flex; flex-direction: column;
 user-select: none;
 font: 14px/1.5 system-ui, sans-serif; color: #223; background: #f4f6f5 }}
header {{ padding: 8px 16px; background: #fff; border-bottom: 1px solid #cdd5d2 }}
h1 {{ font-size: 17px; margin: 0 }}
.key {{ margin-right: 16px; white-space: nowrap }} .key b {{ font-size: 17px }}
svg {{ display: block; flex: 1; min-height: 0; width: 100%; cursor: grab; touch-action: none }}
svg.held {{ cursor: grabbing }}
path, circle, line {{ vector-effect: non-scaling-stroke }}
.area {{ fill: #1f7a6b14; stroke: #1f7a6b; stroke-dasharray: 6 4 }}
.heading {{ stroke-width: 2 }} path {{ fill-opacity: .13 }}
{colours}
</style></head><body>
<header><h1>{title}</h1>{keys}</header>
<svg viewBox="{box}" preserveAspectRatio="xMidYMid meet">{shapes}</svg>
<script>
const map = document.querySelector("svg"), view = map.viewBox.baseVal;
const whole = [view.x, view.y, view.width, view.height];
const set = (x, y, width, height) => {{
  view.x = x; view.y = y; view.width = width; view.height = height; dots();
}};
const scale = () => Math.max(view.width / map.clientWidth, view.height / map.clientHeight);
const dots = () => map.style.setProperty("--r", 4 * scale() + "px");
const zoom = (by, x, y) => {{
  by = Math.min(Math.max(by, whole[2] / 1e4 / view.width), 20 * whole[2] / view.width);
  const spot = new DOMPoint(x, y).matrixTransform(map.getScreenCTM().inverse());
  set(spot.x - (spot.x - view.x) * by, spot.y - (spot.y - view.y) * by,
    view.width * by, view.height * by);
}};
map.addEventListener("wheel", event => {{
  event.preventDefault();
  zoom(Math.exp(Math.max(-250, Math.min(250, event.deltaY)) / 500), event.clientX, event.clientY);
}}, {{passive: false}});
const held = new Map();
map.addEventListener("pointerdown", event => {{
  if (event.button) return;
  map.setPointerCapture(event.pointerId); map.classList.add("held");
  held.set(event.pointerId, [event.clientX, event.clientY]);
}});
map.addEventListener("pointermove", event => {{
  const before = held.get(event.pointerId);
  if (!before) return;
  const now = [event.clientX, event.clientY];
  const by = scale() / held.size;
  set(view.x - (now[0] - before[0]) * by, view.y - (now[1] - before[1]) * by,
    view.width, view.height);
  if (held.size === 2) {{
    const other = [...held].find(([id]) => id !== event.pointerId)[1];
    const far = spot => Math.hypot(spot[0] - other[0], spot[1] - other[1]) || 1;
    zoom(far(before) / far(now), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }}
  held.set(event.pointerId, now);
}});
for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, event => {{
  held.delete(event.pointerId); map.classList.toggle("held", held.size > 0);
}});
map.addEventListener("dblclick", () => set(...whole));
addEventListener("resize", dots); dots();
</script></body></html>
"""


@attrs.frozen
class MapShape:
    """Something on the map.

    Attributes:
        geometry: GeoJSON in WGS 84.
        lines: What is told when the pointer rests on it.
        sort: The key of its sort.
        heading: Degrees from north, for an arrow at a point; None for none.
    """

    geometry: Mapping[str, Any]
    lines: Sequence[str]
    sort: str
    heading: float | None = None


@attrs.frozen
class Sort:
    """How some shapes are drawn.

    Attributes:
        label: What the key of the map calls them.
        colour: As in CSS, such as `#2b6cb0`.
    """

    label: str
    colour: str


@attrs.frozen
class _Frame:
    """Turns degrees into units of the drawing, north up."""

    west: float
    north: float
    units: float  # a degree of latitude
    shrink: float  # a degree of longitude, in degrees of latitude
    turned: bool  # the antimeridian is in the middle

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        return (
            (_longitude(point, self.turned) - self.west) * self.shrink * self.units,
            (self.north - point[1]) * self.units,
        )


def map_page(
    shapes: Sequence[MapShape],
    sorts: Mapping[str, Sort],
    title: str,
    area: Mapping[str, Any] | None = None,
    remark: str | None = None,
) -> str:
    """The map as HTML.

    Args:
        shapes: What to draw, the last on top.
        sorts: Key -> how its shapes are drawn, in the order of the key of the map.
        title: What stands above it.
        area: GeoJSON that is drawn behind them, such as a project's area, or None.
        remark: What else stands above it.
    """
    points = [point for each in shapes for point in _points(each.geometry)]
    # The area is drawn whole only if it is not so large that the shapes would be a dot.
    frame, height = _frame(points or (list(_points(area)) if area else []) or [(0.0, 0.0)])
    margin = _WIDTH / 12
    view = (-margin, -margin, _WIDTH + 2 * margin, height + 2 * margin)
    drawn = [f'<path class="area" d="{_outline(area, frame)}"/>'] if area else []
    drawn += [_drawn(each, f"s{list(sorts).index(each.sort)}", frame) for each in shapes]
    counts = {key: sum(each.sort == key for each in shapes) for key in sorts}
    across = _WIDTH / frame.units * _METRES_A_DEGREE
    keys = [
        f'<b style="color:{html.escape(sort.colour)}">●</b> {counts[key]:,} '
        f"{html.escape(sort.label)}"
        for key, sort in sorts.items()
    ]
    keys.append(f"{across:,.0f} m across; north is up")
    keys.append("Wheel zooms, dragging moves, a double click shows all.")
    keys += [html.escape(remark)] if remark else []
    return _PAGE.format(
        title=html.escape(title),
        keys=" ".join(f'<span class="key">{key}</span>' for key in keys),
        colours="\n".join(
            f".s{place} {{ fill: {html.escape(sort.colour)}; stroke: {html.escape(sort.colour)} }}"
            for place, sort in enumerate(sorts.values())
        ),
        box=" ".join(str(round(number, 3)) for number in view),
        shapes="\n".join(drawn),
    )


def _frame(points: Sequence[Sequence[float]]) -> tuple[_Frame, float]:
    ways = [[_longitude(point, turned) for point in points] for turned in (False, True)]
    turned = max(ways[1]) - min(ways[1]) < max(ways[0]) - min(ways[0])
    west, east = min(ways[turned]), max(ways[turned])
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shrink = max(0.01, math.cos(math.radians((south + north) / 2)))
    wide = max((east - west) * shrink, _LEAST_DEGREES)
    high = max(north - south, _LEAST_DEGREES)
    # Centred, where it was widened.
    west = (west + east) / 2 - wide / shrink / 2
    north = (south + north) / 2 + high / 2
    units = _WIDTH / max(wide, high)
    return _Frame(west, north, units, shrink, turned), high * units


def _longitude(point: Sequence[float], turned: bool) -> float:
    return point[0] + 360 if turned and point[0] < 0 else point[0]


def _drawn(shape: MapShape, sort: str, frame: _Frame) -> str:
    title = f"<title>{html.escape(chr(10).join(shape.lines))}</title>"
    outline = _outline(shape.geometry, frame)
    parts = [f'<path class="{sort}" d="{outline}"/>'] if outline else []
    for x, y in map(frame.at, () if outline else _points(shape.geometry)):
        parts.append(f'<circle class="{sort}" cx="{x:.3f}" cy="{y:.3f}" style="r: var(--r)"/>')
        if shape.heading is not None:
            turn, length = math.radians(shape.heading), _WIDTH / 60
            tip = f'x2="{x + length * math.sin(turn):.3f}" y2="{y - length * math.cos(turn):.3f}"'
            parts.append(f'<line class="{sort} heading" x1="{x:.3f}" y1="{y:.3f}" {tip}/>')
    return f"<g>{title}{''.join(parts)}</g>"


def _outline(geometry: Mapping[str, Any], frame: _Frame) -> str:
    lines = []
    for line, closed in _lines(geometry):
        corners = " L".join(f"{x:.3f} {y:.3f}" for x, y in map(frame.at, line))
        lines.append(f"M{corners}{' Z' if closed else ''}")
    return " ".join(lines)


def _lines(geometry: Mapping[str, Any]) -> Iterator[tuple[Any, bool]]:
    """The lines and rings of a geometry, and whether each is a ring."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _lines(part)
    elif kind == "LineString":
        yield geometry["coordinates"], False
    elif kind in ("MultiLineString", "Polygon"):
        yield from ((line, kind == "Polygon") for line in geometry["coordinates"])
    elif kind == "MultiPolygon":
        yield from ((ring, True) for polygon in geometry["coordinates"] for ring in polygon)


def _points(geometry: Mapping[str, Any]) -> Iterator[Any]:
    for part in geometry.get("geometries", ()):
        yield from _points(part)
    yield from _flat(geometry.get("coordinates", ()))


def _flat(coordinates: Any) -> Iterator[Any]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for each in coordinates:
            yield from _flat(each)
