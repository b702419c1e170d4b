"""Request bodies of harvest services. Their secrets are never returned."""

from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr, model_validator

from .bodies import Body, Changes, Name, client_default


def _address(value: str) -> str:
    # The URL is returned to everyone, so it must not contain secrets.
    try:
        parts = urlsplit(value)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_fine = urlsplit(""), False
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_fine:
        raise ValueError("must be a URL that begins with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError("must not contain a user name or password; give them in auth")
    if parts.query or parts.fragment:
        raise ValueError("must not contain a query or fragment (? or #)")
    return value


Address = Annotated[str, AfterValidator(_address)]


class Credentials(Body):
    """User name and password for a harvested service."""

    username: str
    password: SecretStr
    token_url: Address | None = None


class ApiKey(Body):
    """API key for a harvested service."""

    api_key: SecretStr
    api_key_item_id: str | None = None


class HarvestAuth(Body):
    """Credentials or API key for a harvested service."""

    credentials: Credentials | None = None
    api_key: ApiKey | None = None

    def revealed(self) -> dict[str, Any]:
        """The values to store, with secrets in plain text."""
        kept = self.model_dump(exclude_none=True)
        if self.credentials is not None:
            kept["credentials"]["password"] = self.credentials.password.get_secret_value()
        if self.api_key is not None:
            kept["api_key"]["api_key"] = self.api_key.api_key.get_secret_value()
        return kept


class FieldMap(Body):
    """Maps a field of the harvested service to a field here."""

    model: str
    field_name: str
    external_field: str


class FieldMapping(Body):
    """Maps the fields of the harvested service to fields here."""

    maps: list[FieldMap] | None = None
    extra_fields: list[str] | None = None


class HarvestServiceCreate(Body):
    """A harvest service to create."""

    name: Name
    description: str
    url: Address
    auth: HarvestAuth
    field_mappings: FieldMapping
    where_clause: Annotated[str, client_default("1=1")]


class FieldMapUpdate(Body):
    """A change to one field map."""

    operation: Literal["add", "remove", "update"]
    model: str
    field_name: str
    external_field: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.external_field is None and self.operation != "remove":
            raise ValueError(f"{self.operation} needs external_field")
        return self


class FieldMappingUpdate(Body):
    """Changes to the field mappings."""

    maps: list[FieldMapUpdate] | None = None
    add_extra_fields: list[str] | None = None
    remove_extra_fields: list[str] | None = None


class HarvestServiceUpdate(Changes):
    """Changes to a harvest service."""

    name: Name | None = None
    description: str | None = None
    url: Address | None = None
    auth: HarvestAuth | None = None
    where_clause: str | None = None
    field_mappings: FieldMappingUpdate | None = None
