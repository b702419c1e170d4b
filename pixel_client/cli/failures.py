"""Errors as sentences that say what to do, and the exit codes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

__all__ = [
    "ALL",
    "INTERRUPTED",
    "NOTHING",
    "PARTLY",
    "USAGE",
    "CommandError",
    "exit_code",
    "from_here",
    "spoken",
    "told",
]

ALL, NOTHING, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

# Messages of the package speak of arguments; at a terminal these are options.
_SPOKEN = {
    r"\b(create|update|patch)_input\.": "",
    r"\bprefix_folder(=True)?": "--prefix-folder",
    r"\breupload=True": "--again",
    r'\breupload="missing"': "--again-missing",
    r"\bmultipart=True": "--multipart",
    r"\bjournal=\.\.\.": "--journal FILE",
    r"\bskip_invalid\b": "--skip-invalid",
    r"\bzone='([^']*)'": r"--zone \1",
    r"\bzone=": "--zone",
    r", or a tzinfo\b": "",
}


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


def told(error: BaseException) -> tuple[str, int]:
    """What to print of an error, and the exit code."""
    from ..exceptions import (
        PixelConnectionError,
        PixelError,
        PixelInputError,
        PixelJobTimeoutError,
        PixelPermissionError,
        PixelSettingsError,
        PixelSignInError,
        PixelStatusError,
    )

    if isinstance(error, CommandError):
        return str(error), error.code
    if isinstance(error, PixelSettingsError):
        kept = [
            line
            for line in str(error).splitlines()
            if not line.startswith(("Set them", "There is a file .env"))
        ]
        kept.append(
            "Run pixel login, which asks for them; or set them in the environment, in a file .env"
            " here, or in a file named with --env-file."
        )
        return "\n".join(kept), USAGE
    if isinstance(error, PixelInputError):
        problems = [spoken(problem) for problem in error.problems]
        if len(problems) == 1:
            return problems[0], USAGE
        return "\n  - ".join([f"{len(problems)} things are wrong:", *problems]), USAGE
    if isinstance(error, PixelSignInError) and error.status_code is None:
        return f"{error}\n{_NETWORK}", NOTHING
    if isinstance(error, PixelSignInError):
        return f"{error}\npixel login shows which settings are used, and where from.", NOTHING
    if isinstance(error, PixelPermissionError):
        return f"You may not do this: {_status(error)}", NOTHING
    if isinstance(error, PixelStatusError):
        return _status(error), NOTHING
    if isinstance(error, PixelConnectionError):
        return f"{error}\n{_NETWORK}", NOTHING
    if isinstance(error, PixelJobTimeoutError):
        job = "group" if str(error).startswith("group") else "show"
        return f"{error}.\nGo on waiting with:  pixel jobs {job} {error.job_id} --wait", NOTHING
    if isinstance(error, PixelError):
        return spoken(str(error)), NOTHING
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object!a} is not UTF-8, so the service cannot have it.", USAGE
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}", NOTHING
    return (
        f"Something unexpected happened: {type(error).__name__}: {error}\n"
        "Run it again with -v to see where; nothing more was done.",
        NOTHING,
    )


def _status(error: Any) -> str:
    said = error.detail if isinstance(error.detail, str) else error.message
    hint = f" ({error.hint})" if error.hint and error.hint not in said else ""
    told = error.request_id is None or error.request_id in said
    request = "" if told else f", request {error.request_id}"
    return f"{said}{hint} [status {error.status_code}{request}]"


def spoken(text: str) -> str:
    """A message of the package, in the words of the command line."""
    for pattern, option in _SPOKEN.items():
        text = re.sub(pattern, option, text)
    return text


def from_here(text: str) -> str:
    """A message for the screen: paths below the folder one is in are told from there."""
    try:
        here = Path.cwd()
    except OSError:  # it is gone
        return text
    return text if here == Path(here.anchor) else text.replace(f"{here}{os.sep}", "")
