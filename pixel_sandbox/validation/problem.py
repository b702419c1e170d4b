"""What validation says when a file cannot become a resource, and what it found when it can."""

import warnings
from dataclasses import dataclass, field
from typing import Any


class ValidationError(Exception):
    """A file is refused. The message names the file, what is wrong with it and what is expected."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was read from a file.

    Args:
        fields: Answered with the resource, such as location or bounds.
        file_metadata: Answered as metadata, such as EXIF.
    """

    fields: dict[str, Any]
    file_metadata: dict[str, Any] = field(default_factory=dict)


def silence_readers() -> None:
    """Keep the readers from warning: what they find is judged here, and answered.

    Called before every check and never undone: filters belong to the whole process, so taking
    them back in one thread would take them from another that is still reading.
    """
    warnings.filterwarnings("ignore", module=r"(PIL|laspy|rasterio|rio_cogeo)(\.|$)")
