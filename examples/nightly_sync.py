"""Upload what is new below a folder: a job for cron or a systemd timer.

    python examples/nightly_sync.py INCOMING --log nightly.jsonl

Each folder in INCOMING is a flight, and goes into the data collection of its name. What was
uploaded in an earlier night is skipped. The log has a line of JSON for each event.

Exit codes: 0 all, 1 nothing (no network, no sign-in, another run is under way), 3 a part,
130 stopped by Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from workplace import find_or_create, make_photos, pixel

from pixel_client import PixelClient, PixelError, get_client
from pixel_client.exceptions import PixelJournalError
from pixel_client.uploads import JsonLines


def sync(client: PixelClient, incoming: Path, project: str, log: JsonLines) -> tuple[int, int]:
    """Upload every flight; how many files are there, and how many are not."""
    there = missing = 0
    for flight in sorted(path for path in incoming.iterdir() if path.is_dir()):
        within, collection = find_or_create(client, project, flight.name, "image")
        try:
            report = client.upload(within.id, collection.id, flight, progress=False, on_event=log)
        except PixelJournalError as error:  # in use by a run that takes longer than a night
            print(f"{flight.name}: {error}", file=sys.stderr)
            missing += 1
            continue
        print(f"{flight.name}: {report.counts}")
        for row in report.failed:
            print(f"{row.path}: {row.detail} {row.hint or ''}", file=sys.stderr)
        there += len(report.resources)
        missing += len(report.failed) + len(report.pending)
        if report.stopped is not None:  # the next flight would not fare better
            print(f"stopped: {report.stopped}", file=sys.stderr)
            break
    return there, missing


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("incoming", type=Path, nargs="?", help="folders of photos")
    parser.add_argument("--project", default="Examples")
    parser.add_argument("--log", type=Path, default=Path("nightly.jsonl"))
    parser.add_argument("--sandbox", action="store_true", help="on a Pixel on this machine")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # systemd stops a job so
    log = JsonLines(given.log)
    with tempfile.TemporaryDirectory() as temporary:
        incoming = given.incoming
        if incoming is None:
            incoming = Path(temporary)
            make_photos(incoming / "Flight 1")
            make_photos(incoming / "Flight 2", broken=True)
        try:
            with pixel(given.sandbox) as settings, get_client(settings=settings) as client:
                there, missing = sync(client, incoming, given.project, log)
        except KeyboardInterrupt:
            print("stopped; the next run goes on", file=sys.stderr)
            return 130
        except PixelError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            log.close()
    return 0 if not missing else 3 if there else 1


if __name__ == "__main__":
    sys.exit(main())
