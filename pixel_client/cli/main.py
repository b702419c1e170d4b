"""The app: every command, gathered."""

from __future__ import annotations

from typing import Annotated

import typer

from .command import Group
from .commands import (
    account,
    attachments,
    collections,
    jobs,
    optimized,
    plan,
    projects,
    resources,
    sandbox_demo,
    search,
    services,
    status_retry,
    upload,
    users,
    watch,
)

__all__ = ["app"]

app = typer.Typer(
    name="pixel",
    cls=Group,
    help="Geodata Pixel at the command line: projects, data collections, and uploads of images,"
    " rasters and point clouds.",
    epilog="Exit codes: 0 all went well, 1 nothing did, 2 wrong use, 3 a part did, 130 interrupted."
    "\n\nStart with: [cyan]pixel login[/cyan]",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pixel-client {version('pixel-client')}")
        raise typer.Exit


@app.callback()
def _top(
    _shown: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


# Under what the commands stand in the help.
PANELS = {
    "Your account": (account,),
    "Uploads": (plan, upload, status_retry, watch),
    "What the service holds": (
        projects,
        collections,
        resources,
        search,
        optimized,
        attachments,
        jobs,
        services,
        users,
    ),
    "A Pixel on this machine": (sandbox_demo,),
}
for panel, rooms in PANELS.items():
    first = len(app.registered_commands), len(app.registered_groups)
    for room in rooms:
        room.add_commands(app)
    for command in app.registered_commands[first[0] :]:
        command.rich_help_panel = panel
    for group in app.registered_groups[first[1] :]:
        group.rich_help_panel = panel
