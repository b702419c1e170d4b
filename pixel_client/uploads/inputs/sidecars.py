"""Side-car files: the world files, projections, overviews and the like of a file.

Pure decisions about names, no I/O. Names are compared without regard to case; the exact spelling
decides only where that leaves more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

import attrs

__all__ = ["SideCars", "is_side_car"]

# What is put behind the whole name (`ortho.tif.ovr`), or in the place of its extension
# (`ortho.ovr`): https://gdal.org/drivers/raster/gtiff.html, https://gdal.org/drivers/raster/pam.html
_SUFFIXES = (
    ".aux.xml",
    ".aux",
    ".ovr",
    ".msk",
    ".xmp",
    ".rrd",
    ".lax",
    ".prj",
    ".tab",
    ".wld",
    ".xml",
)

# World files belong to rasters of their own kind: the first and last letter of its extension and
# a w, or the whole extension and a w.
_WORLD_FILES: Mapping[str, frozenset[str]] = {
    ".tfw": frozenset({".tif", ".tiff"}),
    ".tifw": frozenset({".tif"}),
    ".tiffw": frozenset({".tiff"}),
    ".jgw": frozenset({".jpg", ".jpeg"}),
    ".jpgw": frozenset({".jpg"}),
    ".jpegw": frozenset({".jpeg"}),
    ".pgw": frozenset({".png"}),
    ".pngw": frozenset({".png"}),
    ".j2w": frozenset({".jp2"}),
    ".wpw": frozenset({".webp"}),
    ".mfw": frozenset({".mrf"}),
}


def _split(name: str) -> tuple[str, str] | None:
    """The name before a side-car's suffix, and the suffix; None for any other file."""
    folded = name.casefold()
    for suffix in (*_SUFFIXES, *_WORLD_FILES):
        if folded.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix
    return None


def is_side_car(name: str) -> bool:
    """Whether a file of this name only makes sense beside another."""
    return _split(name) is not None


@attrs.define
class SideCars:
    """The side-cars of one folder.

    Attributes:
        mains: By folded stem: the names of the files that may have side-cars of that stem.
        found: By folded name before the suffix: the side-cars, as (name before, suffix, name).
    """

    mains: dict[str, list[str]] = attrs.field(factory=dict)
    found: dict[str, list[tuple[str, str, str]]] = attrs.field(factory=dict)

    @classmethod
    def among(cls, names: Callable[[], Iterable[str]]) -> SideCars:
        """Sort a folder's names, which are gone through twice when there are side-cars.

        Only stems that have a side-car are remembered.
        """
        here = cls()
        for name in names():
            parts = _split(name)
            if parts is not None:
                here.found.setdefault(parts[0].casefold(), []).append((*parts, name))
        if here.found:
            for name in names():
                if is_side_car(name):
                    continue
                stem = PurePath(name).stem.casefold()
                if stem in here.found or name.casefold() in here.found:
                    here.mains.setdefault(stem, []).append(name)
        return here

    def of(self, main: str) -> list[str]:
        """The side-cars of a file, sorted.

        Args:
            main: The file's name.

        Raises:
            ValueError: It cannot be told which side-cars are the file's.
        """
        if not self.found:
            return []
        taken: dict[str, list[str]] = {}
        for before, suffix, name in self._near(main):
            owners = self._owners(before, suffix)
            if main not in owners:
                continue
            if len(owners) > 1:
                others = " and ".join(sorted(owners))
                raise ValueError(
                    f"side-car {name} fits {others}: name each file's own in support_files"
                )
            taken.setdefault(suffix, []).append(name)
        for names in taken.values():
            if len(names) > 1:
                several = " and ".join(sorted(names))
                raise ValueError(
                    f"{several} are both its side-car: remove one, or name one in support_files"
                )
        return sorted(name for names in taken.values() for name in names)

    def without_main(self) -> list[str]:
        """The side-cars that belong to no file here, sorted."""
        return sorted(
            name
            for entries in self.found.values()
            for before, suffix, name in entries
            if not self._owners(before, suffix)
        )

    def _near(self, main: str) -> list[tuple[str, str, str]]:
        whole, stem = main.casefold(), PurePath(main).stem.casefold()
        return self.found.get(whole, []) + (self.found.get(stem, []) if stem != whole else [])

    def _owners(self, before: str, suffix: str) -> list[str]:
        """The files a side-car may belong to."""
        folded = before.casefold()
        kinds = _WORLD_FILES.get(suffix)
        behind = PurePath(before).stem.casefold()
        whole = [m for m in self.mains.get(behind, []) if m.casefold() == folded]
        owners = whole or [
            main
            for main in self.mains.get(folded, [])
            if kinds is None or PurePath(main).suffix.casefold() in kinds
        ]
        if len(owners) > 1:
            exact = [m for m in owners if before in (m, PurePath(m).stem)]
            if len(exact) == 1:
                return exact
        return owners
