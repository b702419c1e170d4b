"""A map of what a plan would send: one HTML file that needs nothing from elsewhere."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

__all__ = ["map_page", "write_map"]

_WIDTH = 1000.0  # units of the drawing, whatever it shows
_METRES_A_DEGREE = 111_320.0  # of latitude
_LEAST_DEGREES = 0.0005  # some 50 m: a single photo is shown with what is round it

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<style>
body {{ margin: 0; font: 14px/1.5 system-ui, sans-serif; color: #223; background: #f4f6f5 }}
header {{ padding: 10px 16px; background: #fff; border-bottom: 1px solid #cdd5d2 }}
h1 {{ font-size: 17px; margin: 0 }}
.key {{ margin-right: 16px; white-space: nowrap }} .key b {{ font-size: 17px }}
svg {{ display: block; width: 100vw; height: calc(100vh - 76px); cursor: grab }}
path, circle, line {{ vector-effect: non-scaling-stroke }}
.area {{ fill: #1f7a6b14; stroke: #1f7a6b; stroke-dasharray: 6 4 }}
.footprint {{ fill: #2b6cb022; stroke: #2b6cb0 }}
.photo {{ stroke-width: 2 }} .ok {{ fill: #2b6cb0; stroke: #2b6cb0 }}
.warning {{ fill: #c77700; stroke: #c77700 }} .error {{ fill: #c0392b; stroke: #c0392b }}
path.warning, path.error {{ fill-opacity: .15 }}
</style></head><body>
<header><h1>{title}</h1>{keys}</header>
<svg viewBox="{box}" preserveAspectRatio="xMidYMid meet">{shapes}</svg>
<script>
const map = document.querySelector("svg"), view = map.viewBox.baseVal, whole = {{...{whole}}};
const scale = () => Math.max(view.width / map.clientWidth, view.height / map.clientHeight);
const dots = () => map.style.setProperty("--r", 4 * scale() + "px");
map.addEventListener("wheel", event => {{
  event.preventDefault();
  const spot = new DOMPoint(event.clientX, event.clientY)
    .matrixTransform(map.getScreenCTM().inverse());
  const by = event.deltaY < 0 ? 0.8 : 1.25;
  view.x = spot.x - (spot.x - view.x) * by; view.y = spot.y - (spot.y - view.y) * by;
  view.width *= by; view.height *= by; dots();
}}, {{passive: false}});
map.addEventListener("pointermove", event => {{
  if (event.buttons & 1) {{
    view.x -= event.movementX * scale(); view.y -= event.movementY * scale();
  }}
}});
map.addEventListener("dblclick", () => {{ Object.assign(view, whole); dots(); }});
addEventListener("resize", dots); dots();
</script></body></html>
"""


@attrs.frozen
class _Frame:
    """Turns degrees into units of the drawing, north up."""

    west: float
    north: float
    units: float  # a degree of latitude
    shrink: float  # a degree of longitude, in degrees of latitude

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        return (
            (point[0] - self.west) * self.shrink * self.units,
            (self.north - point[1]) * self.units,
        )


def write_map(path: Path, found: Mapping[str, Any], area: Any, title: str) -> None:
    """Write the map.

    Args:
        path: The file.
        found: Positions and footprints: a FeatureCollection in WGS 84, as a pre-flight gives it.
        area: The project's area, a GeoJSON Polygon, or None.
        title: What stands above it.

    Raises:
        OSError: It cannot be written.
    """
    path.write_text(map_page(found, area, title), encoding="utf-8")


def map_page(found: Mapping[str, Any], area: Any, title: str) -> str:
    """The map as HTML; see `write_map`."""
    features = list(found["features"])
    points = [p for each in features for p in _points(each["geometry"]["coordinates"])]
    # The area is drawn whole only if it is not so large that the files would be a dot.
    around = list(_points(area["coordinates"])) if area else []
    frame, height = _frame(points or around or [(0.0, 0.0)])
    margin = _WIDTH / 12
    view = (-margin, -margin, _WIDTH + 2 * margin, height + 2 * margin)
    shapes = [f'<path class="area" d="{_outline(area["coordinates"], frame)}"/>'] if area else []
    counts = {"ok": 0, "warning": 0, "error": 0}
    for feature in features:
        told = feature["properties"]
        sort = "error" if not told.get("ok") else "warning" if told.get("problems") else "ok"
        counts[sort] += 1
        shapes.append(_shape(feature["geometry"], told, sort, frame))
    names = {"ok": "to be sent", "warning": "with warnings", "error": "with errors"}
    colours = {"ok": "#2b6cb0", "warning": "#c77700", "error": "#c0392b"}
    keys = "".join(
        f'<span class="key"><b style="color:{colours[sort]}">●</b> {count:,} {names[sort]}</span>'
        for sort, count in counts.items()
    )
    across = _WIDTH / frame.units * _METRES_A_DEGREE
    keys += f'<span class="key">{across:,.0f} m across; north is up</span>'
    keys += '<span class="key">Wheel zooms, dragging moves, a double click shows all.</span>'
    numbers = dict(zip(("x", "y", "width", "height"), (round(n, 3) for n in view), strict=True))
    return _PAGE.format(
        title=html.escape(title),
        keys=keys,
        box=" ".join(map(str, numbers.values())),
        whole="{" + ", ".join(f"{name}: {number}" for name, number in numbers.items()) + "}",
        shapes="\n".join(shapes),
    )


def _frame(points: Sequence[Sequence[float]]) -> tuple[_Frame, float]:
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shrink = max(0.01, math.cos(math.radians((south + north) / 2)))
    wide = max((east - west) * shrink, _LEAST_DEGREES)
    high = max(north - south, _LEAST_DEGREES)
    # Centred, where it was widened.
    west = (west + east) / 2 - wide / shrink / 2
    north = (south + north) / 2 + high / 2
    units = _WIDTH / max(wide, high)
    return _Frame(west, north, units, shrink), high * units


def _shape(place: Mapping[str, Any], told: Mapping[str, Any], sort: str, frame: _Frame) -> str:
    lines = [str(told.get("name"))]
    lines += [f"{told['capture_date']}"] if told.get("capture_date") else []
    heading = told.get("cam_heading")
    lines += [f"heading {heading:.0f}°"] if isinstance(heading, int | float) else []
    lines += [str(told["problems"])] if told.get("problems") else []
    title = f"<title>{html.escape(chr(10).join(lines))}</title>"
    if place["type"] != "Point":
        outline = _outline(place["coordinates"], frame)
        return f'<path class="footprint {sort}" d="{outline}">{title}</path>'
    x, y = frame.at(place["coordinates"])
    dot = f'<circle class="{sort}" cx="{x:.2f}" cy="{y:.2f}" style="r: var(--r)"/>'
    arrow = ""
    if isinstance(heading, int | float):
        turn = math.radians(heading)
        length = _WIDTH / 60
        tip = f'x2="{x + length * math.sin(turn):.2f}" y2="{y - length * math.cos(turn):.2f}"'
        arrow = f'<line class="photo {sort}" x1="{x:.2f}" y1="{y:.2f}" {tip}/>'
    return f"<g>{title}{dot}{arrow}</g>"


def _outline(coordinates: Any, frame: _Frame) -> str:
    rings = []
    for ring in _rings(coordinates):
        corners = " L".join(f"{x:.2f} {y:.2f}" for x, y in map(frame.at, ring))
        rings.append(f"M{corners} Z")
    return " ".join(rings)


def _rings(coordinates: Any) -> Iterator[Any]:
    if coordinates and isinstance(coordinates[0][0], int | float):
        yield coordinates
    else:
        for each in coordinates:
            yield from _rings(each)


def _points(coordinates: Any) -> Iterable[Any]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for each in coordinates:
            yield from _points(each)
