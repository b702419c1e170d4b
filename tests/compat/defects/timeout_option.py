"""A time-out given to get_client."""

import httpx

from pixel_client import get_client

WITH_1_2_8 = "TypeError: unhashable type: 'Timeout'"

assert get_client(timeout_pixel=httpx.Timeout(20)).me()["username"]
