"""A gateway answers 502 once."""

from pixel_client import get_client

WITH_1_2_8 = "HTTPStatusError: Server error '502 Bad Gateway'"
FAULTS = [("GET", "/users/me", 502)]

assert get_client().me()["username"]
