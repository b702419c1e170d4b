"""Commands that are one request, built from rows of a table."""
