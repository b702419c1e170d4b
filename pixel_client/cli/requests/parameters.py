"""Parameters of commands that are one request: destination, ids, filters, and waiting."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import attrs
import typer

from ..lookup import (
    AllRows,
    CollectionOption,
    Ids,
    Limit,
    ProjectOption,
    Tags,
    Yes,
    find_collection,
    find_project,
)
from ..session import Session
from .exports import GeoParquet, Stac

__all__ = [
    "ALL",
    "COLLECTION",
    "DESTINATION",
    "GEOPARQUET",
    "ID",
    "IDS",
    "LIMIT",
    "NAME",
    "PROJECT",
    "SERVICE",
    "SERVICE_TYPE",
    "STAC",
    "TAGS",
    "TIMEOUT",
    "WAIT",
    "YES",
    "Parameter",
    "client_arguments",
    "option",
]

Resolve = Callable[[Session, Any, Mapping[str, Any]], Any]


@attrs.frozen
class Parameter:
    """An argument or option of a command, and the client's argument it becomes.

    Attributes:
        name: The parameter's name.
        annotation: The type, annotated for typer.
        default: Its default; without one it is required.
        argument: The client's argument; its own name when empty, none when None.
        resolve: Returns the client's value for the given one; it gets the arguments so far.
        flag: The option's spelling, for errors.
        convert: Returns the value of a field for the text given.
    """

    name: str
    annotation: Any
    default: Any = inspect.Parameter.empty
    argument: str | None = ""
    resolve: Resolve | None = None
    flag: str = ""
    convert: Callable[[Any], Any] | None = None

    def for_argument(self, argument: str) -> Parameter:
        """Return the same for another argument of the client."""
        return attrs.evolve(self, argument=argument)

    @property
    def parameter(self) -> inspect.Parameter:
        """The parameter of the command's function."""
        keyword = inspect.Parameter.KEYWORD_ONLY
        return inspect.Parameter(
            self.name, keyword, default=self.default, annotation=self.annotation
        )


def option(
    name: str, type_: Any, flag: str, help_text: str, argument: str | None = ""
) -> Parameter:
    """Return an optional option.

    Args:
        name: The parameter's name.
        type_: Its type.
        flag: Its spelling, such as `--status`.
        help_text: Its help.
        argument: The client's argument, as in `Parameter`.
    """
    annotation = Annotated[type_ | None, typer.Option(flag, help=help_text)]
    return Parameter(name, annotation, None, argument)


def client_arguments(
    session: Session, parameters: Sequence[Parameter], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the client's arguments; names of projects and collections are looked up, in order.

    Raises:
        CommandError: There is no such project or data collection.
    """
    found: dict[str, Any] = {}
    for each in parameters:
        value = values[each.name]
        if each.argument is None or value is None:
            continue
        if each.resolve is not None:
            value = each.resolve(session, value, found)
        found[each.argument or each.name] = value.value if isinstance(value, enum.Enum) else value
    return found


class ServiceType(enum.StrEnum):
    """A type of service on an ArcGIS server."""

    IMAGE = "Image"
    FEATURE = "Feature"


PROJECT = Parameter(
    "project",
    ProjectOption,
    argument="project_id",
    resolve=lambda session, text, _: find_project(session.client, text).id,
)
COLLECTION = Parameter(
    "collection",
    CollectionOption,
    argument="data_collection_id",
    resolve=lambda session, text, found: (
        find_collection(session.client, found["project_id"], text).id
    ),
)
DESTINATION = (PROJECT, COLLECTION)
SERVICE_TYPE = Parameter(
    "kind",
    Annotated[ServiceType, typer.Option("--type", "-t", help="Type of service.")],
    argument="service_type",
)
SERVICE = Parameter(
    "service",
    Annotated[int, typer.Option("--service", "-s", metavar="ID", help="Id of the service.")],
    argument="service_id",
)
ID = Parameter("number", Annotated[int, typer.Argument(metavar="ID", help="The id.")])
IDS = Parameter("ids", Ids)
NAME = option("name", str, "--name", "Only items with this name.")
TAGS = Parameter("tags", Tags, None)
LIMIT = Parameter("limit", Limit, None)
ALL = Parameter("all_rows", AllRows, False, None)
GEOPARQUET = Parameter("geoparquet", GeoParquet, None, None)
STAC = Parameter("stac", Stac, None, None)
YES = Parameter("yes", Yes, False, None)
WAIT = Parameter(
    "wait", Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until it is done.")], True
)
TIMEOUT = Parameter(
    "timeout", Annotated[float, typer.Option(min=0, help="Maximum seconds to wait.")], 1200.0
)
