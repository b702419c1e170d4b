"""Request bodies of the user administration. Their passwords are never returned."""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from ..options import UserType
from .bodies import Body, client_default

# A rough check of the form; whether the address exists is not checked.
EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)*")


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise ValueError("must be an e-mail address, such as ola@example.com")
    return value


Email = Annotated[str, AfterValidator(_email)]
Password = Annotated[SecretStr, Field(min_length=1)]


class UserCreate(Body):
    """A user to create."""

    first_name: str
    last_name: str
    email: Email
    password: Password
    enabled: Annotated[bool, client_default(True)]
    user_type: UserType

    def changes(self) -> dict[str, Any]:
        """The values to store, with the password in plain text."""
        return _changes(self)


class UserUpdate(Body):
    """Changes to a user; at least one is required."""

    first_name: str | None = None
    last_name: str | None = None
    password: Password | None = None
    enabled: bool | None = None
    user_type: UserType | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.changes():
            raise ValueError(
                "give at least one of first_name, last_name, password, enabled, user_type"
            )
        return self

    def changes(self) -> dict[str, Any]:
        """The values to store, with the password in plain text."""
        return _changes(self)


def _changes(body: UserCreate | UserUpdate) -> dict[str, Any]:
    given = body.model_dump(exclude={"email"}, exclude_none=True)
    if "password" in given:
        given["password"] = given["password"].get_secret_value()
    return given
