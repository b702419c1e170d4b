"""`pixel`, the command line (extra `cli`).

::

    main       the commands, gathered       command    what every command has in common; helps
    output     what is printed              tables     for people; forms: for programs
    failures   errors, exit codes           session    settings and the client
    spelling   options for what errors name
    verbs      commands that are one request, from rows of a table: with takes, what stands on
               their line, bodies, what is created or changed, and exports, files for others
    resources, services, analyses, attachments, users: these rows
    account, projects, collections, optimized, jobs, search: commands of some requests
    places     projects and collections by name or id
    gather     files found and checked      plans      what would be sent, in a file
    upload, planning, again, watch          send       sent, noted and summed up
    live       the bar; speeds              waiting    that of jobs of the service
    runs       the uploads of this machine; locks
    maps       a plan on a map              local      a Pixel on this machine, and the demo
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; the console script `pixel`."""
    try:
        from .main import app

        app(prog_name="pixel")
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "rich"):
            raise
        raise SystemExit("pixel needs its extra: pip install 'pixel-client[cli]'") from None
    except KeyboardInterrupt:  # before there is a command that says so
        raise SystemExit(130) from None
    except OSError as error:  # a help that nobody can be shown: what is left of it is no error too
        from .output.writer import Output

        Output().abandon()
        raise SystemExit(f"pixel: {error.strerror or error}") from None
