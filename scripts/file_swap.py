"""Replaces files and directories atomically, all or none, and compares two trees."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path


def files(root: Path) -> dict[str, bytes]:
    """Read all files below a directory, or the file itself, except Python's caches.

    Args:
        root: A directory, a file, or a path that does not exist.

    Returns:
        Path relative to the root, with slashes -> content.
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
    """Compare a tree with what it should be.

    Args:
        name: Prefix of each path.
        wanted: The new tree.
        present: The tree in place.

    Yields:
        A line for each file that differs.
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
    """Move new files or directories into place; a failure rolls everything back.

    Args:
        pairs: The new path, or None to remove, and its destination. All on one file system.
        keep: A directory for the old files; the caller removes it.

    Returns:
        The destinations that were changed.

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
