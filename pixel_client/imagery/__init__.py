"""Reads metadata of files and checks them before an upload (extra `imagery`).

`preflight` checks files, `reader` reads their metadata: photos in `photo`, rasters and point clouds
in modules of their own; `manifest` reads tables that complete it.
"""

from __future__ import annotations

from .manifest.reader import Manifest, ManifestRow, read_manifest
from .metadata import FileMetadata, Hook, PhotoDetails, PointCloudDetails, RasterDetails
from .preflight import preflight, upload_files
from .problems import CODES, Level, Problem
from .reader import read_many, read_metadata
from .report import PreflightReport, PreflightRow

__all__ = [
    "CODES",
    "FileMetadata",
    "Hook",
    "Level",
    "Manifest",
    "ManifestRow",
    "PhotoDetails",
    "PointCloudDetails",
    "PreflightReport",
    "PreflightRow",
    "Problem",
    "RasterDetails",
    "preflight",
    "read_manifest",
    "read_many",
    "read_metadata",
    "upload_files",
]
