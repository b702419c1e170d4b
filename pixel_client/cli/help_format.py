"""Help of commands: plain words for the types of values, and none for flags."""

from __future__ import annotations

import enum
import inspect
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.models import OptionInfo

__all__ = ["Command", "Group", "set_metavar"]

_METAVARS = {str: "TEXT", int: "NUMBER", float: "NUMBER", Path: "FILE"}
_HIDDEN_ALIASES = {"timezone": "--zone"}  # option's name -> another spelling that is accepted


class _FlagsWithoutTypes:
    """Commands whose flags are shown without a type, which they have no use for."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:
        """Write the help."""
        for each in self.get_params(ctx):  # type: ignore[attr-defined]  # of the other base
            if getattr(each, "is_flag", False):  # typer 0.29 shows them as <bool>
                each.metavar = ""
        super().format_help(ctx, formatter)  # type: ignore[misc]  # of the other base


class Command(_FlagsWithoutTypes, TyperCommand):  # type: ignore[misc]  # click's Context
    """A command of the app."""

    def make_parser(self, ctx: Any) -> Any:
        """Return the parser, which also accepts the hidden spellings of options."""
        parser = super().make_parser(ctx)
        for each in self.get_params(ctx):
            if (alias := _HIDDEN_ALIASES.get(str(each.name))) is not None:
                option: Any = each
                parser.add_option(option, [alias], dest=each.name, action="store", nargs=1)
        return parser


class Group(_FlagsWithoutTypes, TyperGroup):  # type: ignore[misc]  # click's Context
    """A group of commands."""


def set_metavar(parameter: inspect.Parameter) -> None:
    """Name the values of an option by a plain word, unless it has a name, not a Python type."""
    annotation, *metadata = typing.get_args(parameter.annotation)
    info = next((each for each in metadata if isinstance(each, OptionInfo)), None)
    if info is None or info.metavar is not None:
        return
    types_ = list(_value_types(annotation))
    kind = types_[0] if len(types_) == 1 else None
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        # Spaces between them, so that a narrow column breaks none of them.
        info.metavar = " | ".join(str(each.value) for each in kind)
    elif kind in _METAVARS:
        info.metavar = _METAVARS[kind]
    if info.metavar == parameter.name.upper():  # typer 0.27 would spell it --TEXT
        info.param_decls = (f"--{parameter.name}",)


def _value_types(annotation: Any) -> Iterable[Any]:
    """Yield the types that a value may have: those of a union or a list, without None."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, list):
        for each in typing.get_args(annotation):
            yield from _value_types(each)
    elif annotation is not type(None):
        yield annotation
