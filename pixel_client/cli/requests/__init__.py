"""Commands that are one request: rows of a table, their parameters, bodies and file exports."""
