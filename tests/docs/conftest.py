"""What the pages assume: files in a folder, and a Pixel that has a project with collections."""

from __future__ import annotations

import os
import shutil
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from pixel_client import get_client
from pixel_sandbox import Sandbox, samples
from tests.imagery.photo_files import at, dji, photo, write

from .relays import Relay, relay

EXAMPLES = Path(__file__).parents[2] / "examples"
AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 60], [10, 59]]]}


@pytest.fixture(scope="session")
def sandbox(files: Path) -> Iterator[Sandbox]:
    """One for all pages: project 1 is E18 Vest, with rasters (1) and two images (2)."""
    with Sandbox() as running:
        with get_client(settings=running.settings) as client:
            project = client.create_project("E18 Vest", "", AREA)
            for kind, name in (("raster", "Ortofoto"), ("image", "Flight1")):
                client.create_data_collection(project.id, name, "", kind)
            photos = sorted((files / "flight1").iterdir())[:2]
            client.upload(project.id, 2, photos, journal=False, prefix_folder=True)
        yield running


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two flights, a photo of the second cut in half; rasters, a point cloud."""
    folder = tmp_path_factory.mktemp("files")
    for flight in (1, 2):
        (folder / f"flight{flight}").mkdir()
        for number in range(3):
            raw = photo(
                exif={0x9003: f"2024:05:17 12:{30 + number}:00", 0xA405: 24},
                gps=at(59.91, 10.75 + number / 1000, 120.5),
                xmp=dji(GimbalYawDegree=-90, GimbalPitchDegree=-60, GimbalRollDegree=1),
                size=(48 + flight, 36 + number),
            )
            cut = len(raw) // 2 if (flight, number) == (2, 2) else None
            write(folder / f"flight{flight}", f"DJI_000{number + 1}.JPG", raw[:cut])
    samples.make_geotiff(folder / "ortho.tif")
    shutil.copytree(EXAMPLES, folder / "examples")
    (folder / "dtm").mkdir()
    for number in range(2):
        path = folder / "dtm" / f"tile_{number + 1}.tif"
        samples.make_geotiff(path, bands=1, data_type="float32", cell_size=1.0, seed=number)
    return folder


@pytest.fixture
def folder(files: Path, tmp_path: Path) -> Path:
    """The files, for one page."""
    return Path(shutil.copytree(files, tmp_path / "page"))


@pytest.fixture
def environment(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """The variables of a shell that knows the sandbox, whose home is the folder."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PIXEL_", "KEYCLOAK_"))}
    own = {
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / ".state"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    return kept | sandbox.settings | own


@pytest.fixture
def ways_round(
    sandbox: Sandbox, folder: Path, environment: dict[str, str]
) -> Iterator[tuple[Relay, Relay]]:
    """A proxy, and the sandbox's address behind TLS; both in the environment."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "company-ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    port = urlsplit(sandbox.api_url).port or 0
    with relay(port) as proxy, relay(port, context) as tls:
        environment["SURVEY_PROXY"] = f"http://127.0.0.1:{proxy.port}"
        environment["SURVEY_URL"] = f"https://localhost:{tls.port}/sandbox"
        yield proxy, tls
