# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""All operations of the contract in one class."""

from .analysis import AnalysisOperations
from .arcgis_services import ArcgisServicesOperations
from .attachments import AttachmentsOperations
from .data_collections import DataCollectionsOperations
from .harvest_services import HarvestServicesOperations
from .images import ImagesOperations
from .jobs import JobsOperations
from .plugins import PluginsOperations
from .point_clouds import PointCloudsOperations
from .projects import ProjectsOperations
from .rasters import RastersOperations
from .search import SearchOperations
from .upload_jobs import UploadJobsOperations
from .users import UsersOperations


class PixelOperations(
    ProjectsOperations,
    DataCollectionsOperations,
    ImagesOperations,
    RastersOperations,
    PointCloudsOperations,
    UploadJobsOperations,
    JobsOperations,
    UsersOperations,
    PluginsOperations,
    ArcgisServicesOperations,
    HarvestServicesOperations,
    AttachmentsOperations,
    SearchOperations,
    AnalysisOperations,
):
    """All operations of the contract: methods that send one request."""
