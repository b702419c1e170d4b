"""User accounts: stored in the database, looked up in memory."""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from .database import AUTOINCREMENT, Base, Database
from .options import SandboxUser, UserType

# A low cost is enough for the passwords of a sandbox, and tests sign in all the time.
SCRYPT_COST = 2**8


class AccountRow(Base):
    """A user."""

    __tablename__ = "account"
    __table_args__ = AUTOINCREMENT
    username: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    first_name: Mapped[str]
    last_name: Mapped[str]
    salt: Mapped[str]
    password_hash: Mapped[str]
    user_type: Mapped[str]
    enabled: Mapped[bool]
    # Whether the user comes from the options rather than from the API.
    chosen: Mapped[bool]


class AccountError(Exception):
    """A user cannot be created or changed, for the reason in the message."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A user as stored."""

    id: int
    username: str
    email: str
    first_name: str
    last_name: str
    user_type: UserType
    enabled: bool
    salt: str = field(repr=False)
    password_hash: str = field(repr=False)

    def accepts(self, password: str) -> bool:
        """Whether this is the user's password."""
        return hmac.compare_digest(_hash(password, self.salt), self.password_hash)


class Accounts:
    """All users.

    Args:
        database: The database.
        users: Users that must exist; they override changes of earlier runs.
    """

    def __init__(self, database: Database, users: Iterable[SandboxUser]) -> None:
        self._database = database
        self._lock = threading.Lock()
        with database.writing() as session:
            known = {row.username: row for row in session.scalars(select(AccountRow))}
            chosen = {user.username: user for user in users}
            for username, row in known.items():
                if row.chosen and username not in chosen:
                    session.delete(row)
            for user in chosen.values():
                row = known.get(user.username) or AccountRow(username=user.username)
                _set(row, _chosen(user))
                row.chosen = True
                session.add(row)
                session.flush()
            rows = session.scalars(select(AccountRow).order_by(AccountRow.id))
            self._by_id: dict[int, Account] = {}
            self._by_name: dict[str, Account] = {}
            for account in map(_account, rows):
                self._remember(account)

    def find(self, name: str) -> Account | None:
        """Find a user by name, or by e-mail address regardless of case."""
        account = self._by_name.get(name)
        if account is None:
            address = name.lower()
            everyone = list(self._by_id.values())
            account = next((each for each in everyone if each.email.lower() == address), None)
        return account

    def get(self, number: int) -> Account | None:
        """The user with an id."""
        return self._by_id.get(number)

    def create(self, email: str, values: Mapping[str, Any]) -> Account:
        """Create a user, who signs in with the e-mail address.

        Args:
            email: The address.
            values: first_name, last_name, password, user_type and enabled.

        Raises:
            AccountError: Another user has this address.
        """
        email = email.lower()
        with self._lock:
            if self.find(email) is not None:
                raise AccountError(f"A user with the e-mail address {email} already exists")
            row = AccountRow(username=email, email=email, chosen=False)
            return self._store(row, values)

    def update(self, number: int, values: Mapping[str, Any]) -> Account:
        """Change the given fields of a user.

        Args:
            number: Id of an existing user.
            values: Any of first_name, last_name, password, user_type and enabled.

        Raises:
            AccountError: No superuser would be left.
        """
        with self._lock:
            account = self._by_id[number]
            manages = values.get("enabled", True) and values.get("user_type") in (None, "superuser")
            others = any(_manages(each) for each in self._by_id.values() if each != account)
            if _manages(account) and not manages and not others:
                raise AccountError(
                    f"User {account.username} is the last enabled superuser;"
                    " promote another user first"
                )
            with self._database.reading() as session:
                row = session.get_one(AccountRow, number)
            return self._store(row, values)

    def _store(self, row: AccountRow, values: Mapping[str, Any]) -> Account:
        _set(row, values)
        with self._database.writing() as session:
            row = session.merge(row)
            session.flush()
            account = _account(row)
        self._remember(account)
        return account

    def _remember(self, account: Account) -> None:
        self._by_id[account.id] = self._by_name[account.username] = account


def _manages(account: Account) -> bool:
    return account.enabled and account.user_type == "superuser"


def _chosen(user: SandboxUser) -> dict[str, Any]:
    return {
        "email": user.address,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "user_type": user.user_type,
        "password": user.password,
        "enabled": user.enabled,
    }


def _set(row: AccountRow, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == "password":
            row.salt = secrets.token_hex(16)
            row.password_hash = _hash(value, row.salt)
        else:
            setattr(row, name, value)


def _hash(password: str, salt: str) -> str:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt.encode(), n=SCRYPT_COST, r=8, p=1).hex()


def _account(row: AccountRow) -> Account:
    names = Account.__dataclass_fields__
    return Account(**{name: getattr(row, name) for name in names})
