"""What an upload reports while it runs, and what shows it."""

from .rich_progress import Tally

__all__ = ["Tally"]
