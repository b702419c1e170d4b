"""The exception that ends a run of `make regen`: what is wrong, where, and how to fix it."""

from __future__ import annotations


class RegenError(Exception):
    """The run cannot continue; nothing was changed on disk.

    Args:
        what: What is wrong, as a sentence without a full stop.
        where: The file, operation or schema.
        remedy: How the reader can fix it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text}\n  {remedy}" if remedy else text)
