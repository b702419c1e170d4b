"""Puts new files in the place of old ones, all or none, and says where two trees differ."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path


def files(root: Path) -> dict[str, bytes]:
    """The files below a directory, or the file itself, but for what Python leaves behind.

    Args:
        root: A directory, a file, or nothing at all.

    Returns:
        Path below the root, with slashes -> content.
    """
    if root.is_file():
        return {"": root.read_bytes()}
    found = {}
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        if path.is_file() and "__pycache__" not in below.parts and path.suffix != ".pyc":
            found[below.as_posix()] = path.read_bytes()
    return found


def differences(name: str, wanted: Path, present: Path) -> Iterator[str]:
    """Where a tree is not what it should be.

    Args:
        name: Shown before each path.
        wanted: What was just written.
        present: What is there.

    Yields:
        A line for each file.
    """
    new, old = files(wanted), files(present)
    for path in sorted({*new, *old}):
        shown = "/".join(filter(None, (name, path)))
        if path not in old:
            yield f"missing: {shown}"
        elif path not in new:
            yield f"extra:   {shown}"
        elif new[path] != old[path]:
            yield f"differs: {shown}"


def replace(pairs: Sequence[tuple[Path | None, Path]], keep: Path) -> list[Path]:
    """Move new files or directories to their places; after a failure all is as before.

    Args:
        pairs: New one, or None to remove, and its place. All on one file system.
        keep: A directory for the old ones, removed by the caller.

    Returns:
        The places that were changed.

    Raises:
        OSError: Something could not be moved.
    """
    done: list[tuple[Path, Path | None]] = []
    changed: list[Path] = []
    try:
        for index, (new, place) in enumerate(pairs):
            if (files(new) if new is not None else {}) == files(place) and place.exists() == bool(
                new
            ):
                continue
            old = keep / f"old-{index}" if place.exists() else None
            if old is not None:
                place.rename(old)
            done.append((place, old))
            if new is not None:
                new.rename(place)
            changed.append(place)
    except BaseException:
        for place, old in reversed(done):
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(place) if place.is_dir() else place.unlink()
            if old is not None:
                old.rename(place)
        raise
    return changed
