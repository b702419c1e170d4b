"""What became of answers that were written to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

__all__ = ["Tally", "Written"]

_LISTED = 100  # problems that are kept in words


@attrs.frozen
class Written:
    """What was written.

    Attributes:
        path: The file or folder; None when it went to an open file.
        count: How many answers it holds.
        without_geometry: How many of these have no geometry.
        problems: What was wrong with places and dates, an answer each; at most 100 of them.
        problem_count: How many answers had a problem.
        left_out: How many answers are not in it, each with a problem; only a STAC collection
            leaves any out.
    """

    path: Path | None
    count: int
    without_geometry: int
    problems: tuple[str, ...]
    problem_count: int
    left_out: int = 0


@attrs.define
class Tally:
    """Counts answers while they are written."""

    count: int = 0
    without_geometry: int = 0
    problem_count: int = 0
    left_out: int = 0
    problems: list[str] = attrs.field(factory=list)

    def leave_out(self, reason: str) -> None:
        """Count an answer that cannot be written."""
        self.left_out += 1
        self._tell(reason)

    def meet(self, row: Mapping[str, Any], geometry: Any) -> None:
        """Count an answer."""
        self.count += 1
        self.without_geometry += geometry is None
        if (problem := row.get("problem")) is not None:
            what = str(row.get("resource_type") or "answer").replace("_", " ")
            named = f" ({row['name']})" if row.get("name") else ""
            self._tell(f"{what} {row.get('id', self.count)}{named}: {problem}")

    def _tell(self, text: str) -> None:
        self.problem_count += 1
        if len(self.problems) < _LISTED:
            self.problems.append(text)

    def written(self, path: Path | None) -> Written:
        """The outcome."""
        return Written(
            path,
            self.count,
            self.without_geometry,
            tuple(self.problems),
            self.problem_count,
            self.left_out,
        )
