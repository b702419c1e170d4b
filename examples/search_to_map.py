"""Find images by place and direction, and write them as GeoJSON and as a map for a browser.

    python examples/search_to_map.py      on a Pixel on this machine, with photos it makes
    python examples/search_to_map.py --within 10.6,59.8,10.8,60.0 --looking 45,135

Needs the extra `geo`. The map is one file, and needs no network to be looked at.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from workplace import find_or_create, make_photos, pixel

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.geo import show_map, to_geodataframe, to_geojson


def numbers(text: str) -> list[float]:
    """Numbers with commas between them."""
    return [float(each) for each in text.split(",")]


def find(client: PixelClient, within: list[float], looking: list[float] | None) -> list[Any]:
    """Images within a rectangle that look into a sector, in all projects one may see."""
    west, south, east, north = within
    corners = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    query: dict[str, Any] = {"on": "images", "intersects": f"POLYGON (({corners}))"}
    if looking is not None:
        low, high = looking
        query["filter"] = {
            "and": [
                {">=": [{"var": "cam_heading"}, low]},
                {"<=": [{"var": "cam_heading"}, high]},
            ]
        }
    return list(client.paginate_search(query))


def fill(client: PixelClient) -> None:
    """Put photos into a Pixel that is empty."""
    with tempfile.TemporaryDirectory() as temporary:
        project, flight = find_or_create(client, "Examples", "Flight", "image")
        client.upload(project.id, flight.id, make_photos(Path(temporary, "flight")))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--within", type=numbers, default=[10.6, 59.8, 10.8, 60.0])
    parser.add_argument("--looking", type=numbers, help="from and to, in degrees from north")
    parser.add_argument("--out", type=Path, default=Path("found"), help="files to write")
    parser.add_argument("--sandbox", action="store_true", help="on a Pixel on this machine")
    given = parser.parse_args()
    with pixel(given.sandbox, fill) as settings, get_client(settings=settings) as client:
        found = find(client, given.within, given.looking)
    if not found:
        print("Nothing was found.")
        return 1
    written = to_geojson(found, given.out.with_suffix(".geojson"))
    frame = to_geodataframe(found)
    print(frame[["id", "name", "cam_heading"]].to_string(index=False))
    page = show_map(frame, title="Found").save(given.out.with_suffix(".html"))
    print(f"{written.count} images are in {written.path} and on {page}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PixelError as error:
        sys.exit(f"It did not work: {error}")
