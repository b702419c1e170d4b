"""Bodies of requests: fields from `--from FILE`, `--set FIELD=VALUE` and options of their own."""

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
from ..option_names import BodyOptionNames
from .parameters import Parameter

__all__ = ["FROM", "SET", "Body", "field_option"]

_PANEL = "Fields"
_MAX_BYTES = 16_000_000  # of a file of fields; a photo given by mistake is larger

FROM = Parameter(
    "source",
    Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="JSON or YAML file with the fields; - reads stdin.",
            rich_help_panel=_PANEL,
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
            help="Set a field; dots reach into objects, VALUE is JSON or text. Overrides --from;"
            " may be repeated.",
            rich_help_panel=_PANEL,
        ),
    ],
    None,
    None,
)


def field_option(
    name: str,
    type_: Any,
    flag: str,
    field: str,
    help_text: str,
    convert: Callable[[Any], Any] | None = None,
) -> Parameter:
    """Return an option that sets a field of the body.

    Args:
        name: The parameter's name.
        type_: Its type.
        flag: Its spelling.
        field: The field; dots reach into objects.
        help_text: Its help.
        convert: Returns the field's value for the one given.
    """
    annotation = Annotated[type_ | None, typer.Option(flag, help=help_text, rich_help_panel=_PANEL)]
    return Parameter(name, annotation, None, field, flag=flag, convert=convert)


@attrs.frozen
class Body:
    """The body of a request.

    Attributes:
        argument: The client's argument for it.
        options: Options that each set a field.
        defaults: Values that go with an object field: `{"fields": {"fields_type": "image"}}`.
    """

    argument: str
    options: Sequence[Parameter] = ()
    defaults: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of its command."""
        return (*self.options, FROM, SET)

    def option_names(self, operation: str) -> BodyOptionNames:
        """Return the options for the fields that errors of the client's method name."""
        flags = {str(each.argument): each.flag.split("/")[0] for each in self.options}
        return BodyOptionNames(operation, self.argument, flags)

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that were given.

        Raises:
            CommandError: The file or a pair is not valid, or no field was given.
        """
        source = values["source"]
        fields = _load(source) if source is not None else {}
        for pair in values["pairs"] or ():
            field, equals, text = pair.partition("=")
            names = [name.strip() for name in field.split(".")]
            if not equals or not all(names):
                raise CommandError(f"--set {pair!r} is not valid; write FIELD=VALUE.")
            _set_field(fields, ".".join(names), _parse_value(text))
        for each in self.options:
            if (value := values[each.name]) is not None:
                value = value.value if isinstance(value, enum.Enum) else value
                value = each.convert(value) if each.convert is not None else value
                _set_field(fields, str(each.argument), value)
        for field, defaults in self.defaults.items():
            if isinstance(fields.get(field), dict):
                fields[field] = {**defaults, **fields[field]}
        if not fields:
            flags = "".join(f"{each.flag}, " for each in self.options)
            raise CommandError(
                f"No fields were given: give {flags}--set FIELD=VALUE or --from FILE."
            )
        return fields


def _set_field(fields: dict[str, Any], field: str, value: Any) -> None:
    *path, last = field.split(".")
    inner = fields
    for name in path:
        inner = inner.setdefault(name, {})
        if not isinstance(inner, dict):
            raise CommandError(f"--set {field}: {name} is not an object.")
    inner[last] = value


def _parse_value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a number too long for one, or too many brackets
        return text


def _load(source: Path) -> dict[str, Any]:
    name = "stdin" if str(source) == "-" else str(source)
    try:
        parsed = _parse(name, _read_text(name, source))
        # Dates that YAML has parsed become text again, as the service expects.
        text = json.dumps(parsed, default=_date_text, check_circular=False)  # a RecursionError
        fields = json.loads(text)
    except RecursionError:
        raise CommandError(f"{name} is nested too deeply, or contains itself.") from None
    except (TypeError, ValueError) as error:
        raise CommandError(f"{name} cannot be converted to JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise CommandError(f"{name} must contain an object: fields with their values.")
    return fields


def _read_text(name: str, source: Path) -> str:
    try:
        if name == "stdin" and sys.stdin is None:
            raise CommandError("stdin is closed.")
        if name == "stdin":
            content = sys.stdin.buffer.read(_MAX_BYTES + 1)
        else:
            with source.open("rb") as file:
                content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise CommandError(
                f"{name} is larger than {_MAX_BYTES // 10**6} MB; is it the right file?"
            )
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not valid UTF-8.") from None


def _parse(name: str, text: str) -> Any:
    import yaml

    try:
        # YAML reads most JSON too, but not tabs, and its errors are less precise.
        return json.loads(text) if text.lstrip()[:1] in ("{", "[") else yaml.safe_load(text)
    except json.JSONDecodeError as error:
        raise CommandError(
            f"{name}, line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", "not valid YAML")
        raise CommandError(f"{name}{where}: {reason}.") from None
    except ValueError:
        raise CommandError(f"{name} contains a number with too many digits.") from None


def _date_text(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not text, a number, a list or an object")
