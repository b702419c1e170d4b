"""Users."""

from __future__ import annotations

from typing import Any

from pixel_client import OIDCUserCreateInput, OIDCUserUpdateInput
from scripts.recording.scenario import scenario


@scenario()
def me(pixel: Any) -> None:
    assert pixel.me().username == pixel.client.settings.PIXEL_USERNAME


@scenario(only_sandbox=True)
def me_extended(pixel: Any, project: int) -> None:
    """With one's projects; a tenant's would not be ours to show."""
    assert "projects" in pixel.me(extended=True)


@scenario(only_sandbox=True)
def create_oidc_user(pixel: Any) -> None:
    """Users cannot be deleted again, so no tenant gets one."""
    made = pixel.create_oidc_user(
        OIDCUserCreateInput(
            first_name="Ola",
            last_name="Nordmann",
            email="ola@sandbox.invalid",
            password="let-ola-in",
            enabled=True,
            user_type="viewer",
        )
    )
    assert made["id"]


@scenario(only_sandbox=True)
def update_oidc_user(pixel: Any) -> None:
    """One who was just created: one field, then all."""
    made = pixel.create_oidc_user(
        {
            "first_name": "Eva",
            "last_name": "Nordmann",
            "email": "eva@sandbox.invalid",
            "password": "let-eva-in",
            "user_type": "viewer",
        }
    )
    assert pixel.update_oidc_user(made["id"], {"user_type": "creator"})["id"] == made["id"]
    pixel.update_oidc_user(
        made["id"],
        OIDCUserUpdateInput(
            first_name="Eva",
            last_name="Hansen",
            password="let-eva-out",
            enabled=False,
            user_type="superuser",
        ),
    )
