"""The synchronous client inside a running event loop, as in Jupyter."""

import asyncio

from pixel_client import get_client

WITH_1_2_8 = "RuntimeError: This event loop is already running"


async def cell() -> None:
    assert get_client().me()["username"]


asyncio.run(cell())
