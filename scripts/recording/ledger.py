"""What a recording made in a tenant, in a file until it is removed: for one that is killed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import attrs

from .guard import Made


@attrs.define(kw_only=True)
class Ledger:
    """A file of what was made and not removed yet, written anew at each change.

    Args:
        path: The file; there is none while there is nothing in it.
        api_url: The tenant's address: what was made at others is left as it is.
    """

    path: Path
    api_url: str

    def left(self) -> list[Made]:
        """What was made here and not removed."""
        return [Made(**row) for row in self._all().get(self.api_url, [])]

    def keep(self, made: list[Made]) -> None:
        """Write down what there is to remove; nothing is written when nothing changed."""
        everywhere = self._all()
        rows = [attrs.asdict(each) for each in made]
        if everywhere.get(self.api_url, []) == rows:
            return
        everywhere[self.api_url] = rows
        everywhere = {url: rows for url, rows in everywhere.items() if rows}
        if not everywhere:
            self.path.unlink(missing_ok=True)
            return
        new = self.path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(everywhere, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)

    def _all(self) -> dict[str, list[dict[str, Any]]]:
        try:
            return dict(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
