"""A synchronous interface to both clients, so that one scenario serves both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Any, Literal, Self

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync

Mode = Literal["sync", "async"]


class UniformClient:
    """Calls the methods of either client synchronously.

    Args:
        mode: `sync` for `PixelClient`, `async` for `PixelClientAsync`.
        settings: Settings of the client.
        **options: Options of `get_client`.
    """

    def __init__(self, mode: Mode, settings: PixelApiSettings, **options: Any) -> None:
        self._runner = asyncio.Runner() if mode == "async" else None
        kind = PixelClientAsync if mode == "async" else PixelClient
        self.client: Any = kind(settings, **options)

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
