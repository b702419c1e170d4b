"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from .errors import NOTHING, CommandError

__all__ = ["named", "whole"]


@contextlib.contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """Write a file of text in UTF-8; until all of it is there, one that was there before stays.

    Raises:
        CommandError: It cannot be written, such as on a full disk.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):  # a device would be replaced
        raise CommandError(f"{path} is no file that can be replaced; give the name of one.")
    part = path.with_name(f"{path.name}.part")
    with named(path):
        try:
            with part.open("w", encoding="utf-8") as file:
                yield file
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Say which file it is that cannot be written: a full disk does not.

    Raises:
        CommandError: It cannot be written.
    """
    try:
        yield
    except TimeoutError:  # the service's
        raise
    except OSError as error:
        said = error.strerror or str(error)
        raise CommandError(f"{path} cannot be written: {said}.", NOTHING) from error
