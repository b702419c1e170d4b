"""An upload in a process of its own that writes down all that it can, with everything at DEBUG.

Usage: leaky.py URL FOLDER OUT CHOICES, the choices of `upload` as JSON. Standard output and error
go to the caller. OUT gets the journal, the reports, the events and the exceptions.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.uploads import JsonLines, LogEvents
from tests.uploads.runs import PASSWORD


async def main(url: str, folder: str, out: Path, arguments: dict[str, Any]) -> None:
    settings = PixelApiSettings(
        PIXEL_TENANT="acme",
        PIXEL_USERNAME="ola",
        PIXEL_PASSWORD=PASSWORD,
        PIXEL_API_URL=url,
        PIXEL_AUTH_SERVER_URL=url,
    )
    told: list[Any] = []
    log_events = LogEvents()
    with (out / "events.jsonl").open("w", encoding="utf-8") as lines:
        json_lines = JsonLines(lines)

        def listen(event: Any) -> None:
            told.append(event)
            json_lines(event)
            log_events(event)

        options: dict[str, Any] = {"timeout_upload": 2.0, "upload_num_retries": 1}
        async with PixelClientAsync(settings, **options) as client:
            print(repr(client), client.settings, client.options)
            try:
                report = await client.upload(
                    1, 2, folder, journal=out / "journal", patience=0.0, progress=True,
                    on_event=listen, **arguments,
                )  # fmt: skip
            except Exception:
                traceback.print_exc()
                return
        print(report, report.counts)
        print(*map(repr, report), sep="\n")
        print(*map(repr, told), sep="\n")
        for form in ("csv", "json", "geojson"):
            getattr(report, f"to_{form}")(out / f"report.{form}")
        try:
            report.raise_for_failures()
        except Exception as error:
            traceback.print_exc()
            print(repr(error), error, vars(error))


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), json.loads(sys.argv[4])))
