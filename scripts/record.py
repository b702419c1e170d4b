"""`make record`: record the cassettes of tests/contract again.

From a sandbox of its own, or with --tenant from the tenant in the environment's settings. There it
changes only what it created itself, and deletes it at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pixel_client.exceptions import PixelError, PixelSignInError
from tests.contract import scenarios

from .recording.document import SIGNS_IN
from .recording.ledger import Ledger
from .recording.places import sandbox_place, tenant_place
from .recording.scenario import SCENARIOS, Scenario
from .recording.session import RecordingError, RecordingSource, Session

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "contract" / "cassettes"
LEDGER = ROOT / ".recording"
"""Resources of a tenant that are still to be deleted; the file does not exist if there are none."""


def record_all(
    chosen: Sequence[Scenario],
    tenant: str | None = None,
    folder: Path = FOLDER,
    ledger: Path = LEDGER,
) -> list[str]:
    """Record cassettes.

    Args:
        chosen: The scenarios to record.
        tenant: A tenant's name, to record from it.
        folder: The folder of the cassettes.
        ledger: File of a tenant's resources that are still to be deleted.

    Returns:
        What could not be recorded, with reasons.

    Raises:
        PixelSignInError: The tenant refuses the sign-in; repeated attempts could lock the user out.
    """
    failed = []
    for place, group in _places(chosen, tenant):
        session = Session(place=place, recipes=scenarios.RECIPES, folder=folder)
        if tenant is not None:
            session.ledger = Ledger(path=ledger, api_url=place.settings["pilot"].PIXEL_API_URL)
            failed += [f"left by an earlier recording: {each}" for each in session.sweep()]
        for scenario in group:
            try:
                new = session.record(scenario)
            except PixelSignInError as error:
                if tenant is not None:
                    raise
                failed.append(f"{scenario.name}: {error}")
            except Exception as error:  # the other scenarios are still recorded
                reason = "; ".join([str(error), *_notes(error)])
                failed.append(f"{scenario.name}: {type(error).__name__}: {reason}")
                print(f"failed     {scenario.name}", flush=True)
            else:
                print(f"{'written' if new else 'unchanged':10} {scenario.name}", flush=True)
    return failed


def stale(folder: Path = FOLDER) -> list[Path]:
    """Cassettes whose scenario no longer exists."""
    known = {folder / each.folder / f"{each.name}.yaml" for each in SCENARIOS.values()}
    return sorted(path for path in folder.rglob("*.yaml") if path not in known)


def _places(
    chosen: Sequence[Scenario], tenant: str | None
) -> Iterator[tuple[RecordingSource, Iterable[Scenario]]]:
    # The sign-in first, since the others refer to it; then a sandbox for each set of options.
    in_order = sorted(
        chosen, key=lambda each: (each.name != SIGNS_IN, sorted(each.sandbox.items()))
    )
    if tenant is not None:
        yield tenant_place(tenant), in_order
        return
    for options, group in itertools.groupby(in_order, key=lambda each: dict(each.sandbox)):
        with sandbox_place(options) as place:
            yield place, group


def _notes(error: BaseException) -> list[str]:
    return getattr(error, "__notes__", [])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit code: 0 when all were recorded, 1 on failures, 130 when interrupted.
    """
    parser = argparse.ArgumentParser(prog="make record", description=__doc__)
    parser.add_argument(
        "only", nargs="*", metavar="SCENARIO", help="scenarios to record (default: all)"
    )
    parser.add_argument(
        "--tenant", metavar="NAME", help="record from this tenant; must equal PIXEL_TENANT"
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.only if name not in SCENARIOS]
    if unknown:
        parser.error(f"no scenario {', '.join(unknown)}; known: {', '.join(sorted(SCENARIOS))}")
    chosen = [SCENARIOS[name] for name in options.only] or list(SCENARIOS.values())
    if options.tenant:
        left_out = [each.name for each in chosen if not each.takes_tenant]
        chosen = [each for each in chosen if each.takes_tenant]
        print(f"kept from the sandbox: {', '.join(left_out) or 'none'}")
    try:
        failed = record_all(chosen, options.tenant)
    except (PixelError, RecordingError) as error:
        print(f"recording aborted: {error}", *_notes(error), sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt as error:
        print(
            "interrupted; created resources were deleted", *_notes(error), sep="\n", file=sys.stderr
        )
        return 130
    if not options.only:
        for path in stale():
            path.unlink()
            with contextlib.suppress(OSError):
                path.parent.rmdir()
            print(f"removed    {path.stem}")
    for reason in failed:
        print(reason, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    for ends in {"SIGTERM", "SIGHUP"} & set(dir(signal)):  # handled like Ctrl-C, which cleans up
        signal.signal(getattr(signal, ends), lambda *_: signal.raise_signal(signal.SIGINT))
    sys.exit(main())
