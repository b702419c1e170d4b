"""What files say before an upload: metadata, pre-flight checks, manifests (extra `imagery`).

::

    preflight   every problem at once         report     its outcome, and what may be sent
    reading     one file, or many             metadata   what a file says
    photos      a photo's fields, with        jpeg, chunks, tags, xmp: its header
                position, orientation, optics, moments
    rasters     GeoTIFF and others            point_clouds   LAS, LAZ, COPC, with las_records
    manifest    tables, cells, locations: rows of metadata; matching: to which files
    rules       checks by collection          listing, footprints: names, limits, areas
    problems    every code, and its level     overrides   hooks and given values
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
