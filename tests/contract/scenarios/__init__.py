"""What is recorded: a scenario an operation, and one for each thing that takes several.

A scenario is a function of a client and of what must exist before (see `ground`). It runs when
`make record` records it, and again with each client when its cassette is played.
"""

from . import (
    analysis,
    arcgis_services,
    attachments,
    data_collections,
    errors,
    harvest_services,
    images,
    jobs,
    optimized,
    paging,
    plugins,
    point_clouds,
    projects,
    rasters,
    search,
    sign_in,
    upload_jobs,
    uploads,
    users,
)
from .ground import RECIPES

__all__ = [
    "RECIPES",
    "analysis",
    "arcgis_services",
    "attachments",
    "data_collections",
    "errors",
    "harvest_services",
    "images",
    "jobs",
    "optimized",
    "paging",
    "plugins",
    "point_clouds",
    "projects",
    "rasters",
    "search",
    "sign_in",
    "upload_jobs",
    "uploads",
    "users",
]
