"""Plugins."""

from __future__ import annotations

from typing import Any

from scripts.recording.scenario import scenario


@scenario()
def get_plugins(pixel: Any) -> None:
    assert all(plugin["name"] for plugin in pixel.get_plugins())
