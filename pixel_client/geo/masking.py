"""What may be printed or written: passwords, keys and presigned requests are starred out."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["without_secrets"]

_SECRET = re.compile(
    r"pass(word|wd|phrase)|secret|token$|^api_?key$|authori[sz]ation|credential|upload_file_params"
    r"|^upload_(fields|parts)$|^policy$|signature|^x-amz-",
    re.IGNORECASE,
)
_PRESIGNED = re.compile(r"\?\S*\b(x-amz-|signature=|awsaccesskeyid=|token=)\S*", re.IGNORECASE)


def without_secrets(value: Any, name: str = "") -> Any:
    """A value as it may be printed or written to a file.

    Args:
        value: Any JSON value, or a model.
        name: The field it was found under.
    """
    if value not in (None, "") and _is_secret(name):
        return "***"
    if isinstance(value, Mapping):
        return {key: without_secrets(each, str(key)) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_secrets(each, name) for each in value]
    return _PRESIGNED.sub("?***", value) if isinstance(value, str) and "?" in value else value


@functools.lru_cache(maxsize=1000)  # the same few names in every answer
def _is_secret(name: str) -> bool:
    return _SECRET.search(name) is not None
