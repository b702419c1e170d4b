"""What every command has in common: the options of its output, its errors, its exit code."""

from __future__ import annotations

import contextlib
import inspect
import logging
import signal
import sys
import threading
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from .errors import INTERRUPTED, NOTHING, USAGE, CommandError, describe_error
from .help_format import Command, Group, name_value
from .output.cells import plain
from .output.writer import Form, Output
from .session import Session

__all__ = ["Command", "Group", "confirmed", "group", "register", "run"]

_OUTPUT = "Output"

_COMMON: dict[str, tuple[Any, Any]] = {
    "as_json": (
        Annotated[bool, typer.Option("--json", help="Print JSON.", rich_help_panel=_OUTPUT)],
        False,
    ),
    "as_jsonl": (
        Annotated[
            bool,
            typer.Option("--jsonl", help="Print a JSON object a line.", rich_help_panel=_OUTPUT),
        ],
        False,
    ),
    "as_csv": (
        Annotated[bool, typer.Option("--csv", help="Print CSV.", rich_help_panel=_OUTPUT)],
        False,
    ),
    "as_geojson": (
        Annotated[bool, typer.Option("--geojson", help="Print GeoJSON.", rich_help_panel=_OUTPUT)],
        False,
    ),
    "quiet": (
        Annotated[
            bool,
            typer.Option(
                "--quiet", "-q", help="Say nothing but results and errors.", rich_help_panel=_OUTPUT
            ),
        ],
        False,
    ),
    "verbose": (
        Annotated[bool, typer.Option("--verbose", "-v", help="Say more.", rich_help_panel=_OUTPUT)],
        False,
    ),
    "env_file": (
        Annotated[
            Path | None,
            typer.Option(
                "--env-file",
                help="A file with the settings; by default .env here, if there is one.",
                rich_help_panel="Settings",
                show_default=False,
            ),
        ],
        None,
    ),
}


def group(name: str, text: str) -> typer.Typer:
    """A group of commands, such as `pixel projects`."""
    return typer.Typer(
        name=name, cls=Group, help=text, no_args_is_help=True, rich_markup_mode="rich"
    )


def register(
    app: typer.Typer,
    name: str,
    function: Callable[..., int | None],
    *examples: str,
    text: str | None = None,
    parameters: Sequence[inspect.Parameter] | None = None,
) -> None:
    """Make a function a command.

    Args:
        app: Where it belongs.
        name: Its name.
        function: Takes a `Session` and its own options; returns the exit code, None for 0.
        examples: Command lines, shown at the end of the help.
        text: The command's help; by default the function's docstring.
        parameters: Its options; by default those of the function.
    """
    keyword = inspect.Parameter.KEYWORD_ONLY
    if parameters is None:
        hints = typing.get_type_hints(function, include_extras=True)
        own = list(inspect.signature(function).parameters.values())[1:]
        parameters = [p.replace(annotation=hints[p.name], kind=keyword) for p in own]
    taken = {parameter.name for parameter in parameters}
    every = list(parameters)
    every += [
        inspect.Parameter(option, keyword, default=default, annotation=kind)
        for option, (kind, default) in _COMMON.items()
    ]
    for each in every:
        name_value(each)
    assert taken.isdisjoint(_COMMON), f"{name} takes an option that every command has"

    def command(**values: Any) -> None:
        common = {option: values.pop(option) for option in _COMMON}
        raise typer.Exit(run(lambda session: function(session, **values), **common))

    command.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]  # read by typer
    command.__annotations__ = {p.name: p.annotation for p in every}
    # A line of the source is no line of the help: its width is the terminal's.
    paragraphs = inspect.cleandoc(text or function.__doc__ or "").split("\n\n")
    told_of = "\n\n".join(each.replace("\n", " ") for each in paragraphs)
    shown = "\n\n".join(["[bold]Examples[/bold]", *(f"  [cyan]{each}[/cyan]" for each in examples)])
    app.command(name, cls=Command, help=told_of, epilog=shown if examples else None)(command)


def run(
    work: Callable[[Session], int | None],
    *,
    as_json: bool = False,
    as_jsonl: bool = False,
    as_csv: bool = False,
    as_geojson: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    env_file: Path | None = None,
) -> int:
    """Do a command's work; whatever goes wrong is told in a sentence.

    Returns:
        The exit code.
    """
    asked = {"json": as_json, "jsonl": as_jsonl, "csv": as_csv, "geojson": as_geojson}
    forms: list[Form] = [name for name, wanted in asked.items() if wanted]  # type: ignore[misc]
    output = Output(forms[0] if forms else "table", quiet, verbose)
    session = Session(output, env_file)
    pressed: list[int] = []
    try:
        if len(forms) > 1:
            raise CommandError(f"--{forms[0]} and --{forms[1]} cannot be had at once; choose one")
        output.prepare()
        with _listening(output), _ctrl_c(pressed):
            code = work(session) or 0
        output.flush()
        if code == INTERRUPTED:
            _end_at_once_by_ctrl_c()
        return code
    except KeyboardInterrupt:
        return _interrupted(output)
    except BrokenPipeError:  # whoever read has seen enough
        output.abandon()
        return 0
    except (typer.Exit, typer.BadParameter):
        raise
    except typer.Abort:  # of a question
        if pressed:
            return _interrupted(output)
        raise
    except Exception as error:
        if pressed:  # and some library made another error of it
            return _interrupted(output)
        text, code = describe_error(error, session.spelling)
        output.error(text)
        if verbose:
            import traceback

            output.console(stderr=True).print("".join(traceback.format_exception(error)))
        return code
    finally:
        session.close()


def _interrupted(output: Output) -> int:
    _end_at_once_by_ctrl_c()
    output.say("Interrupted.")
    return INTERRUPTED


@contextlib.contextmanager
def _ctrl_c(pressed: list[int]) -> Iterator[None]:
    """Notice Ctrl-C: libraries in C make other errors of it, such as that of a failed import."""
    before, main = signal.getsignal(signal.SIGINT), threading.main_thread()
    if threading.current_thread() is not main or before in (None, signal.SIG_IGN):
        yield
        return

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_at_once_by_ctrl_c() -> None:
    """Let another Ctrl-C end the process, whatever is still being closed; shells see 130 too."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # How to go on is said; a warning of the package that comes late would say it otherwise.
    logging.getLogger("pixel_client").addHandler(logging.NullHandler())


class _Said(logging.Handler):
    """Says what the package warns of, in the words of the command line."""

    def __init__(self, output: Output) -> None:
        super().__init__(logging.DEBUG if output.verbose else logging.WARNING)
        self._output = output
        self._asks_again = False

    def emit(self, record: logging.LogRecord) -> None:
        """Say it; how an interrupted upload goes on is said by the command itself."""
        text, event = record.getMessage(), getattr(record, "pixel_event", None)
        if record.levelno < logging.WARNING:
            self._output.detail(text)
        elif event == "retry" and not self._output.verbose:
            if not self._asks_again:  # a network that is gone is one sentence, not a screenful
                outcome = record.__dict__["pixel_outcome"]
                self._output.warn(f"No good answer ({outcome}); asking again. -v tells each time.")
            self._asks_again = True
        elif event != "upload-stopped":
            self._output.warn(text)


@contextlib.contextmanager
def _listening(output: Output) -> Iterator[None]:
    logger = logging.getLogger("pixel_client")
    said, before = _Said(output), logger.propagate
    logger.addHandler(said)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(said)
        logger.propagate = before


def confirmed(session: Session, what: str, yes: bool) -> bool:
    """Ask before something that cannot be undone easily.

    Args:
        session: The session.
        what: What is about to happen, such as "Delete 3 images?".
        yes: Whether `--yes` was given.

    Raises:
        CommandError: Nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise CommandError(f"{what} Nobody can be asked here: add --yes to go on.", USAGE)
    if typer.confirm(plain(what), err=True):
        return True
    session.output.say("Nothing was done.")
    raise typer.Exit(NOTHING)
