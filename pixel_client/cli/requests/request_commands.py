"""Commands that are one request, each a row: its name, the client's method, what it takes.

`pixel NOUN VERB [ID…] [where it is] [what it says]`: verbs that change something take one or
several ids, answer 3 when only some went well, and ask before they delete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import typer

from ..command import confirmed, group, register
from ..errors import ALL, describe_error, exit_code
from ..output.cells import Column
from ..session import Session
from .exports import exported
from .parameters import IDS, Parameter, asked
from .request_body import Body

__all__ = ["CommandGroup", "RequestCommand", "add_group", "each", "one_or_many"]


@attrs.frozen(kw_only=True)
class RequestCommand:
    """A command that is one request.

    Attributes:
        name: Its name.
        method: The client's method.
        text: Its help.
        example: What its example has between the command and the place.
        takes: What it takes beside the place.
        key: Its id or ids, or None; its argument is the method's.
        body: What is created or changed, or None.
        columns: Those of the list that it answers, or empty when it answers one object.
        done: What is said when it went well, with a place for the id: `Started service {}.`
        ask: What is asked before it, with a place for what it is about.
        part: The field of the answer that is shown alone, or empty.
        kind: What a list's objects are, in `pixel_client.geo`; empty where it does not know them.
    """

    name: str
    method: str
    text: str
    example: str = ""
    takes: tuple[Parameter, ...] = ()
    key: Parameter | None = None
    body: Body | None = None
    columns: tuple[Column, ...] = ()
    done: str = ""
    ask: str = ""
    part: str = ""
    kind: str = ""

    @property
    def many(self) -> bool:
        """Whether it takes several ids."""
        return self.key is not None and self.key.name == IDS.name


@attrs.frozen(kw_only=True)
class CommandGroup:
    """What commands are about.

    Attributes:
        command: The commands' name, such as `services arcgis`.
        words: What one is called, such as `ArcGIS service`.
        text: The group's help.
        where: What says where they are.
        example: The same in an example.
        verbs: The commands.
    """

    command: str
    words: str
    text: str
    where: tuple[Parameter, ...] = ()
    example: str = ""
    verbs: tuple[RequestCommand, ...] = ()


def add_group(app: typer.Typer, noun: CommandGroup) -> typer.Typer:
    """Add a group of commands to an app; answers the group."""
    own = group(noun.command.rpartition(" ")[2], noun.text)
    for verb in noun.verbs:
        add_command(own, noun, verb)
    app.add_typer(own)
    return own


def add_command(own: typer.Typer, noun: CommandGroup, verb: RequestCommand) -> None:
    """Add one command to its group."""
    key = (verb.key,) if verb.key is not None else ()
    fields = verb.body.takes if verb.body is not None else ()
    takes = (*noun.where, *verb.takes)

    def act(session: Session, **values: Any) -> int:
        said = None
        if verb.body is not None:
            session.spelling = verb.body.spelling(verb.method)
            said = verb.body.read(values)
        ids = one_or_many(values[verb.key.name]) if verb.key is not None else []
        if verb.ask:
            confirmed(session, verb.ask.format(_what(noun.words, ids)), values["yes"])
        method = _waiting(session, getattr(session.client, verb.method), values.get("wait"))
        arguments = asked(session, takes, values)
        if verb.body is not None and said is not None:
            arguments[verb.body.argument] = said
        if verb.key is not None and verb.many:
            name = str(verb.key.argument)
            done = verb.done or f"{verb.name} {noun.words} {{}}."
            return each(session, done, ids, lambda one: method(**arguments, **{name: one}))
        if verb.key is not None:
            arguments[str(verb.key.argument)] = ids[0]
        return _show(session, verb, method(**arguments), values)

    parameters = [take.parameter for take in (*noun.where, *key, *verb.takes, *fields)]
    line = f"pixel {noun.command} {verb.name} {verb.example} {noun.example}"
    register(own, verb.name, act, " ".join(line.split()), text=verb.text, parameters=parameters)


def _waiting(session: Session, method: Callable[..., Any], wait: bool | None) -> Callable[..., Any]:
    """The method, with what is seen while it waits for a job."""

    def call(**arguments: Any) -> Any:
        try:
            with session.output.busy("The service works on it …"):
                return method(**arguments)
        except KeyboardInterrupt:
            session.output.warn("The service goes on with what was begun.")
            raise

    return call if wait else method


def _show(session: Session, verb: RequestCommand, answer: Any, values: Mapping[str, Any]) -> int:
    output = session.output
    if verb.kind:
        code = exported(session, answer, verb.kind, values["geoparquet"], values["stac"])
        if code is not None:
            return code
    if verb.columns:
        rows: Iterable[Any] = (_row(each, verb.columns) for each in answer)
        every = "every" not in values or values["every"] or values.get("limit") is not None
        output.items(rows, verb.columns, every=every)
        return ALL
    shown = answer[verb.part] if verb.part else answer
    if verb.done:
        output.say(verb.done.format(shown.get("id", "")).replace(" .", "."), "green")
    output.item(shown)
    return ALL


def _row(value: Any, columns: Sequence[Column]) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {columns[0].field: value}


def one_or_many(value: Any) -> list[int]:
    """The ids that were given, each once, in their order."""
    return list(dict.fromkeys(value)) if isinstance(value, list) else [value]


def _what(words: str, ids: Sequence[int]) -> str:
    if len(ids) == 1:
        return f"the {words} {ids[0]}"
    return f"{len(ids)} {words}s ({', '.join(map(str, ids[:10]))}{', …' if len(ids) > 10 else ''})"


def each(session: Session, done: str, ids: Sequence[int], act: Callable[[int], Any]) -> int:
    """Do the same with each of several; one that fails does not keep the others from it.

    Args:
        session: The session.
        done: What is said of those that went well: `Deleted image {}.`
        ids: Their ids.
        act: Does it; what it answers is printed for programs.

    Returns:
        The exit code.
    """
    from ...exceptions import PixelError, PixelInputError, PixelStatusError

    output = session.output
    answers: list[Mapping[str, Any]] = []
    try:
        for number in ids:
            try:
                answer = act(number)
            except PixelInputError:
                raise  # wrong for all of them
            except PixelStatusError as error:
                output.error(f"{number}: {describe_error(error, session.spelling)[0]}")
            except PixelError as error:
                if not answers:
                    raise
                output.error(f"{number}: {describe_error(error, session.spelling)[0]}")
                break
            else:
                answers.append({"id": number, **(answer if isinstance(answer, Mapping) else {})})
                output.say(done.format(number))
    finally:
        if answers and not output.for_people:
            output.items(answers, ())
    return exit_code(len(answers), len(ids) - len(answers))
