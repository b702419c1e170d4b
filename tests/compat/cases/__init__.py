"""A call of every method of 1.2.8, with no option and with all: the table that both packages run.

Each case builds its arguments from a `Kit`, which finds input classes in whichever package is
installed. Nothing here needs the peer: other tests may run the table too.
"""

from __future__ import annotations

from .loose import LOOSE_CASES
from .others import ANALYSIS_CASES, ATTACHMENT_CASES, SEARCH_CASES, USER_CASES
from .projects import JOB_CASES, PROJECTS
from .resources import IMAGE_CASES, POINT_CLOUD_CASES, RASTER_CASES
from .services import ARCGIS_CASES, HARVEST_CASES
from .settings import SETTINGS_CASES
from .table import Call, Case, Kit
from .uploads import UPLOAD_CASES

__all__ = ["CASES", "SETTINGS_CASES", "Call", "Case", "Kit"]

CASES: list[Case] = [
    *PROJECTS,
    *IMAGE_CASES,
    *RASTER_CASES,
    *POINT_CLOUD_CASES,
    *JOB_CASES,
    *ARCGIS_CASES,
    *HARVEST_CASES,
    *USER_CASES,
    *ATTACHMENT_CASES,
    *SEARCH_CASES,
    *ANALYSIS_CASES,
    *UPLOAD_CASES,
    *LOOSE_CASES,
]
