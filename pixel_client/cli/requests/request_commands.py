"""Commands that are one request, each a row: name, the client's method, parameters.

`pixel GROUP COMMAND [ID…] [destination] [fields]`: commands that change something take one or more
ids, exit with 3 when only some succeeded, and ask before they delete.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import typer

from ..command import confirm, group, register
from ..errors import ALL, describe_error, exit_code
from ..output.cells import Column
from ..session import Session
from .exports import print_or_export
from .parameters import IDS, YES, Parameter, client_arguments
from .request_body import Body

__all__ = [
    "NO_UNDO",
    "CommandGroup",
    "RequestCommand",
    "add_group",
    "delete_command",
    "id_command",
    "run_for_each",
    "unique_ids",
]

NO_UNDO = "This cannot be undone."
# Command -> the verb of the message when it succeeded.
_DONE = {
    "create": "Created",
    "delete": "Deleted",
    "edit": "Changed",
    "move": "Moved",
    "refresh": "Refreshed",
    "revoke": "Revoked",
    "run": "Started",
    "start": "Started",
    "stop": "Stopped",
}


@attrs.frozen(kw_only=True)
class RequestCommand:
    """A command that is one request.

    Attributes:
        name: Its name.
        method: The client's method.
        help_text: Its help.
        example: The part of its example between the command and the destination.
        parameters: Its parameters, without those of the group.
        key: The parameter of its id or ids, or None; its argument is the method's.
        body: The object to create or change, or None.
        columns: The columns of the list that it prints; empty when it prints one object.
        question: The question it asks first, with `{}` for the items.
        kind: The kind of a list's objects in `pixel_client.geo`; empty when not supported there.
    """

    name: str
    method: str
    help_text: str
    example: str = ""
    parameters: tuple[Parameter, ...] = ()
    key: Parameter | None = None
    body: Body | None = None
    columns: tuple[Column, ...] = ()
    question: str = ""
    kind: str = ""

    @property
    def takes_several(self) -> bool:
        """Whether it takes several ids."""
        return self.key is not None and self.key.name == IDS.name


def id_command(
    name: str, method: str, help_text: str, example: str, key: Parameter, *parameters: Parameter
) -> RequestCommand:
    """Return the row of a command that takes ids, without a body."""
    return RequestCommand(
        name=name,
        method=method,
        help_text=help_text,
        example=example,
        key=key,
        parameters=parameters,
    )


def delete_command(
    method: str, label: str, example: str, key: Parameter, note: str = ""
) -> RequestCommand:
    """Return the row of a command that deletes; the note follows its help and its question."""
    help_text, question = f"Delete {label}s. {note}".rstrip(), f"Delete {{}}? {note}".rstrip()
    row = id_command("delete", method, help_text, f"{example} --yes", key, YES)
    return attrs.evolve(row, question=question)


@attrs.frozen(kw_only=True)
class CommandGroup:
    """A group of commands.

    Attributes:
        name: Its name, such as `services arcgis`.
        label: One of its items, such as `ArcGIS service`.
        help_text: Its help.
        parameters: The parameters of all its commands, such as the destination.
        example: The same in an example.
        commands: The commands.
    """

    name: str
    label: str
    help_text: str
    parameters: tuple[Parameter, ...] = ()
    example: str = ""
    commands: tuple[RequestCommand, ...] = ()


def add_group(app: typer.Typer, rows: CommandGroup) -> typer.Typer:
    """Add a group of commands to an app; return the group."""
    added = group(rows.name.rpartition(" ")[2], rows.help_text)
    for row in rows.commands:
        _add_command(added, rows, row)
    app.add_typer(added)
    return added


def _add_command(app: typer.Typer, rows: CommandGroup, row: RequestCommand) -> None:
    parameters = (*rows.parameters, *row.parameters)
    done = f"{_DONE[row.name]} {rows.label} {{}}." if row.name in _DONE else ""

    def command(session: Session, **values: Any) -> int:
        fields: dict[str, Any] = {}
        if row.body is not None:
            session.option_names = row.body.option_names(row.method)
            fields[row.body.argument] = row.body.read(values)
        ids = unique_ids(values[row.key.name]) if row.key is not None else []
        if row.question:
            confirm(session, row.question.format(_describe(rows.label, ids)), values["yes"])
        arguments = client_arguments(session, parameters, values) | fields
        method = getattr(session.client, row.method)

        def call(*number: int) -> Any:
            key = {str(row.key.argument): number[0]} if row.key is not None else {}
            with _job_status(session) if values.get("wait") else contextlib.nullcontext():
                return method(**arguments, **key)

        if row.takes_several:
            return run_for_each(session, done, ids, call)
        return _print(session, row, call(*ids), values, done)

    key = (row.key,) if row.key is not None else ()
    fields = row.body.parameters if row.body is not None else ()
    all_parameters = [each.parameter for each in (*rows.parameters, *key, *row.parameters, *fields)]
    example = " ".join(f"pixel {rows.name} {row.name} {row.example} {rows.example}".split())
    register(app, row.name, command, example, text=row.help_text, parameters=all_parameters)


@contextlib.contextmanager
def _job_status(session: Session) -> Iterator[None]:
    """Show that a command waits for a job, and print on Ctrl-C that the job continues."""
    try:
        with session.output.status("Waiting for the service …"):
            yield
    except KeyboardInterrupt:
        session.output.warn("Operations already started continue at the service.")
        raise


def _print(
    session: Session, row: RequestCommand, answer: Any, values: Mapping[str, Any], done: str
) -> int:
    output = session.output
    if row.columns:
        field = row.columns[0].field  # of lists of plain values
        items = (each if isinstance(each, Mapping) else {field: each} for each in answer)
        return print_or_export(
            session,
            items,
            row.columns,
            row.kind,
            geoparquet=values.get("geoparquet"),
            stac=values.get("stac"),
            all_rows=values.get("all_rows", True) or values.get("limit") is not None,
        )
    if done:
        output.info(done.format(answer.get("id", "")).replace(" .", "."), "green")
    output.item(answer)
    return ALL


def unique_ids(value: Any) -> list[int]:
    """Return the ids that were given, each once, in their order."""
    return list(dict.fromkeys(value)) if isinstance(value, list) else [value]


def _describe(label: str, ids: Sequence[int]) -> str:
    if len(ids) == 1:
        return f"{label} {ids[0]}"
    return f"{len(ids)} {label}s ({', '.join(map(str, ids[:10]))}{', …' if len(ids) > 10 else ''})"


def run_for_each(
    session: Session, done: str, ids: Sequence[int], call: Callable[[int], Any]
) -> int:
    """Make the same request for several ids; one that fails does not stop the others.

    Args:
        session: The session.
        done: The message for each success: `Deleted image {}.`
        ids: The ids.
        call: Makes the request; its answers are printed for programs.

    Returns:
        The exit code.
    """
    from ...exceptions import PixelError, PixelInputError, PixelStatusError

    output = session.output
    answers: list[Mapping[str, Any]] = []
    try:
        for number in ids:
            try:
                answer = call(number)
            except PixelError as error:
                is_status = isinstance(error, PixelStatusError)
                # Invalid input is invalid for all of them, and so is an outage at the start.
                if isinstance(error, PixelInputError) or not (is_status or answers):
                    raise
                output.error(f"{number}: {describe_error(error, session.option_names)[0]}")
                if not is_status:
                    break
            else:
                answers.append({"id": number, **(answer if isinstance(answer, Mapping) else {})})
                output.info(done.format(number))
    finally:
        if answers and not output.for_people:
            output.items(answers, ())
    return exit_code(len(answers), len(ids) - len(answers))
