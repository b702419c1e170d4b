"""The error and the result of a validation."""

import warnings
from dataclasses import dataclass, field
from typing import Any


class ValidationError(Exception):
    """A file is invalid. The message names the file, the problem and what is expected."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Metadata read from a file.

    Args:
        fields: Fields of the resource, such as location or bounds.
        file_metadata: Other metadata, such as EXIF.
    """

    fields: dict[str, Any]
    file_metadata: dict[str, Any] = field(default_factory=dict)


def silence_readers() -> None:
    """Suppress warnings of the readers: problems are reported in the validation result.

    Called before every validation and never undone: filters belong to the whole process, so
    restoring them in one thread would affect another that is still reading.
    """
    warnings.filterwarnings("ignore", module=r"(PIL|laspy|rasterio|rio_cogeo)(\.|$)")
