"""Atomic files: written to a temporary file next to the target, then moved over it."""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path
from typing import Any, TextIO

from ..exceptions import PixelInputError

__all__ = ["AtomicFile", "beside"]


def beside(path: Path) -> Path:
    """A name for what a file is written under until it is whole: in the same folder, not taken.

    Raises:
        PixelInputError: The path is a folder or a device, or its folder does not exist.
    """
    if path.is_dir():
        raise PixelInputError(f"{path} is a folder; give the name of a file")
    if path.exists() and not path.is_file():
        raise PixelInputError(f"{path} is no file that can be replaced; give the name of one")
    if not path.parent.is_dir():
        raise PixelInputError(f"the folder {path.parent} does not exist; make it first")
    return path.with_name(f".{path.name[:40]}.{uuid.uuid4().hex[:12]}.part")


class AtomicFile:
    """A text file that replaces another once all of it is written.

    As a context manager it is put in place at the end, and removed when the block raises.

    Args:
        target: Its path, or an open text file, which is written to and left open.

    Raises:
        PixelInputError: The path is a folder, or its folder does not exist.
        OSError: It cannot be made.
    """

    def __init__(self, target: str | Path | TextIO) -> None:
        self.path: Path | None = None
        self._file: Any = target
        if isinstance(target, str | Path):
            self.path = Path(target)
            self._part = beside(self.path)
            self._file = self._part.open("x", encoding="utf-8")
        elif not hasattr(target, "write"):
            raise PixelInputError(f"give a path or an open text file, not {type(target).__name__}")

    def __enter__(self) -> AtomicFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.done()
        else:
            self.abandon()

    def write(self, text: str) -> None:
        """Write some text."""
        self._file.write(text)

    def done(self) -> None:
        """Put it in place."""
        if self.path is not None:
            self._file.close()
            self._part.replace(self.path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        if self.path is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._part.unlink(missing_ok=True)
