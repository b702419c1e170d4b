"""Looking at what was refused by its path and code, not by the words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from pixel_client.exceptions import PixelInputError

__all__ = ["refused"]


@contextlib.contextmanager
def refused(path: str, code: str | None = None) -> Iterator[None]:
    """Within it, an argument is refused.

    Args:
        path: Where the only problem is, in the argument and what is within it.
        code: Its code; None when it may be any.
    """
    with pytest.raises(PixelInputError) as caught:
        yield
    (problem,) = caught.value.problems
    assert (problem.path, code or problem.code) == (path, problem.code)
