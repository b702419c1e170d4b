"""Upload images, rasters and point clouds to a Pixel on this machine, and see what became of them.

    python examples/demo.py             makes photos, GeoTIFFs and LAZ files of its own
    python examples/demo.py FOLDER      takes yours

The files are real ones; one of those it makes is broken on purpose.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from pixel_client import PixelClient, PixelUploadFile, get_client
from pixel_client.uploads import UploadOutcome, UploadRow
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


def upload(
    client: PixelClient, project_id: int, kind: Kind, paths: list[Path], folder: Path
) -> list[UploadRow[Any]]:
    """Create a collection of this kind and upload the files to it, the large ones in parts."""
    title = kind.replace("_", " ")
    collection = client.create_data_collection(
        project_id, f"Demo {title}s", f"All {title}s of the demo", kind
    )
    size = sum(path.stat().st_size for path in paths) / 2**20
    count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
    print(f"\nCollection {collection.id}, {collection.name!r}: {count}, {size:.1f} MiB", flush=True)
    send: dict[Kind, Callable[..., UploadOutcome[Any]]] = {
        "image": client.upload_multiple_images,
        "raster": client.upload_multiple_rasters,
        "point_cloud": client.upload_multiple_point_clouds,
    }
    large = {path for path in paths if path.stat().st_size >= MULTIPART_FROM}
    started = time.monotonic()
    rows: list[UploadRow[Any]] = []
    for multipart in (False, True):
        some = [path for path in paths if (path in large) == multipart]
        if some:
            files = [with_side_cars(path) for path in some] if kind == "raster" else some
            part_size = PART_SIZE if multipart else None
            rows += send[kind](
                project_id, collection.id, files, multipart=multipart, multipart_part_size=part_size
            ).rows
    seconds = time.monotonic() - started
    wide = max(len(path.relative_to(folder).as_posix()) for path in paths)
    for row in sorted(rows, key=lambda row: row.path):
        became = f"{title} {row.resource_id}"
        if row.status == "failed":
            became = "FAILED, see below"
        elif row.path in large:
            became += f", in {-(-row.path.stat().st_size // PART_SIZE)} parts"
        print(f"  {row.path.relative_to(folder).as_posix():<{wide}} -> {became}")
    print(f"  {count} in {seconds:.1f} s")
    return rows


def show(client: PixelClient, project_id: int) -> None:
    """List what the service has now, asked anew."""
    print(f"\nIn project {project_id} now:")
    pages: dict[str, Callable[..., Iterator[Any]]] = {
        "image": client.paginate_images,
        "raster": client.paginate_rasters,
        "point_cloud": client.paginate_point_clouds,
    }
    for collection in client.list_data_collections(project_id):
        kind = collection.data_collection_type
        there = list(pages[kind](project_id, collection.id))
        line = f"  {collection.name}: {len(there)}"
        if kind == "image":
            placed = sum(image.location is not None for image in there)
            line += f" ({placed} with a position, which the service read from their EXIF)"
        print(line)


def run(client: PixelClient, folder: Path) -> None:
    """Create a project, upload every kind there is, and say what became of each file."""
    print(f"Signed in as {client.me().username}.")
    project = client.create_project("Demo", "Made by the demo", AREA, tags=["demo"])
    print(f"Created project {project.id}, {project.name!r}.")
    rows = [
        row
        for kind, paths in find_files(folder).items()
        if paths
        for row in upload(client, project.id, kind, paths, folder)
    ]
    show(client, project.id)
    failed = [row for row in rows if row.status == "failed"]
    print(f"\nUploaded: {len(rows) - len(failed)} of {len(rows)} files.")
    for row in failed:
        reason = getattr(row.error, "detail", None) or row.error
        print(f"  {row.path.relative_to(folder).as_posix()} failed: {reason}")


def main() -> int:
    """Run the demo; 2 when there is nothing to upload."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", help="files; by default some are made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pixel-demo-") as temporary:
        if given.folder is not None:
            folder = given.folder.expanduser()
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
    for name in ("SIGTERM", "SIGHUP"):  # end as on Ctrl-C, so that nothing is left behind
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The Pixel on this machine is stopped; nothing is left behind.")
