"""The app, with all commands."""

from __future__ import annotations

from typing import Annotated, Any

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
    help="Manage projects and data collections in Geodata Pixel, and upload images, rasters and"
    " point clouds.",
    epilog="Exit codes: 0 success, 1 nothing succeeded, 2 usage error, 3 partial success,"
    " 130 interrupted.\n\nStart with: [cyan]pixel login[/cyan]",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pixel-client {version('pixel-client')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


# Panel of the help -> modules whose commands it lists.
PANELS = {
    "Account": (account,),
    "Uploads": (plan, upload, status_retry, watch),
    "Data at the service": (
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
    "Local sandbox": (sandbox_demo,),
}
for panel, modules in PANELS.items():
    commands, groups = len(app.registered_commands), len(app.registered_groups)
    for module in modules:
        module.add_commands(app)
    added: list[Any] = [*app.registered_commands[commands:], *app.registered_groups[groups:]]
    for each in added:
        each.rich_help_panel = panel
