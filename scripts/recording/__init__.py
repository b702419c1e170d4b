"""Cassettes: requests and responses that are recorded once and played by the tests."""
