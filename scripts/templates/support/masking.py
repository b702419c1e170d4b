# mypy: ignore-errors
"""How a value is shown in a repr or in a message: secrets and presigned queries are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MASK = "***"

# Names that hold secrets wherever they turn up, also in fields no contract mentions. The last group
# is what a presigned S3 form carries.
_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)|secret|token$|^api_?key$|authori[sz]ation|credential"
    r"|^policy$|signature|^x-amz-|^awsaccesskeyid$",
    re.IGNORECASE,
)
_PRESIGNED = re.compile(r"\?\S*\b(x-amz-|signature=|awsaccesskeyid=|token=)\S*", re.IGNORECASE)


class MasksItself:
    """A dict whose own repr hides what is secret in it."""

    __slots__ = ()


def masked(name: str, value: Any) -> str:
    """The repr of a value found under a name, without what is secret in it.

    Args:
        name: The key or the field.
        value: Any JSON value, or a model.

    Returns:
        The text to show.
    """
    return repr(without_secrets(name, value))


def without_secrets(name: str, value: Any) -> Any:
    """A value found under a name, with a mask for each secret in it; models mask themselves."""
    if isinstance(value, Mapping) and not isinstance(value, MasksItself):
        return {key: without_secrets(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(name, item) for item in value]
    if isinstance(value, str) and _SECRET_NAME.search(name):
        return MASK
    if isinstance(value, str):
        return _PRESIGNED.sub("?***", value)
    return value
