"""What is recorded: a scenario an operation, and one for each thing that takes several.

A scenario is a function of a client and of what must exist before (see `ground`). It runs when
`make record` records it, and again with each client when its cassette is played.
"""

from . import (
    data_collections,
    errors,
    images,
    jobs,
    paging,
    plugins,
    point_clouds,
    projects,
    rasters,
    sign_in,
    upload_jobs,
    uploads,
    users,
)
from .ground import RECIPES

__all__ = [
    "RECIPES",
    "data_collections",
    "errors",
    "images",
    "jobs",
    "paging",
    "plugins",
    "point_clouds",
    "projects",
    "rasters",
    "sign_in",
    "upload_jobs",
    "uploads",
    "users",
]
