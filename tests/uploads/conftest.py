from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest

from pixel_client.http.retry import RetryPolicy
from pixel_client.uploads.client_protocol import UploadTarget
from pixel_client.uploads.methods import UploadMethods

from .pixel import FakePixel


@pytest.fixture
def pixel() -> Iterator[FakePixel]:
    pixel = FakePixel()
    yield pixel
    pixel.close()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries at once: full jitter with a chance of nought."""
    policy = partial(RetryPolicy, chance=lambda: 0.0)
    monkeypatch.setattr("pixel_client.uploads.transfer_config.RetryPolicy", policy)
    monkeypatch.setattr("pixel_client.uploads.upload.LEGACY_PATIENCE_SECONDS", 0.0)


@pytest.fixture
def transfer_config(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Gives uploads other options than the client's: shorter pauses, above all."""

    def use(**changes: Any) -> None:
        really = UploadMethods._upload_target

        def changed(client: UploadMethods, *where: int) -> UploadTarget:
            target = really(client, *where)
            return attrs.evolve(target, config=attrs.evolve(target.config, **changes))

        monkeypatch.setattr(UploadMethods, "_upload_target", changed)

    return use


@pytest.fixture
def photos(tmp_path: Path) -> Callable[..., list[Path]]:
    """Files in folders, each with content of its own."""

    def make(count: int, folders: int = 1, size: int = 300) -> list[Path]:
        made = []
        for number in range(count):
            folder = tmp_path / f"flight{number % folders}"
            folder.mkdir(exist_ok=True)
            path = folder / f"DJI_{number // folders:04}.JPG"
            path.write_bytes((f"{folder.name} {path.name} ".encode() * (size // 10))[:size])
            made.append(path)
        return made

    return make
