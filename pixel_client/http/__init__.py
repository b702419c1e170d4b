"""Requests to the API: a client per event loop, sign-in, retries, proxies."""
