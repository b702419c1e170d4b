"""Events of an upload, and the handlers that show them."""

from .rich_progress import ProgressTotals

__all__ = ["ProgressTotals"]
