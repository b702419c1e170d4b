from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts import file_swap, regen
from scripts.generator import generate
from scripts.names import load_names
from scripts.normalise import normalise
from tests.regen.specs import NAMES, small

ROOT = Path(__file__).resolve().parents[2]

SMALL_CLIENT = '''
"""A small client."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from pixel_api.operations.every import PixelOperations


class PixelClientAsync(PixelOperations):
    """The client whose methods are awaited.

    Get one with `get_client(async_=True)`, from several event loops, one after the other or side
    by side.
    Close it with `await client.aclose()` or `async with client:`.
    """

    def __init__(self, name: str = "x") -> None:
        self.name_ = name

    async def aclose(self) -> None:
        """Close it."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()
'''


class Project:
    """A project directory with the small contract, and `make regen` in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "openapi").mkdir(parents=True)
        (root / "pixel_client").mkdir()
        self.write("openapi/names.yaml", NAMES)
        self.write("openapi/pixel.yaml", json.dumps(small(), indent=1))
        self.write("pixel_client/__init__.py", "")
        self.write("pixel_client/client.py", SMALL_CLIENT)

    def write(self, path: str, text: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    def spec(self, *changes: Callable[[dict[str, Any]], object]) -> None:
        """Change the contract."""
        self.write("openapi/pixel.yaml", json.dumps(small(*changes), indent=1))

    def regen(self, *arguments: str) -> int:
        return regen.main(arguments, root=self.root)

    def tree(self) -> str:
        """A hash of all files and of the names of all directories."""
        names = sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*"))
        digest = hashlib.sha256(
            "\n".join(name for name in names if "__pycache__" not in name).encode()
        )
        for name, content in sorted(file_swap.files(self.root).items()):
            digest.update(name.encode() + content)
        return digest.hexdigest()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def generated_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose regeneration has run. Tests must not change it."""
    made = Project(tmp_path_factory.mktemp("generated") / "project")
    assert made.regen() == 0
    return made


@pytest.fixture
def fresh_project(generated_project: Project, tmp_path: Path) -> Project:
    """A copy of it, to be changed."""
    copied = Project.__new__(Project)
    copied.root = tmp_path / "project"
    shutil.copytree(generated_project.root, copied.root)
    return copied


@contextlib.contextmanager
def generated_package(
    folder: Path, name: str, document: dict[str, Any], names: str
) -> Iterator[ModuleType]:
    """The package of a contract, imported under a name of its own."""
    (folder / "names.yaml").write_text(names, encoding="utf-8")
    known = load_names(folder / "names.yaml")
    target = folder / "generated"
    target.mkdir()
    generate(normalise(document, known, complete=True), known, target)
    (target / "pixel_api").rename(folder / name)
    sys.path.insert(0, str(folder))
    try:
        package = importlib.import_module(name)
        for part in ("models", "checks", "operations.every", "types", "mapping", "enums"):
            importlib.import_module(f"{name}.{part}")
        yield package
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def small_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("small")
    with generated_package(folder, "small_api", small(), NAMES) as package:
        yield package


@pytest.fixture(scope="session")
def models(small_api: ModuleType) -> Any:
    return small_api.models
