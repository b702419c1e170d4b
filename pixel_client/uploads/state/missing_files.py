"""Files that an earlier run has sent, and that are gone since: S3 has them, so they are finished.

What is left of them is in the journal. A file that was not sent whole is simply no longer there.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from ..inputs.scan import ScannedFile, Source
from ..inputs.upload_file import PixelUploadFile
from .journal import Journal, Step

__all__ = ["MissingFiles"]

_READ_TOGETHER = 1000


class MissingFiles:
    """What the journal knows of files that are no longer there. Used in the thread that plans.

    Args:
        journal: The journal.
        sources: What is uploaded now: gone files in other places are left alone.
    """

    def __init__(self, journal: Journal, sources: Sequence[Source]) -> None:
        self._journal = journal
        named = [os.path.abspath(s) for s in sources if not isinstance(s, PixelUploadFile)]  # noqa: PTH100 (a link is another file)
        self._folders = tuple(path.rstrip(os.sep) + os.sep for path in named)
        patterns = [path for path in named if any(sign in path for sign in "*?[")]
        # Of a folder that fits, all that was below it.
        self._patterns = [*patterns, *(os.path.join(path, "*") for path in patterns)]  # noqa: PTH118 (text)

    def __iter__(self) -> Iterator[ScannedFile]:
        """Those that wait to be finished, below what is named."""
        start = 0
        while found := self._journal.look_up(
            "SELECT id, path FROM file WHERE step BETWEEN ? AND ? AND id > ? ORDER BY id LIMIT ?",
            Step.SENT, Step.FINISHED, start, _READ_TOGETHER,
        ):  # fmt: skip
            start = found[-1][0]
            for _, key in found:
                path = os.fsdecode(key)
                if self._is_named(path) and not os.path.lexists(path):
                    yield ScannedFile(PixelUploadFile(path))

    def _is_named(self, path: str) -> bool:
        return path.startswith(self._folders) or any(
            fnmatch.fnmatchcase(path, pattern) for pattern in self._patterns
        )

    def planned(self, number: int, path: Path, name: str) -> PlannedFile | None:
        """A file as it was when it was sent, or None when it was not."""
        key = os.fsencode(os.path.abspath(path))  # noqa: PTH100 (as above)
        found = self._journal.look_up(
            "SELECT stamps, part_size FROM file WHERE path = ? AND step >= ?", key, Step.SENT
        )
        if not found:
            return None
        stamps, part_size = found[0]
        bodies = [
            PlannedBody(path, name, FileStamp(*map(int, stamp.split(":"))))
            for stamp in stamps.split()
        ]
        return PlannedFile(number, bodies[0], tuple(bodies[1:]), None, part_size, is_missing=True)
