# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasSecret, Parser, truth
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.user_type import UserType, UserTypeValue


@_attrs_define(eq=False, repr=False, init=False)
class OIDCUserUpdateInput(ModelDict):
    """Changes to a user. Omitted fields are unchanged."""

    first_name: str | Unset = UNSET
    """ New first name. """
    last_name: str | Unset = UNSET
    """ New last name. """
    password: str | Unset = UNSET
    """ New password. It never shows in a log, an error or a repr. """
    enabled: bool | Unset = UNSET
    """ Whether the user may sign in. Omitted, it is not sent: pixel-client 1.2.8 always sent true, and so enabled
    users who had been disabled. """
    user_type: UserType | Unset = UNSET
    """ Permissions: `creator`, `superuser` or `viewer`. """

    _names: ClassVar[dict[str, str]] = {
        "first_name": "first_name",
        "last_name": "last_name",
        "password": "password",
        "enabled": "enabled",
        "user_type": "user_type",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"enabled": truth}
    _secrets: ClassVar[frozenset[str]] = frozenset({"password"})

    def __init__(
        self,
        *,
        first_name: str | None | Unset = UNSET,
        last_name: str | None | Unset = UNSET,
        password: str | HasSecret | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        user_type: UserTypeValue | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "first_name": first_name,
                "last_name": last_name,
                "password": password,
                "enabled": enabled,
                "user_type": user_type,
            }
        )
