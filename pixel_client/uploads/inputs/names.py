"""Names of files as the service stores them."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def same_name(name: str) -> str:
    """What two names have in common that a service may take for the same.

    The service may normalise names (NFC) or ignore case, so names that differ only so never share
    a create call: its answer could not be told apart.
    """
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def upload_name(path: Path, prefix_folder: bool, folder_of: Path | None = None) -> str:
    """The name a file gets at the service.

    Args:
        path: The file.
        prefix_folder: Put the name of its folder in front: `flight1_DJI_0001.JPG`.
        folder_of: Take the folder of this file instead: a support file follows its main file, or
            their names would no longer match.
    """
    if not prefix_folder:
        return path.name
    folder = Path(os.path.abspath(folder_of or path)).parent.name  # noqa: PTH100 (resolve() follows links)
    return f"{folder}_{path.name}" if folder else path.name
