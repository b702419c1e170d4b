"""`pixel users` and `pixel plugins`."""

from __future__ import annotations

import enum
import sys
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..output.cells import columns
from ..requests.parameters import ID, Parameter
from ..requests.request_body import Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand, add_group
from ..session import Session

__all__ = ["add_commands"]


class UserType(enum.StrEnum):
    """The permissions of a user."""

    CREATOR = "creator"
    SUPERUSER = "superuser"
    VIEWER = "viewer"


_FIELDS = (
    field_option("first_name", str, "--first-name", "first_name", "First name."),
    field_option("last_name", str, "--last-name", "last_name", "Last name."),
    field_option("user_type", UserType, "--type", "user_type", "Permissions."),
    field_option("enabled", bool, "--enabled/--disabled", "enabled", "Allow sign-in."),
)
_NEW = Body(
    "create_input", (field_option("email", str, "--email", "email", "E-mail address."), *_FIELDS)
)
_CHANGES = Body("update_input", _FIELDS)
_PASSWORD = Parameter(
    "password",
    Annotated[bool, typer.Option("--password", help="Ask for a new password.")],
    False,
    None,
)


def create(session: Session, **values: Any) -> None:
    """Create a user; asks for the password, unless the file of --from has it."""
    session.option_names = _NEW.option_names("create_oidc_user")
    fields = _NEW.read(values)
    if "password" not in fields:
        fields["password"] = _ask_password()
    created = session.client.create_oidc_user(fields)
    session.output.info(f"Created user {created.id}.", "green")
    session.output.item(created)


def edit(session: Session, **values: Any) -> None:
    """Change a user."""
    session.option_names = _CHANGES.option_names("update_oidc_user")
    password = {"password": _ask_password()} if values["password"] else {}
    is_given = any(values[each.name] is not None for each in _CHANGES.parameters)
    fields = _CHANGES.read(values) if is_given or not password else {}
    changed = session.client.update_oidc_user(values["number"], fields | password)
    session.output.info(f"Changed user {values['number']}.", "green")
    session.output.item(changed)


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise CommandError(
            "There is no terminal to enter the password at: put it into the file of --from."
        )
    return str(
        typer.prompt("Password of the user", hide_input=True, confirmation_prompt=True, err=True)
    )


USERS = CommandGroup(
    name="users",
    label="user",
    help_text="Users: create, edit, list of GeoData Online. The service lists no other users.",
    commands=(
        RequestCommand(
            name="gdo",
            method="list_gdo_users",
            help_text="List GeoData Online user names, for the gdo_users of an ArcGIS service.",
            columns=columns("name"),
        ),
    ),
)
PLUGINS = CommandGroup(
    name="plugins",
    label="plugin",
    help_text="Plugins of the service.",
    commands=(
        RequestCommand(
            name="list",
            method="get_plugins",
            help_text="List the plugins of the service.",
            columns=columns("name"),
        ),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    users = add_group(app, USERS)
    register(
        users,
        "create",
        create,
        "pixel users create --email ola@example.com --first-name Ola --last-name Nordmann"
        " --type viewer",
        "pixel users create --from ola.yaml",
        parameters=[each.parameter for each in _NEW.parameters],
    )
    register(
        users,
        "edit",
        edit,
        "pixel users edit 4 --type creator",
        "pixel users edit 4 --password",
        parameters=[each.parameter for each in (ID, *_CHANGES.parameters, _PASSWORD)],
    )
    add_group(app, PLUGINS)
