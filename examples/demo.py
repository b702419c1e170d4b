"""Upload images, rasters and point clouds to a Pixel on this machine, and see what became of them.

    python examples/demo.py             makes photos, GeoTIFFs and LAZ files of its own
    python examples/demo.py FOLDER      takes yours

The files are real ones; one of those it makes is broken on purpose.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pixel_client import PixelClient, PixelUploadFile, get_client
from pixel_client.uploads.report import UploadOutcome
from pixel_sandbox import Sandbox, samples

Kind = Literal["image", "raster", "point_cloud"]
KINDS: dict[Kind, tuple[str, ...]] = {
    "image": (".jpg", ".jpeg", ".png"),
    "raster": (".tif", ".tiff"),
    "point_cloud": (".las", ".laz"),
}
SIDE_CARS = (".tfw", ".prj", ".aux.xml", ".ovr")
MULTIPART_FROM = 8 * 2**20  # bytes: files from here on go up in parts of 5 MiB
PART_SIZE = 5 * 2**20
AREA = {
    "type": "Polygon",
    "coordinates": [[[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 60.1], [10.5, 59.7]]],
}


def make_files(folder: Path) -> None:
    """Write 24 photos of two flights, 4 rasters and 3 point clouds; one photo is cut in half."""
    for number in range(24):
        flight, shot = number // 12 + 1, number % 12
        photo = folder / f"flight{flight}" / f"DJI_{shot + 1:04}.JPG"
        photo.parent.mkdir(exist_ok=True)
        position = (10.70 + 0.002 * shot, 59.90 + 0.004 * flight, 120.0)
        samples.make_jpeg(photo, position=position, heading=90.0, size=(1600, 1200), seed=number)
    broken = folder / "flight2" / "DJI_0007.JPG"
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])
    for number in range(3):
        samples.make_geotiff(folder / f"ortho_{number + 1}.tif", size=(640, 480), seed=number)
    samples.make_geotiff(folder / "ortho_large.tif", size=(2600, 2000), seed=9)
    for number in range(3):
        samples.make_las(folder / f"scan_{number + 1}.laz", points=50_000, seed=number)


def find_files(folder: Path) -> dict[Kind, list[Path]]:
    """The files of a folder and those below it, by the kind of collection they belong in."""
    found: dict[Kind, list[Path]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.rglob("*")):
        for kind, suffixes in KINDS.items():
            if path.is_file() and path.suffix.lower() in suffixes:
                found[kind].append(path)
    return found


def with_side_cars(path: Path) -> PixelUploadFile:
    """A raster with the files that lie beside it and belong to it."""
    beside = [path.with_suffix(suffix) for suffix in SIDE_CARS]
    beside += [Path(f"{path}{suffix}") for suffix in (".aux.xml", ".ovr")]
    return PixelUploadFile(file=path, support_files=sorted({p for p in beside if p.is_file()}))


def run(client: PixelClient, folder: Path) -> None:
    """Create a project and a collection of each kind, upload, and say what became of each file."""
    user = client.me()
    print(f"Signed in as {user.username}.")
    project = client.create_project("Demo", "Made by the demo", AREA, tags=["demo"])
    print(f"Created project {project.id}, {project.name!r}.")
    upload: dict[Kind, Callable[..., UploadOutcome[Any]]] = {
        "image": client.upload_multiple_images,
        "raster": client.upload_multiple_rasters,
        "point_cloud": client.upload_multiple_point_clouds,
    }
    failed, count = [], 0
    for kind, files in find_files(folder).items():
        if not files:
            continue
        title = kind.replace("_", " ")
        collection = client.create_data_collection(
            project.id, f"Demo {title}s", f"All {title}s of the demo", kind
        )
        size = sum(path.stat().st_size for path in files)
        print(f"\nCollection {collection.id}, {collection.name!r}: {len(files)} files,", end=" ")
        print(f"{size / 1e6:.1f} MB")
        started = time.monotonic()
        large = [path for path in files if path.stat().st_size >= MULTIPART_FROM]
        small = [path for path in files if path not in large]
        outcomes = []
        for some, multipart in ((small, False), (large, True)):
            if some:
                outcomes.append(
                    upload[kind](
                        project.id,
                        collection.id,
                        [with_side_cars(path) for path in some] if kind == "raster" else some,
                        multipart=multipart,
                        multipart_part_size=PART_SIZE if multipart else None,
                    )
                )
        seconds = time.monotonic() - started
        rows = [row for outcome in outcomes for row in outcome.rows]
        count += sum(row.status == "uploaded" for row in rows)
        failed += [row for row in rows if row.status != "uploaded"]
        wide = max(len(path.relative_to(folder).as_posix()) for path in files)
        for row in sorted(rows, key=lambda row: row.path):
            name = row.path.relative_to(folder).as_posix()
            if row.status == "uploaded":
                parts = f" in {-(-row.bytes // PART_SIZE)} parts" if row.path in large else ""
                print(f"  {name:<{wide}} -> {title} {row.resource_id}{parts}")
            else:
                print(f"  {name:<{wide}} -> FAILED, see below")
        print(f"  {len(rows)} files in {seconds:.1f} s")
    print(f"\nIn Pixel now: {count} resources of project {project.id}.")
    placed = [
        image
        for collection in client.list_data_collections(project.id, data_collection_type="image")
        for image in client.paginate_images(project.id, collection.id)
        if image.location
    ]
    print(f"  {len(placed)} images have a position, read from their EXIF by the service.")
    print(f"Not uploaded: {len(failed)}.")
    for row in failed:
        reason = getattr(row.error, "detail", None) or row.error
        print(f"  {row.path.relative_to(folder).as_posix()}: {reason}")


def main() -> int:
    """Run the demo; 2 when there is nothing to upload."""
    with tempfile.TemporaryDirectory(prefix="pixel-demo-") as temporary:
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1]).expanduser()
            if not folder.is_dir():
                print(f"There is no folder {folder}.", file=sys.stderr)
                return 2
        else:
            folder = Path(temporary)
            print("Making photos, GeoTIFFs and LAZ files ...")
            make_files(folder)
        if not any(find_files(folder).values()):
            known = " ".join(suffix for suffixes in KINDS.values() for suffix in suffixes)
            print(f"There is nothing to upload in {folder}: none of {known}.", file=sys.stderr)
            return 2
        print("Starting a Pixel on this machine ...")
        with Sandbox() as sandbox:
            print(f"It listens at {sandbox.settings['PIXEL_API_URL']}.")
            with get_client(settings=sandbox.settings) as client:
                run(client, folder)
        print("\nThe Pixel on this machine is stopped; nothing is left behind.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
