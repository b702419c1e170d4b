"""What the client and the service call a value, in the words of the line it was given on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

__all__ = ["BodySpelling", "Spelling", "spoken"]

# Messages of the package speak of arguments; at a terminal these are options.
_SPOKEN = {
    r"\bprefix_folder(=True)?": "--prefix-folder",
    r"\breupload=True": "--again",
    r'\breupload="missing"': "--again-missing",
    r"\bmultipart=True": "--multipart",
    r"\bjournal=\.\.\.": "--journal FILE",
    r"\bskip_invalid\b": "--skip-invalid",
    r"\bzone='([^']*)'": r"--zone \1",
    r"\bzone=": "--zone",
    r", or a tzinfo\b": "",
    r"\bservice_type is '(\w+)'": r"--type is \1",
    r"^the body cannot be sent: 'utf-8' codec can't encode .*": (
        "a text is not UTF-8, so the service cannot have it"
    ),
    # At the start of a sentence: what it is about.
    r"^(create|update|patch)_input\.": "",
    r"^add_tags(\[\d+\])?": "--add",
    r"^remove_tags(\[\d+\])?": "--remove",
    r"^tags(\[\d+\])?": "--tag",
    r"^area_of_interest\b": "--area",
    r"^raster_info\.srid\b": "--srid",
    r"^raster_info\.num_bands\b": "--bands",
    r"^raster_info\.data_type\b": "--data-type",
    r"^raster_info\.cell_size(\[\d\])?": "--cell-size",
}
_MISSING = re.compile(r"(\S+) is missing\b(.*)", re.DOTALL)
_FIELDS_SHOWN = 8


def spoken(text: str) -> str:
    """A message of the package, in the words of the command line."""
    for pattern, option in _SPOKEN.items():
        text = re.sub(pattern, option, text)
    return text


class Spelling:
    """How the arguments of a command are spelled, where nothing else is known of them."""

    file = False
    """Whether what is missing may come from a file."""

    def problem(self, text: str) -> str:
        """A problem that the client found with an argument.

        Args:
            text: A sentence that begins with its name.
        """
        return spoken(text)

    def place(self, where: Sequence[Any]) -> str:
        """What a value was given as that the service found wrong.

        Args:
            where: Where it stood in the request: `body`, `query` or `path`, then names and places
                in lists.
        """
        inner = where[1:] if where and where[0] in ("body", "query", "path") else where
        return spoken(_path(inner))


@attrs.frozen
class BodySpelling(Spelling):
    """How the fields of what is created or changed are spelled.

    Attributes:
        operation: The client's method.
        argument: Its argument that has the fields.
        flags: Field -> the option that sets it.
    """

    operation: str
    argument: str
    flags: Mapping[str, str]
    file = True

    def problem(self, text: str) -> str:
        """A problem with a field; of one that is missing it is said how to give it."""
        text = text.removeprefix(f"{self.argument}.")
        if (found := _MISSING.fullmatch(text)) is None:
            field, space, rest = text.partition(" ")
            return spoken(f"{self.flags.get(field, field)}{space}{rest}")
        field, why = found.groups()
        return f"{field} is missing{spoken(why)}: {self._how(field)}"

    def place(self, where: Sequence[Any]) -> str:
        """The option of a field, else its name as `--set` takes it."""
        name = super().place(where)
        # Which of several shapes a value has may stand among the names: fields.image.name.
        less = (_path([*where[1:n], *where[n + 1 :]]) for n in range(1, len(where)))
        found = next((each for each in (name, *less) if each in self.flags), None)
        return self.flags[found] if found is not None else name

    def _how(self, field: str) -> str:
        if field in self.flags:
            return f"give {self.flags[field]}"
        schema = self._schema(field)
        if _holds_secret(schema):
            return "give it in the file of --from, since others can see the line of a command"
        kind = schema.get("type")
        if kind != "object":
            return f"give --set {field}={_VALUES.get(str(kind), 'VALUE')}"
        names = list(schema.get("properties", {}))
        known = f"; its fields are {', '.join(names)}" if names else ""
        known = known if len(names) <= _FIELDS_SHOWN else ""
        return f"give --set {field}.FIELD=VALUE{known}"

    def _schema(self, field: str) -> Mapping[str, Any]:
        from pixel_api.checks import contract
        from pixel_api.faults import resolved

        schema = contract()["operations"][self.operation]["arguments"][self.argument]["schema"]
        for name in re.findall(r"[^.\[\]]+", field):
            schema = resolved(schema)
            inner = schema.get("items" if name.isdecimal() else "properties", {})
            schema = inner if name.isdecimal() else inner.get(name, {})
        return resolved(schema)


_VALUES = {
    "array": "'[…]', a list of JSON",
    "integer": "NUMBER",
    "number": "NUMBER",
    "boolean": "true or false",
    "string": "TEXT",
}


def _holds_secret(schema: Mapping[str, Any], depth: int = 4) -> bool:
    from pixel_api.faults import resolved
    from pixel_api.wording import is_secret

    schema = resolved(schema)
    inner: Iterable[Mapping[str, Any]] = schema.get("properties", {}).values()
    return is_secret(schema) or (depth > 0 and any(_holds_secret(s, depth - 1) for s in inner))


def _path(names: Sequence[Any]) -> str:
    """Names and places in lists as one: `fields.tags[0]`."""
    text = ""
    for name in names:
        text += f"[{name}]" if isinstance(name, int) else f".{name}"
    return text.removeprefix(".")
