"""Error messages that name the next step, and exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .option_names import OptionNames, hint_text

__all__ = [
    "ALL",
    "INTERRUPTED",
    "NOTHING",
    "PARTLY",
    "USAGE",
    "CommandError",
    "describe_error",
    "exit_code",
    "relative_paths",
    "write_errors",
]

ALL, NOTHING, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

_NETWORK = "Check the network, and the address with pixel login; then run the command again."


class CommandError(Exception):
    """An error for the user to fix.

    Args:
        message: A sentence that says what to do.
        code: The exit code.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def exit_code(done: int, failed: int) -> int:
    """Return the exit code of work on several items.

    Args:
        done: Number of items that succeeded.
        failed: Number of items that failed.
    """
    if not failed:
        return ALL
    return PARTLY if done else NOTHING


def describe_error(error: BaseException, names: OptionNames | None = None) -> tuple[str, int]:
    """Return the message to print for an error, and the exit code.

    Args:
        error: The error.
        names: The options for the arguments that the error names.
    """
    from .. import exceptions as e

    names = names or OptionNames()
    if isinstance(error, CommandError):
        return str(error), error.code
    if isinstance(error, e.PixelSettingsError):
        return (
            f"{error.reason}\nRun pixel login, which asks for them, or set them in the environment,"
            " in a file .env in the current folder, or in a file given with --env-file."
        ), USAGE
    if isinstance(error, e.PixelInputError):
        return _describe_problems(error, names), USAGE
    if isinstance(error, e.PixelSignInError) and error.status_code is not None:
        return f"{error}\npixel login shows the settings and where each comes from.", NOTHING
    if isinstance(error, e.PixelSignInError | e.PixelConnectionError):
        return f"{error}\n{_NETWORK}", NOTHING
    if isinstance(error, e.PixelPermissionError):
        return f"Permission denied: {_status(error)}", NOTHING
    if isinstance(error, e.PixelValidationError) and (text := _validation(error, names)):
        return text, NOTHING
    if isinstance(error, e.PixelStatusError):
        return _status(error), NOTHING
    if isinstance(error, e.PixelJobTimeoutError):
        job = "group" if error.is_group else "show"
        return f"{error}.\nKeep waiting with:  pixel jobs {job} {error.job_id} --wait", NOTHING
    if (
        isinstance(error, e.PixelJournalError | e.PixelTransferError)
        and error.hint_code is not None
    ):
        return f"{error.message}; {hint_text(error.hint_code)}", NOTHING
    if isinstance(error, e.PixelError):
        return str(error), NOTHING
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object!a} is not valid UTF-8, so it cannot be sent.", USAGE
    if type(error).__name__ == "InvalidURL":  # httpx's, which is not loaded for it
        return f"A value cannot be part of a URL: {error}.", USAGE
    if isinstance(error, OSError) and error.errno == errno.ENOSPC and not error.filename:
        return f"{error.strerror}: the output is incomplete.", NOTHING
    if isinstance(error, OSError):
        file = f"{error.filename}: " if error.filename else ""
        return f"{file}{error.strerror or error}", NOTHING
    return (
        f"An unexpected error occurred: {type(error).__name__}: {error}\n"
        "Run the command again with -v for a traceback."
    ), NOTHING


def _describe_problems(error: Any, names: OptionNames) -> str:
    from ..exceptions import ProblemCode

    lines = [names.describe(problem) for problem in error.problems]
    text = "\n  - ".join([*(lines[1:] and [f"{len(lines)} problems:"]), *lines])
    is_missing = any(each.code is ProblemCode.MISSING and each.path for each in error.problems)
    if names.from_file and is_missing:
        text += "\nFields can also be read from a JSON or YAML file: --from FILE"
    return text


def _status(error: Any) -> str:
    if not isinstance(error.detail, str):  # the message has the hint and the request
        return f"{error.message} [status {error.status_code}]"
    hint = f" ({error.hint})" if error.hint else ""
    return f"{error.detail}{hint} {_request_label(error)}"


def _validation(error: Any, names: OptionNames) -> str:
    """Describe each value that the service refuses, by its option; empty if it lists none."""
    detail = error.detail
    if not (
        isinstance(detail, list) and all(isinstance(e, Mapping) and "msg" in e for e in detail)
    ):
        return ""
    found = [(names.option(tuple(each.get("loc") or ())), each["msg"]) for each in detail]
    lines = [f"{option}: {reason}" if option else str(reason) for option, reason in found]
    head = [f"The service reports {len(lines)} problems:"] if len(lines) > 1 else []
    return "\n  - ".join([*head, *lines]) + f" {_request_label(error)}"


def _request_label(error: Any) -> str:
    request = f", request {error.request_id}" if error.request_id is not None else ""
    return f"[status {error.status_code}{request}]"


def relative_paths(text: str) -> str:
    """Return a message with paths below the current folder made relative to it."""
    try:
        here = Path.cwd()
    except OSError:  # it was deleted
        return text
    return text if here == Path(here.anchor) else text.replace(f"{here}{os.sep}", "")


@contextlib.contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Name the file in errors of writing it, which those of a full disk do not.

    Raises:
        CommandError: The file cannot be written.
    """
    try:
        yield
    except TimeoutError:  # the service's
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"{path} cannot be written: {reason}.", NOTHING) from error
