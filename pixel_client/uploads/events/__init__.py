"""What an upload reports while it runs, and what shows it."""

from .rich_progress import ProgressTotals

__all__ = ["ProgressTotals"]
