"""What is to be created or changed: `--from` a file, `--set FIELD=VALUE`, and options of fields."""

from __future__ import annotations

import datetime
import enum
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from ..errors import CommandError
from ..option_names import BodySpelling
from .parameters import Parameter

__all__ = ["FROM", "SET", "Body", "field_option"]

_CONTENT = "What it says"
_MOST_BYTES = 16_000_000  # of a file of fields; a photo that is named by mistake has more

FROM = Parameter(
    "source",
    Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A file of JSON or YAML with the fields; - reads stdin.",
            rich_help_panel=_CONTENT,
        ),
    ],
    None,
    None,
)
SET = Parameter(
    "pairs",
    Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Set a field, with dots one within another; VALUE is JSON or text. Wins over"
            " --from; may be repeated.",
            rich_help_panel=_CONTENT,
        ),
    ],
    None,
    None,
)


def field_option(
    name: str,
    kind: Any,
    flag: str,
    field: str,
    text: str,
    read: Callable[[Any], Any] | None = None,
) -> Parameter:
    """An option that sets a field of the body.

    Args:
        name: The parameter's name.
        kind: Its type.
        flag: Its spelling.
        field: The field; with dots, one within another.
        text: Its help.
        read: Makes its value of what was typed.
    """
    annotation = Annotated[kind | None, typer.Option(flag, help=text, rich_help_panel=_CONTENT)]
    return Parameter(name, annotation, None, field, flag=flag, read=read)


@attrs.frozen
class Body:
    """The body of a request.

    Attributes:
        argument: The client's argument for it.
        options: Options that set a field each.
        within: Fields that go with others beside them: `{"fields": {"fields_type": "image"}}`.
    """

    argument: str
    options: Sequence[Parameter] = ()
    within: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """What its command takes for it."""
        return (*self.options, FROM, SET)

    def spelling(self, operation: str) -> BodySpelling:
        """How errors of the client's method call its fields."""
        flags = {str(take.argument): take.flag.split("/")[0] for take in self.options}
        return BodySpelling(operation, self.argument, flags)

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that were given.

        Raises:
            CommandError: The file or a pair cannot be read, or nothing was given.
        """
        source = values["source"]
        told = _loaded(source) if source is not None else {}
        for pair in values["pairs"] or ():
            field, equals, value = pair.partition("=")
            names = [name.strip() for name in field.split(".")]
            if not equals or not all(names):
                raise CommandError(f"--set {pair!r} cannot be read; write FIELD=VALUE.")
            _put(told, ".".join(names), _value(value))
        for take in self.options:
            if (given := values[take.name]) is not None:
                value = given.value if isinstance(given, enum.Enum) else given
                value = take.read(value) if take.read is not None else value
                _put(told, str(take.argument), value)
        for field, beside in self.within.items():
            if isinstance(told.get(field), dict):
                told[field] = {**beside, **told[field]}
        if not told:
            flags = "".join(f"{take.flag}, " for take in self.options)
            raise CommandError(f"Nothing to set: give {flags}--set FIELD=VALUE or --from FILE.")
        return told


def _put(told: dict[str, Any], field: str, value: Any) -> None:
    *path, last = field.split(".")
    inner = told
    for name in path:
        inner = inner.setdefault(name, {})
        if not isinstance(inner, dict):
            raise CommandError(f"--set {field}: {name} is no object, so nothing is within it.")
    inner[last] = value


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a number too long for one, or brackets without end
        return text


def _loaded(source: Path) -> dict[str, Any]:
    name = "stdin" if str(source) == "-" else str(source)
    try:
        found = _parsed(name, _text(name, source))
    except RecursionError:
        raise CommandError(f"{name} is nested too deeply.") from None
    if not isinstance(found, dict):
        raise CommandError(f"{name} must hold an object: fields with their values.")
    try:
        # Dates that YAML has read are text again, as the service takes them.
        plain: dict[str, Any] = json.loads(
            json.dumps(found, default=_date, check_circular=False)  # then it is a RecursionError
        )
    except RecursionError:
        raise CommandError(f"{name} holds what JSON cannot: something holds itself.") from None
    except (TypeError, ValueError) as error:
        raise CommandError(f"{name} holds what JSON cannot: {error}.") from None
    return plain


def _text(name: str, source: Path) -> str:
    try:
        if name == "stdin" and sys.stdin is None:
            raise CommandError("stdin is closed; there is nothing to read.")
        if name == "stdin":
            read = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with source.open("rb") as file:
                read = file.read(_MOST_BYTES + 1)
        if len(read) > _MOST_BYTES:
            raise CommandError(f"{name} has more than {_MOST_BYTES // 10**6} MB; is it the one?")
        return read.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not UTF-8; save it as UTF-8.") from None


def _parsed(name: str, text: str) -> Any:
    import yaml

    try:
        # YAML reads JSON too, but tabs, and says less well where it is wrong.
        return json.loads(text) if text.lstrip()[:1] in ("{", "[") else yaml.safe_load(text)
    except json.JSONDecodeError as error:
        raise CommandError(
            f"{name}, line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
        raise CommandError(f"{name}{where}: {what}.") from None
    except ValueError:
        raise CommandError(f"{name} holds a number with too many digits.") from None


def _date(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is neither text, number, list nor object")
