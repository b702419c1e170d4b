"""`pixel services`: on an ArcGIS server, and those that harvest; `analyses` has the others."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from ..command import group
from ..output.cells import columns
from ..requests.parameters import (
    ALL,
    ID,
    IDS,
    LIMIT,
    NAME,
    PLACE,
    SERVICE_TYPE,
    TIMEOUT,
    WAIT,
    YES,
    Parameter,
    option,
)
from ..requests.request_body import Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand, add_group
from . import analyses

__all__ = ["add_commands"]

_LISTED = columns("id# name status description created=created_at")
_TASKS = columns("id# name status created=created_at")

_KEY, _KEYS = ID.named("service_id"), IDS.named("service_id")

_NAMED = (
    field_option("name", str, "--name", "name", "Its name."),
    field_option("description", str, "--description", "description", "What it is about."),
)


class Status(enum.StrEnum):
    """How far a task of a harvest service is."""

    PENDING = "pending"
    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


_STATUS = option("status", Status, "--status", "Only tasks that are so far.")
_NEW = Parameter(
    "get_new",
    Annotated[bool, typer.Option("--new", help="Ask the other system for new ones first.")],
    False,
)
_DATA = Parameter(
    "refresh_data",
    Annotated[bool, typer.Option("--data", help="Bring its data up to date too.")],
    False,
)


def _acting(
    name: str, method: str, text: str, done: str, takes: tuple[Parameter, ...] = ()
) -> RequestCommand:
    return RequestCommand(
        name=name, method=method, text=text, example="4", key=_KEYS, takes=takes, done=done
    )


ARCGIS = CommandGroup(
    command="services arcgis",
    words="ArcGIS service",
    text="Services on an ArcGIS server.",
    where=(SERVICE_TYPE,),
    example="--type Feature",
    verbs=(
        RequestCommand(
            name="list",
            method="list_arcgis_services",
            text="List services.",
            takes=(NAME, LIMIT, ALL),
            columns=_LISTED,
        ),
        RequestCommand(
            name="show",
            method="get_arcgis_service",
            text="Show a service.",
            example="4",
            key=_KEY,
        ),
        RequestCommand(
            name="create",
            method="create_arcgis_service",
            text="Create a service.\n\nIts options differ by type: a Feature service's are in"
            " options.feature_service_options, an Image service's in"
            " options.image_service_options.",
            example="--name Photos --description 'Of 2024' --set data_collection_ids='[12]'"
            " --set options.feature_service_options.image_layer.include_fields='[\"name\"]'",
            body=Body("create_input", _NAMED),
            done="Created service {}.",
        ),
        RequestCommand(
            name="edit",
            method="update_arcgis_service",
            text="Change a service.",
            example="4 --name Photos",
            key=_KEY,
            body=Body("update_input", _NAMED),
            done="Changed service {}.",
        ),
        _acting(
            "start",
            "start_arcgis_service",
            "Start services, and wait until they run.",
            "Started service {}.",
            (WAIT, TIMEOUT),
        ),
        _acting(
            "stop",
            "stop_arcgis_service",
            "Stop services, and wait until they have stopped.",
            "Stopped service {}.",
            (WAIT, TIMEOUT),
        ),
        _acting(
            "refresh",
            "refresh_arcgis_service",
            "Bring services up to date, and wait for it.",
            "Refreshed service {}.",
            (_DATA, WAIT, TIMEOUT),
        ),
        RequestCommand(
            name="delete",
            method="delete_arcgis_service",
            text="Delete services; the data they show stay.",
            example="4 --yes",
            key=_KEYS,
            takes=(YES,),
            ask="Delete {}? The data stay.",
            done="Deleted service {}.",
        ),
    ),
)

HARVEST = CommandGroup(
    command="services harvest",
    words="harvest service",
    text="Services that fetch from other systems.",
    where=PLACE,
    example="-p 'E18 Vest' -c Flight1",
    verbs=(
        RequestCommand(
            name="list",
            method="list_harvest_services",
            text="List the services of a data collection.",
            takes=(NAME, LIMIT, ALL),
            columns=columns("id# name url description created=created_at"),
        ),
        RequestCommand(
            name="show",
            method="get_harvest_service",
            text="Show a service; passwords and keys are starred out.",
            example="3",
            key=_KEY,
        ),
        RequestCommand(
            name="create",
            method="create_harvest_service",
            text="Create a service.\n\nPut passwords and keys into the file, not on the line,"
            " where others can see them.",
            example="--from harvest.yaml",
            body=Body("create_input", _NAMED),
            done="Created service {}.",
        ),
        RequestCommand(
            name="edit",
            method="update_harvest_service",
            text="Change a service.",
            example="3 --set where_clause='year = 2024'",
            key=_KEY,
            body=Body("update_input", _NAMED),
            done="Changed service {}.",
        ),
        RequestCommand(
            name="tasks",
            method="get_harvest_service_tasks",
            text="List what a service has done.",
            example="3 --status failed",
            key=_KEY,
            takes=(_STATUS, _NEW, LIMIT, ALL),
            columns=_TASKS,
        ),
        _acting("start", "start_harvest_service", "Start services.", "Started service {}."),
        _acting("stop", "stop_harvest_service", "Stop services.", "Stopped service {}."),
        RequestCommand(
            name="delete",
            method="delete_harvest_service",
            text="Delete services; what they fetched stays.",
            example="3 --yes",
            key=_KEYS,
            takes=(YES,),
            ask="Delete {}? What was fetched stays.",
            done="Deleted service {}.",
        ),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = group(
        "services", "Services on an ArcGIS server, those that harvest, analyses and their tasks."
    )
    for noun in (ARCGIS, HARVEST, analyses.ANALYSIS, analyses.TASKS):
        add_group(own, noun)
    app.add_typer(own)
