"""The frame of every command: output options, error handling, exit code, confirmation."""

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

from .errors import INTERRUPTED, NOTHING, CommandError, describe_error
from .help_format import Command, Group, set_metavar
from .output.cells import plain
from .output.writer import Output, OutputFormat
from .session import Session

__all__ = ["Command", "Group", "confirm", "group", "register", "run"]


def _flag(help_text: str, *flags: str) -> tuple[Any, Any]:
    option = typer.Option(*flags, help=help_text, rich_help_panel="Output")
    return Annotated[bool, option], False


_FORMATS: dict[OutputFormat, str] = {
    "json": "Print JSON.",
    "jsonl": "Print one JSON object per line.",
    "csv": "Print CSV.",
    "geojson": "Print GeoJSON.",
}
# Options of every command: name -> type and default.
_COMMON: dict[str, tuple[Any, Any]] = {
    **{f"as_{each}": _flag(text, f"--{each}") for each, text in _FORMATS.items()},
    "quiet": _flag("Print only results and errors.", "--quiet", "-q"),
    "verbose": _flag("Print more details.", "--verbose", "-v"),
    "env_file": (
        Annotated[
            Path | None,
            typer.Option(
                "--env-file",
                help="File with the settings; by default .env in the current folder, if it exists.",
                rich_help_panel="Settings",
                show_default=False,
            ),
        ],
        None,
    ),
}


def group(name: str, text: str) -> typer.Typer:
    """Return a new group of commands, such as `pixel projects`."""
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
    """Add a function to an app as a command.

    Args:
        app: The app or group.
        name: The command's name.
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
    assert _COMMON.keys().isdisjoint(p.name for p in parameters), f"{name} has a common option"
    common = [
        inspect.Parameter(option, keyword, default=default, annotation=annotation)
        for option, (annotation, default) in _COMMON.items()
    ]
    signature = inspect.Signature([*parameters, *common])
    for each in signature.parameters.values():
        set_metavar(each)

    def command(**values: Any) -> None:
        formats = [each for each in _FORMATS if values.pop(f"as_{each}")]
        options = {name: values.pop(name) for name in ("quiet", "verbose", "env_file")}
        raise typer.Exit(run(lambda session: function(session, **values), formats, **options))

    command.__signature__ = signature  # type: ignore[attr-defined]  # read by typer
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    # Lines of the source are joined: the terminal's width decides where the help breaks.
    paragraphs = inspect.cleandoc(text or function.__doc__ or "").split("\n\n")
    help_text = "\n\n".join(each.replace("\n", " ") for each in paragraphs)
    lines = ["[bold]Examples[/bold]", *(f"  [cyan]{each}[/cyan]" for each in examples)]
    epilog = "\n\n".join(lines) if examples else None
    app.command(name, cls=Command, help=help_text, epilog=epilog)(command)


def run(
    work: Callable[[Session], int | None],
    formats: Sequence[OutputFormat] = (),
    *,
    quiet: bool = False,
    verbose: bool = False,
    env_file: Path | None = None,
) -> int:
    """Run a command's work, and report any error in a sentence.

    Args:
        work: The command's function.
        formats: The output formats requested; more than one is an error.
        quiet: Whether to print only results and errors.
        verbose: Whether to print more details.
        env_file: The settings file that was given, or None.

    Returns:
        The exit code.
    """
    output = Output(formats[0] if formats else "table", quiet, verbose)
    session = Session(output, env_file)
    try:
        if len(formats) > 1:
            raise CommandError(f"--{formats[0]} and --{formats[1]} are mutually exclusive.")
        output.prepare()
        with _package_logs(output), _count_interrupts(session.interrupts):
            code = work(session) or 0
        output.flush()
        if code == INTERRUPTED:
            _exit_on_next_ctrl_c()
        return code
    except KeyboardInterrupt:
        return _interrupted(output)
    except BrokenPipeError:  # the reader has closed the pipe
        output.abandon()
        return 0
    except (typer.Exit, typer.BadParameter):
        raise
    except typer.Abort:  # of a question
        if session.interrupts:
            return _interrupted(output)
        raise
    except Exception as error:
        if session.interrupts:  # a library has turned Ctrl-C into another error
            return _interrupted(output)
        text, code = describe_error(error, session.option_names)
        output.error(text)
        if verbose:
            import traceback

            output.console(stderr=True).print("".join(traceback.format_exception(error)))
        return code
    finally:
        session.close()


def _interrupted(output: Output) -> int:
    _exit_on_next_ctrl_c()
    output.info("Interrupted.")
    return INTERRUPTED


@contextlib.contextmanager
def _count_interrupts(interrupts: list[int]) -> Iterator[None]:
    """Record Ctrl-C: C libraries turn it into other errors, and finalizers swallow it."""
    before, main = signal.getsignal(signal.SIGINT), threading.main_thread()
    if threading.current_thread() is not main or before in (None, signal.SIG_IGN):
        yield
        return

    def record(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, record)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _exit_on_next_ctrl_c() -> None:
    """Let another Ctrl-C end the process, whatever is still being closed; shells see 130 too."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # The command has printed how to resume; a late warning of the package would repeat it.
    logging.getLogger("pixel_client").addHandler(logging.NullHandler())


class _LogHandler(logging.Handler):
    """Prints the log of the package."""

    def __init__(self, output: Output) -> None:
        super().__init__(logging.DEBUG if output.verbose else logging.WARNING)
        self._output = output
        self._has_retried = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record; the command itself prints how to resume an interrupted upload."""
        text, event = record.getMessage(), getattr(record, "pixel_event", None)
        if record.levelno < logging.WARNING:
            self._output.debug(text)
        elif event == "retry" and not self._output.verbose:
            if not self._has_retried:  # one sentence for a network outage, not a screenful
                outcome = record.__dict__["pixel_outcome"]
                self._output.warn(f"The request failed ({outcome}); retrying. -v shows each retry.")
            self._has_retried = True
        elif event != "upload-stopped":
            self._output.warn(text)


@contextlib.contextmanager
def _package_logs(output: Output) -> Iterator[None]:
    logger = logging.getLogger("pixel_client")
    handler, before = _LogHandler(output), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def confirm(session: Session, question: str, yes: bool) -> None:
    """Ask before an action that cannot be undone easily; end the command on a no.

    Args:
        session: The session.
        question: The question, such as "Delete 3 images?".
        yes: Whether `--yes` was given.

    Raises:
        CommandError: There is no terminal to ask at.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise CommandError(f"{question} There is no terminal to confirm it: add --yes.")
    if not typer.confirm(plain(question), err=True):
        session.output.info("Nothing was changed.")
        raise typer.Exit(NOTHING)
