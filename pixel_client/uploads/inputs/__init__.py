"""The inputs of an upload: scanning, names, parts, hashes. No network, no database."""

from .input_file import PixelUploadFile
from .names import same_name, upload_name
from .parts import MAX_SINGLE_BYTES, check_part_size, part_size_for
from .scan import Scan, ScannedFile, Source, as_sources
from .sidecars import is_side_car

__all__ = [
    "MAX_SINGLE_BYTES",
    "PixelUploadFile",
    "Scan",
    "ScannedFile",
    "Source",
    "as_sources",
    "check_part_size",
    "is_side_car",
    "part_size_for",
    "same_name",
    "upload_name",
]
