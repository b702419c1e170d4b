"""Commands as their help shows them: values in plain words, flags without any."""

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

__all__ = ["Command", "Group", "name_value"]

_WORDS = {str: "TEXT", int: "NUMBER", float: "NUMBER", Path: "FILE"}


class Command(TyperCommand):
    """A command whose flags are shown without a type: they take no value."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # click's Context
        """Write the help."""
        _without_types(self.get_params(ctx))
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose flags are shown without a type."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # click's Context
        """Write the help."""
        _without_types(self.get_params(ctx))
        super().format_help(ctx, formatter)


def _without_types(parameters: Iterable[Any]) -> None:
    for each in parameters:
        if getattr(each, "is_flag", False):  # typer 0.29 shows them as <bool>
            each.metavar = ""


def name_value(parameter: inspect.Parameter) -> None:
    """Name what an option takes, where nothing else does: not by a type of Python."""
    told = typing.get_args(parameter.annotation)
    info = next((each for each in told[1:] if isinstance(each, OptionInfo)), None)
    if info is None or info.metavar is not None:
        return
    kinds = list(_plain(told[0]))
    kind = kinds[0] if len(kinds) == 1 else None
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        # With room between them, so that a narrow column breaks none of them.
        info.metavar = " | ".join(str(each.value) for each in kind)
    elif kind in _WORDS:
        info.metavar = _WORDS[kind]
    if info.metavar == parameter.name.upper():  # typer 0.27 would spell it --TEXT
        info.param_decls = (f"--{parameter.name}",)


def _plain(kind: Any) -> Iterable[Any]:
    """The types that a value may have: those of a union or a list, without None."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType, list):
        for each in typing.get_args(kind):
            yield from _plain(each)
    elif kind is not type(None):
        yield kind
