from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync

from .service import Service


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries at once: full jitter with a chance of nought."""
    monkeypatch.setattr(random, "random", lambda: 0.0)


class Calls:
    """Calls a method by its name on either client, so that one case table serves both."""

    def __init__(self, mode: str, settings: dict[str, str], **options: Any) -> None:
        self.mode = mode
        self.settings = PixelApiSettings(**settings)
        self._runner = asyncio.Runner() if mode == "async" else None
        kind = PixelClientAsync if mode == "async" else PixelClient
        self.client: Any = kind(self.settings, **options)

    def __call__(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        method = getattr(self.client, name)
        if self._runner is None:
            answer = method(*args, **kwargs)
            return list(answer) if isinstance(answer, Iterator) else answer

        async def call() -> Any:
            answer = method(*args, **kwargs)
            if isinstance(answer, AsyncIterator):
                return [item async for item in answer]
            return await answer

        return self._runner.run(call())

    def close(self) -> None:
        if self._runner is None:
            self.client.close()
        else:
            self._runner.run(self.client.aclose())
            self._runner.close()


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def calls(service: Service, mode: str, no_pauses: None) -> Iterator[Calls]:
    calls = Calls(mode, service.settings)
    yield calls
    calls.close()
