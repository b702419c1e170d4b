"""Commands as their help shows them: types in plain words, flags without any."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["Command", "Group"]

# typer's names of types -> those of people.
_NAMES = {
    "str": "text",
    "int": "whole number",
    "int range": "whole number",
    "float": "number",
    "float range": "number",
}


class Command(TyperCommand):
    """A command whose types are named for people."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]  # click's Context
        """Its options and arguments."""
        params: list[Any] = super().get_params(ctx)
        for each in params:
            if (name := _NAMES.get(each.type.name)) is not None:
                each.type = copy.copy(each.type)  # others share it
                each.type.name = name
        return params

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # click's Context
        """Write the help."""
        _for_help(self.get_params(ctx))
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """A group of commands; its flags are shown without a type."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # click's Context
        """Write the help."""
        _for_help(self.get_params(ctx))
        super().format_help(ctx, formatter)


def _for_help(params: Iterable[Any]) -> None:
    for each in params:
        if getattr(each, "is_flag", False):  # typer 0.29 shows them as <bool>
            each.metavar = ""
        elif hasattr(each.type, "choices"):
            each.type = copy.copy(each.type)  # as above
            each.type.get_metavar = functools.partial(_spaced, each.type.get_metavar)
        elif each.type.name == "whole number":
            each.type.name = "number"  # there is little room


def _spaced(named: Callable[..., str | None], *arguments: Any, **options: Any) -> str | None:
    """Choices with room between them, so that a narrow column breaks none of them."""
    text = named(*arguments, **options)
    return text and " | ".join(text.split("|"))
