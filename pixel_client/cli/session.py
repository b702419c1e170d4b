"""A command's settings, the origin of each, and its client."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import CommandError
from .option_names import OptionNames

if TYPE_CHECKING:
    from .. import PixelApiSettings, PixelClient, PixelClientKwargs
    from .output.writer import Output

__all__ = ["RETRIES", "SETTINGS", "Session", "setting_origins", "settings_file"]

# Setting -> its alternative name.
SETTINGS = {
    "PIXEL_TENANT": "KEYCLOAK_REALM",
    "PIXEL_USERNAME": "KEYCLOAK_USERNAME",
    "PIXEL_PASSWORD": "KEYCLOAK_PASSWORD",
    "PIXEL_ENV": "KEYCLOAK_ENV",
    "PIXEL_API_URL": "",
    "PIXEL_AUTH_SERVER_URL": "",
}
RETRIES = 3
"""Retries of an interactive command, about 5 s in all; uploads retry for longer."""

_ADDRESSES = ("PIXEL_API_URL", "PIXEL_AUTH_SERVER_URL")


class Session:
    """The output, settings and client of a command; each is read or opened on first use.

    Args:
        output: The output.
        env_file: The settings file that was given, or None.

    Attributes:
        option_names: The options for the arguments that errors name.
        interrupts: The signals that were to interrupt the command.
    """

    def __init__(self, output: Output, env_file: Path | None = None) -> None:
        self.output = output
        self.env_file = env_file
        self.options: PixelClientKwargs = {"upload_num_retries": RETRIES}
        self.option_names = OptionNames()
        self.interrupts: list[int] = []
        self._client: PixelClient | None = None

    def for_upload(self, bandwidth: float | None = None) -> None:
        """Retry for as long as uploads do.

        Args:
            bandwidth: Maximum bytes per second to send; None for no limit.
        """
        self.options = {"upload_bandwidth": bandwidth}

    @property
    def settings(self) -> PixelApiSettings:
        """The settings: from the environment, else from the file.

        Raises:
            PixelSettingsError: A setting is missing or malformed.
            CommandError: The file cannot be used.
        """
        from ..settings import PixelApiSettings

        path = settings_file(self.env_file)
        if path is None:
            return PixelApiSettings()
        if self.env_file is None:
            _refuse_untrusted(path)
        return PixelApiSettings.from_env_file(path)

    @property
    def client(self) -> PixelClient:
        """The client; it signs in with its first request."""
        if self._client is None:
            from ..sync import PixelClient

            settings = self.settings
            # Not the shared client of the process: this one is closed with the command.
            self._client = PixelClient.from_settings(settings, **self.options)
            self.output.debug(f"The service is {settings.PIXEL_API_URL}.")
        return self._client

    def close(self) -> None:
        """Close the client, if one was opened."""
        if self._client is not None:
            self._client.close()


def settings_file(path: Path | None) -> Path | None:
    """Return the settings file: the given one, else `.env` in the current folder, else None.

    Raises:
        CommandError: The given file does not exist.
    """
    if path is not None:
        if not path.expanduser().is_file():
            raise CommandError(f"There is no settings file {path}; pixel login writes one.")
        return path.expanduser()
    here = Path(".env")
    return here if here.is_file() else None


def setting_origins(path: Path | None) -> dict[str, str]:
    """Return the origin of each setting that is set: the environment, or the file."""
    found = {}
    for name, used, is_file in _find_settings(path):
        source = str(path) if is_file else "the environment"
        found[name] = source if used == name else f"{source} ({used})"
    return found


def _find_settings(path: Path | None) -> Iterator[tuple[str, str, bool]]:
    """Yield each setting that is set, the variable that sets it, and whether the file has it."""
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
        raise CommandError(f"The settings file {path} is not valid UTF-8.") from None


def _refuse_untrusted(path: Path) -> None:
    """Refuse a file in the current folder that would send the user's password elsewhere.

    Raises:
        CommandError: The file sets an address, and the password comes from the environment.
    """
    in_file = {name: is_file for name, _, is_file in _find_settings(path)}
    names = [name for name in _ADDRESSES if in_file.get(name)]
    if names and in_file.get("PIXEL_PASSWORD") is False:
        raise CommandError(
            f"{path} in the current folder sets {' and '.join(names)}, but the password comes from"
            " your environment. If you trust that file, give it explicitly: --env-file .env"
        )
