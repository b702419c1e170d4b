"""Dependencies of routes: the service, the user, list parameters; and validation errors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NoReturn, TypeVar

from fastapi import Depends, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import WithJsonSchema
from sqlalchemy import Select, func, literal, select

from ..accounts import Account
from ..service import Service

# Parameters that may be repeated, beside comma-separated values.
MANY = {"ids", "tags"}
# A whole number, or several, separated by commas.
Number = Annotated[str, WithJsonSchema({"type": "integer"})]
# The type of a query: its class has one type argument per column.
Q = TypeVar("Q", bound=Select[Any])


def invalid(message: str, *location: str | int, kind: str = "value_error") -> NoReturn:
    """Refuse a request with 422, in FastAPI's format.

    Args:
        message: The problem, for people.
        location: Its location, such as `"body", "files", 3, "name"`.
        kind: Type of the error.

    Raises:
        RequestValidationError: Always.
    """
    raise RequestValidationError([{"loc": location, "msg": message, "type": kind}])


def refuse_repeated(request: Request) -> None:
    """Refuse repeated query parameters, of which only the last would count."""
    counts = Counter(name for name, _ in request.query_params.multi_items())
    for name, count in counts.items():
        if count > 1 and name not in MANY:
            invalid(f"is given {count} times, but takes one value", "query", name)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]


def _user(request: Request, service: ServiceDep) -> Account:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    headers = {"WWW-Authenticate": "Bearer"}
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "Not authenticated", headers)
    user = service.tokens.user(token.strip())
    if user is None:
        raise HTTPException(401, "The token is invalid or has expired", headers)
    if not user.enabled:
        raise HTTPException(401, f"User {user.username} is disabled", headers)
    return user


Reader = Annotated[Account, Depends(_user)]


def _writer(user: Reader) -> Account:
    if user.user_type == "viewer":
        raise HTTPException(
            403, f"User {user.username} is a viewer; changes require a creator or superuser"
        )
    return user


Writer = Annotated[Account, Depends(_writer)]


def _superuser(user: Reader) -> Account:
    if user.user_type != "superuser":
        raise HTTPException(
            403, f"User {user.username} is a {user.user_type}; this requires a superuser"
        )
    return user


Superuser = Annotated[Account, Depends(_superuser)]


def _service_for_reader(service: ServiceDep, _user: Reader) -> Service:
    return service


def _service_for_writer(service: ServiceDep, _user: Writer) -> Service:
    return service


def _service_for_superuser(service: ServiceDep, _user: Superuser) -> Service:
    return service


# The service, for routes that check the user's rights but do not use the user.
ReadDep = Annotated[Service, Depends(_service_for_reader)]
WriteDep = Annotated[Service, Depends(_service_for_writer)]
SuperuserDep = Annotated[Service, Depends(_service_for_superuser)]


@dataclass(frozen=True, kw_only=True)
class ListParameters:
    """The parameters of list calls; some have no `extended` and no `tags`."""

    extended: bool
    name: str | None
    ids: list[int] | None
    tags: list[str] | None
    offset: int
    limit: int

    def page(self, query: Q, row: Any) -> Q:
        """Apply filters, order and page to a query.

        Args:
            query: Selects rows of a table.
            row: The table's class.

        Returns:
            The query with filters, order and page.
        """
        if self.ids is not None:
            query = query.where(row.id.in_(self.ids))
        if self.name is not None:
            query = query.where(func.instr(func.casefold(row.name), self.name.casefold()) > 0)
        # Objects without tags, such as upload jobs, match no tags.
        tags = getattr(row, "tags", literal("[]"))
        if self.tags:
            values = func.json_each(tags).table_valued("value")
            held = select(func.count(values.c.value.distinct())).where(
                values.c.value.in_(self.tags)
            )
            query = query.where(held.scalar_subquery() == len(self.tags))
        return query.order_by(row.id).offset(self.offset).limit(self.limit)


def _page_parameters(
    service: ServiceDep,
    name: str | None = None,
    ids: Annotated[list[Number] | None, Query()] = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int | None, Query(ge=1)] = None,
) -> ListParameters:
    options = service.options
    return ListParameters(
        extended=False,
        name=name or None,
        ids=_numbers(ids),
        tags=None,
        offset=min(offset, 2**62),
        # A limit above the maximum is not an error: the page is just shorter.
        limit=min(options.page_size if limit is None else limit, options.page_limit),
    )


PageDep = Annotated[ListParameters, Depends(_page_parameters)]


def _list_parameters(
    page: PageDep,
    extended: bool = False,
    tags: Annotated[list[str] | None, Query()] = None,
) -> ListParameters:
    return replace(page, extended=extended, tags=_split(tags))


ListDep = Annotated[ListParameters, Depends(_list_parameters)]


def _split(values: Sequence[str] | None) -> list[str] | None:
    """Split a list of comma-separated or repeated values, without duplicates."""
    items = [item.strip() for value in values or [] for item in value.split(",")]
    return list(dict.fromkeys(item for item in items if item)) or None


def _numbers(values: Sequence[str] | None) -> list[int] | None:
    items = _split(values)
    if items is None:
        return None
    for item in items:
        if not item.isascii() or not item.isdigit() or len(item) > 18:
            invalid(f"ids must be whole numbers, not {item!r}", "query", "ids", kind="int_parsing")
    return [int(item) for item in items]
