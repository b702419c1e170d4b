"""`pixel`, the command line (extra `cli`).

::

    main       the commands, gathered            command    what every command has in common
    output     tables for people                 forms      what pipes get
    failures   errors as sentences, exit codes   session    settings and the client
    places     projects and collections by name or id
    account, projects, collections, resources, jobs, search: a request or two each
    upload, plan, live, runs, watch: files on their way       demo     a Pixel on this machine
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
