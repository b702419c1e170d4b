"""A command's settings, where each came from, and its client."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import CommandError
from .option_names import Spelling

if TYPE_CHECKING:
    from .. import PixelApiSettings, PixelClient, PixelClientKwargs
    from .output.writer import Output

__all__ = ["RETRIES", "SETTINGS", "Session", "origins", "settings_file"]

# Each setting, and the other name it is read from.
SETTINGS = {
    "PIXEL_TENANT": "KEYCLOAK_REALM",
    "PIXEL_USERNAME": "KEYCLOAK_USERNAME",
    "PIXEL_PASSWORD": "KEYCLOAK_PASSWORD",
    "PIXEL_ENV": "KEYCLOAK_ENV",
    "PIXEL_API_URL": "",
    "PIXEL_AUTH_SERVER_URL": "",
}
RETRIES = 3
"""Further tries of a command that somebody waits for, some 5 s; uploads are more patient."""

_PLACES = ("PIXEL_API_URL", "PIXEL_AUTH_SERVER_URL")


class Session:
    """What a command works with; nothing is read or sent before it is asked for.

    Args:
        output: Where it prints.
        env_file: The file of settings that was named, or None.
        spelling: How errors call what was given on the line.
    """

    def __init__(self, output: Output, env_file: Path | None = None) -> None:
        self.output = output
        self.env_file = env_file
        self.options: PixelClientKwargs = {"upload_num_retries": RETRIES}
        self.spelling = Spelling()
        self._client: PixelClient | None = None

    def for_upload(self, bandwidth: float | None = None) -> None:
        """Try again for as long as uploads do.

        Args:
            bandwidth: Bytes a second that may be sent; None for no limit.
        """
        self.options = {"upload_bandwidth": bandwidth}

    @property
    def settings(self) -> PixelApiSettings:
        """The settings: of the environment, else of the file.

        Raises:
            PixelSettingsError: Some are missing or malformed.
            CommandError: The file cannot be used.
        """
        from ..settings import PixelApiSettings

        path = settings_file(self.env_file)
        if path is None:
            return PixelApiSettings()
        if self.env_file is None:
            _refuse_foreign(path)
        return PixelApiSettings.from_env_file(path)

    @property
    def client(self) -> PixelClient:
        """The client; it signs in with its first request."""
        if self._client is None:
            from ..sync import PixelClient

            settings = self.settings
            # Not one that others in this process share: it is closed with the command.
            self._client = PixelClient.from_settings(settings, **self.options)
            self.output.detail(f"The service is {settings.PIXEL_API_URL}.")
        return self._client

    def close(self) -> None:
        """Close the client, if there was one."""
        if self._client is not None:
            self._client.close()


def settings_file(named: Path | None) -> Path | None:
    """The file that settings are read from: the named one, else `.env` here, else none.

    Raises:
        CommandError: There is no such file.
    """
    if named is not None:
        if not named.expanduser().is_file():
            raise CommandError(f"There is no settings file {named}; pixel login writes one.")
        return named.expanduser()
    here = Path(".env")
    return here if here.is_file() else None


def origins(path: Path | None) -> dict[str, str]:
    """Where each setting comes from that is set: a variable, or a file."""
    found = {}
    for name, used, is_file in _set(path):
        source = str(path) if is_file else "the environment"
        found[name] = source if used == name else f"{source} ({used})"
    return found


def _set(path: Path | None) -> Iterator[tuple[str, str, bool]]:
    """Each setting that is set, the variable that sets it, and whether that is in the file."""
    in_file = _read(path)
    for name, other in SETTINGS.items():
        for is_file, values in ((False, os.environ), (True, in_file)):
            used = next((each for each in (name, other) if each and values.get(each)), None)
            if used is not None:
                yield name, used, is_file
                break


def _read(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    from dotenv import dotenv_values

    try:
        return {name.upper(): value for name, value in dotenv_values(path).items()}
    except UnicodeDecodeError:
        raise CommandError(f"The settings file {path} is not UTF-8; save it as UTF-8.") from None


def _refuse_foreign(path: Path) -> None:
    """A file that only lies in this folder must not send a password of yours elsewhere.

    Raises:
        CommandError: It would.
    """
    in_file = {name: is_file for name, _, is_file in _set(path)}
    names = [name for name in _PLACES if in_file.get(name)]
    if names and in_file.get("PIXEL_PASSWORD") is False:
        raise CommandError(
            f"{path} in this folder sets {' and '.join(names)}, while the password is that of your"
            " environment. If you trust that file, name it: --env-file .env"
        )
