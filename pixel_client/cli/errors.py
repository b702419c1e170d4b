"""Errors as sentences that say what to do, and the exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .option_names import Spelling, hint_text

__all__ = [
    "ALL",
    "INTERRUPTED",
    "NOTHING",
    "PARTLY",
    "USAGE",
    "CommandError",
    "describe_error",
    "exit_code",
    "from_here",
    "write_errors",
]

ALL, NOTHING, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

_NETWORK = "Check the network, and the address with pixel login; then run the same command again."


class CommandError(Exception):
    """Something that is the caller's to put right.

    Args:
        message: A sentence with what to do.
        code: The exit code.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def exit_code(done: int, failed: int) -> int:
    """The exit code of work on several things.

    Args:
        done: How many went well.
        failed: How many did not.
    """
    if not failed:
        return ALL
    return PARTLY if done else NOTHING


def describe_error(error: BaseException, spelling: Spelling | None = None) -> tuple[str, int]:
    """What to print of an error, and the exit code.

    Args:
        error: The error.
        spelling: How what it speaks of was spelled on the line.
    """
    from ..exceptions import (
        PixelConnectionError,
        PixelError,
        PixelInputError,
        PixelJobTimeoutError,
        PixelJournalError,
        PixelPermissionError,
        PixelSettingsError,
        PixelSignInError,
        PixelStatusError,
        PixelTransferError,
        PixelValidationError,
        ProblemCode,
    )

    spelling = spelling or Spelling()

    if isinstance(error, CommandError):
        return str(error), error.code
    if isinstance(error, PixelSettingsError):
        how = (
            "Run pixel login, which asks for them; or set them in the environment, in a file .env"
            " here, or in a file named with --env-file."
        )
        return f"{error.reason}\n{how}", USAGE
    if isinstance(error, PixelInputError):
        problems = [spelling.problem(problem) for problem in error.problems]
        lines = [*(problems[1:] and [f"{len(problems)} things are wrong:"]), *problems]
        file = spelling.file and any(
            each.code is ProblemCode.MISSING and each.path for each in error.problems
        )
        more = ["Fields may come from a file of JSON or YAML too: --from FILE"] if file else []
        return "\n".join(["\n  - ".join(lines), *more]), USAGE
    if isinstance(error, PixelSignInError) and error.status_code is None:
        return f"{error}\n{_NETWORK}", NOTHING
    if isinstance(error, PixelSignInError):
        return f"{error}\npixel login shows which settings are used, and where from.", NOTHING
    if isinstance(error, PixelPermissionError):
        return f"You may not do this: {_status(error)}", NOTHING
    if isinstance(error, PixelValidationError) and (refused := _refused(error, spelling)):
        return refused, NOTHING
    if isinstance(error, PixelStatusError):
        return _status(error), NOTHING
    if isinstance(error, PixelConnectionError):
        return f"{error}\n{_NETWORK}", NOTHING
    if isinstance(error, PixelJobTimeoutError):
        job = "group" if error.is_group else "show"
        return f"{error}.\nGo on waiting with:  pixel jobs {job} {error.job_id} --wait", NOTHING
    if isinstance(error, PixelJournalError | PixelTransferError) and error.hint_code is not None:
        return f"{error.message}; {hint_text(error.hint_code)}", NOTHING
    if isinstance(error, PixelError):
        return str(error), NOTHING
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object!a} is not UTF-8, so the service cannot have it.", USAGE
    if type(error).__name__ == "InvalidURL":  # httpx's, which is not loaded for it
        return f"What was given cannot stand in an address: {error}.", USAGE
    if isinstance(error, OSError) and error.errno == errno.ENOSPC and not error.filename:
        return f"{error.strerror}: what was to be printed is not all there.", NOTHING
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}", NOTHING
    return (
        f"Something unexpected happened: {type(error).__name__}: {error}\n"
        "Run it again with -v to see where; nothing more was done.",
        NOTHING,
    )


def _status(error: Any) -> str:
    if not isinstance(error.detail, str):  # the message has the hint and the request
        return f"{error.message} [status {error.status_code}]"
    hint = f" ({error.hint})" if error.hint else ""
    return f"{error.detail}{hint} {_number(error)}"


def _refused(error: Any, spelling: Spelling) -> str:
    """What the service says of each value, by what it was given as; empty when it does not."""
    said = error.detail
    if not (isinstance(said, list) and all(isinstance(e, Mapping) and "msg" in e for e in said)):
        return ""
    found = [(spelling.place(tuple(each.get("loc") or ())), each["msg"]) for each in said]
    lines = [f"{place}: {why}" if place else str(why) for place, why in found]
    head = [f"The service finds {len(lines)} things wrong:"] if len(lines) > 1 else []
    return "\n  - ".join([*head, *lines]) + f" {_number(error)}"


def _number(error: Any) -> str:
    request = f", request {error.request_id}" if error.request_id is not None else ""
    return f"[status {error.status_code}{request}]"


def from_here(text: str) -> str:
    """A message for the screen: paths below the folder one is in are told from there."""
    try:
        here = Path.cwd()
    except OSError:  # it is gone
        return text
    return text if here == Path(here.anchor) else text.replace(f"{here}{os.sep}", "")


@contextlib.contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Name the file that cannot be written: the error of a full disk does not.

    Raises:
        CommandError: It cannot be written.
    """
    try:
        yield
    except TimeoutError:  # the service's
        raise
    except OSError as error:
        said = error.strerror or str(error)
        raise CommandError(f"{path} cannot be written: {said}.", NOTHING) from error
