"""What a command prints: tables for people, JSON, CSV or GeoJSON for pipes.

Results go to stdout; all that is said beside them goes to stderr, so that a pipe gets nothing else.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from .cells import Column, cell, plain

__all__ = ["Form", "Output"]

Form = Literal["table", "json", "jsonl", "csv", "geojson"]

_PIPE_WIDTH = 1000  # characters: a table in a pipe or file is not folded


@attrs.define
class Output:
    """Where a command prints.

    Attributes:
        form: The form of results.
        quiet: Whether to say nothing but results and errors.
        verbose: Whether to say more.
    """

    form: Form = "table"
    quiet: bool = False
    verbose: bool = False
    _consoles: dict[bool, Any] = attrs.field(factory=dict, init=False)

    @property
    def for_people(self) -> bool:
        """Whether results are tables."""
        return self.form == "table"

    def prepare(self) -> None:
        """Let all that is printed pass: programs get UTF-8, terminals what they can show."""
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:  # closed by the shell: >&-
                nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (to the end)
                setattr(sys, name, nowhere)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                to_program = stream is sys.stdout and not self.for_people
                encoding = "utf-8" if to_program else stream.encoding
                stream.reconfigure(encoding=encoding, errors="backslashreplace")

    def flush(self) -> None:
        """Print what is still held back.

        Raises:
            BrokenPipeError: Nobody reads it.
        """
        if sys.stdout is not None:
            sys.stdout.flush()

    def abandon(self) -> None:
        """Print nothing more: nobody reads it."""
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError, AttributeError):  # no file of the system
            sys.stdout = None

    def console(self, *, stderr: bool = False) -> Any:
        """The rich console of stdout or stderr; without colour when that is no terminal."""
        if stderr not in self._consoles:
            from rich.console import Console

            class Ours(Console):
                def on_broken_pipe(self) -> None:
                    raise BrokenPipeError  # as print does

            is_terminal = is_shown(sys.stderr if stderr else sys.stdout)
            self._consoles[stderr] = Ours(
                stderr=stderr,
                highlight=False,
                markup=False,
                emoji=False,
                soft_wrap=not is_terminal,
                width=None if is_terminal else _PIPE_WIDTH,
            )
        return self._consoles[stderr]

    def say(self, text: str, style: str | None = None) -> None:
        """Say something beside the result; not with `quiet`."""
        if not self.quiet:
            self._print(text, style)

    def detail(self, text: str) -> None:
        """Say something that only `verbose` asks for."""
        if self.verbose:
            self.say(text, "dim")

    def warn(self, text: str, style: str = "yellow") -> None:
        """Say what is wrong; also with `quiet`."""
        self._print(text, style)

    def error(self, text: str) -> None:
        """Say what stopped the command; also with `quiet`."""
        self._print(f"pixel: {text}", "red")

    def _print(self, text: str, style: str | None) -> None:
        console = self.console(stderr=True)
        # A log gets whole lines, a terminal whole words.
        console.print(plain(text), style=style, soft_wrap=not console.is_terminal)

    def busy(self, text: str) -> contextlib.AbstractContextManager[object]:
        """Say at a terminal what takes its time, while it does; not with `quiet`.

        Nothing is to be printed to stdout meanwhile: rich would take it for its own.
        """
        console = self.console(stderr=True)
        if self.quiet or not console.is_terminal:
            return contextlib.nullcontext()
        status: contextlib.AbstractContextManager[object] = console.status(plain(text))
        return status

    def items(
        self,
        found: Iterable[Mapping[str, Any]],
        shown: Sequence[Column],
        nothing: str = "Nothing found.",
        *,
        every: bool = True,
    ) -> int:
        """Print a list.

        Args:
            found: The objects; read while they are printed.
            shown: The columns of a table.
            nothing: What is said of an empty list.
            every: Whether a terminal shows all rows, not only the first.

        Returns:
            How many were printed.
        """
        from . import formats

        found = map(formats.without_secrets, found)
        if not self.for_people:
            write: Callable[[Iterable[Mapping[str, Any]]], int]
            write = getattr(formats, f"write_{self.form}")
            if self.form != "geojson":
                return write(found)
            places: set[str | None] = set()  # the fields that had one
            count = write(_looked_at(found, lambda each: places.add(formats.geometry_of(each)[0])))
            if places == {None}:
                self.say("None of these has a place, so a map of them is empty.", "yellow")
            return count
        from .tables import write_table

        count, more = write_table(self.console(), found, shown, cell, every)
        if not count and nothing:
            self.say(nothing)
        if more:
            self.say(f"These are the first {count}: --all shows all, --limit N so many.", "dim")
        return count

    def item(self, found: Mapping[str, Any]) -> None:
        """Print one object: a line a field, or in the form asked for."""
        from . import formats

        found = formats.without_secrets(found)
        if not self.for_people:
            if self.form == "json":
                formats.write_object(found)
            else:
                getattr(formats, f"write_{self.form}")([found])
            return
        found = {n: found[n] for n in ("id", "name") if n in found} | dict(found)
        if not self.console().is_terminal:
            width = max((len(plain(str(name))) for name in found), default=0)
            for name, value in found.items():
                told = cell(value, wide=True).replace("\n", "\n" + " " * (width + 2))
                print(f"{plain(str(name)):<{width}}  {told}".rstrip())
            return
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="cyan", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in found.items():
            table.add_row(plain(str(name)), cell(value, wide=True))
        self.console().print(table)


def _looked_at(
    found: Iterable[Mapping[str, Any]], look: Callable[[Mapping[str, Any]], object]
) -> Iterator[Mapping[str, Any]]:
    for each in found:
        look(each)
        yield each


def is_shown(stream: Any) -> bool:
    """Whether a stream is a terminal."""
    return stream is not None and stream.isatty()
