"""asyncio.run twice in one process."""

import asyncio

from pixel_client import get_client

WITH_1_2_8 = "RuntimeError: Event loop is closed"


async def ask() -> str:
    return (await get_client(async_=True).me())["username"]


assert asyncio.run(ask()) == asyncio.run(ask())
