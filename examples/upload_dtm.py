"""Upload the tiles of a terrain model into a data collection that knows what they have in common.

    python examples/upload_dtm.py      on a Pixel on this machine, with tiles it makes
    python examples/upload_dtm.py dtm/*.tif --collection 'DTM 2024'

The first tile says what all have to be like. Then the service makes Cloud Optimized GeoTIFFs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from workplace import find_or_create, pixel

from pixel_client import PixelError, get_client
from pixel_client.imagery import RasterDetails, preflight, read_metadata


def make_tiles(folder: Path) -> list[Path]:
    """Four tiles side by side, of 200 by 200 metres."""
    from pixel_sandbox import samples

    tiles = []
    for east in range(2):
        for north in range(2):
            origin = (597_000.0 + 200 * east, 6_643_000.0 + 200 * north)
            path = folder / f"dtm_{east}_{north}.tif"
            samples.make_geotiff(
                path, bands=1, data_type="float32", origin=origin, cell_size=2.0, size=(100, 100)
            )
            tiles.append(path)
    return tiles


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("tiles", type=Path, nargs="*", help="GeoTIFFs; by default some are made")
    parser.add_argument("--project", default="Examples")
    parser.add_argument("--collection", default="Terrain")
    parser.add_argument("--sandbox", action="store_true", help="on a Pixel on this machine")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as temporary,
        pixel(given.sandbox) as settings,
        get_client(settings=settings) as client,
    ):
        tiles = given.tiles or make_tiles(Path(temporary))
        first = read_metadata(tiles[0]).details
        if not isinstance(first, RasterDetails) or first.srid is None or first.cell_size is None:
            print(f"{tiles[0]} is no raster with a coordinate system and a cell size.")
            return 1
        alike = {
            "srid": first.srid,
            "cell_size": list(first.cell_size),
            "data_type": first.data_types[0],
            "num_bands": first.bands,
        }
        project, collection = find_or_create(
            client, given.project, given.collection, "DTM", raster_info=alike
        )
        print(f"{collection.name}: {alike}")

        checked = preflight(tiles, collection=collection, project=project)
        for problem in checked.problems:
            print(problem)
        report = client.upload(project.id, collection.id, checked.upload_files())
        report.raise_for_failures()
        print(f"{len(report.resources)} tiles are there.")

        ids = [tile.id for tile in report.resources]
        made = client.optimize_rasters(project.id, collection.id, raster_ids=ids)
        print(f"Optimised: {sum(each.status == 'completed' for each in made)} of {len(made)}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PixelError as error:
        sys.exit(f"It did not work: {error}")
