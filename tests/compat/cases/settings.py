"""Settings from arguments, a file and the environment, well and badly written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NEEDED = {"PIXEL_USERNAME": "ola", "PIXEL_PASSWORD": "secret", "PIXEL_TENANT": "acme"}
SHOWN = [
    "PIXEL_ENV",
    "PIXEL_USERNAME",
    "PIXEL_TENANT",
    "PIXEL_REALM",
    "PIXEL_CLIENT_ID",
    "PIXEL_API_URL",
    "PIXEL_AUTH_SERVER_URL",
]
FILE = """# a file as people write it
PIXEL_USERNAME=ola
export PIXEL_PASSWORD='a secret'
PIXEL_TENANT="acme"
SOMETHING_ELSE=1
"""


@dataclass(frozen=True)
class SettingsCase:
    """How settings are made; `build` gets the class and a file with `text`."""

    name: str
    build: Callable[[Any, Path], Any]
    environment: dict[str, str] = field(default_factory=dict)
    text: str = FILE

    def answer(self, settings: Any) -> dict[str, str]:
        return {name: str(getattr(settings, name)) for name in SHOWN} | {
            "password": settings.PIXEL_PASSWORD.get_secret_value()
        }


SETTINGS_CASES = [
    SettingsCase("arguments", lambda s, _: s(**NEEDED)),
    SettingsCase("environment", lambda s, _: s(), NEEDED),
    SettingsCase("small letters", lambda s, _: s(**{k.lower(): v for k, v in NEEDED.items()})),
    SettingsCase(
        "small letters in the environment",
        lambda s, _: s(),
        {k.lower(): v for k, v in NEEDED.items()},
    ),
    SettingsCase(
        "old names",
        lambda s, _: s(),
        {
            "KEYCLOAK_USERNAME": "ola",
            "KEYCLOAK_PASSWORD": "secret",
            "KEYCLOAK_REALM": "Acme",
            "KEYCLOAK_ENV": "dev",
        },
    ),
    SettingsCase(
        "old names as arguments",
        lambda s, _: s(KEYCLOAK_USERNAME="o", KEYCLOAK_PASSWORD="p", KEYCLOAK_REALM="r"),
    ),
    SettingsCase("file", lambda s, file: s.from_env_file(file)),
    SettingsCase("file as text", lambda s, file: s.from_env_file(str(file))),
    SettingsCase("file as argument", lambda s, file: s(_env_file=file, PIXEL_ENV="test")),
    SettingsCase(
        "environment over file", lambda s, f: s.from_env_file(f), {"PIXEL_TENANT": "other"}
    ),
    SettingsCase("no such file", lambda s, file: s.from_env_file(file.parent / "none.env")),
    SettingsCase(
        "no such file and all in the environment",
        lambda s, file: s.from_env_file(file.parent / "none.env"),
        NEEDED,
    ),
    SettingsCase(
        "empty line in the file", lambda s, f: s.from_env_file(f), text=FILE + "PIXEL_ENV=\n"
    ),
    SettingsCase("empty variable", lambda s, _: s(), {**NEEDED, "PIXEL_API_URL": ""}),
    SettingsCase("empty tenant", lambda s, _: s(), {**NEEDED, "PIXEL_TENANT": ""}),
    SettingsCase("nothing", lambda s, _: s()),
    SettingsCase("unknown deployment", lambda s, _: s(**NEEDED, PIXEL_ENV="staging")),
    SettingsCase("unknown argument", lambda s, _: s(**NEEDED, PIXEL_TENNANT="other")),
    SettingsCase("unknown variable", lambda s, _: s(), {**NEEDED, "PIXEL_TENNANT": "other"}),
    SettingsCase("mixed case tenant", lambda s, _: s(**{**NEEDED, "PIXEL_TENANT": "SurveyCo"})),
    SettingsCase(
        "urls",
        lambda s, _: s(
            **NEEDED, PIXEL_API_URL="https://a.example/x", PIXEL_AUTH_SERVER_URL="https://k.example"
        ),
    ),
    SettingsCase(
        "urls with a slash",
        lambda s, _: s(
            **NEEDED,
            PIXEL_API_URL="https://a.example/x/",
            PIXEL_AUTH_SERVER_URL="https://k.example/",
        ),
    ),
    SettingsCase("no url", lambda s, _: s(**NEEDED, PIXEL_API_URL="a.example")),
    SettingsCase(
        "no version check", lambda s, _: s(**NEEDED, PIXEL_CLIENT_NO_VERSION_CHECK="true")
    ),
]
