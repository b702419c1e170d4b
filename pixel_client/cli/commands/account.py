"""`pixel login` and `pixel whoami`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...core.atomic_file import AtomicFile
from ..command import register
from ..errors import ALL, describe_error, write_errors
from ..output.cells import columns
from ..session import SETTINGS, Session, setting_origins, settings_file

if TYPE_CHECKING:
    from ... import PixelApiSettings

__all__ = ["add_commands"]

_PROMPTS = {
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
    """Check the settings, show the origin of each, and sign in.

    Missing settings are asked for. They can then be written to a file .env, which only you can
    read, and which pixel reads when it runs in that folder.
    """
    from ...exceptions import PixelError
    from ...settings import PixelApiSettings
    from ...sync import PixelClient

    path = settings_file(session.env_file)
    found = setting_origins(path)
    missing = [name for name in _PROMPTS if name not in found]
    if missing and not sys.stdin.isatty():
        missing = []  # reading the settings names them
    answers = {
        name: typer.prompt(_PROMPTS[name], err=True, hide_input=name == "PIXEL_PASSWORD")
        for name in missing
    }
    settings = PixelApiSettings(_env_file=path, **answers) if answers else session.settings
    _print_settings(session, settings, found | dict.fromkeys(answers, "entered now"))
    with PixelClient.from_settings(settings, **session.options) as client:
        try:
            user = client.me()
        except PixelError as error:
            text, code = describe_error(error)
            session.output.error(text)
            return code
    session.output.info(f"Signed in as {user.username}.", "green")
    target = write
    if target is None and answers:
        target = path or Path(".env")
        if not typer.confirm(f"Write the settings to {target}?", default=True, err=True):
            return ALL
    if target is not None:
        _write(target, settings)
        session.output.info(f"Wrote {target}; only you can read it.")
    return ALL


def _print_settings(session: Session, settings: PixelApiSettings, origins: dict[str, str]) -> None:
    rows = []
    for name in SETTINGS:
        value = "(not shown)" if name == "PIXEL_PASSWORD" else str(getattr(settings, name))
        default = "derived from tenant and PIXEL_ENV" if name.endswith("URL") else "the default"
        rows.append({"setting": name, "value": value, "from": origins.get(name, default)})
    session.output.items(rows, columns("setting value from"))


def _write(path: Path, settings: PixelApiSettings) -> None:
    """Write a file that only its owner can read; its lines for other programs are kept."""
    values = {
        name: getattr(settings, f"{name}_OVERRIDE" if name.endswith("_URL") else name)
        for name in SETTINGS
    } | {"PIXEL_PASSWORD": settings.PIXEL_PASSWORD.get_secret_value()}
    known = {*SETTINGS, *SETTINGS.values()}
    before = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines = [
        line
        for line in before
        if line.split("=")[0].removeprefix("export ").strip().upper() not in known
    ]
    lines += [f"{name}={_quote(value)}" for name, value in values.items() if value]
    mask = os.umask(0o077)
    try:
        with write_errors(path), AtomicFile(path) as file:
            file.write("\n".join(lines) + "\n")
    finally:
        os.umask(mask)


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"  # within single quotes nothing else is special


def whoami(session: Session) -> None:
    """Show the user who is signed in."""
    session.output.item(session.client.me())


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    register(app, "login", login, "pixel login", "pixel login --write ~/acme.env")
    register(app, "whoami", whoami, "pixel whoami", "pixel whoami --json --env-file ~/acme.env")
