"""Scan folders, patterns and files, as a stream of files with their side-car files.

Nothing is held but one folder's names while it is walked through; reads directories, so it is run
in a thread.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import attrs

from ...core.resource_kinds import Kind
from ...exceptions import PixelInputError, ProblemCode
from .input_file import PixelUploadFile
from .sidecars import SideCars, is_side_car

__all__ = ["Scan", "ScannedFile", "Source", "as_sources"]

Source = PixelUploadFile | os.PathLike[str] | str

SORTED_ENTRIES = 50_000
"""A folder's names are sorted so many at a time, so that a folder of any size can be walked."""

_FOLDERS_REMEMBERED = 64
_MAGIC = frozenset("*?[")

EXTENSIONS = {
    "image": frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".insp"}),
    "raster": frozenset(
        {".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".mrf", ".pdf", ".jp2", ".img", ".vrt"}
    ),
    "point_cloud": frozenset({".las", ".laz"}),
}
"""What is taken from a folder, by kind of resource. A file that is named is always taken."""


@attrs.frozen
class ScannedFile:
    """A file to upload, or to account for.

    Attributes:
        given: The file with its support files.
        problem: Why it cannot be uploaded, or None.
        passed_over: Why it is not uploaded although nothing is wrong with it, or None.
    """

    given: PixelUploadFile
    problem: Exception | None = None
    passed_over: str | None = None


def as_sources(sources: Source | Iterable[Source]) -> list[Source]:
    """Check what a caller names.

    Raises:
        PixelInputError: Something is neither a path nor a `PixelUploadFile`.
    """
    if isinstance(sources, str | os.PathLike | PixelUploadFile):
        sources = [sources]
    if not isinstance(sources, Iterable):
        raise PixelInputError(
            f"is a path, a PixelUploadFile or a list of them, not {sources!r}",
            path="sources",
            code=ProblemCode.TYPE,
        )
    taken = list(sources)
    for source in taken:
        if isinstance(source, PixelUploadFile):
            continue
        text = os.fspath(source) if isinstance(source, str | os.PathLike) else None
        if not isinstance(text, str) or not text:
            raise PixelInputError(
                f"has a file, a folder, a pattern or a PixelUploadFile in it, not {source!r}",
                path="sources",
                code=ProblemCode.TYPE,
            )
    return taken


class Scan:
    """Walks through sources.

    Args:
        sources: Files, folders (with all below them), patterns of either such as `flight*` or
            `flight*/**/*.JPG`, and `PixelUploadFile`s.
        kind: What the files are to become: of a folder, other files are passed over.
        side_cars: Look for side-cars of files that do not name their support files.
        check: Called now and then; what it raises ends the walk.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        kind: Kind,
        *,
        side_cars: bool = True,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._sources = sources
        self._extensions = EXTENSIONS[kind.resource]
        self._words = kind.words
        self._side_cars = side_cars
        self._check = check
        self._known: dict[Path, SideCars] = {}

    def __iter__(self) -> Iterator[ScannedFile]:
        for source in self._sources:
            self._check()
            if isinstance(source, PixelUploadFile):
                yield self._named(source)
            elif os.path.isdir(path := Path(source)):  # noqa: PTH112 (is_dir() raises on long names)
                yield from self._folder(path, set())
            elif _MAGIC.intersection(text := str(source)) and not os.path.lexists(text):
                yield from self._pattern(text)
            else:
                yield self._named(PixelUploadFile(path))

    def _named(self, given: PixelUploadFile) -> ScannedFile:
        if given.support_files is not None or not self._side_cars:
            return ScannedFile(given)
        return self._with_side_cars(given, self._of_folder(given.file.parent))

    def _with_side_cars(self, given: PixelUploadFile, here: SideCars) -> ScannedFile:
        try:
            beside = here.of(given.file.name)
        except ValueError as error:
            return ScannedFile(given, problem=error)
        if beside:
            paths = [given.file.parent / name for name in beside]
            given = attrs.evolve(given, support_files=paths)
        return ScannedFile(given)

    def _pattern(self, pattern: str) -> Iterator[ScannedFile]:
        """What fits: files as if they were named, folders with all below them, nothing twice."""
        nothing = True
        folders: set[Path] = set()
        seen: set[tuple[int, int]] = set()
        # With the folder one is in before it, `**` is a folder too, and it fits first.
        fitting = glob.iglob(os.path.join(os.curdir, pattern), recursive=True)  # noqa: PTH118, PTH207 (no Path for absolute ones)
        while block := list(islice(fitting, SORTED_ENTRIES)):
            nothing = False
            for text in sorted(block):  # a folder stands before what is below it
                self._check()
                path = Path(text)
                if folders and not folders.isdisjoint(path.parents):
                    continue  # its folder has brought it along, or passed it over
                if os.path.isdir(text):  # noqa: PTH112 (as above)
                    folders.add(path)
                    yield from self._folder(path, seen)
                elif not (self._side_cars and is_side_car(path.name)):
                    yield self._named(PixelUploadFile(path))
        if nothing:
            given = PixelUploadFile(Path(pattern))
            yield ScannedFile(
                given, problem=FileNotFoundError("no file or folder fits this pattern")
            )

    def _folder(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[ScannedFile]:
        waiting = [folder]
        while waiting:
            self._check()
            here = waiting.pop()
            try:
                status = here.stat()
                identity = (status.st_dev, status.st_ino)
                if identity in seen:  # a link back up, or the same folder by another way
                    continue
                seen.add(identity)
                below: list[Path] = []
                yield from self._files_of(here, below)
                waiting += sorted(below, reverse=True)
            except OSError as error:
                yield ScannedFile(PixelUploadFile(here), problem=error)

    def _files_of(self, folder: Path, below: list[Path]) -> Iterator[ScannedFile]:
        side_cars = self._of_folder(folder) if self._side_cars else SideCars()
        with os.scandir(folder) as entries:
            while block := list(islice(entries, SORTED_ENTRIES)):
                self._check()
                for entry in sorted(block, key=lambda entry: entry.name):
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        below.append(folder / entry.name)
                    else:
                        found = self._file(folder, entry.name, side_cars)
                        if found is not None:
                            yield found
        for name in side_cars.without_main():
            if not name.startswith("."):
                why = "it looks like a side-car, but there is no file it belongs to"
                yield ScannedFile(PixelUploadFile(folder / name), passed_over=why)

    def _file(self, folder: Path, name: str, side_cars: SideCars) -> ScannedFile | None:
        if self._side_cars and is_side_car(name):
            return None  # it travels with its file, or is told of at the end
        given = PixelUploadFile(folder / name, support_files=None)
        extension = Path(name).suffix.lower()
        if extension not in self._extensions:
            why = f"{extension or 'a name without an extension'} is not known as {self._words}"
            return ScannedFile(
                given, passed_over=f"{why}; name the file itself to send it all the same"
            )
        return self._with_side_cars(given, side_cars) if self._side_cars else ScannedFile(given)

    def _of_folder(self, folder: Path) -> SideCars:
        known = self._known.get(folder)
        if known is None:
            try:
                known = SideCars.among(partial(_names, folder))
            except (OSError, ValueError):  # the file itself will say what is wrong
                known = SideCars()
            if len(self._known) >= _FOLDERS_REMEMBERED:
                self._known.pop(next(iter(self._known)))
            self._known[folder] = known
        return known


def _names(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        yield from (entry.name for entry in entries)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, say: what is wrong with it is said when it is looked at
        return False
