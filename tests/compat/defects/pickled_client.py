"""A client that travels to another process."""

import pickle

from pixel_client import get_client

WITH_1_2_8 = "TypeError: cannot pickle '_thread.RLock' object"

assert pickle.loads(pickle.dumps(get_client())).me()["username"]
