"""`pixel services analysis` and `pixel services tasks`: analysis services and their tasks."""

from __future__ import annotations

import enum

from ..output.cells import columns
from ..requests.parameters import ALL, ID, IDS, LIMIT, NAME, SERVICE, option
from ..requests.request_body import Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand, delete_command, id_command

__all__ = ["ANALYSIS", "TASKS"]

_IDS, _TASK_IDS = IDS.for_argument("service_id"), IDS.for_argument("task_id")
_NAME = field_option("name", str, "--name", "name", "Name.")
_ENABLED = field_option("enabled", bool, "--enabled/--disabled", "enabled", "Allow it to run.")


class TaskStatus(enum.StrEnum):
    """The status of a task of an analysis service."""

    REVOKED = "REVOKED"
    PENDING = "PENDING"
    SCHEDULED = "SCHEDULED"
    RUNNING = "RUNNING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"


_ONLY_ENABLED = option("enabled", bool, "--enabled/--disabled", "Only enabled, or only disabled.")

ANALYSIS = CommandGroup(
    name="services analysis",
    label="analysis service",
    help_text="Analysis services.",
    commands=(
        RequestCommand(
            name="modules",
            method="list_analysis_modules",
            help_text="List the modules that analysis services can run.",
            columns=columns("name description"),
        ),
        RequestCommand(
            name="list",
            method="list_analysis_services",
            help_text="List analysis services.",
            parameters=(NAME, _ONLY_ENABLED, LIMIT, ALL),
            columns=columns("id# name module=module_name enabled created=created_at"),
        ),
        RequestCommand(
            name="create",
            method="create_analysis_service",
            help_text="Create an analysis service.",
            example="--name Cracks --module crack_detection --set config.threshold=0.5",
            body=Body(
                "create_input",
                (
                    _NAME,
                    field_option("module", str, "--module", "module_name", "Module that it runs."),
                    _ENABLED,
                ),
            ),
        ),
        RequestCommand(
            name="edit",
            method="patch_analysis_service",
            help_text="Change an analysis service; fields not given stay, also within its config.",
            example="5 --disabled",
            key=ID.for_argument("service_id"),
            body=Body("patch_input", (_NAME, _ENABLED)),
        ),
        delete_command("delete_analysis_service", "analysis service", "5", _IDS),
    ),
)

TASKS = CommandGroup(
    name="services tasks",
    label="analysis task",
    help_text="Tasks of analysis services.",
    parameters=(SERVICE,),
    example="--service 5",
    commands=(
        RequestCommand(
            name="list",
            method="list_analysis_tasks",
            help_text="List the tasks of a service.",
            parameters=(
                NAME,
                option("status", TaskStatus, "--status", "Only tasks with this status."),
                LIMIT,
                ALL,
            ),
            columns=columns("id# name status created=created_at"),
        ),
        RequestCommand(
            name="create",
            method="create_analysis_task",
            help_text="Create a task, without running it.",
            example="--name 'Flight 1' --set params.data_collection_id=12",
            body=Body("params", (_NAME,)),
        ),
        id_command("run", "run_analysis_task", "Run tasks.", "8", _TASK_IDS),
        id_command(
            "revoke",
            "revoke_analysis_task",
            "Revoke tasks that are scheduled to run.",
            "8",
            _TASK_IDS,
        ),
        delete_command("delete_analysis_task", "task", "8", _TASK_IDS),
    ),
)
