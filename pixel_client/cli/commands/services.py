"""`pixel services`: ArcGIS and harvest services here, analysis services in `analyses`."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from ..command import group
from ..output.cells import columns
from ..requests.parameters import (
    ALL,
    DESTINATION,
    ID,
    IDS,
    LIMIT,
    NAME,
    SERVICE_TYPE,
    TIMEOUT,
    WAIT,
    Parameter,
    option,
)
from ..requests.request_body import Body, field_option
from ..requests.request_commands import (
    CommandGroup,
    RequestCommand,
    add_group,
    delete_command,
    id_command,
)
from . import analyses

__all__ = ["add_commands"]

_KEPT = "Their data are kept."
_WAIT = (WAIT, TIMEOUT)
_ID, _IDS = ID.for_argument("service_id"), IDS.for_argument("service_id")

_FIELDS = (
    field_option("name", str, "--name", "name", "Name."),
    field_option("description", str, "--description", "description", "Description."),
)


class Status(enum.StrEnum):
    """The status of a task of a harvest service."""

    PENDING = "pending"
    SUBMITTED = "submitted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


_STATUS = option("status", Status, "--status", "Only tasks with this status.")
_NEW = Parameter(
    "get_new",
    Annotated[bool, typer.Option("--new", help="Fetch new tasks from the source first.")],
    False,
)
_DATA = Parameter(
    "refresh_data",
    Annotated[bool, typer.Option("--data", help="Refresh the service's data too.")],
    False,
)


ARCGIS = CommandGroup(
    name="services arcgis",
    label="ArcGIS service",
    help_text="Services on an ArcGIS server.",
    parameters=(SERVICE_TYPE,),
    example="--type Feature",
    commands=(
        RequestCommand(
            name="list",
            method="list_arcgis_services",
            help_text="List ArcGIS services.",
            parameters=(NAME, LIMIT, ALL),
            columns=columns("id# name status description created=created_at"),
        ),
        id_command("show", "get_arcgis_service", "Show an ArcGIS service.", "4", _ID),
        RequestCommand(
            name="create",
            method="create_arcgis_service",
            help_text="Create an ArcGIS service.\n\nThe options of a Feature service are in"
            " options.feature_service_options, those of an Image service in"
            " options.image_service_options.",
            example="--name Photos --description 'Of 2024' --set data_collection_ids='[12]'"
            " --set options.feature_service_options.image_layer.include_fields='[\"name\"]'",
            body=Body("create_input", _FIELDS),
        ),
        RequestCommand(
            name="edit",
            method="update_arcgis_service",
            help_text="Change an ArcGIS service.",
            example="4 --name Photos",
            key=_ID,
            body=Body("update_input", _FIELDS),
        ),
        id_command("start", "start_arcgis_service", "Start services, and wait.", "4", _IDS, *_WAIT),
        id_command("stop", "stop_arcgis_service", "Stop services, and wait.", "4", _IDS, *_WAIT),
        id_command(
            "refresh",
            "refresh_arcgis_service",
            "Refresh services, and wait.",
            "4",
            _IDS,
            _DATA,
            *_WAIT,
        ),
        delete_command("delete_arcgis_service", "ArcGIS service", "4", _IDS, _KEPT),
    ),
)

HARVEST = CommandGroup(
    name="services harvest",
    label="harvest service",
    help_text="Services that harvest data from other systems.",
    parameters=DESTINATION,
    example="-p 'E18 Vest' -c Flight1",
    commands=(
        RequestCommand(
            name="list",
            method="list_harvest_services",
            help_text="List the harvest services of a data collection.",
            parameters=(NAME, LIMIT, ALL),
            columns=columns("id# name url description created=created_at"),
        ),
        id_command(
            "show",
            "get_harvest_service",
            "Show a harvest service; passwords and keys are hidden.",
            "3",
            _ID,
        ),
        RequestCommand(
            name="create",
            method="create_harvest_service",
            help_text="Create a harvest service.\n\nPut passwords and keys into the file of --from:"
            " others can see the command line.",
            example="--from harvest.yaml",
            body=Body("create_input", _FIELDS),
        ),
        RequestCommand(
            name="edit",
            method="update_harvest_service",
            help_text="Change a harvest service.",
            example="3 --set where_clause='year = 2024'",
            key=_ID,
            body=Body("update_input", _FIELDS),
        ),
        RequestCommand(
            name="tasks",
            method="get_harvest_service_tasks",
            help_text="List the tasks of a harvest service.",
            example="3 --status failed",
            key=_ID,
            parameters=(_STATUS, _NEW, LIMIT, ALL),
            columns=columns("id# name status created=created_at"),
        ),
        id_command("start", "start_harvest_service", "Start harvest services.", "4", _IDS),
        id_command("stop", "stop_harvest_service", "Stop harvest services.", "4", _IDS),
        delete_command("delete_harvest_service", "harvest service", "3", _IDS, _KEPT),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    services = group("services", "ArcGIS, harvest and analysis services, and analysis tasks.")
    for rows in (ARCGIS, HARVEST, analyses.ANALYSIS, analyses.TASKS):
        add_group(services, rows)
    app.add_typer(services)
