# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .base import Operations, build

if TYPE_CHECKING:
    from ..models.oidc_user import OIDCUser
    from ..models.oidc_user_create_input import OIDCUserCreateInput
    from ..models.oidc_user_update_input import OIDCUserUpdateInput
    from ..models.user import User


class UsersOperations(Operations):
    """Operations of the contract tagged users."""

    async def me(self, extended: bool | None = False) -> User:
        """Get the signed-in user.

        Returns the user that the access token belongs to: user name, e-mail address and possibly
        further fields.

        Args:
            extended: Also send the user's projects. Default: False.

        Returns:
            The signed-in user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.users.me import _get_kwargs, _parse_response

        self._check("me", None, {"extended": extended})
        return await self._send(
            "me", _get_kwargs(extended=(False if extended is None else extended)), _parse_response
        )

    async def create_oidc_user(
        self, create_input: OIDCUserCreateInput | Mapping[str, Any]
    ) -> OIDCUser:
        """Create a user.

        Creates a user of the tenant, who can sign in with the e-mail address and the password.
        Requires administrator rights. The input carries a password: it is never logged and never
        part of an error message.

        Args:
            create_input: The user to create.

        Returns:
            The new user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.users.create_oidc_user import _get_kwargs, _parse_response
        from ..models.oidc_user_create_input import OIDCUserCreateInput

        self._check("create_oidc_user", None, {"create_input": create_input})
        return await self._send(
            "create_oidc_user",
            _get_kwargs(body=build(OIDCUserCreateInput, create_input)),
            _parse_response,
        )

    async def update_oidc_user(
        self, user_id: int, update_input: OIDCUserUpdateInput | Mapping[str, Any]
    ) -> OIDCUser:
        """Change a user.

        Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The
        input may carry a password: it is never logged and never part of an error message.

        Args:
            user_id: Id of the user.
            update_input: The changes.

        Returns:
            The changed user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.users.update_oidc_user import _get_kwargs, _parse_response
        from ..models.oidc_user_update_input import OIDCUserUpdateInput

        self._check("update_oidc_user", None, {"user_id": user_id, "update_input": update_input})
        return await self._send(
            "update_oidc_user",
            _get_kwargs(user_id=user_id, body=build(OIDCUserUpdateInput, update_input)),
            _parse_response,
        )
