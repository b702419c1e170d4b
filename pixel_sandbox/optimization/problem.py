"""The error of optimisations."""


class OptimizationError(Exception):
    """The file cannot be optimised. The message follows the name of the file."""
