"""Upload a folder of photos with what their EXIF and XMP say, and write what became of each.

    python examples/upload_flight.py      on a Pixel on this machine, with photos it makes
    python examples/upload_flight.py FOLDER --timezone Europe/Oslo

Exit codes: 0 all photos are there, 1 none, 3 a part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from workplace import find_or_create, make_photos, pixel

from pixel_client import PixelError, get_client
from pixel_client.imagery import preflight


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="photos; by default some are made")
    parser.add_argument("--project", default="Examples")
    parser.add_argument("--collection", default="Flight")
    parser.add_argument("--timezone", help="time zone of the camera's clock, such as Europe/Oslo")
    parser.add_argument("--report", type=Path, default=Path("flight"), help="files to write")
    parser.add_argument("--sandbox", action="store_true", help="on a Pixel on this machine")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as temporary,
        pixel(given.sandbox) as settings,
        get_client(settings=settings) as client,
    ):
        folder = given.folder or make_photos(Path(temporary, "flight"), broken=True)
        project, collection = find_or_create(client, given.project, given.collection, "image")

        # Every problem is told before the first byte; photos with errors stay behind.
        checked = preflight(
            folder, collection=collection, project=project, zone=given.timezone, skip_invalid=True
        )
        print(checked.summary())
        for problem in checked.errors:
            print(problem)

        report = client.upload(project.id, collection.id, checked.upload_files())
        report.to_csv(given.report.with_suffix(".csv"))
        report.to_geojson(given.report.with_suffix(".geojson"))
        for row in report.failed:
            print(f"{row.path}: {row.detail} {row.hint or ''}")
        there = len(report.resources)
        print(f"{there} of {len(checked.rows)} photos are in {project.name} / {collection.name}.")
        if report.stopped is not None:
            print(f"It stopped: {report.stopped}. The same command goes on.")
    return 0 if there == len(checked.rows) else 3 if there else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PixelError as error:
        sys.exit(f"It did not work: {error}")  # exit code 1
