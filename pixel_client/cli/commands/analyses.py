"""`pixel services analysis` and `pixel services tasks`: analyses, and what they are to do."""

from __future__ import annotations

import enum

from ..output.cells import columns
from ..requests.parameters import ALL, ID, IDS, LIMIT, NAME, SERVICE, YES, option
from ..requests.request_body import Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand

__all__ = ["ANALYSIS", "TASKS"]

_ANALYSES = columns("id# name module=module_name enabled created=created_at")
_TASKS = columns("id# name status created=created_at")

_KEY, _KEYS = ID.named("service_id"), IDS.named("service_id")
_TASK_KEYS = IDS.named("task_id")

_NAMED = (field_option("name", str, "--name", "name", "Its name."),)
_ENABLED = field_option("enabled", bool, "--enabled/--disabled", "enabled", "Whether it may run.")


class TaskStatus(enum.StrEnum):
    """How far a task of an analysis service is."""

    REVOKED = "REVOKED"
    PENDING = "PENDING"
    SCHEDULED = "SCHEDULED"
    RUNNING = "RUNNING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"


_TASK_STATUS = option("status", TaskStatus, "--status", "Only tasks that are so far.")
_ON = option("enabled", bool, "--enabled/--disabled", "Only those that may run, or may not.")

ANALYSIS = CommandGroup(
    command="services analysis",
    words="analysis service",
    text="Services that analyse; what they are to do are their tasks.",
    verbs=(
        RequestCommand(
            name="modules",
            method="list_analysis_modules",
            text="List the modules that services can be made of.",
            columns=columns("name description"),
        ),
        RequestCommand(
            name="list",
            method="list_analysis_services",
            text="List services.",
            takes=(NAME, _ON, LIMIT, ALL),
            columns=_ANALYSES,
        ),
        RequestCommand(
            name="create",
            method="create_analysis_service",
            text="Create a service.",
            example="--name Cracks --module crack_detection --set config.threshold=0.5",
            body=Body(
                "create_input",
                (
                    _NAMED[0],
                    field_option(
                        "module", str, "--module", "module_name", "The module it is made of."
                    ),
                    _ENABLED,
                ),
            ),
            done="Created service {}.",
        ),
        RequestCommand(
            name="edit",
            method="patch_analysis_service",
            text="Change a service; only what is given is changed, also within its config.",
            example="5 --disabled",
            key=_KEY,
            body=Body("patch_input", (_NAMED[0], _ENABLED)),
            done="Changed service {}.",
        ),
        RequestCommand(
            name="delete",
            method="delete_analysis_service",
            text="Delete services.",
            example="5 --yes",
            key=_KEYS,
            takes=(YES,),
            ask="Delete {}?",
            done="Deleted service {}.",
        ),
    ),
)

TASKS = CommandGroup(
    command="services tasks",
    words="analysis task",
    text="Tasks of analysis services.",
    where=(SERVICE,),
    example="--service 5",
    verbs=(
        RequestCommand(
            name="list",
            method="list_analysis_tasks",
            text="List the tasks of a service.",
            takes=(NAME, _TASK_STATUS, LIMIT, ALL),
            columns=_TASKS,
        ),
        RequestCommand(
            name="create",
            method="create_analysis_task",
            text="Create a task; it does not run yet.",
            example="--name 'Flight 1' --set params.data_collection_id=12",
            body=Body("params", _NAMED),
            done="Created task {}.",
        ),
        RequestCommand(
            name="run",
            method="run_analysis_task",
            text="Run tasks.",
            example="8",
            key=_TASK_KEYS,
            done="Task {} runs.",
        ),
        RequestCommand(
            name="revoke",
            method="revoke_analysis_task",
            text="Take tasks back that were to run.",
            example="8",
            key=_TASK_KEYS,
            done="Took task {} back.",
        ),
        RequestCommand(
            name="delete",
            method="delete_analysis_task",
            text="Delete tasks.",
            example="8 --yes",
            key=_TASK_KEYS,
            takes=(YES,),
            ask="Delete {}?",
            done="Deleted task {}.",
        ),
    ),
)
