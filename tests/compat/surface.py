"""Describe the public surface of the installed `pixel_client`, as JSON: names, signatures, fields.

Runs with either package and needs nothing else. The snapshot of 1.2.8 is made by
`.venv-peer/bin/python tests/compat/surface.py --write`, which refuses any other version.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import json
import sys
import typing
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

SNAPSHOT = Path(__file__).with_name("surface-1.2.8.json")
MODULES = [
    "pixel_client",
    "pixel_client.auth",
    "pixel_client.exceptions",
    "pixel_client.models",
    "pixel_client.settings",
    "pixel_client.types",
    "pixel_client.utils",
]
CLIENTS = ["PixelClient", "PixelClientAsync"]
OMITTED = "<omitted>"  # how every "leave it out" default is written: None, UNSET, a factory


def describe(names: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """The whole surface; or, of each module, only which of these names it has."""
    found: dict[str, Any] = {"modules": {}, "clients": {}, "types": {}}
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        found["modules"][name] = (
            public_names(module)
            if names is None
            else [asked for asked in names[name] if hasattr(module, asked)]
        )
    package = importlib.import_module("pixel_client")
    found["functions"] = {"get_client": parameters(package.get_client)}
    for name in CLIENTS:
        found["clients"][name] = methods(getattr(package, name))
    for module_name in ("pixel_client.models", "pixel_client.exceptions", "pixel_client.settings"):
        module = importlib.import_module(module_name)
        for name in found["modules"][module_name]:
            about = type_of(getattr(module, name))
            if about is not None:
                found["types"][f"{module_name}.{name}"] = about
    found["types"]["pixel_client.PixelClientKwargs"] = type_of(package.PixelClientKwargs)
    return found


def public_names(module: ModuleType) -> list[str]:
    """Names without an underscore that come from the package, not from its dependencies."""
    names = []
    for name in sorted({*vars(module), *dir(module)}):
        value = getattr(module, name)
        home = getattr(value, "__module__", None) or ""
        foreign = not home.startswith(("pixel_client", "pixel_api")) and home != "typing"
        if name.startswith("_") or isinstance(value, ModuleType):
            continue
        if hasattr(value, "__module__") and foreign:
            continue
        if home == "typing" and name in {*vars(typing), *dir(typing)}:
            continue
        names.append(name)
    return names


def methods(client: type) -> dict[str, list[list[str]]]:
    """Every public method and the constructor, with its parameters."""
    return {
        name: parameters(getattr(client, name))
        for name in sorted(dir(client))
        if (not name.startswith("_") or name == "__init__") and callable(getattr(client, name))
    }


def parameters(function: Any) -> list[list[str]]:
    """Name, kind and default of each parameter, in order, without self."""
    return [
        [p.name, p.kind.name.lower(), "required" if p.default is p.empty else spelled(p.default)]
        for p in inspect.signature(function).parameters.values()
        if p.name != "self"
    ]


def type_of(kind: Any) -> dict[str, Any] | None:
    """What a user can give to, or look up on, a public class; None for what is no class."""
    if not isinstance(kind, type):
        return None
    if issubclass(kind, enum.Enum):
        return {"members": {member.name: member.value for member in kind}}
    if hasattr(kind, "__total__"):  # a TypedDict, of typing or of typing_extensions
        return {"keys": sorted(kind.__annotations__)}
    fields = getattr(kind, "__pydantic_fields__", None)
    if fields is not None:  # pydantic: keyword arguments, under the alias where there is one
        return {
            "fields": {
                field_name(name, field): "required" if field.is_required() else field_default(field)
                for name, field in fields.items()
            }
        }
    try:
        given = parameters(kind)
    except ValueError:  # an exception that leaves its constructor to Exception
        return None
    given = [parameter for parameter in given if parameter[1][:4] != "var_"]
    return {
        "fields": {name: default for name, _, default in given},
        "order": [name for name, how, _ in given if how.startswith("positional")],
    }


def field_name(name: str, field: Any) -> str:
    """What a field is called as an argument."""
    alias = field.alias or field.validation_alias
    return alias if isinstance(alias, str) else name


def field_default(field: Any) -> str:
    """The default of a pydantic field."""
    return OMITTED if field.default_factory is not None else spelled(field.default)


def spelled(default: Any) -> str:
    """A default as text that is the same in both packages."""
    if default is None or type(default).__name__ == "Unset":
        return OMITTED
    return repr(default)


def in_lines(found: dict[str, Any]) -> str:
    """JSON with a line for each module, method and type, so that a change is seen in a diff."""

    def dump(value: Any, depth: int) -> str:
        if depth == 0 or not isinstance(value, dict):
            return json.dumps(value, sort_keys=True)
        deeper = {"clients": 2}
        lines = [
            f"{json.dumps(key)}: {dump(value[key], deeper.get(key, depth - 1))}"
            for key in sorted(value)
        ]
        return "{\n" + ",\n".join(lines) + "\n}"

    return dump(found, 2) + "\n"


def main() -> int:
    """Print the surface, or write the snapshot."""
    text = in_lines(describe())
    if "--write" not in sys.argv:
        print(text, end="")
        return 0
    if version("pixel-client") != "1.2.8":
        print(f"this is pixel-client {version('pixel-client')}, not 1.2.8", file=sys.stderr)
        return 1
    SNAPSHOT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
