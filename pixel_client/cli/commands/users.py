"""`pixel users` and `pixel plugins`: what the service lets be said and asked of them."""

from __future__ import annotations

import enum
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..output.cells import columns
from ..requests.parameters import ID, Parameter
from ..requests.request_body import FROM, SET, Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand, add_group
from ..session import Session

__all__ = ["add_commands"]


class UserType(enum.StrEnum):
    """What a user may do."""

    CREATOR = "creator"
    SUPERUSER = "superuser"
    VIEWER = "viewer"


_FIELDS = (
    field_option("first_name", str, "--first-name", "first_name", "First name."),
    field_option("last_name", str, "--last-name", "last_name", "Last name."),
    field_option("user_type", UserType, "--type", "user_type", "What the user may do."),
    field_option("enabled", bool, "--enabled/--disabled", "enabled", "Whether it may sign in."),
)
_EMAIL = field_option("email", str, "--email", "email", "E-mail address.")
_NEW_PASSWORD = Parameter(
    "password",
    Annotated[bool, typer.Option("--password", help="Ask for a new password.")],
    False,
    None,
)


def create(session: Session, **values: Any) -> None:
    """Create a user; the password is asked for, unless the file of --from has it."""
    body = Body("create_input", (_EMAIL, *_FIELDS))
    session.spelling = body.spelling("create_oidc_user")
    told = body.read(values)
    if "password" not in told:
        told["password"] = _password()
    made = session.client.create_oidc_user(told)
    session.output.say(f"Created user {made.id}.", "green")
    session.output.item(made)


def edit(session: Session, **values: Any) -> None:
    """Change a user."""
    body = Body("update_input", _FIELDS)
    session.spelling = body.spelling("update_oidc_user")
    if values["password"]:
        told: dict[str, Any] = {"password": _password()}
        if any(values[take.name] is not None for take in (*_FIELDS, FROM, SET)):
            told = body.read(values) | told
    else:
        told = body.read(values)
    changed = session.client.update_oidc_user(values["number"], told)
    session.output.say(f"Changed user {values['number']}.", "green")
    session.output.item(changed)


def _password() -> str:
    if not sys.stdin.isatty():
        raise CommandError(
            "Nobody can be asked for the password here: put it into the file of --from."
        )
    found: str = typer.prompt(
        "Password of the user", hide_input=True, confirmation_prompt=True, err=True
    )
    return found


def _parameters(*takes: Parameter) -> Mapping[str, Any]:
    return {"parameters": [take.parameter for take in (*takes, FROM, SET)]}


USERS = CommandGroup(
    command="users",
    words="user",
    text="Users: create, edit, list of GeoData Online. The service tells no others.",
    verbs=(
        RequestCommand(
            name="gdo",
            method="list_gdo_users",
            text="List GeoData Online user names, as gdo_users of an ArcGIS service takes them.",
            columns=columns("name"),
        ),
    ),
)
PLUGINS = CommandGroup(
    command="plugins",
    words="plugin",
    text="What the service has beside its base.",
    verbs=(
        RequestCommand(
            name="list",
            method="get_plugins",
            text="List the plugins of the service.",
            columns=columns("name"),
        ),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = add_group(app, USERS)
    register(
        own,
        "create",
        create,
        "pixel users create --email ola@example.com --first-name Ola --last-name Nordmann"
        " --type viewer",
        "pixel users create --from ola.yaml",
        **_parameters(_EMAIL, *_FIELDS),
    )
    register(
        own,
        "edit",
        edit,
        "pixel users edit 4 --type creator",
        "pixel users edit 4 --password",
        **_parameters(ID, *_FIELDS, _NEW_PASSWORD),
    )
    add_group(app, PLUGINS)
