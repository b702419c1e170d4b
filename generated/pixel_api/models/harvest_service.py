# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.harvest_auth_info import HarvestAuthInfo


@_attrs_define(eq=False, repr=False, init=False)
class HarvestService(ModelDict):
    """A service that Pixel harvests images from. The service may send further fields."""

    id: int
    """ Id of the harvest service. """
    name: str
    """ Name of the harvest service. """
    description: None | str | Unset = UNSET
    """ Description. """
    url: None | str | Unset = UNSET
    """ Address of the harvested service. """
    auth: HarvestAuthInfo | None | Unset = UNSET
    """ Credentials of Pixel for it, if the service returns them. """
    where_clause: None | str | Unset = UNSET
    """ SQL condition for features to harvest. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "description": "description",
        "url": "url",
        "auth": "auth",
        "where_clause": "where_clause",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "auth": Model("harvest_auth_info", "HarvestAuthInfo"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"description", "url", "auth", "where_clause", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        description: str | None | Unset = UNSET,
        url: str | None | Unset = UNSET,
        auth: HarvestAuthInfo | Mapping[str, Any] | None | Unset = UNSET,
        where_clause: str | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "description": description,
                "url": url,
                "auth": auth,
                "where_clause": where_clause,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
