"""An upload by the real client, in a process that can be killed: URL FOLDER JOURNAL CHOICES."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.uploads.runs import real_client


async def main(url: str, folder: str, journal: str, choices: dict[str, Any]) -> None:
    async with real_client(url) as client:
        report = await client.upload(1, 2, folder, journal=journal, **choices)
        rows = [[str(row.path), row.status, row.resource_id, row.detail] for row in report]
        print(json.dumps({"rows": rows, "stopped": repr(report.stopped)}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4], json.loads(sys.argv[4])))
