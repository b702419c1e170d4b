"""The one exception that ends a run with a message: what is wrong, where, and what to do."""

from __future__ import annotations


class RegenError(Exception):
    """A run cannot go on; nothing was changed on disk."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """Make one.

        Args:
            what: What is wrong, in a sentence without a full stop.
            where: The file, operation or schema.
            remedy: What the reader can do about it.
        """
        self.what = what
        self.where = where
        self.remedy = remedy
        lines = [f"{where}: {what}" if where else what]
        if remedy:
            lines.append(f"  {remedy}")
        super().__init__("\n".join(lines))
