# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class User(ModelDict):
    """A user. The service may send further fields, and with `extended` the user's projects."""

    username: str
    """ User name. """
    email: None | str
    """ E-mail address. """
    id: int | None | Unset = UNSET
    """ Id of the user, if sent. """
    first_name: None | str | Unset = UNSET
    """ First name. """
    last_name: None | str | Unset = UNSET
    """ Last name. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "username": "username",
        "email": "email",
        "id": "id",
        "first_name": "first_name",
        "last_name": "last_name",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"username", "email"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"email", "id", "first_name", "last_name"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        username: str,
        email: str | None,
        id: int | None | Unset = UNSET,
        first_name: str | None | Unset = UNSET,
        last_name: str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "username": username,
                "email": email,
                "id": id,
                "first_name": first_name,
                "last_name": last_name,
            }
        )
