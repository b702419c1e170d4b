"""What can be wrong with files before an upload: every code, its level, and one found problem."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from ..core.text import path_text
from ..exceptions import HintCode, PixelInputError, ProblemCode

__all__ = ["CODES", "Code", "Level", "Levels", "Problem", "check_levels", "levelled"]


class Level(enum.StrEnum):
    """How bad a problem is.

    An error: the service would refuse the file, or would certainly store something wrong. A
    warning: the file can be stored, but something is missing or doubtful.
    """

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class Code:
    """A sort of problem.

    Attributes:
        level: How bad it is, unless the caller says otherwise.
        meaning: What is wrong, in a few words.
    """

    level: Level
    meaning: str


_E, _W = Level.ERROR, Level.WARNING

CODES: Mapping[str, Code] = MappingProxyType(
    {
        # the file
        "file-missing": Code(_E, "There is no such file, or it cannot be read."),
        "file-empty": Code(_E, "The file has 0 bytes."),
        "file-twice": Code(_E, "The same file is listed twice."),
        "name-too-long": Code(_E, "The name has more than 255 bytes in UTF-8."),
        "name-not-text": Code(_E, "The name is not valid text, or has control characters."),
        "name-repeated": Code(_W, "Files in different folders have names that look the same."),
        "too-large": Code(_E, "Larger than S3 takes in one body (5 GiB) or in 10,000 parts."),
        "unknown-format": Code(_E, "The content is of no format that the collection takes."),
        "wrong-extension": Code(_E, "The extension belongs to another format than the content."),
        "unusual-extension": Code(_W, "The extension says nothing about the format."),
        "wrong-kind": Code(_E, "The file is of another kind than the collection holds."),
        "truncated": Code(_E, "The file ends before its content does."),
        "damaged": Code(_E, "The header cannot be read."),
        "passed-over": Code(_W, "A file of another kind, found in a folder; it is not sent."),
        "sidecar-doubtful": Code(_E, "It cannot be told which file a side-car belongs to."),
        "sidecar-missing": Code(_E, "A support file does not exist, is empty or cannot be read."),
        # photos
        "metadata-damaged": Code(_W, "A part of the EXIF or XMP could not be read."),
        "looks-like-raster": Code(_W, "A TIFF with a geotransform, in a collection of images."),
        "position-missing": Code(_W, "There is no position."),
        "position-zero": Code(_E, "The position is 0° N 0° E, which stands for no position."),
        "position-range": Code(_E, "Latitude or longitude is out of range."),
        "position-doubtful": Code(_W, "The receiver had no fix, or the datum is not WGS 84."),
        "outside-area": Code(_W, "The position or footprint is outside the project's area."),
        "value-range": Code(_W, "A value in the file is out of range and was left out."),
        "gimbal-not-recorded": Code(_W, "The camera's direction was not recorded."),
        "panorama-unmarked": Code(_W, "Twice as wide as high, but not marked as a panorama."),
        "date-missing": Code(_W, "There is no capture date."),
        "date-unreadable": Code(_W, "The capture date cannot be read."),
        "date-future": Code(_E, "The capture date is in the future."),
        "date-epoch": Code(_E, "The capture date is of a clock that was never set."),
        "zone-assumed": Code(_W, "The capture date has no time zone; UTC was assumed."),
        # rasters
        "band-count": Code(_E, "The number of bands is not what the collection takes."),
        "data-type": Code(_E, "The type of the cells is not what the collection takes."),
        "raster-info": Code(_E, "The raster differs from the collection's raster_info."),
        "crs-missing": Code(_W, "There is no coordinate system, or it cannot be read."),
        "not-georeferenced": Code(_W, "There is neither a geotransform nor a world file."),
        "nodata-missing": Code(_W, "A terrain or surface model without a no-data value."),
        # point clouds
        "las-version": Code(_E, "The LAS version or point format is not a known one."),
        "las-count": Code(_E, "The header's point counts disagree with each other or the file."),
        "las-bounds": Code(_E, "The header's bounds or scale are not possible."),
        # manifest and hook
        "manifest-cell": Code(_E, "A cell of the manifest cannot be read, or is out of range."),
        "manifest-twice": Code(_E, "Several rows are for one file, or a row is for several files."),
        "manifest-no-file": Code(_W, "A row of the manifest is for none of the files."),
        "manifest-no-row": Code(_W, "A file has no row in the manifest."),
        "metadata-refused": Code(_E, "Metadata given with the file cannot be sent."),
        "hook-failed": Code(_E, "The caller's own function failed, or gave what cannot be sent."),
    }
)
"""Every code that a `Problem` can have."""

Levels = Mapping[str, "Level | str"]
"""Code -> `error`, `warning` or `ignore`, where the caller's view differs from `CODES`."""


@attrs.frozen
class Problem:
    """Something wrong with a file.

    Attributes:
        code: One of `CODES`.
        level: How bad it is.
        path: The file, or None when it is about no single file.
        message: What was wrong, what is allowed and what to do.
        field: The field of the metadata that it is about, or None.
        hint_code: What to do by an option, as a code, or None.
    """

    code: str
    level: Level
    path: Path | None
    message: str
    field: str | None = None
    hint_code: HintCode | None = None

    @classmethod
    def of(
        cls,
        code: str,
        path: Path | None,
        message: str,
        level: Level | None = None,
        *,
        field: str | None = None,
        hint_code: HintCode | None = None,
    ) -> Problem:
        """A problem at the level of its code, or at another."""
        return cls(code, level or CODES[code].level, path, message, field, hint_code)

    @property
    def hint(self) -> str | None:
        """What to do by an option, in words, or None."""
        return self.hint_code.words if self.hint_code is not None else None

    def __str__(self) -> str:
        where = f"{path_text(self.path)}: " if self.path is not None else ""
        hint = f"; {self.hint}" if self.hint is not None else ""
        return f"{self.level.value} {self.code}: {where}{self.message}{hint}"

    def to_dict(self) -> dict[str, Any]:
        """The problem as JSON can carry it."""
        return {
            "code": self.code,
            "level": self.level.value,
            "path": None if self.path is None else path_text(self.path),
            "message": self.message,
            "field": self.field,
            "hint": self.hint,
            "hint_code": self.hint_code,
        }


def check_levels(levels: Levels | None) -> None:
    """Refuse levels for codes that do not exist, and levels that do not exist.

    Raises:
        PixelInputError: Names every one at fault.
    """
    allowed = {"error", "warning", "ignore"}
    wrong = [
        f"has the code {code!r}, which no problem has"
        if code not in CODES
        else f"must give {code} error, warning or ignore, not {level!r}"
        for code, level in (levels or {}).items()
        if code not in CODES or str(level) not in allowed
    ]
    if wrong:
        raise PixelInputError(wrong, path="levels", code=ProblemCode.ENUM)


def levelled(problems: list[Problem], levels: Levels | None) -> list[Problem]:
    """Give problems the levels the caller wants, leaving out what is to be ignored."""
    if not levels:
        return problems
    return [
        attrs.evolve(problem, level=Level(str(levels.get(problem.code, problem.level))))
        for problem in problems
        if str(levels.get(problem.code)) != "ignore"
    ]
