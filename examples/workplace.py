"""What the examples share: a Pixel to run against, a place in it, and photos."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pixel_client import PixelApiSettings, PixelClient, get_client

AREA = {
    "type": "Polygon",
    "coordinates": [[[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 60.1], [10.5, 59.7]]],
}


@contextmanager
def pixel(
    sandbox: bool = False, fill: Callable[[PixelClient], None] | None = None
) -> Iterator[PixelApiSettings]:
    """Settings from the environment; without any, or on demand, those of a sandbox.

    Args:
        sandbox: Whether to start a Pixel on this machine, whatever is in the environment. It ends
            with the context, and leaves nothing behind.
        fill: Puts something into that one, which is empty.
    """
    if not sandbox and any(os.environ.get(name) for name in ("PIXEL_TENANT", "KEYCLOAK_REALM")):
        yield PixelApiSettings()
        return
    from pixel_sandbox import Sandbox

    with ExitStack() as cleanup:
        state = cleanup.enter_context(tempfile.TemporaryDirectory(prefix="pixel-example-"))
        # Journals of uploads to a Pixel that is gone afterwards are of no use to anybody.
        before = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = state
        if before is None:
            cleanup.callback(os.environ.pop, "XDG_STATE_HOME", None)
        else:
            cleanup.callback(os.environ.__setitem__, "XDG_STATE_HOME", before)
        running = cleanup.enter_context(Sandbox())
        print(f"A Pixel on this machine listens at {running.api_url}")
        settings = PixelApiSettings.of(running.settings)
        if fill is not None:
            with get_client(settings=settings) as client:
                fill(client)
        yield settings


def find_or_create(
    client: PixelClient,
    project_name: str,
    collection_name: str,
    kind: Any,
    area: Mapping[str, Any] = AREA,
    **more: Any,
) -> tuple[Any, Any]:
    """A project and a data collection in it, by their names.

    Args:
        client: The client.
        project_name: Name of the project; it is made when there is none.
        collection_name: Name of the data collection; it is made when there is none.
        kind: The type of a data collection to make.
        area: Where a project to make lies, as GeoJSON.
        more: What else a data collection to make is given, such as `raster_info`.
    """
    project = next(
        (each for each in client.paginate_projects() if each.name == project_name), None
    ) or client.create_project(project_name, "Made by an example", area)
    collection = next(
        (
            each
            for each in client.paginate_data_collections(project.id)
            if each.name == collection_name
        ),
        None,
    ) or client.create_data_collection(project.id, collection_name, "", kind, **more)
    return project, collection


def make_photos(folder: Path, count: int = 6, broken: bool = False) -> Path:
    """Write photos along a line, as a drone would; the last one may be cut in half."""
    from pixel_sandbox import samples

    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        position = (10.70 + 0.002 * number, 59.90, 120.0)
        photo = folder / f"DJI_{number + 1:04}.JPG"
        samples.make_jpeg(photo, position=position, heading=90.0, size=(800, 600), seed=number)
    if broken:
        photo.write_bytes(photo.read_bytes()[: photo.stat().st_size // 2])
    return folder
