# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasSecret, Parser, truth

if TYPE_CHECKING:
    from ..models.user_type import UserType, UserTypeValue


@_attrs_define(eq=False, repr=False, init=False)
class OIDCUserCreateInput(ModelDict):
    """A user to create."""

    first_name: str
    """ First name. """
    last_name: str
    """ Last name. """
    email: str
    """ E-mail address. It cannot be changed later. """
    password: str
    """ Password. It never shows in a log, an error or a repr. """
    user_type: UserType
    """ Permissions: `creator`, `superuser` or `viewer`. """
    enabled: bool = True
    """ Whether the user may sign in. Default true. """

    _names: ClassVar[dict[str, str]] = {
        "first_name": "first_name",
        "last_name": "last_name",
        "email": "email",
        "password": "password",
        "enabled": "enabled",
        "user_type": "user_type",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"enabled": truth}
    _required: ClassVar[frozenset[str]] = frozenset(
        {"first_name", "last_name", "email", "password", "enabled", "user_type"}
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"password"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"user_type": ("creator", "superuser", "viewer")}

    def __init__(
        self,
        *,
        first_name: str,
        last_name: str,
        email: str,
        password: str | HasSecret,
        user_type: UserTypeValue,
        enabled: bool = True,
    ) -> None:
        self._fill(
            {
                "first_name": first_name,
                "last_name": last_name,
                "email": email,
                "password": password,
                "enabled": enabled,
                "user_type": user_type,
            }
        )
