"""Where cassettes are recorded from: a sandbox, or a tenant of the service."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from pixel_client import PixelApiSettings
from pixel_sandbox import Sandbox, SandboxUser

from .known import vocabulary
from .session import Place, RecordingError
from .stand_ins import API, S3, SIGN_IN

USERS = (
    SandboxUser("pilot", "let-me-fly", "superuser", first_name="Kari", last_name="Nordmann"),
    SandboxUser("guest", "let-me-look", "viewer"),
)
_WRONG = "stranger"  # a user nobody knows


def played_settings(user: str) -> PixelApiSettings:
    """The settings that a cassette is played with: addresses that do not exist."""
    return PixelApiSettings(
        PIXEL_ENV="dev",
        PIXEL_TENANT="acme",
        PIXEL_USERNAME=user,
        PIXEL_PASSWORD="never-sent",  # noqa: S106  there is nobody to take it
        PIXEL_API_URL=API,
        PIXEL_AUTH_SERVER_URL=SIGN_IN,
    )


@contextlib.contextmanager
def sandbox_place(options: Mapping[str, Any]) -> Iterator[Place]:
    """A sandbox of its own, started and stopped.

    Args:
        options: Of the sandbox, beside its users and its tenant.
    """
    # One validation at a time, so that resources get their numbers in a fixed order.
    chosen = {"tenant": "acme", "users": USERS, "validation_workers": 1, **options}
    with Sandbox(**chosen) as sandbox:
        common = sandbox.settings
        users = {user.username: user.password for user in USERS} | {_WRONG: "let-me-in"}
        yield Place(
            name="sandbox",
            settings={
                name: PixelApiSettings(
                    **common | {"PIXEL_USERNAME": name, "PIXEL_PASSWORD": password}
                )
                for name, password in users.items()
            },
            # The first that fits counts: all but S3's PUTs go to one address.
            hosts={sandbox.api_url: API, f"{sandbox.auth_url}/s3": S3, sandbox.auth_url: SIGN_IN},
            fail_next=sandbox.fail_next,
        )


def tenant_place(tenant: str) -> Place:
    """A real tenant, with the settings of the environment.

    Args:
        tenant: Its name, as a promise: it must be the one in `PIXEL_TENANT`.

    Raises:
        RecordingError: It is not.
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
        settings.PIXEL_REALM: "Acme",  # after a tenant that is written so too
    }
    common = {word.lower() for word in vocabulary()}
    return Place(
        name="tenant",
        settings={"pilot": settings},
        hosts={settings.PIXEL_API_URL: API, settings.PIXEL_AUTH_SERVER_URL: SIGN_IN},
        # What the contract says too (of a tenant that is called Image) tells nothing.
        words={word: stand_in for word, stand_in in words.items() if word.lower() not in common},
    )
