"""What is said when an optimised version cannot be made."""


class OptimizationError(Exception):
    """It cannot be made. The message says why, so that it can follow the name of the file."""
