"""What can be told of a list of files without opening them: names, repetitions, limits."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..core.text import human_size, path_text, reason_of
from ..exceptions import HintCode
from ..uploads.inputs import (
    MAX_SINGLE_BYTES,
    PixelUploadFile,
    part_size_for,
    same_name,
    upload_name,
)
from .problems import Problem

__all__ = ["MAX_NAME_BYTES", "name_problems", "repeated", "sidecar_problems", "size_problems"]

MAX_NAME_BYTES = 255  # what file systems hold; the service's own limit is not published
_SHOWN = 3


def name_problems(file: PixelUploadFile, prefix_folder: bool) -> Iterator[Problem]:
    """What is wrong with the name that a file will have at the service."""
    for path in (file.file, *(file.support_files or ())):
        name = upload_name(path, prefix_folder, file.file)
        try:
            length = len(name.encode())
        except UnicodeEncodeError:
            yield Problem.of(
                "name-not-text",
                file.file,
                f"its name {path_text(Path(name))!r} is not valid text; rename the file",
            )
            continue
        if any(unicodedata.category(letter) == "Cc" for letter in name):
            yield Problem.of(
                "name-not-text",
                file.file,
                f"its name {name!r} has control characters; rename it",
            )
        if length > MAX_NAME_BYTES:
            yield Problem.of(
                "name-too-long",
                file.file,
                f"its name {name[:40]}… has {length} bytes; {MAX_NAME_BYTES} are allowed"
                + ("" if prefix_folder else ". Rename it"),
                hint_code=HintCode.LONG_FOLDER if prefix_folder else None,
            )


def repeated(files: Sequence[PixelUploadFile], prefix_folder: bool) -> dict[int, Problem]:
    """Files that are listed twice, or whose names look the same; by their place in the list."""
    first_place: dict[str, int] = {}
    places: defaultdict[str, list[int]] = defaultdict(list)
    found: dict[int, Problem] = {}
    for place, each in enumerate(files):
        where = os.path.abspath(each.file)  # noqa: PTH100 (a link is another file)
        earlier = first_place.setdefault(where, place)
        if earlier != place:
            found[place] = Problem.of(
                "file-twice",
                each.file,
                f"it is also file {earlier + 1} of the list; take it off the list",
            )
        else:
            places[same_name(upload_name(each.file, prefix_folder))].append(place)
    for alike in places.values():
        for place in alike if len(alike) > 1 else ():
            others = [path_text(files[other].file) for other in alike if other != place]
            more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
            found[place] = Problem.of(
                "name-repeated",
                files[place].file,
                f"its name looks the same as that of {', '.join(others[:_SHOWN])}{more}",
                hint_code=HintCode.FOLDER_IN_NAME,
            )
    return found


def size_problems(
    path: Path, size: int, multipart: bool | None, part_size: int | None
) -> Iterator[Problem]:
    """Whether a file is larger than S3 takes."""
    if multipart is False and size > MAX_SINGLE_BYTES:
        yield Problem.of(
            "too-large",
            path,
            f"it is {human_size(size)}; one body is {human_size(MAX_SINGLE_BYTES)} at most",
            hint_code=HintCode.FILE_TOO_LARGE,
        )
    if multipart is not False:
        try:
            part_size_for(size, part_size)
        except ValueError as error:
            yield Problem.of("too-large", path, f"{error}; split it into several files")


def sidecar_problems(file: PixelUploadFile) -> Iterator[Problem]:
    """Whether each support file is there and can be read."""
    for path in file.support_files or ():
        try:
            size = path.stat().st_size
            reason = None if size else "it is empty (0 bytes)"
            if size > MAX_SINGLE_BYTES:
                reason = f"it is {human_size(size)}; {human_size(MAX_SINGLE_BYTES)} are allowed"
            if not os.access(path, os.R_OK):
                reason = "it may not be read"
        except (OSError, ValueError) as error:
            reason = reason_of(error)
        if reason is not None:
            yield Problem.of(
                "sidecar-missing",
                file.file,
                f"its support file {path_text(path)}: {reason}. Mend it, or leave it out",
            )
