"""`pixel`, the command line (extra `cli`).

::

    main       the commands, gathered       command    what every command has in common
    output     tables for people            forms      what pipes get
    failures   errors, exit codes           session    settings and the client
    places     projects and collections by name or id
    account, projects, collections, resources, jobs, search, services: a request or two each
    gather     files found and checked      plans      what would be sent, in a file
    upload, planning, again, watch          send       sent, noted and summed up
    live       the bar                      runs       the uploads of this machine
    maps       a plan on a map              local      a Pixel on this machine, and the demo
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; the console script `pixel`."""
    try:
        from .main import app
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "rich"):
            raise
        raise SystemExit("pixel needs its extra: pip install 'pixel-client[cli]'") from None
    app(prog_name="pixel")
