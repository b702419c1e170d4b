"""Which row of a manifest is for which file: by path, name or stem."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import attrs

from ...uploads.inputs import same_name
from ..metadata import JsonValue
from ..problems import Level, Problem

__all__ = ["ManifestRow", "Matches", "match"]


@attrs.frozen
class ManifestRow:
    """What a manifest says of one file.

    Attributes:
        number: Its row, as the program that made the table counts.
        file: The path, name or stem it is for.
        fields: Field -> value.
        json_metadata: Name -> text or number.
        faults: Cells that cannot be read, a sentence each; they are in neither of the two.
    """

    number: int
    file: str
    fields: Mapping[str, Any]
    json_metadata: Mapping[str, JsonValue]
    faults: tuple[str, ...] = ()


@attrs.frozen
class Matches:
    """Which row is for which file.

    Attributes:
        rows: Place of a file in the list -> its row.
        of_file: Place of a file -> what is wrong with its row, or with having none.
        problems: What is about no single file: rows for none, and their bad cells.
    """

    rows: Mapping[int, ManifestRow]
    of_file: Mapping[int, list[Problem]]
    problems: tuple[Problem, ...]


class Rows(Protocol):
    """What is needed of a manifest."""

    @property
    def name(self) -> str:
        """What to call it in messages."""
        ...

    @property
    def rows(self) -> Sequence[ManifestRow]:
        """Its rows."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where relative paths in it start."""
        ...


def match(manifest: Rows, files: Sequence[Path]) -> Matches:
    """Find the row of each file, see `Manifest.match`."""
    index = _Index(files)
    claims: defaultdict[int, list[ManifestRow]] = defaultdict(list)
    of_file: defaultdict[int, list[Problem]] = defaultdict(list)
    general: list[Problem] = []
    for row in manifest.rows:
        places = index.find(row.file, manifest.folder)
        for place in places:
            claims[place].append(row)
        if len(places) > 1:
            for place in places:
                of_file[place].append(
                    Problem.of(
                        "manifest-twice",
                        index.files[place],
                        f"row {row.number} of {manifest.name} ({row.file!r}) is for "
                        f"{len(places)} files; write the folder in front of its name",
                    )
                )
        elif not places:
            general.append(
                Problem.of(
                    "manifest-no-file",
                    None,
                    f"row {row.number} of {manifest.name} is for {row.file!r}, which is not among "
                    "the files; correct the name, or take the row out",
                )
            )
            # No file suffers from these, so none is refused for them.
            cells = (_fault(manifest, row, None, fault) for fault in row.faults)
            general += (attrs.evolve(each, level=Level.WARNING) for each in cells)
    rows: dict[int, ManifestRow] = {}
    for place, path in enumerate(index.files):
        found = claims[place]
        of_file[place] += (
            _fault(manifest, row, path, fault) for row in found for fault in row.faults
        )
        if not found:
            of_file[place].append(
                Problem.of(
                    "manifest-no-row",
                    path,
                    f"{manifest.name} has no row for it; add one, or rely on what the file says",
                )
            )
        elif len(found) > 1:
            numbers = ", ".join(str(row.number) for row in found)
            of_file[place].append(
                Problem.of(
                    "manifest-twice",
                    path,
                    f"rows {numbers} of {manifest.name} are all for it, and none was used; leave "
                    "one",
                )
            )
        elif len(index.find(found[0].file, manifest.folder)) == 1:
            rows[place] = found[0]
    return Matches(rows, {place: each for place, each in of_file.items() if each}, tuple(general))


def _fault(manifest: Rows, row: ManifestRow, path: Path | None, fault: str) -> Problem:
    return Problem.of("manifest-cell", path, f"row {row.number} of {manifest.name}, {fault}")


class _Index:
    """The files, to be found by path, name and stem."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        self.by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for place, path in enumerate(files):
            self.by_name[same_name(path.name)].append(place)
            self.by_stem[same_name(path.stem)].append(place)

    def find(self, written: str, folder: Path | None) -> list[int]:
        """The places of the files that a cell stands for."""
        parts = [part for part in self._parts(written) if part not in (".", "/")]
        if not parts:
            return []
        last = parts[-1]
        named = self.by_name.get(same_name(last))
        if not named:
            named = self.by_stem.get(same_name(last)) or self._same_but_extension(last)
        return self._in_folder(named or [], parts, folder)

    def _same_but_extension(self, last: str) -> list[int]:
        """A name whose extension differs, as of the raw file beside the photo."""
        stem = PurePosixPath(last).stem
        return list(self.by_stem.get(same_name(stem), ())) if stem != last else []

    def _in_folder(self, places: list[int], parts: list[str], folder: Path | None) -> list[int]:
        folders = [same_name(part) for part in parts[:-1] if part != ".."]
        if not folders or len(places) == 0:
            return places
        exact = [place for place in places if self._ends_with(place, folders)]
        if exact or folder is None:
            return exact
        # Relative to the manifest, where that leads out of its folder.
        target = os.path.normpath(os.path.abspath(folder.joinpath(*parts)))  # noqa: PTH100
        return [
            place
            for place in places
            if os.path.dirname(os.path.abspath(self.files[place])) == os.path.dirname(target)  # noqa: PTH100, PTH120
        ]

    def _ends_with(self, place: int, folders: list[str]) -> bool:
        own = [same_name(part) for part in Path(os.path.abspath(self.files[place])).parts[:-1]]  # noqa: PTH100
        return own[-len(folders) :] == folders

    def _parts(self, written: str) -> Iterator[str]:
        yield from PurePosixPath(written.strip().replace("\\", "/")).parts
