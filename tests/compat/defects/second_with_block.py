"""`with get_client()` twice in one process."""

from pixel_client import get_client

WITH_1_2_8 = "RuntimeError: Cannot reopen a client instance"

for _ in range(2):
    with get_client() as client:
        assert client.me()["username"]
