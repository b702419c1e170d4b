"""Where the service is and who signs in: read from the environment, a file or arguments."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self

import httpx
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .exceptions import PixelInputError, PixelSettingsError, ProblemCode

__all__ = ["PixelApiSettings"]

_MEANING = {
    "PIXEL_USERNAME": "the user name you sign in with",
    "PIXEL_PASSWORD": "the password you sign in with",
    "PIXEL_TENANT": "your organisation's tenant, such as acme",
    "PIXEL_ENV": "the deployment: dev, test or prod (the default)",
    "PIXEL_API_URL": "the API's address, such as https://prod.api.geodatapixel.no/acme",
    "PIXEL_AUTH_SERVER_URL": "the sign-in server, such as https://prod.keycloak.geodatapixel.no",
}
_KNOWN = [*_MEANING, "PIXEL_CLIENT_NO_VERSION_CHECK"]
_KNOWN += ["KEYCLOAK_ENV", "KEYCLOAK_REALM", "KEYCLOAK_USERNAME", "KEYCLOAK_PASSWORD"]


class PixelApiSettings(BaseSettings):
    """Settings of a client. Frozen and hashable, so that clients can be cached by them.

    Each setting comes from, in this order: a keyword argument of its name (in any case), an
    environment variable, a file given as `_env_file`. Variables that are empty count as not set;
    variables of other names are ignored.

    Examples:
        >>> settings = PixelApiSettings(
        ...     PIXEL_USERNAME="ola", PIXEL_PASSWORD="secret", PIXEL_TENANT="acme"
        ... )
        >>> settings.PIXEL_API_URL
        'https://prod.api.geodatapixel.no/acme'
        >>> settings.PIXEL_REALM
        'Acme'

    Raises:
        PixelSettingsError: A setting is missing or malformed; the message names all of them.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        hide_input_in_errors=True,  # it may be the password, and stays in the error's context
    )

    PIXEL_ENV: Literal["dev", "test", "prod"] = Field(
        default="prod", validation_alias=AliasChoices("PIXEL_ENV", "KEYCLOAK_ENV")
    )
    """The deployment; also read from `KEYCLOAK_ENV`. Default: prod."""

    PIXEL_USERNAME: str = Field(
        min_length=1, validation_alias=AliasChoices("PIXEL_USERNAME", "KEYCLOAK_USERNAME")
    )
    """The user name; also read from `KEYCLOAK_USERNAME`."""

    PIXEL_PASSWORD: SecretStr = Field(
        min_length=1, validation_alias=AliasChoices("PIXEL_PASSWORD", "KEYCLOAK_PASSWORD")
    )
    """The password; also read from `KEYCLOAK_PASSWORD`. It never shows in a repr or an error."""

    PIXEL_TENANT: str = Field(
        min_length=1,
        pattern=r"^[^/?#\s]+$",
        validation_alias=AliasChoices("PIXEL_TENANT", "KEYCLOAK_REALM"),
    )
    """The tenant; also read from `KEYCLOAK_REALM`."""

    PIXEL_AUTH_SERVER_URL_OVERRIDE: str | None = Field(
        default=None, validation_alias="PIXEL_AUTH_SERVER_URL"
    )
    PIXEL_API_URL_OVERRIDE: str | None = Field(default=None, validation_alias="PIXEL_API_URL")

    PIXEL_CLIENT_NO_VERSION_CHECK: bool = False
    """Accepted and ignored: this client never asks for newer versions of itself."""

    def __init__(self, **values: Any) -> None:
        given = {k.upper() if k.upper() in _KNOWN else k: value for k, value in values.items()}
        fault, how = _unknown(given, type(self)), ""
        try:
            if not fault:
                super().__init__(**given)
        except ValidationError as error:
            fault, how = _explain(error)
        except UnicodeDecodeError:
            fault = f"the settings file {values.get('_env_file')} is not UTF-8; save it as UTF-8"
        if fault:  # raised here: pydantic's own error, as its context, would hold the password
            raise PixelSettingsError(fault, how)

    @classmethod
    def from_env_file(cls, env_file: Path | str) -> Self:
        """Read settings from a file of `NAME=value` lines.

        Environment variables win over the file, which need not be there if they say it all.

        Args:
            env_file: The file's path.

        Raises:
            PixelSettingsError: A setting is missing or malformed; the message says, too, when
                there is no such file.
        """
        path = Path(env_file).expanduser()
        if path.is_file():
            return cls(_env_file=path)
        try:
            return cls()
        except PixelSettingsError as error:
            reason = f"There is no settings file {path}.\n{error.reason}"
            raise PixelSettingsError(reason, error.how) from None

    @classmethod
    def of(cls, given: PixelApiSettings | Mapping[str, Any] | None) -> PixelApiSettings:
        """Settings as a client takes them.

        Args:
            given: Settings, a mapping of the same names, or None for those of the environment.

        Raises:
            PixelSettingsError: A setting is missing, malformed or unknown.
            PixelInputError: It is something else.
        """
        if isinstance(given, PixelApiSettings):
            return given
        if given is None or isinstance(given, Mapping):
            return cls(**{str(name): value for name, value in (given or {}).items()})
        raise PixelInputError(
            f"must be a PixelApiSettings or a mapping, not {type(given).__name__};"
            " a file is read with PixelApiSettings.from_env_file(), a client made by get_client()",
            path="settings",
            code=ProblemCode.TYPE,
        )

    @field_validator("PIXEL_API_URL_OVERRIDE", "PIXEL_AUTH_SERVER_URL_OVERRIDE")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            url = httpx.URL(value.strip())
        except httpx.InvalidURL as error:
            raise ValueError(str(error)) from None
        if url.scheme not in {"http", "https"} or not url.host:
            raise ValueError("it must start with https:// (or http://) and name a host")
        if url.userinfo or url.query or url.fragment:
            raise ValueError("it must not hold a user name, a password, a query or a fragment")
        return str(url).rstrip("/")

    @property
    def PIXEL_CLIENT_ID(self) -> str:  # noqa: N802
        """The client id at the sign-in server: always `frontend`."""
        return "frontend"

    @property
    def PIXEL_REALM(self) -> str:  # noqa: N802
        """The Keycloak realm: the tenant, capitalised."""
        return self.PIXEL_TENANT.capitalize()

    @property
    def PIXEL_API_URL(self) -> str:  # noqa: N802
        """The API's address, without a slash at its end."""
        return self.PIXEL_API_URL_OVERRIDE or (
            f"https://{self.PIXEL_ENV}.api.geodatapixel.no/{self.PIXEL_REALM.lower()}"
        )

    @property
    def PIXEL_AUTH_SERVER_URL(self) -> str:  # noqa: N802
        """The sign-in server's address, without a slash at its end."""
        return self.PIXEL_AUTH_SERVER_URL_OVERRIDE or (
            f"https://{self.PIXEL_ENV}.keycloak.geodatapixel.no"
        )


def _unknown(values: Iterable[str], kind: type[PixelApiSettings]) -> str:
    """What is wrong with the names of keyword arguments; other variables of a file are no fault."""
    lines, is_own = [], kind is not PixelApiSettings  # which may have more, by whatever names
    for name in values:
        close = difflib.get_close_matches(name.upper(), _KNOWN, 1, 0.9 if is_own else 0.6)
        known = name.startswith("_") or name in {*_KNOWN, *(kind.model_fields if is_own else ())}
        if not known and (close or not is_own):
            lines.append(f"  {name}" + (f"  (did you mean {close[0]}?)" if close else ""))
    lines = _block("unknown", lines)
    return "\n".join([*lines, f"The settings are {', '.join(_KNOWN)}."]) if lines else ""


def _explain(error: ValidationError) -> tuple[str, str]:
    """One line a variable at fault, and how to set them; never a value that could be secret."""
    missing, wrong = [], []
    for fault in error.errors(include_url=False, include_input=False):
        name = str(fault["loc"][0]).removesuffix("_OVERRIDE") if fault["loc"] else "settings"
        about = f"  {name}  ({_MEANING[name]})" if name in _MEANING else f"  {name}"
        if fault["type"] == "missing":
            missing.append(about)
        else:
            wrong.append(f"{about}: {fault['msg'].removeprefix('Value error, ')}")
    how = (
        "Set them in the environment (export PIXEL_TENANT=acme), in a file"
        " (PixelApiSettings.from_env_file('.env')), or as arguments"
        " (PixelApiSettings(PIXEL_TENANT='acme', ...))."
    )
    if missing and Path(".env").is_file() and "PIXEL_TENANT" not in os.environ:
        how += "\nThere is a file .env here; it is read only when you name it."
    return "\n".join([*_block("missing", missing), *_block("malformed", wrong)]), how


def _block(kind: str, lines: list[str]) -> list[str]:
    return [f"Pixel settings are {kind}:", *lines] if lines else []
