"""The output of a command: results on stdout, all messages on stderr.

Results are tables for people, or JSON, CSV or GeoJSON for programs, and stdout has nothing else.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from .cells import Column, cell, plain

__all__ = ["Output", "OutputFormat"]

OutputFormat = Literal["table", "json", "jsonl", "csv", "geojson"]

_PIPE_WIDTH = 1000  # characters: a table in a pipe or file is not folded


@attrs.define
class Output:
    """The output of a command.

    Attributes:
        format: The format of results.
        quiet: Whether to print only results and errors.
        verbose: Whether to print more details.
    """

    format: OutputFormat = "table"
    quiet: bool = False
    verbose: bool = False
    _consoles: dict[bool, Any] = attrs.field(factory=dict, init=False)

    @property
    def for_people(self) -> bool:
        """Whether results are tables."""
        return self.format == "table"

    def prepare(self) -> None:
        """Make all text printable: UTF-8 for programs, escapes for terminals without Unicode."""
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:  # closed by the shell: >&-
                nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (to the end)
                setattr(sys, name, nowhere)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                for_program = stream is sys.stdout and not self.for_people
                encoding = "utf-8" if for_program else stream.encoding
                stream.reconfigure(encoding=encoding, errors="backslashreplace")

    def flush(self) -> None:
        """Flush stdout.

        Raises:
            BrokenPipeError: The reader has closed the pipe.
        """
        if sys.stdout is not None:
            sys.stdout.flush()

    def abandon(self) -> None:
        """Discard everything from now on: the reader has closed the pipe."""
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError, AttributeError):  # not a file of the system
            sys.stdout = None

    def console(self, *, stderr: bool = False) -> Any:
        """Return the rich console of stdout or stderr; without colours when not a terminal."""
        if stderr not in self._consoles:
            from rich.console import Console

            class PipeConsole(Console):
                def on_broken_pipe(self) -> None:
                    raise BrokenPipeError  # as print does

            stream = sys.stderr if stderr else sys.stdout
            is_terminal = stream is not None and stream.isatty()
            self._consoles[stderr] = PipeConsole(
                stderr=stderr,
                highlight=False,
                markup=False,
                emoji=False,
                soft_wrap=not is_terminal,
                width=None if is_terminal else _PIPE_WIDTH,
            )
        return self._consoles[stderr]

    def info(self, text: str, style: str | None = None) -> None:
        """Print a message; not with `quiet`."""
        if not self.quiet:
            self._print(text, style)

    def debug(self, text: str) -> None:
        """Print a message that is only shown with `verbose`."""
        if self.verbose:
            self.info(text, "dim")

    def warn(self, text: str, style: str = "yellow") -> None:
        """Print a problem; also with `quiet`."""
        self._print(text, style)

    def error(self, text: str) -> None:
        """Print what stopped the command; also with `quiet`."""
        self._print(f"pixel: {text}", "red")

    def _print(self, text: str, style: str | None) -> None:
        console = self.console(stderr=True)
        # A log gets whole lines, a terminal whole words.
        console.print(plain(text), style=style, soft_wrap=not console.is_terminal)

    def status(self, text: str) -> contextlib.AbstractContextManager[object]:
        """Show a message in a terminal while something takes its time; not with `quiet`.

        Nothing may be printed to stdout meanwhile: rich would take it for its own.
        """
        console = self.console(stderr=True)
        if self.quiet or not console.is_terminal:
            return contextlib.nullcontext()
        status: contextlib.AbstractContextManager[object] = console.status(plain(text))
        return status

    def items(
        self,
        items: Iterable[Mapping[str, Any]],
        columns: Sequence[Column],
        empty: str = "Nothing found.",
        *,
        all_rows: bool = True,
    ) -> int:
        """Print a list.

        Args:
            items: The objects; read while they are printed.
            columns: The columns of a table.
            empty: The message for an empty list.
            all_rows: Whether a terminal shows all rows, not only the first.

        Returns:
            The number of objects printed.
        """
        from . import formats

        items = map(formats.without_secrets, items)
        if not self.for_people:
            fields: set[str | None] = set()  # that hold a geometry
            if self.format == "geojson":
                items = _note_geometries(items, fields)
            count = formats.WRITERS[self.format](items)
            if fields == {None}:
                self.info("None of the items has a location, so the map is empty.", "yellow")
            return count
        from .tables import write_table

        count, more = write_table(self.console(), items, columns, cell, all_rows)
        if not count and empty:
            self.info(empty)
        if more:
            self.info(f"Only the first {count} are shown; use --all, or --limit N.", "dim")
        return count

    def item(self, item: Mapping[str, Any]) -> None:
        """Print one object: a line per field, or in the format requested."""
        from . import formats

        item = formats.without_secrets(item)
        if self.format == "json":
            formats.write_object(item)
            return
        if not self.for_people:
            formats.WRITERS[self.format]([item])
            return
        item = {n: item[n] for n in ("id", "name") if n in item} | dict(item)
        rows = [(plain(str(name)), cell(value, wide=True)) for name, value in item.items()]
        if not self.console().is_terminal:
            width = max((len(name) for name, _ in rows), default=0)
            for name, text in rows:
                text = text.replace("\n", "\n" + " " * (width + 2))
                print(f"{name:<{width}}  {text}".rstrip())
            return
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="cyan", no_wrap=True)
        table.add_column(overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console().print(table)


def _note_geometries(
    items: Iterable[Mapping[str, Any]], fields: set[str | None]
) -> Iterator[Mapping[str, Any]]:
    from .formats import geometry_of

    for each in items:
        fields.add(geometry_of(each)[0])
        yield each
