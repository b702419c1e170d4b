"""Takes the pace of the machine out of uploads: files of one upload always share their calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from pixel_client.uploads import creating, finishing

LONG_SECONDS = 20.0


@contextmanager
def together() -> Iterator[None]:
    """Let uploads wait for company as long as there is some to come, however slow it is."""
    with (
        patch.object(creating, "FIRST_PAUSE_SECONDS", LONG_SECONDS),
        patch.object(creating, "IDLE_PAUSE_SECONDS", LONG_SECONDS),
        patch.object(finishing, "FIRST_PAUSE_SECONDS", LONG_SECONDS),
    ):
        yield
