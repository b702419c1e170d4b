"""Users."""

from __future__ import annotations

from typing import Any

from scripts.recording.scenario import scenario


@scenario()
def me(pixel: Any) -> None:
    assert pixel.me().username == "pilot"


@scenario(only_sandbox=True)
def me_extended(pixel: Any, project: int) -> None:
    """With one's projects; a tenant's would not be ours to show."""
    assert "projects" in pixel.me(extended=True)
