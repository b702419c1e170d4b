"""The options of the command line for the arguments, fields and hints that errors name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ..core.hints import HintCode

if TYPE_CHECKING:
    from ..exceptions import Problem

__all__ = ["BodySpelling", "Spelling", "hint_text", "path_text"]

# What an argument of the client, or a field of one, is set by.
_OPTIONS = {
    "add_tags": "--add",
    "area_of_interest": "--area",
    "journal": "--journal",
    "multipart": "--multipart",
    "prefix_folder": "--prefix-folder",
    "raster_info.cell_size": "--cell-size",
    "raster_info.data_type": "--data-type",
    "raster_info.num_bands": "--bands",
    "raster_info.srid": "--srid",
    "remove_tags": "--remove",
    "service_type": "--type",
    "skip_invalid": "--skip-invalid",
    "tags": "--tag",
    "zone": "--zone",
}
_BODIES = frozenset({"create_input", "patch_input", "search_query", "update_input"})
# What hints name, where it is not simply the option of the argument.
_IN_HINTS = _OPTIONS | {
    "journal": "--journal FILE",
    "reupload": "--again",
    "reupload_missing": "--again-missing",
    "or_lower": "",
    "verify": "the variable SSL_CERT_FILE",
    "zone": "--zone Europe/Oslo",
}
_FIELDS_SHOWN = 8


def hint_text(code: HintCode | None) -> str:
    """What to do about an error, for someone at a terminal; empty without a hint.

    Args:
        code: The error's `hint_code`.
    """
    return "" if code is None else code.text.format_map(_IN_HINTS)


class Spelling:
    """How the arguments of a command are spelled, where nothing else is known of them."""

    file = False
    """Whether what is missing may come from a file."""
    argument = ""
    """The client's argument that is a body of fields, if any."""

    def problem(self, problem: Problem) -> str:
        """A problem that the client found with an argument."""
        from ..exceptions import ProblemCode

        if problem.code is ProblemCode.NOT_UTF8:
            name = f"{self.place(problem.keys)}: " if problem.path else ""
            return f"{name}a text is not UTF-8, so the service cannot have it"
        name = f"{self.place(problem.keys)} " if problem.path else ""
        return f"{name}{problem.message}{self._since(problem)}"

    def _since(self, problem: Problem) -> str:
        given = [(self._named((name,)), value.strip("'")) for name, value in problem.since]
        return f", since {' and '.join(map(' is '.join, given))}" if given else ""

    def place(self, where: Sequence[Any]) -> str:
        """What a value was given as.

        Args:
            where: Its name in the client, or in the request after `body`, `query` or `path`; then
                names and places in lists.
        """
        if where and where[0] in ("body", "query", "path"):
            where = where[1:]
        is_within = len(where) > 1 and where[0] in {*_BODIES, self.argument}
        return self._named(where[1:] if is_within else where)

    def _named(self, where: Sequence[Any]) -> str:
        """The option that sets a field, with the path within it; else the path."""
        for end in range(len(where), 0, -1):
            if (option := _OPTIONS.get(path_text(where[:end]))) is not None:
                # One of several tags is given by the same option as the others.
                is_one = end < len(where) and isinstance(where[end], int)
                rest = where[end + is_one :]
                return ".".join(filter(None, (option, path_text(rest))))
        return path_text(where)


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

    def problem(self, problem: Problem) -> str:
        """A problem with a field; of one that is missing it is said how to give it."""
        from ..exceptions import ProblemCode

        if problem.code is not ProblemCode.MISSING or not problem.path:
            return super().problem(problem)
        names = problem.keys[problem.keys[0] == self.argument :]  # without it
        return f"{path_text(names)} is missing{self._since(problem)}: {self._how(names)}"

    def _named(self, where: Sequence[Any]) -> str:
        # Which of several shapes a value has may stand among the names: fields.image.name.
        less = (path_text([*where[:n], *where[n + 1 :]]) for n in range(len(where)))
        found = next((name for name in (path_text(where), *less) if name in self.flags), None)
        return self.flags[found] if found is not None else super()._named(where)

    def _how(self, names: Sequence[Any]) -> str:
        field = path_text(names)
        if field in self.flags:
            return f"give {self.flags[field]}"
        schema = self._schema(names)
        if _holds_secret(schema):
            return "give it in the file of --from, since others can see the line of a command"
        kind = schema.get("type")
        if kind != "object":
            return f"give --set {field}={_VALUES.get(str(kind), 'VALUE')}"
        fields = list(schema.get("properties", {}))
        known = f"; its fields are {', '.join(fields)}" if fields else ""
        known = known if len(fields) <= _FIELDS_SHOWN else ""
        return f"give --set {field}.FIELD=VALUE{known}"

    def _schema(self, names: Sequence[Any]) -> Mapping[str, Any]:
        from pixel_api.checks import contract
        from pixel_api.faults import resolved

        schema = contract()["operations"][self.operation]["arguments"][self.argument]["schema"]
        for name in names:
            schema = resolved(schema)
            inside = schema.get("items" if isinstance(name, int) else "properties", {})
            schema = inside if isinstance(name, int) else inside.get(name, {})
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


def path_text(names: Sequence[Any]) -> str:
    """Names and places in lists as one: `fields.tags[0]`."""
    text = ""
    for name in names:
        text += f"[{name}]" if isinstance(name, int) else f".{name}"
    return text.removeprefix(".")
