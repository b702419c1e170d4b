"""`pixel attachments`: files that belong to a project, a data collection or an image."""

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
from ..requests.parameters import ALL, YES, Parameter, option
from ..requests.request_commands import CommandGroup, RequestCommand, add_group
from ..session import Session

__all__ = ["add_commands"]

_COLUMNS = columns("id# name status description created=created_at")


class Of(enum.StrEnum):
    """What attachments belong to."""

    PROJECT = "project"
    COLLECTION = "collection"
    IMAGE = "image"


class Status(enum.StrEnum):
    """Whether an attachment's file is there."""

    PENDING = "Pending"
    COMPLETED = "Completed"


def _service_name(_: Session, of: Of, __: Any) -> str:
    return "data_collection" if of is Of.COLLECTION else of.value


Owner = Annotated[Of, typer.Argument(metavar="OF", help="What they belong to.")]
OwnerId = Annotated[int, typer.Argument(metavar="OWNER", help="Its id.")]

OWNER = Parameter("of", Owner, argument="resource_type", find=_service_name)
OWNER_ID = Parameter("owner", OwnerId, argument="resource_id")
_ATTACHMENTS = Parameter(
    "ids",
    Annotated[list[int], typer.Argument(metavar="ATTACHMENT…", help="Their ids.")],
    argument="attachment_id",
)
_TO = Parameter(
    "to",
    Annotated[Of, typer.Option("--to", help="What they are to belong to.")],
    argument="new_resource_type",
    find=_service_name,
)
_TO_ID = Parameter(
    "to_id",
    Annotated[int, typer.Option("--to-id", metavar="ID", help="Its id.")],
    argument="new_resource_id",
)
_STATUS = Parameter(
    "status", Annotated[Status, typer.Option("--status", help="Whether the file is there.")]
)


def _fitting(path: Path) -> list[Path]:
    """The files of a pattern, for shells that leave it as it is; else the path itself."""
    if os.path.lexists(path) or not glob.has_magic(str(path)):
        return [path]
    fitting = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 (no Path for absolute ones)
    if not (found := [each for each in fitting if each.is_file()]):
        raise CommandError(f"No file fits {path}.")
    return found


def add(
    session: Session,
    of: Owner,
    owner: OwnerId,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="The files, or patterns such as '*.pdf'.")
    ],
) -> None:
    """Attach files to a project, a data collection or an image."""
    named = [each for path in files for each in _fitting(path)]
    made = session.client.add_attachments(_service_name(session, of, None), owner, named)  # type: ignore[arg-type]  # one of the three
    session.output.items(made, _COLUMNS)


NOUN = CommandGroup(
    command="attachments",
    words="attachment",
    text="Attachments: list, add, edit, move, delete.",
    where=(OWNER, OWNER_ID),
    verbs=(
        RequestCommand(
            name="list",
            method="list_attachments",
            text="List the attachments of a project, a data collection or an image.",
            example="project 7",
            takes=(option("status", Status, "--status", "Only these."), ALL),
            columns=_COLUMNS,
        ),
        RequestCommand(
            name="edit",
            method="update_attachment",
            text="Say whether the files of attachments are there.",
            example="image 31 5 --status Completed",
            key=_ATTACHMENTS,
            takes=(_STATUS,),
            done="Changed attachment {}.",
        ),
        RequestCommand(
            name="move",
            method="move_attachment",
            text="Move attachments to another project, data collection or image.",
            example="image 31 5 --to project --to-id 7",
            key=_ATTACHMENTS,
            takes=(_TO, _TO_ID),
            done="Moved attachment {}.",
        ),
        RequestCommand(
            name="delete",
            method="delete_attachment",
            text="Delete attachments.",
            example="image 31 5 --yes",
            key=_ATTACHMENTS,
            takes=(YES,),
            ask="Delete {}? They cannot be brought back.",
            done="Deleted attachment {}.",
        ),
    ),
)


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = add_group(app, NOUN)
    register(own, "add", add, "pixel attachments add image 31 note.pdf sketch.png")
