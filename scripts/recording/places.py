"""Sources of recordings: a sandbox, or a tenant of the service."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from pixel_client import PixelApiSettings
from pixel_sandbox import Sandbox, SandboxUser

from .known import vocabulary
from .session import RecordingError, RecordingSource
from .stand_ins import API, S3, SIGN_IN

USERS = (
    SandboxUser("pilot", "let-me-fly", "superuser", first_name="Kari", last_name="Nordmann"),
    SandboxUser("guest", "let-me-look", "viewer"),
)
_WRONG = "stranger"  # a user that does not exist


def played_settings(user: str) -> PixelApiSettings:
    """The settings for playing a cassette: URLs that do not exist."""
    return PixelApiSettings(
        PIXEL_ENV="dev",
        PIXEL_TENANT="acme",
        PIXEL_USERNAME=user,
        PIXEL_PASSWORD="never-sent",  # noqa: S106  there is no server
        PIXEL_API_URL=API,
        PIXEL_AUTH_SERVER_URL=SIGN_IN,
    )


@contextlib.contextmanager
def sandbox_place(options: Mapping[str, Any]) -> Iterator[RecordingSource]:
    """Start a sandbox to record from, and stop it at the end.

    Args:
        options: Options of the sandbox, beside its users and tenant.
    """
    # One validation at a time, so that resources get their ids in a fixed order.
    chosen = {"tenant": "acme", "users": USERS, "validation_workers": 1, **options}
    with Sandbox(**chosen) as sandbox:
        common = sandbox.settings
        users = {user.username: user.password for user in USERS} | {_WRONG: "let-me-in"}
        yield RecordingSource(
            name="sandbox",
            settings={
                name: PixelApiSettings(
                    **common | {"PIXEL_USERNAME": name, "PIXEL_PASSWORD": password}
                )
                for name, password in users.items()
            },
            # The first match counts: all requests but S3's PUTs go to one address.
            hosts={sandbox.api_url: API, f"{sandbox.auth_url}/s3": S3, sandbox.auth_url: SIGN_IN},
            fail_next=sandbox.fail_next,
        )


def tenant_place(tenant: str) -> RecordingSource:
    """A real tenant, with settings from the environment.

    Args:
        tenant: Its name, as a safeguard: it must be the one in `PIXEL_TENANT`.

    Raises:
        RecordingError: `PIXEL_TENANT` is another one.
        PixelSettingsError: Settings are missing.
    """
    settings = PixelApiSettings()
    if settings.PIXEL_TENANT.lower() != tenant.lower():
        raise RecordingError(
            f"PIXEL_TENANT is '{settings.PIXEL_TENANT}', not '{tenant}': nothing was sent"
        )
    words = {
        settings.PIXEL_USERNAME: "pilot",
        settings.PIXEL_TENANT: "acme",
        settings.PIXEL_TENANT.lower(): "acme",
        settings.PIXEL_REALM: "Acme",  # last, since a tenant may be capitalised too
    }
    common = {word.lower() for word in vocabulary()}
    return RecordingSource(
        name="tenant",
        settings={"pilot": settings},
        hosts={settings.PIXEL_API_URL: API, settings.PIXEL_AUTH_SERVER_URL: SIGN_IN},
        # Words of the contract (as for a tenant named Image) reveal nothing.
        words={word: stand_in for word, stand_in in words.items() if word.lower() not in common},
    )
