"""Text for people: sizes, paths, reasons."""

from __future__ import annotations

from pathlib import Path

__all__ = ["path_text", "printable", "size_text"]


_JOINER = "\u200d"  # joins emoji to one; it does nothing else


def printable(text: str) -> str:
    """Text that can do nothing to a terminal: what cannot be printed is spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in ("\n", _JOINER) else ascii(c)[1:-1] for c in text)


def path_text(path: Path | str) -> str:
    """A path as text that can always be printed, also when its bytes are not valid UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def human_size(size: int) -> str:
    """Bytes as people write them, in binary units."""
    amount = float(size)
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if amount < 1024:
            return f"{amount:.4g} {unit}"
        amount /= 1024
    return f"{amount:.4g} TiB"


def size_text(size: int) -> str:
    """A size as people read it: `12.3 MB`, of a thousand kB each."""
    from rich.filesize import decimal

    return decimal(size)


def reason_of(error: Exception) -> str:
    """An error as a reason a person reads."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file" if error.errno else str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    return str(error) or type(error).__name__
