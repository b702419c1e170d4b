"""What commands take on their line: where something is, which it is, and what of it is wanted."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import attrs
import typer

from ..lookup import (
    CollectionOption,
    Every,
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
    "GEOPARQUET",
    "ID",
    "IDS",
    "LIMIT",
    "NAME",
    "PLACE",
    "PROJECT",
    "SERVICE",
    "SERVICE_TYPE",
    "STAC",
    "TAGS",
    "TIMEOUT",
    "WAIT",
    "YES",
    "Parameter",
    "asked",
    "option",
]

Find = Callable[[Session, Any, Mapping[str, Any]], Any]


@attrs.frozen
class Parameter:
    """An argument or option of a command, and the client's argument it becomes.

    Attributes:
        name: The parameter's name.
        annotation: What typer makes of it.
        default: Its default; without one it is required.
        argument: The client's argument; its own name when empty, none when None.
        find: Makes the client's value of what was given; it gets the values found so far.
        flag: How an option is spelled, where errors name it.
        read: Makes the value of a field of what was typed.
    """

    name: str
    annotation: Any
    default: Any = inspect.Parameter.empty
    argument: str | None = ""
    find: Find | None = None
    flag: str = ""
    read: Callable[[Any], Any] | None = None

    def named(self, argument: str) -> Parameter:
        """The same for another argument of the client."""
        return attrs.evolve(self, argument=argument)

    @property
    def parameter(self) -> inspect.Parameter:
        """It as a parameter of the command's function."""
        return inspect.Parameter(
            self.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=self.default,
            annotation=self.annotation,
        )


def option(name: str, kind: Any, flag: str, text: str, argument: str | None = "") -> Parameter:
    """An option that may be left out.

    Args:
        name: The parameter's name.
        kind: Its type.
        flag: Its spelling, such as `--status`.
        text: Its help.
        argument: The client's argument, as in `Parameter`.
    """
    return Parameter(name, Annotated[kind | None, typer.Option(flag, help=text)], None, argument)


def asked(
    session: Session, takes: Sequence[Parameter], values: Mapping[str, Any]
) -> dict[str, Any]:
    """The client's arguments; names of projects and collections are looked up, in order.

    Raises:
        CommandError: There is no such project or data collection.
    """
    found: dict[str, Any] = {}
    for take in takes:
        if take.argument is None:
            continue
        value = values[take.name]
        if take.find is not None and value is not None:
            value = take.find(session, value, found)
        if value is not None:
            found[take.argument or take.name] = (
                value.value if isinstance(value, enum.Enum) else value
            )
    return found


class ServiceType(enum.StrEnum):
    """A sort of service on an ArcGIS server."""

    IMAGE = "Image"
    FEATURE = "Feature"


PROJECT = Parameter(
    "project",
    ProjectOption,
    argument="project_id",
    find=lambda session, text, _: find_project(session.client, text).id,
)
COLLECTION = Parameter(
    "collection",
    CollectionOption,
    argument="data_collection_id",
    find=lambda session, text, found: find_collection(session.client, found["project_id"], text).id,
)
PLACE = (PROJECT, COLLECTION)
SERVICE_TYPE = Parameter(
    "kind",
    Annotated[ServiceType, typer.Option("--type", "-t", help="Sort of service.")],
    argument="service_type",
)
SERVICE = Parameter(
    "service",
    Annotated[int, typer.Option("--service", "-s", metavar="ID", help="Id of the service.")],
    argument="service_id",
)
ID = Parameter("number", Annotated[int, typer.Argument(metavar="ID", help="Its id.")])
IDS = Parameter("ids", Ids)
NAME = option("name", str, "--name", "Only those of this name.")
TAGS = Parameter("tags", Tags, None)
LIMIT = Parameter("limit", Limit, None)
ALL = Parameter("every", Every, False, None)
GEOPARQUET = Parameter("geoparquet", GeoParquet, None, None)
STAC = Parameter("stac", Stac, None, None)
YES = Parameter("yes", Yes, False, None)
WAIT = Parameter(
    "wait",
    Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until it is done.")],
    True,
)
TIMEOUT = Parameter(
    "timeout", Annotated[float, typer.Option(min=0, help="Seconds to wait at most.")], 1200.0
)
