"""The synchronous client in a thread of a pool."""

from concurrent.futures import ThreadPoolExecutor

from pixel_client import get_client

WITH_1_2_8 = "RuntimeError: There is no current event loop in thread"

with ThreadPoolExecutor(2) as pool:
    names = list(pool.map(lambda _: get_client().me()["username"], range(4)))
assert len(set(names)) == 1
