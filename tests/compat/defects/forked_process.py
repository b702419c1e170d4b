"""A client that was used before a fork, used in the child."""

import os

from pixel_client import get_client

WITH_1_2_8 = "FileExistsError"

client = get_client()
client.me()
child = os.fork()
if child == 0:
    client.me()  # an error ends the child with a code of its own
    os._exit(0)
_, status = os.waitpid(child, 0)
assert client.me()["username"]
assert status == 0, "the child failed"
