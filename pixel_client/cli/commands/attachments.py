"""`pixel attachments`: files attached to a project, a data collection or an image."""

from __future__ import annotations

import enum
import glob
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..output.cells import columns
from ..requests.parameters import ALL, Parameter, option
from ..requests.request_commands import (
    NO_UNDO,
    CommandGroup,
    RequestCommand,
    add_group,
    delete_command,
    id_command,
)
from ..session import Session

__all__ = ["add_commands"]

_COLUMNS = columns("id# name status description created=created_at")


class OwnerType(enum.StrEnum):
    """What attachments belong to."""

    PROJECT = "project"
    COLLECTION = "collection"
    IMAGE = "image"


class Status(enum.StrEnum):
    """Whether an attachment's file is uploaded."""

    PENDING = "Pending"
    COMPLETED = "Completed"


def _resource_type(_: Session, owner: OwnerType, __: Any) -> str:
    return "data_collection" if owner is OwnerType.COLLECTION else owner.value


Owner = Annotated[OwnerType, typer.Argument(metavar="OWNER", help="project, collection or image.")]
OwnerId = Annotated[int, typer.Argument(metavar="OWNER_ID", help="Id of the owner.")]

_IDS = Parameter(
    "ids",
    Annotated[list[int], typer.Argument(metavar="ID…", help="One or more ids of attachments.")],
    argument="attachment_id",
)
_TO = Parameter(
    "to",
    Annotated[OwnerType, typer.Option("--to", help="Type of the new owner.")],
    argument="new_resource_type",
    resolve=_resource_type,
)
_TO_ID = Parameter(
    "to_id",
    Annotated[int, typer.Option("--to-id", metavar="ID", help="Id of the new owner.")],
    argument="new_resource_id",
)
_STATUS = Parameter("status", Annotated[Status, typer.Option("--status", help="The new status.")])


def _matches(path: Path) -> list[Path]:
    """Return the files of a pattern that the shell has not expanded; else the path itself."""
    if os.path.lexists(path) or not glob.has_magic(str(path)):
        return [path]
    found = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 (no Path for absolute ones)
    if not (files := [each for each in found if each.is_file()]):
        raise CommandError(f"No file matches {path}.")
    return files


def add(
    session: Session,
    owner: Owner,
    owner_id: OwnerId,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files, or patterns such as '*.pdf'.")
    ],
) -> None:
    """Attach files to a project, a data collection or an image."""
    paths = [each for path in files for each in _matches(path)]
    resource_type: Any = _resource_type(session, owner, None)
    session.output.items(session.client.add_attachments(resource_type, owner_id, paths), _COLUMNS)


ATTACHMENTS = CommandGroup(
    name="attachments",
    label="attachment",
    help_text="Attachments: list, add, edit, move, delete.",
    parameters=(
        Parameter("owner", Owner, argument="resource_type", resolve=_resource_type),
        Parameter("owner_id", OwnerId, argument="resource_id"),
    ),
    commands=(
        RequestCommand(
            name="list",
            method="list_attachments",
            help_text="List the attachments of a project, a data collection or an image.",
            example="project 7",
            parameters=(option("status", Status, "--status", "Only with this status."), ALL),
            columns=_COLUMNS,
        ),
        id_command(
            "edit",
            "update_attachment",
            "Change the status of attachments: whether their files are uploaded.",
            "image 31 5 --status Completed",
            _IDS,
            _STATUS,
        ),
        id_command(
            "move",
            "move_attachment",
            "Move attachments to another project, data collection or image.",
            "image 31 5 --to project --to-id 7",
            _IDS,
            _TO,
            _TO_ID,
        ),
        delete_command("delete_attachment", "attachment", "image 31 5", _IDS, NO_UNDO),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    commands = add_group(app, ATTACHMENTS)
    register(commands, "add", add, "pixel attachments add image 31 note.pdf sketch.png")
