# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.user_type import UserType, UserTypeValue


@_attrs_define(eq=False, repr=False, init=False)
class OIDCUser(ModelDict):
    """A user as the user administration shows it. Further fields come as they are sent."""

    id: int
    """ Id of the user, the one `update_oidc_user` takes. """
    username: None | str | Unset = UNSET
    """ User name. """
    email: None | str | Unset = UNSET
    """ E-mail address. """
    first_name: None | str | Unset = UNSET
    """ First name. """
    last_name: None | str | Unset = UNSET
    """ Last name. """
    enabled: bool | None | Unset = UNSET
    """ Whether the user may sign in. """
    user_type: None | Unset | UserType = UNSET
    """ Permissions of the user. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "username": "username",
        "email": "email",
        "first_name": "first_name",
        "last_name": "last_name",
        "enabled": "enabled",
        "user_type": "user_type",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "enabled": truth}
    _required: ClassVar[frozenset[str]] = frozenset({"id"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"username", "email", "first_name", "last_name", "enabled", "user_type"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        username: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        first_name: str | None | Unset = UNSET,
        last_name: str | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        user_type: UserTypeValue | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "username": username,
                "email": email,
                "first_name": first_name,
                "last_name": last_name,
                "enabled": enabled,
                "user_type": user_type,
            }
        )
