"""`pixel login` and `pixel whoami`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..command import register
from ..errors import NOTHING, CommandError, describe_error
from ..session import SETTINGS, Session, origins, settings_file

if TYPE_CHECKING:
    from ... import PixelApiSettings

__all__ = ["add_commands"]

_NEEDED = ("PIXEL_TENANT", "PIXEL_USERNAME", "PIXEL_PASSWORD")
_ASKED = {
    "PIXEL_TENANT": "Your organisation's tenant",
    "PIXEL_USERNAME": "User name",
    "PIXEL_PASSWORD": "Password",
}


def login(
    session: Session,
    write: Annotated[
        Path | None,
        typer.Option("--write", help="Write the settings to this file without asking."),
    ] = None,
) -> int:
    """Check the settings, tell where each comes from, and sign in.

    What is missing is asked for. Then the settings can be written to a file .env, which only you
    can read, and which pixel reads when it is run in that folder.
    """
    from ...exceptions import PixelError
    from ...settings import PixelApiSettings
    from ...sync import PixelClient

    path = settings_file(session.env_file)
    found = origins(path)
    missing = [name for name in _NEEDED if name not in found]
    if missing and not sys.stdin.isatty():
        return _told(session, session.settings, found)  # says what is missing
    asked = {
        name: typer.prompt(_ASKED[name], err=True, hide_input=name == "PIXEL_PASSWORD")
        for name in missing
    }
    settings = session.settings if not asked else PixelApiSettings(_env_file=path, **asked)
    _told(session, settings, found | dict.fromkeys(asked, "you, just now"))
    with PixelClient.from_settings(settings, **session.options) as client:
        try:
            user = client.me()
        except PixelError as error:
            text, code = describe_error(error)
            session.output.error(text)
            return code
    session.output.say(f"Signed in as {user.username}.", "green")
    target = write
    if target is None and asked:
        target = path or Path(".env")
        if not typer.confirm(f"Write the settings to {target}?", default=True, err=True):
            return 0
    if target is not None:
        _write(target, settings)
        session.output.say(f"Wrote {target}; only you can read it.")
    return 0


def _told(session: Session, settings: PixelApiSettings, found: dict[str, str]) -> int:
    rows = []
    for name in SETTINGS:
        value = "(not shown)" if name == "PIXEL_PASSWORD" else str(getattr(settings, name))
        default = "made of tenant and PIXEL_ENV" if name.endswith("URL") else "the default"
        rows.append({"setting": name, "value": value, "from": found.get(name, default)})
    from ..output.cells import columns

    session.output.items(rows, columns("setting value from"))
    return 0


def _write(path: Path, settings: PixelApiSettings) -> None:
    """Write a file that only its owner can read; lines that are not ours are kept."""
    ours = {
        "PIXEL_TENANT": settings.PIXEL_TENANT,
        "PIXEL_USERNAME": settings.PIXEL_USERNAME,
        "PIXEL_PASSWORD": settings.PIXEL_PASSWORD.get_secret_value(),
        "PIXEL_ENV": settings.PIXEL_ENV,
        "PIXEL_API_URL": settings.PIXEL_API_URL_OVERRIDE,
        "PIXEL_AUTH_SERVER_URL": settings.PIXEL_AUTH_SERVER_URL_OVERRIDE,
    }
    known = {*SETTINGS, *SETTINGS.values()}
    before = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    kept = [
        line
        for line in before
        if line.split("=")[0].removeprefix("export ").strip().upper() not in known
    ]
    lines = [f"{name}={_quoted(value)}" for name, value in ours.items() if value]
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("\n".join([*kept, *lines]) + "\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"{path} cannot be written: {error.strerror}", NOTHING) from None


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"  # within single quotes nothing else is special


def whoami(session: Session) -> None:
    """Say who is signed in."""
    session.output.item(session.client.me())


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    register(app, "login", login, "pixel login", "pixel login --write ~/acme.env")
    register(app, "whoami", whoami, "pixel whoami", "pixel whoami --json --env-file ~/acme.env")
