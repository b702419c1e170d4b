"""A synchronous interface to both clients, so that one scenario serves both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cached_property
from types import TracebackType
from typing import Any, Literal, Self

import attrs

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync
from pixel_client.uploads.transfer_config import BatchPauses, TransferConfig

Mode = Literal["sync", "async"]

LONG_SECONDS = 20.0
LONG_PAUSES = BatchPauses(first=LONG_SECONDS, between=LONG_SECONDS, starved=LONG_SECONDS)


class _SteadyClient(PixelClientAsync):
    """A client whose uploads make the same calls on a slow machine as on a fast one.

    Files of one upload share a call as long as more of them are to come.
    """

    @cached_property
    def _transfer_config(self) -> TransferConfig:
        return attrs.evolve(
            super()._transfer_config, create_pauses=LONG_PAUSES, finish_pauses=LONG_PAUSES
        )


class UniformClient:
    """Calls the methods of either client synchronously.

    Args:
        mode: `sync` for `PixelClient`, `async` for `PixelClientAsync`.
        settings: Settings of the client.
        **options: Options of `get_client`.
    """

    def __init__(self, mode: Mode, settings: PixelApiSettings, **options: Any) -> None:
        self._runner = asyncio.Runner() if mode == "async" else None
        client = _SteadyClient(settings, **options)
        self.client: Any = client if mode == "async" else PixelClient._around(client)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.client, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            if self._runner is None:
                answer = method(*args, **kwargs)
                return list(answer) if isinstance(answer, Iterator) else answer

            async def run() -> Any:
                answer = method(*args, **kwargs)
                if isinstance(answer, AsyncIterator):
                    return [item async for item in answer]
                return await answer

            return self._runner.run(run())

        return call

    def close(self) -> None:
        """Close the client and its event loop."""
        if self._runner is None:
            self.client.close()
            return
        self._runner.run(self.client.aclose())
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
