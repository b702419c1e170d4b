"""Files that an earlier run sent to S3 and that no longer exist: they only need to be finished.

The journal has all that is needed of them. A file that was not sent completely is simply missing.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence

from ..inputs.input_file import PixelUploadFile
from ..inputs.scan import ScannedFile, Source
from .journal import Journal

__all__ = ["missing_files"]


def missing_files(journal: Journal, sources: Sequence[Source]) -> Iterator[ScannedFile]:
    """Find the missing files that are still to be finished. Runs in the thread that plans.

    Args:
        journal: The journal.
        sources: What is uploaded now: missing files in other places are ignored.
    """
    named = [os.path.abspath(s) for s in sources if not isinstance(s, PixelUploadFile)]  # noqa: PTH100 (a link is another file)
    folders = tuple(path.rstrip(os.sep) + os.sep for path in named)
    patterns = [path for path in named if any(sign in path for sign in "*?[")]
    # A folder that matches stands for all files below it.
    patterns += [os.path.join(path, "*") for path in patterns]  # noqa: PTH118 (text)
    for path in journal.unfinished_files():
        is_named = path.startswith(folders) or any(fnmatch.fnmatchcase(path, p) for p in patterns)
        if is_named and not os.path.lexists(path):
            yield ScannedFile(PixelUploadFile(path))
