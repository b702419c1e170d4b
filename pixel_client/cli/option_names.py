"""The options for the arguments, fields and hints that errors name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ..core.hints import HintCode

if TYPE_CHECKING:
    from ..exceptions import Problem

__all__ = ["BodyOptionNames", "OptionNames", "hint_text", "path_text"]

# Argument of the client, or a field of one -> the option that sets it.
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
    "zone": "--timezone",
}
_BODIES = frozenset({"create_input", "patch_input", "search_query", "update_input"})
# Names in hints, where they differ from the option of the argument.
_IN_HINTS = _OPTIONS | {
    "journal": "--journal FILE",
    "reupload": "--again",
    "reupload_missing": "--again-missing",
    "or_lower": "",
    "verify": "the variable SSL_CERT_FILE",
    "zone": "--timezone Europe/Oslo",
}
_MAX_FIELDS = 8  # that a hint lists


def hint_text(code: HintCode | None) -> str:
    """Return the hint of an error, with options for arguments; empty without a hint.

    Args:
        code: The error's `hint_code`.
    """
    return "" if code is None else code.text.format_map(_IN_HINTS)


class OptionNames:
    """The option for each argument of the client, where the command adds none of its own."""

    from_file = False
    """Whether missing fields can be read from a file."""
    argument = ""
    """The client's argument that is a body of fields, if any."""

    def describe(self, problem: Problem) -> str:
        """Return a problem with an argument, named by its option."""
        from ..exceptions import ProblemCode

        name = self.option(problem.keys) if problem.path else ""
        if problem.code is ProblemCode.NOT_UTF8:
            prefix = f"{name}: " if name else ""
            return f"{prefix}a text is not valid UTF-8, so it cannot be sent"
        return f"{name} {problem.message}{self._conditions(problem)}".lstrip()

    def _conditions(self, problem: Problem) -> str:
        given = [(self._lookup((name,)), value.strip("'")) for name, value in problem.since]
        return f", since {' and '.join(map(' is '.join, given))}" if given else ""

    def option(self, path: Sequence[Any]) -> str:
        """Return the option that a value was given by.

        Args:
            path: Its name in the client, or in the request after `body`, `query` or `path`; then
                field names and list indexes.
        """
        if path and path[0] in ("body", "query", "path"):
            path = path[1:]
        is_within = len(path) > 1 and path[0] in {*_BODIES, self.argument}
        return self._lookup(path[1:] if is_within else path)

    def _lookup(self, path: Sequence[Any]) -> str:
        """Return the option that sets a field, with the path within it; else the path."""
        for end in range(len(path), 0, -1):
            if (option := _OPTIONS.get(path_text(path[:end]))) is not None:
                # One of several tags is given by the same option as the others.
                is_one = end < len(path) and isinstance(path[end], int)
                rest = path[end + is_one :]
                return ".".join(filter(None, (option, path_text(rest))))
        return path_text(path)


@attrs.frozen
class BodyOptionNames(OptionNames):
    """The options for the fields of an object to create or change.

    Attributes:
        operation: The client's method.
        argument: Its argument that has the fields.
        flags: Field -> the option that sets it.
    """

    operation: str
    argument: str
    flags: Mapping[str, str]
    from_file = True

    def describe(self, problem: Problem) -> str:
        """Return a problem with a field; for a missing one, with the option that sets it."""
        from ..exceptions import ProblemCode

        if problem.code is not ProblemCode.MISSING or not problem.path:
            return super().describe(problem)
        path = problem.keys[problem.keys[0] == self.argument :]  # without it
        return f"{path_text(path)} is missing{self._conditions(problem)}: {self._remedy(path)}"

    def _lookup(self, path: Sequence[Any]) -> str:
        # The name of one of several variants may stand in the path: fields.image.name.
        shorter = (path_text([*path[:n], *path[n + 1 :]]) for n in range(len(path)))
        found = next((name for name in (path_text(path), *shorter) if name in self.flags), None)
        return self.flags[found] if found is not None else super()._lookup(path)

    def _remedy(self, path: Sequence[Any]) -> str:
        field = path_text(path)
        if field in self.flags:
            return f"give {self.flags[field]}"
        schema = self._schema(path)
        if _holds_secret(schema):
            return "give it in the file of --from, since others can see the command line"
        kind = schema.get("type")
        if kind != "object":
            return f"give --set {field}={_VALUES.get(str(kind), 'VALUE')}"
        fields = list(schema.get("properties", {}))
        known = f"; its fields are {', '.join(fields)}" if 0 < len(fields) <= _MAX_FIELDS else ""
        return f"give --set {field}.FIELD=VALUE{known}"

    def _schema(self, path: Sequence[Any]) -> Mapping[str, Any]:
        from pixel_api.checks import contract
        from pixel_api.faults import resolved

        schema = contract()["operations"][self.operation]["arguments"][self.argument]["schema"]
        for name in path:
            schema = resolved(schema)
            inside = schema.get("items" if isinstance(name, int) else "properties", {})
            schema = inside if isinstance(name, int) else inside.get(name, {})
        return resolved(schema)


_VALUES = {
    "array": "'[…]', a JSON list",
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
    """Return field names and list indexes as one text: `fields.tags[0]`."""
    text = ""
    for name in names:
        text += f"[{name}]" if isinstance(name, int) else f".{name}"
    return text.removeprefix(".")
