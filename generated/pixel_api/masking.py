# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Masks passwords, keys and presigned requests in values to be shown."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

MASK = "***"

# Names that hold secrets wherever they turn up, also in fields no contract mentions. Compared as
# letters alone, so that `X-Api-Key`, `api_key` and `apiKey` are one.
SECRET_PARTS = (
    "accesskey",
    "authorisation",
    "authorization",
    "credential",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "signature",
)
SECRET_STARTS = ("xamz",)  # what a presigned form of S3 carries
SECRET_ENDS = ("apikey", "token")
SECRET_NAMES = ("policy", "pwd", "sig")
# Objects and lists that hold secrets under names of their own.
SECRET_OBJECTS = ("uploadfields", "uploadfileparams", "uploadparts")
_QUERY = re.compile(r"\?\S+")


class MasksItself:
    """A dict whose own repr hides what is secret in it."""

    __slots__ = ()


def letters(name: str) -> str:
    """The letters of a name, in lower case."""
    return re.sub(r"[^a-z]", "", name.lower())


@functools.lru_cache(maxsize=1000)  # the same few names in every answer
def is_secret_name(name: str) -> bool:
    """Whether what stands under a name is never shown."""
    bare = letters(name)
    return (
        bare in SECRET_NAMES
        or bare in SECRET_OBJECTS
        or bare.startswith(SECRET_STARTS)
        or bare.endswith(SECRET_ENDS)
        or any(part in bare for part in SECRET_PARTS)
    )


def masked(value: Any, name: str) -> str:
    """The repr of a value found under a name, without what is secret in it.

    Args:
        value: Any JSON value, or a model.
        name: The key or the field.

    Returns:
        The text to show.
    """
    return repr(without_secrets(value, name, keep_models=True))


def without_secrets(value: Any, name: str = "", *, keep_models: bool = False) -> Any:
    """A value as it may be shown, or written to a file.

    Args:
        value: Any JSON value, or a model.
        name: The key or the field it was found under.
        keep_models: Whether models stay models, whose repr masks itself; else they become dicts.

    Returns:
        A copy with `***` for each secret. Flags and what is empty stay.
    """
    if keep_models and isinstance(value, MasksItself):
        return value
    if value not in (None, "") and not isinstance(value, bool) and is_secret_name(name):
        if keep_models and _holds_models(value):
            return value
        return MASK
    if isinstance(value, Mapping):
        return {
            key: without_secrets(item, str(key), keep_models=keep_models)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(item, name, keep_models=keep_models) for item in value]
    return _QUERY.sub(_shown_query, value) if isinstance(value, str) and "?" in value else value


def _holds_models(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, MasksItself) for item in value)


def _shown_query(found: re.Match[str]) -> str:
    is_secret = any(map(is_secret_name, re.findall(r"([\w.-]+)=", found[0])))
    return f"?{MASK}" if is_secret else found[0]
