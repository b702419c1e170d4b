"""A file of resources to clean up in a tenant, for recordings that are killed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import attrs

from .guard import CreatedResource


@attrs.define(kw_only=True)
class Ledger:
    """A file of created resources that are not yet deleted, rewritten at each change.

    Args:
        path: The file; it does not exist while there is nothing to delete.
        api_url: The tenant's URL; entries of other tenants are left unchanged.
    """

    path: Path
    api_url: str

    def left(self) -> list[CreatedResource]:
        """The resources created here and not yet deleted."""
        return [CreatedResource(**row) for row in self._all().get(self.api_url, [])]

    def keep(self, created: list[CreatedResource]) -> None:
        """Save the resources to delete, if they have changed."""
        everywhere = self._all()
        rows = [attrs.asdict(each) for each in created]
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
