# Written by scripts/sync.py from pixel_client/client.py and its bases.
# Do not edit: change these and run `make regen`.

"""PixelClient: PixelClientAsync for code without an event loop."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Self

from pixel_api.types import UNSET

from .client import PixelClientAsync
from .exceptions import PixelClosedError
from .uploads.arguments import PATIENCE_SECONDS

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Literal, Unpack

    from pixel_api.direct import PixelApi
    from pixel_api.models.analysis_service import AnalysisService
    from pixel_api.models.analysis_service_create_update_input import (
        AnalysisServiceCreateUpdateInput,
    )
    from pixel_api.models.analysis_service_list_params import AnalysisServiceListParams
    from pixel_api.models.analysis_service_patch_input import AnalysisServicePatchInput
    from pixel_api.models.analysis_task import AnalysisTask
    from pixel_api.models.analysis_task_create_input import AnalysisTaskCreateInput
    from pixel_api.models.analysis_task_list_params import AnalysisTaskListParams
    from pixel_api.models.analysis_task_status_enum import AnalysisTaskStatusEnumValue
    from pixel_api.models.arcgis_service import ArcgisService
    from pixel_api.models.arcgis_service_create_input import ArcgisServiceCreateInput
    from pixel_api.models.arcgis_service_job import ArcgisServiceJob
    from pixel_api.models.arcgis_service_type import ArcgisServiceTypeValue
    from pixel_api.models.arcgis_service_update_input import ArcgisServiceUpdateInput
    from pixel_api.models.attachment import Attachment
    from pixel_api.models.attachment_file import AttachmentFile
    from pixel_api.models.attachment_resource_type import AttachmentResourceTypeValue
    from pixel_api.models.attachment_status import AttachmentStatusValue
    from pixel_api.models.data_collection import DataCollection
    from pixel_api.models.data_collection_list_params import DataCollectionListParams
    from pixel_api.models.data_collection_type import DataCollectionTypeValue
    from pixel_api.models.harvest_service import HarvestService
    from pixel_api.models.harvest_service_create_input import HarvestServiceCreateInput
    from pixel_api.models.harvest_service_update_input import HarvestServiceUpdateInput
    from pixel_api.models.harvest_task import HarvestTask
    from pixel_api.models.harvest_task_list_params import HarvestTaskListParams
    from pixel_api.models.image import Image
    from pixel_api.models.image_update_input import ImageUpdateInput
    from pixel_api.models.job import Job
    from pixel_api.models.job_group import JobGroup
    from pixel_api.models.job_group_reference import JobGroupReference
    from pixel_api.models.list_params import ListParams
    from pixel_api.models.metadata_object import MetadataObject
    from pixel_api.models.multipart_upload_file import MultipartUploadFile
    from pixel_api.models.nearblack_options import NearblackOptions
    from pixel_api.models.oidc_user import OIDCUser
    from pixel_api.models.oidc_user_create_input import OIDCUserCreateInput
    from pixel_api.models.oidc_user_update_input import OIDCUserUpdateInput
    from pixel_api.models.optimized_point_cloud import OptimizedPointCloud
    from pixel_api.models.optimized_point_cloud_list_params import OptimizedPointCloudListParams
    from pixel_api.models.optimized_raster import OptimizedRaster
    from pixel_api.models.optimized_raster_creation_options_overview_resampling import (
        OptimizedRasterCreationOptionsOverviewResamplingValue,
    )
    from pixel_api.models.pixel_status_enum import PixelStatusEnumValue
    from pixel_api.models.plugin import Plugin
    from pixel_api.models.point_cloud import PointCloud
    from pixel_api.models.point_cloud_format import PointCloudFormatValue
    from pixel_api.models.point_cloud_list_params import PointCloudListParams
    from pixel_api.models.point_cloud_update_input import PointCloudUpdateInput
    from pixel_api.models.polygon import Polygon
    from pixel_api.models.project import Project
    from pixel_api.models.raster import Raster
    from pixel_api.models.raster_format import RasterFormatValue
    from pixel_api.models.raster_info import RasterInfo
    from pixel_api.models.raster_list_params import RasterListParams
    from pixel_api.models.raster_update_input import RasterUpdateInput
    from pixel_api.models.record import Record
    from pixel_api.models.search_on import SearchOnValue
    from pixel_api.models.search_query import SearchQuery
    from pixel_api.models.search_results import SearchResults
    from pixel_api.models.upload_file import UploadFile
    from pixel_api.models.upload_finished import UploadFinished
    from pixel_api.models.upload_job import UploadJob
    from pixel_api.models.uploads_finished import UploadsFinished
    from pixel_api.models.user import User
    from pixel_api.parsing import HasGeoInterface
    from pixel_api.types import Unset

    from .options import ClientOptions, PixelClientKwargs
    from .settings import PixelApiSettings
    from .uploads.attachments import PixelAttachmentUpload
    from .uploads.events.types import UploadEvent
    from .uploads.inputs.input_file import PixelUploadFile
    from .uploads.inputs.scan import Source
    from .uploads.report import UploadOutcome, UploadReport

__all__ = ["PixelClient"]


class PixelClient:
    """The client whose methods return when the answer is there.

    Get one with `get_client()`. It may be used from several threads, also where an event loop
    runs, as in Jupyter. Close it with `client.close()`, or use it as
    `with get_client() as client:`.

    Args:
        settings: Address of the service and credentials, as settings or as a mapping of the
        same
            names; from the environment by default.
        **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.

    Raises:
        PixelSettingsError: A setting is missing or malformed.
        PixelInputError: An option does not exist, or its value is invalid.
    """

    def __init__(
        self,
        settings: PixelApiSettings | Mapping[str, Any] | None = None,
        **kwargs: Unpack[PixelClientKwargs],
    ) -> None:
        self._client = PixelClientAsync(settings, **kwargs)
        self._portal = self._client._portal

    @classmethod
    def _around(cls, client: PixelClientAsync) -> Self:
        self = cls.__new__(cls)
        self._client = client
        self._portal = client._portal
        return self

    def close(self) -> None:
        """Close all connections. Closing twice does nothing; a closed client stays closed."""
        try:
            with contextlib.suppress(PixelClosedError):
                self._portal.run(self._client.aclose())
        finally:
            self._portal.close()

    def __enter__(self) -> Self:
        self._portal.run(self._client.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return repr(self._client).replace("PixelClientAsync", type(self).__name__, 1)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), self._client))

    @classmethod
    def from_settings(cls, settings: PixelApiSettings, **kwargs: Unpack[PixelClientKwargs]) -> Self:
        """Create a new client, which `get_client` does not cache.

        Args:
            settings: Address of the service and credentials.
            **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.
        """
        return cls._around(PixelClientAsync.from_settings(settings, **kwargs))

    @property
    def settings(self) -> PixelApiSettings:
        """The settings of the client."""
        return self._client.settings

    @property
    def options(self) -> ClientOptions:
        """The options of the client, including defaults."""
        return self._client.options

    @property
    def closed(self) -> bool:
        """Whether the client is closed."""
        return self._client.closed

    @property
    def api(self) -> PixelApi:
        """The transport that generated endpoint functions take as `client`.

        Both halves of a generated function, `sync` and `asyncio`, go through this client's
        sign-in, time-outs, retries and errors.
        """
        return self._client.api

    def list_projects(
        self,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[Project]:
        """List projects.

        Lists the projects you may see, possibly including those within other projects (the service
        decides). All filters are optional and combine. Without `limit` the service chooses the page
        size; a page shorter than `limit` is the last.

        Args:
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The projects.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_projects(
                params, extended=extended, name=name, ids=ids, tags=tags, offset=offset, limit=limit
            )
        )

    def paginate_projects(
        self,
        page_size: int = 100,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Project]:
        """Iterate over all results of `list_projects`, page by page.

        Each page is requested when the one before is used up. Lists the projects you may see,
        possibly including those within other projects (the service decides). All filters are
        optional and combine.

        Args:
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.

        Yields:
            Each `Project`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_projects(
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def create_project(
        self,
        name: str,
        description: str,
        area_of_interest: Polygon | Mapping[str, Any] | HasGeoInterface,
        parent_project_id: int | None = None,
        tags: Sequence[str] | None = None,
    ) -> Project:
        """Create a project.

        Creates a project at the root or, with `parent_project_id`, within another project. The area
        of interest is a GeoJSON Polygon with longitude and latitude in WGS 84 (EPSG:4326).

        Args:
            name: Name of the project. At least 1 character.
            description: Description. May be empty.
            area_of_interest: Area the project covers, a GeoJSON Polygon in WGS 84 (EPSG:4326).
            parent_project_id: Id of the project to create it in. By default it is created at the
                root.
            tags: Tags to set.

        Returns:
            The new project.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_project(
                name, description, area_of_interest, parent_project_id, tags
            )
        )

    def list_deleted_projects(
        self,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[Project]:
        """List deleted projects.

        Lists projects that were deleted and can still be restored with `restore_project`. All
        filters are optional and combine.

        Args:
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The deleted projects.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_deleted_projects(
                params, extended=extended, name=name, ids=ids, tags=tags, offset=offset, limit=limit
            )
        )

    def get_project(self, project_id: int, extended: bool | None = False) -> Project:
        """Get a project.

        Returns one project. With `extended` it also returns its child projects and its data
        collections.

        Args:
            project_id: Id of the project.
            extended: Also send child projects and data collections. Default: False.

        Returns:
            The project.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_project(project_id, extended))

    def update_project(
        self,
        project_id: int,
        name: str | None = None,
        description: str | None = None,
        area_of_interest: Polygon | Mapping[str, Any] | HasGeoInterface | None = None,
        add_tags: Sequence[str] | None = None,
        remove_tags: Sequence[str] | None = None,
    ) -> Project:
        """Change a project.

        Changes the given fields only; at least one is required. Tags are added and removed one by
        one, never replaced as a whole.

        Args:
            project_id: Id of the project.
            name: New name. At least 1 character.
            description: New description. May be empty.
            area_of_interest: New area, a GeoJSON Polygon in WGS 84 (EPSG:4326). Replaces the old
                one.
            add_tags: Tags to add.
            remove_tags: Tags to remove.

        Returns:
            The changed project.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_project(
                project_id, name, description, area_of_interest, add_tags, remove_tags
            )
        )

    def delete_project(self, project_id: int) -> Record:
        """Delete a project.

        Deletes a project with its contents. It is then listed by `list_deleted_projects` and can be
        restored with `restore_project`; for how long is unknown.

        Args:
            project_id: Id of the project.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_project(project_id))

    def restore_project(self, project_id: int) -> Project:
        """Restore a deleted project.

        Undoes `delete_project`.

        Args:
            project_id: Id of the project.

        Returns:
            The project.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.restore_project(project_id))

    def move_project(self, project_id: int, new_parent_project_id: int | None = -1) -> Project:
        """Move a project.

        Moves a project, with all that is in it, into another project or to the root.

        Args:
            project_id: Id of the project.
            new_parent_project_id: Id of the project to move it into; -1 moves it to the root. At
                least -1. Default: -1.

        Returns:
            The moved project.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.move_project(project_id, new_parent_project_id))

    def list_data_collections(
        self,
        project_id: int,
        params: DataCollectionListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        data_collection_type: DataCollectionTypeValue | None = None,
    ) -> list[DataCollection]:
        """List the data collections of a project.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            data_collection_type: Only data collections of this type. One of `image`, `raster`,
                `RGB`, `DTM`, `DSM`, `point_cloud`.

        Returns:
            The data collections.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_data_collections(
                project_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                data_collection_type=data_collection_type,
            )
        )

    def paginate_data_collections(
        self,
        project_id: int,
        page_size: int = 100,
        params: DataCollectionListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        data_collection_type: DataCollectionTypeValue | None = None,
    ) -> Iterator[DataCollection]:
        """Iterate over all results of `list_data_collections`, page by page.

        Each page is requested when the one before is used up. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.
            data_collection_type: Only data collections of this type. One of `image`, `raster`,
                `RGB`, `DTM`, `DSM`, `point_cloud`.

        Yields:
            Each `DataCollection`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_data_collections(
                project_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                data_collection_type=data_collection_type,
            )
        )

    def create_data_collection(
        self,
        project_id: int,
        name: str,
        description: str,
        data_collection_type: DataCollectionTypeValue,
        tags: Sequence[str] | None = None,
        raster_info: RasterInfo | Mapping[str, Any] | None = None,
    ) -> DataCollection:
        """Create a data collection.

        Creates a data collection in a project. Its type determines which files can be uploaded:
        `image`, `raster`, `RGB` (rasters of 3 or 4 bands, uint8), `DTM` or `DSM` (one band, float32
        or float64) or `point_cloud`. For raster types, `raster_info` gives the common properties of
        its rasters.

        Args:
            project_id: Id of the project.
            name: Name of the data collection. At least 1 character.
            description: Description. May be empty.
            data_collection_type: Type of the resources it will hold: `image`, `raster`, `RGB` (3 or
                4 bands, uint8), `DTM` or `DSM` (one band, float32 or float64) or `point_cloud`. It
                cannot be changed later. One of `image`, `raster`, `RGB`, `DTM`, `DSM`,
                `point_cloud`.
            tags: Tags to set.
            raster_info: Common properties of its rasters. Only for raster types.

        Returns:
            The new data collection.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_data_collection(
                project_id, name, description, data_collection_type, tags, raster_info
            )
        )

    def list_deleted_data_collections(
        self,
        project_id: int,
        params: DataCollectionListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        data_collection_type: DataCollectionTypeValue | None = None,
    ) -> list[DataCollection]:
        """List deleted data collections of a project.

        Lists data collections that were deleted and can still be restored with
        `restore_data_collection`. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            data_collection_type: Only data collections of this type. One of `image`, `raster`,
                `RGB`, `DTM`, `DSM`, `point_cloud`.

        Returns:
            The deleted data collections.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_deleted_data_collections(
                project_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                data_collection_type=data_collection_type,
            )
        )

    def get_data_collection(self, project_id: int, data_collection_id: int) -> DataCollection:
        """Get a data collection.

        Returns one data collection.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.

        Returns:
            The data collection.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_data_collection(project_id, data_collection_id))

    def update_data_collection(
        self,
        project_id: int,
        data_collection_id: int,
        name: str | None = None,
        description: str | None = None,
        add_tags: Sequence[str] | None = None,
        remove_tags: Sequence[str] | None = None,
    ) -> DataCollection:
        """Change a data collection.

        Changes the given fields only; at least one is required. The type cannot be changed.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            name: New name. At least 1 character.
            description: New description. May be empty.
            add_tags: Tags to add.
            remove_tags: Tags to remove.

        Returns:
            The changed data collection.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_data_collection(
                project_id, data_collection_id, name, description, add_tags, remove_tags
            )
        )

    def delete_data_collection(self, project_id: int, data_collection_id: int) -> Record:
        """Delete a data collection.

        Deletes a data collection with its contents. It can be restored with
        `restore_data_collection`; for how long is unknown.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_data_collection(project_id, data_collection_id))

    def move_data_collection(
        self, project_id: int, data_collection_id: int, new_project_id: int
    ) -> DataCollection:
        """Move a data collection to another project.

        Moves a data collection, with all that is in it, to another project.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            new_project_id: Id of the project to move it to.

        Returns:
            The moved data collection.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.move_data_collection(project_id, data_collection_id, new_project_id)
        )

    def restore_data_collection(self, project_id: int, data_collection_id: int) -> DataCollection:
        """Restore a deleted data collection.

        Undoes `delete_data_collection`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.

        Returns:
            The data collection.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.restore_data_collection(project_id, data_collection_id)
        )

    def get_images(
        self,
        project_id: int,
        data_collection_id: int,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[Image]:
        """List the images of a data collection.

        All filters are optional and combine. A page shorter than `limit` is the last. For a whole
        collection use `paginate_images`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The images.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_images(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def paginate_images(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Image]:
        """Iterate over all results of `get_images`, page by page.

        Each page is requested when the one before is used up. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.

        Yields:
            Each `Image`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_images(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def get_image(self, project_id: int, data_collection_id: int, image_id: int) -> Image:
        """Get an image.

        Returns the metadata of one image, not the file itself.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            image_id: Id of the image.

        Returns:
            The image.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_image(project_id, data_collection_id, image_id))

    def update_image(
        self,
        project_id: int,
        data_collection_id: int,
        image_id: int,
        update_input: ImageUpdateInput | Mapping[str, Any],
    ) -> Image:
        """Change an image.

        Changes tags, metadata and image fields. Changes the given fields only; at least one is
        required. Tags are added and removed one by one. Angles are in degrees, heights in metres.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            image_id: Id of the image.
            update_input: The changes.

        Returns:
            The changed image.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_image(project_id, data_collection_id, image_id, update_input)
        )

    def delete_image(self, project_id: int, data_collection_id: int, image_id: int) -> Record:
        """Delete an image.

        Deletes an image. No request is known that brings it back.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            image_id: Id of the image.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_image(project_id, data_collection_id, image_id))

    def get_image_metadata(self, project_id: int, data_collection_id: int, image_id: int) -> Record:
        """Get the metadata of an image.

        Returns the metadata of one image, as stored by the service. Its fields are not published.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            image_id: Id of the image.

        Returns:
            The metadata.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_image_metadata(project_id, data_collection_id, image_id)
        )

    def move_image(
        self,
        project_id: int,
        data_collection_id: int,
        image_id: int,
        new_project_id: int,
        new_data_collection_id: int,
    ) -> Image:
        """Move an image to another data collection.

        Moves an image to a data collection of images, in the same project or another.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            image_id: Id of the image.
            new_project_id: Id of the project to move the image to.
            new_data_collection_id: Id of the data collection, in that project, to move the image
                to.

        Returns:
            The moved image.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.move_image(
                project_id, data_collection_id, image_id, new_project_id, new_data_collection_id
            )
        )

    def get_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        params: RasterListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: RasterFormatValue | None = None,
    ) -> list[Raster]:
        """List the rasters of a data collection.

        All filters are optional and combine. A page shorter than `limit` is the last. For a whole
        collection use `paginate_rasters`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            format: Only rasters in this file format. One of `GTiff`, `JPEG`, `PNG`, `WEBP`, `MRF`,
                `PDF`.

        Returns:
            The rasters.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_rasters(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
            )
        )

    def paginate_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: RasterListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: RasterFormatValue | None = None,
    ) -> Iterator[Raster]:
        """Iterate over all results of `get_rasters`, page by page.

        Each page is requested when the one before is used up. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.
            format: Only rasters in this file format. One of `GTiff`, `JPEG`, `PNG`, `WEBP`, `MRF`,
                `PDF`.

        Yields:
            Each `Raster`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_rasters(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
            )
        )

    def get_raster(self, project_id: int, data_collection_id: int, raster_id: int) -> Raster:
        """Get a raster.

        Returns the metadata of one raster, not the file itself.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_id: Id of the raster.

        Returns:
            The raster.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_raster(project_id, data_collection_id, raster_id))

    def update_raster(
        self,
        project_id: int,
        data_collection_id: int,
        raster_id: int,
        update_input: RasterUpdateInput | Mapping[str, Any],
    ) -> Raster:
        """Change a raster.

        Changes tags, metadata and raster fields. Changes the given fields only; at least one is
        required. Tags are added and removed one by one.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_id: Id of the raster.
            update_input: The changes.

        Returns:
            The changed raster.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_raster(project_id, data_collection_id, raster_id, update_input)
        )

    def delete_raster(self, project_id: int, data_collection_id: int, raster_id: int) -> Record:
        """Delete a raster.

        Deletes a raster. No request is known that brings it back.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_id: Id of the raster.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_raster(project_id, data_collection_id, raster_id)
        )

    def move_raster(
        self,
        project_id: int,
        data_collection_id: int,
        raster_id: int,
        new_project_id: int,
        new_data_collection_id: int,
    ) -> Raster:
        """Move a raster to another data collection.

        Moves a raster to a data collection that takes rasters of its kind, in the same project or
        another.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_id: Id of the raster.
            new_project_id: Id of the project to move the raster to.
            new_data_collection_id: Id of the data collection, in that project, to move the raster
                to.

        Returns:
            The moved raster.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.move_raster(
                project_id, data_collection_id, raster_id, new_project_id, new_data_collection_id
            )
        )

    def get_optimized_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[OptimizedRaster]:
        """List the optimised rasters of a data collection.

        The `ids` are those of the optimised rasters, not of the rasters. All filters are optional
        and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The optimised rasters.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_optimized_rasters(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def paginate_optimized_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> Iterator[OptimizedRaster]:
        """Iterate over all results of `get_optimized_rasters`, page by page.

        Each page is requested when the one before is used up. The `ids` are those of the optimised
        rasters, not of the rasters. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.

        Yields:
            Each `OptimizedRaster`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_optimized_rasters(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def create_optimized_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        raster_ids: Sequence[int] | None = None,
        profile: str | None = None,
        nearblack: NearblackOptions | Mapping[str, Any] | None = None,
        overview_resampling: OptimizedRasterCreationOptionsOverviewResamplingValue = "average",
    ) -> list[OptimizedRaster]:
        """Create optimised rasters without running them.

        Creates an optimised raster for each given raster, or for all rasters of the data
        collection. Start the optimisation with `run_optimize_rasters`. The tenant needs the plug-in
        `optimized_raster`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_ids: Ids of the rasters. By default all rasters of the data collection. An empty
                list selects nothing, and no request is sent.
            profile: Name of the profile. The available ones are not published.
            nearblack: Removal of a nearly black border; disabled with `enabled` false. Default:
                `{"enabled": false}`.
            overview_resampling: Resampling of overviews. Default `average`. One of `nearest`,
                `bilinear`, `cubic`, `cubic_spline`, `lanczos`, `average`, `mode`, `gauss`, `rms`.

        Returns:
            The optimised rasters that were created.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_optimized_rasters(
                project_id, data_collection_id, raster_ids, profile, nearblack, overview_resampling
            )
        )

    def optimize_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        raster_ids: Sequence[int] | None = None,
        profile: str | None = None,
        nearblack: NearblackOptions | Mapping[str, Any] | None = None,
        overview_resampling: OptimizedRasterCreationOptionsOverviewResamplingValue = "average",
    ) -> list[OptimizedRaster]:
        """Create optimised versions of rasters, and wait until they are complete.

        Calls `create_optimized_rasters` and `run_optimize_rasters`, waits for the jobs, and reads
        the results with `get_optimized_rasters`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_ids: Ids of the rasters. By default all rasters of the data collection. An empty
                list selects nothing, and no request is sent.
            profile: Name of the profile. The available ones are not published.
            nearblack: Removal of a nearly black border; disabled with `enabled` false. Default:
                `{"enabled": false}`.
            overview_resampling: Resampling of overviews. Default `average`. One of `nearest`,
                `bilinear`, `cubic`, `cubic_spline`, `lanczos`, `average`, `mode`, `gauss`, `rms`.

        Returns:
            The results after the run; `status` shows whether each succeeded.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return self._portal.run(
            self._client.optimize_rasters(
                project_id, data_collection_id, raster_ids, profile, nearblack, overview_resampling
            )
        )

    def run_optimize_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        optimize_raster_ids: Sequence[int] | None = None,
        retry_failed: bool = False,
        wait: bool = True,
        *,
        timeout: float | None = 1200,
    ) -> JobGroupReference:
        """Run the optimisation of rasters.

        Starts jobs for the given optimised rasters, or for all of the data collection, and returns
        their group.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            optimize_raster_ids: Ids of the optimised rasters (not of the rasters). By default all
                of the data collection. An empty list selects nothing, and no request is sent.
            retry_failed: Whether to retry failed ones. Default: False.
            wait: Whether to wait until the job has ended. Default: True.
            timeout: Maximum seconds to wait, at least 0; None for no limit. The job continues when
                the time is up. Default: 1200.

        Returns:
            The job group to wait for. With `wait`, the job has ended.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The job did not end in time.
        """
        return self._portal.run(
            self._client.run_optimize_rasters(
                project_id,
                data_collection_id,
                optimize_raster_ids,
                retry_failed,
                wait,
                timeout=timeout,
            )
        )

    def delete_optimized_rasters(
        self, project_id: int, data_collection_id: int, raster_id: int, profile: str | None = None
    ) -> list[OptimizedRaster]:
        """Delete the optimised versions of a raster.

        Deletes the optimised versions of one raster, all of them or those of one profile. The
        raster itself stays.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            raster_id: Id of the raster.
            profile: Only versions with this profile, all by default.

        Returns:
            The deleted versions.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_optimized_rasters(
                project_id, data_collection_id, raster_id, profile
            )
        )

    def get_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        params: PointCloudListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: PointCloudFormatValue | None = None,
        point_record_format: int | None = None,
        version_major: int | None = None,
        version_minor: int | None = None,
    ) -> list[PointCloud]:
        """List the point clouds of a data collection.

        All filters are optional and combine. A page shorter than `limit` is the last. For a whole
        collection use `paginate_point_clouds`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            format: Only point clouds in this file format. One of `LAZ`, `LAS`.
            point_record_format: Only point clouds with this LAS point data record format. From 0 to
                10.
            version_major: Only point clouds with this LAS major version, such as 1. At least 0.
            version_minor: Only point clouds with this LAS minor version, such as 4. At least 0.

        Returns:
            The point clouds.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_point_clouds(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
                point_record_format=point_record_format,
                version_major=version_major,
                version_minor=version_minor,
            )
        )

    def paginate_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: PointCloudListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: PointCloudFormatValue | None = None,
        point_record_format: int | None = None,
        version_major: int | None = None,
        version_minor: int | None = None,
    ) -> Iterator[PointCloud]:
        """Iterate over all results of `get_point_clouds`, page by page.

        Each page is requested when the one before is used up. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.
            format: Only point clouds in this file format. One of `LAZ`, `LAS`.
            point_record_format: Only point clouds with this LAS point data record format. From 0 to
                10.
            version_major: Only point clouds with this LAS major version, such as 1. At least 0.
            version_minor: Only point clouds with this LAS minor version, such as 4. At least 0.

        Yields:
            Each `PointCloud`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_point_clouds(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
                point_record_format=point_record_format,
                version_major=version_major,
                version_minor=version_minor,
            )
        )

    def get_point_cloud(
        self, project_id: int, data_collection_id: int, point_cloud_id: int
    ) -> PointCloud:
        """Get a point cloud.

        Returns the metadata of one point cloud, not the file itself.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_id: Id of the point cloud.

        Returns:
            The point cloud.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_point_cloud(project_id, data_collection_id, point_cloud_id)
        )

    def update_point_cloud(
        self,
        project_id: int,
        data_collection_id: int,
        point_cloud_id: int,
        update_input: PointCloudUpdateInput | Mapping[str, Any],
    ) -> PointCloud:
        """Change a point cloud.

        Changes tags, metadata and point cloud fields. Changes the given fields only; at least one
        is required. Tags are added and removed one by one.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_id: Id of the point cloud.
            update_input: The changes.

        Returns:
            The changed point cloud.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_point_cloud(
                project_id, data_collection_id, point_cloud_id, update_input
            )
        )

    def delete_point_cloud(
        self, project_id: int, data_collection_id: int, point_cloud_id: int
    ) -> Record:
        """Delete a point cloud.

        Deletes a point cloud. No request is known that brings it back.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_id: Id of the point cloud.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_point_cloud(project_id, data_collection_id, point_cloud_id)
        )

    def move_point_cloud(
        self,
        project_id: int,
        data_collection_id: int,
        point_cloud_id: int,
        new_data_collection_id: int,
    ) -> PointCloud:
        """Move a point cloud to another data collection.

        Moves a point cloud to another data collection of point clouds. Unlike images and rasters,
        only the data collection is given.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_id: Id of the point cloud.
            new_data_collection_id: Id of the data collection to move it to.

        Returns:
            The moved point cloud.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.move_point_cloud(
                project_id, data_collection_id, point_cloud_id, new_data_collection_id
            )
        )

    def get_optimized_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        params: OptimizedPointCloudListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: PointCloudFormatValue | None = None,
        point_record_format: int | None = None,
        version_major: int | None = None,
        version_minor: int | None = None,
        status: PixelStatusEnumValue | None = None,
    ) -> list[OptimizedPointCloud]:
        """List the optimised point clouds of a data collection.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            format: Only point clouds in this file format. One of `LAZ`, `LAS`.
            point_record_format: Only point clouds with this LAS point data record format. From 0 to
                10.
            version_major: Only point clouds with this LAS major version, such as 1. At least 0.
            version_minor: Only point clouds with this LAS minor version, such as 4. At least 0.
            status: Only objects in this state. One of `pending`, `submitted`, `in_progress`,
                `completed`, `failed`.

        Returns:
            The optimised point clouds.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_optimized_point_clouds(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
                point_record_format=point_record_format,
                version_major=version_major,
                version_minor=version_minor,
                status=status,
            )
        )

    def paginate_optimized_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: OptimizedPointCloudListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        format: PointCloudFormatValue | None = None,
        point_record_format: int | None = None,
        version_major: int | None = None,
        version_minor: int | None = None,
        status: PixelStatusEnumValue | None = None,
    ) -> Iterator[OptimizedPointCloud]:
        """Iterate over all results of `get_optimized_point_clouds`, page by page.

        Each page is requested when the one before is used up. All filters are optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.
            format: Only point clouds in this file format. One of `LAZ`, `LAS`.
            point_record_format: Only point clouds with this LAS point data record format. From 0 to
                10.
            version_major: Only point clouds with this LAS major version, such as 1. At least 0.
            version_minor: Only point clouds with this LAS minor version, such as 4. At least 0.
            status: Only objects in this state. One of `pending`, `submitted`, `in_progress`,
                `completed`, `failed`.

        Yields:
            Each `OptimizedPointCloud`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_optimized_point_clouds(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                format=format,
                point_record_format=point_record_format,
                version_major=version_major,
                version_minor=version_minor,
                status=status,
            )
        )

    def create_optimized_point_clouds(
        self, project_id: int, data_collection_id: int, point_cloud_ids: Sequence[int] | None = None
    ) -> list[OptimizedPointCloud]:
        """Create optimised point clouds without running them.

        Creates an optimised (COPC) point cloud for each given point cloud, or for all of the data
        collection. Start the optimisation with `run_optimize_point_clouds`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_ids: Ids of the point clouds. By default all of the data collection. An
                empty list selects nothing, and no request is sent.

        Returns:
            The optimised point clouds that were created.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_optimized_point_clouds(
                project_id, data_collection_id, point_cloud_ids
            )
        )

    def optimize_point_clouds(
        self, project_id: int, data_collection_id: int, point_cloud_ids: Sequence[int] | None = None
    ) -> list[OptimizedPointCloud]:
        """Create optimised versions (COPC) of point clouds, and wait until they are complete.

        Calls `create_optimized_point_clouds` and `run_optimize_point_clouds`, waits for the jobs,
        and reads the results with `get_optimized_point_clouds`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_ids: Ids of the point clouds. By default all of the data collection. An
                empty list selects nothing, and no request is sent.

        Returns:
            The results after the run; `status` shows whether each succeeded.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return self._portal.run(
            self._client.optimize_point_clouds(project_id, data_collection_id, point_cloud_ids)
        )

    def run_optimize_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        point_cloud_ids: Sequence[int] | None = None,
        retry_failed: bool = False,
        wait: bool = True,
        *,
        timeout: float | None = 1200,
    ) -> JobGroupReference:
        """Run the optimisation of point clouds.

        Starts jobs for the given optimised point clouds, or for all of the data collection, and
        returns their group.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_ids: Ids returned by `create_optimized_point_clouds`. By default all of the
                data collection. An empty list selects nothing, and no request is sent.
            retry_failed: Whether to retry failed ones. Default: False.
            wait: Whether to wait until the job has ended. Default: True.
            timeout: Maximum seconds to wait, at least 0; None for no limit. The job continues when
                the time is up. Default: 1200.

        Returns:
            The job group to wait for. With `wait`, the job has ended.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The job did not end in time.
        """
        return self._portal.run(
            self._client.run_optimize_point_clouds(
                project_id, data_collection_id, point_cloud_ids, retry_failed, wait, timeout=timeout
            )
        )

    def delete_optimized_point_cloud(
        self, project_id: int, data_collection_id: int, point_cloud_id: int
    ) -> Record:
        """Delete the optimised version of a point cloud.

        Deletes the optimised (COPC) version of one point cloud. The point cloud itself stays.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            point_cloud_id: Id of the point cloud.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_optimized_point_cloud(
                project_id, data_collection_id, point_cloud_id
            )
        )

    def get_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[UploadJob]:
        """List the upload jobs of a data collection.

        Lists upload jobs with the status of each file and, once it is done, its resource. The order
        is undefined. All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The upload jobs.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_upload_jobs(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def paginate_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> Iterator[UploadJob]:
        """Iterate over all results of `get_upload_jobs`, page by page.

        Each page is requested when the one before is used up. Lists upload jobs with the status of
        each file and, once it is done, its resource. The order is undefined. All filters are
        optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.

        Yields:
            Each `UploadJob`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(
            self._client.paginate_upload_jobs(
                project_id,
                data_collection_id,
                page_size,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def create_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[UploadFile | Mapping[str, Any]],
    ) -> list[UploadJob]:
        """Create upload jobs for files sent in one piece.

        Announces up to 200 files, each at most 5 GiB. Each job has the form for its file: POST a
        form with all `upload_fields` first and `file` last to `url`. The order of the jobs is
        undefined: match them by `name`. The signed forms expire after an unknown time. Then call
        `finish_upload_job` or `finish_upload_jobs`; a job that is never finished has no effect.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            files: The files. Their names must differ. At least 1 element. At most 200 elements.

        Returns:
            The upload jobs, one per file, in any order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_upload_jobs(project_id, data_collection_id, files)
        )

    def create_multipart_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[MultipartUploadFile | Mapping[str, Any]],
    ) -> list[UploadJob]:
        """Create upload jobs for files sent in parts.

        Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller),
        at most 10,000 per file. PUT each part to its URL, with exactly the headers given; support
        files are sent as forms. The order of the jobs is undefined: match them by `name`. The
        presigned URLs expire after an unknown time. Then call `finish_upload_job` or
        `finish_upload_jobs`; a job that is never finished has no effect.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            files: The files. Their names must differ. At least 1 element. At most 200 elements.

        Returns:
            The upload jobs, one per file, in any order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_multipart_upload_jobs(project_id, data_collection_id, files)
        )

    def finish_upload_jobs(
        self, project_id: int, data_collection_id: int, job_ids: Sequence[int]
    ) -> UploadsFinished:
        """Report that the files of several upload jobs are in place.

        Starts the validation of several files, as a group of jobs. When the group has ended, the
        upload jobs show the result of each file.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            job_ids: Ids of the upload jobs. At least 1 element.

        Returns:
            The group of jobs that was started, and the upload jobs in it.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.finish_upload_jobs(project_id, data_collection_id, job_ids)
        )

    def finish_upload_job(
        self, project_id: int, data_collection_id: int, upload_job_id: int
    ) -> UploadFinished:
        """Report that the file of an upload job is in place.

        Starts the validation of one file, as a job. When the job has ended, the upload job shows
        the result of the file.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            upload_job_id: Id of the upload job.

        Returns:
            The job that was started.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.finish_upload_job(project_id, data_collection_id, upload_job_id)
        )

    def get_job(self, job_id: int) -> Job:
        """Get the state of a job.

        Returns the state of a job. `completed` means only that it has ended; `status` shows the
        outcome.

        Args:
            job_id: Id of the job.

        Returns:
            The job.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_job(job_id))

    def wait_for_job(
        self,
        job_id: int,
        timeout: float | None = 600,
        *,
        on_poll: Callable[[Job], object] | None = None,
    ) -> Job:
        """Poll `get_job` until it reports completion.

        Polls at once, then after 0.2 s, then at growing intervals of up to 5 s.

        Args:
            job_id: Id of the job.
            timeout: Maximum seconds to wait, at least 0; None for no limit. Default: 600.
            on_poll: Called with each response.

        Returns:
            The last response, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return self._portal.run(self._client.wait_for_job(job_id, timeout, on_poll=on_poll))

    def get_job_group(self, job_id: int) -> JobGroup:
        """Get the state of a group of jobs.

        Returns how many jobs a group has, and how many have succeeded or failed. `completed` means
        that all have ended.

        Args:
            job_id: Id of the job group (`group_id` in responses).

        Returns:
            The job group.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_job_group(job_id))

    def wait_for_group_job(
        self,
        group_job_id: int,
        timeout: float | None = 1200,
        *,
        on_poll: Callable[[JobGroup], object] | None = None,
        progress: bool | None = None,
    ) -> JobGroup:
        """Poll `get_job_group` until it reports completion.

        Polls at once, then after 0.2 s, then at growing intervals of up to 5 s.

        Args:
            group_job_id: Id of the job group (`group_id` in responses).
            timeout: Maximum seconds to wait, at least 0; None for no limit. Default: 1200.
            on_poll: Called with each response.
            progress: Whether to show a progress bar. Default: only in a terminal.

        Returns:
            The last response, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return self._portal.run(
            self._client.wait_for_group_job(
                group_job_id, timeout, on_poll=on_poll, progress=progress
            )
        )

    def me(self, extended: bool | None = False) -> User:
        """Get the signed-in user.

        Returns the user that the access token belongs to: user name, e-mail address and possibly
        further fields.

        Args:
            extended: Also send the user's projects. Default: False.

        Returns:
            The signed-in user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.me(extended))

    def create_oidc_user(self, create_input: OIDCUserCreateInput | Mapping[str, Any]) -> OIDCUser:
        """Create a user.

        Creates a user of the tenant, who can sign in with the e-mail address and the password.
        Requires administrator rights. The input carries a password: it is never logged and never
        part of an error message.

        Args:
            create_input: The user to create.

        Returns:
            The new user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.create_oidc_user(create_input))

    def update_oidc_user(
        self, user_id: int, update_input: OIDCUserUpdateInput | Mapping[str, Any]
    ) -> OIDCUser:
        """Change a user.

        Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The
        input may carry a password: it is never logged and never part of an error message.

        Args:
            user_id: Id of the user.
            update_input: The changes.

        Returns:
            The changed user.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.update_oidc_user(user_id, update_input))

    def get_plugins(self) -> list[Plugin]:
        """List the tenant's plug-ins.

        Lists the optional parts of the service that the tenant has. Known names are
        `optimized_raster` (optimised rasters) and `image_service` (ArcGIS image services).

        Returns:
            The plug-ins.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_plugins())

    def list_gdo_users(self) -> list[str]:
        """List GeoData Online user names.

        Lists the names of GeoData Online users, for the option `gdo_users` of ArcGIS services.

        Returns:
            The user names.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.list_gdo_users())

    def list_arcgis_services(
        self,
        service_type: ArcgisServiceTypeValue,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[ArcgisService]:
        """List ArcGIS services.

        Lists the ArcGIS services of one kind. All filters are optional and combine. A page shorter
        than `limit` is the last.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The services.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_arcgis_services(
                service_type,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def create_arcgis_service(
        self,
        service_type: ArcgisServiceTypeValue,
        create_input: ArcgisServiceCreateInput | Mapping[str, Any],
    ) -> ArcgisService:
        """Create an ArcGIS service.

        Creates an ArcGIS service that shows data collections. A Feature service needs
        `feature_service_options`, an Image service `image_service_options` (and the tenant the
        plug-in `image_service`). Start it with `start_arcgis_service`.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            create_input: The service to create.

        Returns:
            The new service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.create_arcgis_service(service_type, create_input))

    def get_arcgis_service(
        self, service_type: ArcgisServiceTypeValue, service_id: int
    ) -> ArcgisService:
        """Get an ArcGIS service.

        Returns one ArcGIS service.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.

        Returns:
            The service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.get_arcgis_service(service_type, service_id))

    def update_arcgis_service(
        self,
        service_type: ArcgisServiceTypeValue,
        service_id: int,
        update_input: ArcgisServiceUpdateInput | Mapping[str, Any],
    ) -> ArcgisService:
        """Change an ArcGIS service.

        Changes the given fields only. `data_collection_ids` and `options` are replaced as a whole.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.
            update_input: The changes.

        Returns:
            The changed service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_arcgis_service(service_type, service_id, update_input)
        )

    def delete_arcgis_service(
        self, service_type: ArcgisServiceTypeValue, service_id: int
    ) -> Record:
        """Delete an ArcGIS service.

        Deletes an ArcGIS service. The data it shows stays.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_arcgis_service(service_type, service_id))

    def start_arcgis_service(
        self,
        service_type: ArcgisServiceTypeValue,
        service_id: int,
        wait: bool = True,
        *,
        timeout: float | None = 1200,
    ) -> ArcgisServiceJob:
        """Start an ArcGIS service.

        Starts a job that starts the service. `job` is null when nothing had to be done.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.
            wait: Whether to wait until the job has ended. Default: True.
            timeout: Maximum seconds to wait, at least 0; None for no limit. The job continues when
                the time is up. Default: 1200.

        Returns:
            The job and the service. With `wait`, the job has ended.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The job did not end in time.
        """
        return self._portal.run(
            self._client.start_arcgis_service(service_type, service_id, wait, timeout=timeout)
        )

    def stop_arcgis_service(
        self,
        service_type: ArcgisServiceTypeValue,
        service_id: int,
        wait: bool = True,
        *,
        timeout: float | None = 1200,
    ) -> ArcgisServiceJob:
        """Stop an ArcGIS service.

        Starts a job that stops the service. `job` is null when nothing had to be done.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.
            wait: Whether to wait until the job has ended. Default: True.
            timeout: Maximum seconds to wait, at least 0; None for no limit. The job continues when
                the time is up. Default: 1200.

        Returns:
            The job and the service. With `wait`, the job has ended.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The job did not end in time.
        """
        return self._portal.run(
            self._client.stop_arcgis_service(service_type, service_id, wait, timeout=timeout)
        )

    def refresh_arcgis_service(
        self,
        service_type: ArcgisServiceTypeValue,
        service_id: int,
        refresh_data: bool | None = False,
        wait: bool = True,
        *,
        timeout: float | None = 1200,
    ) -> ArcgisServiceJob:
        """Bring an ArcGIS service up to date.

        Starts a job that updates the service from its data collections. `job` is null when nothing
        had to be done.

        Args:
            service_type: Kind of ArcGIS service. One of `Feature`, `Image`.
            service_id: Id of the ArcGIS service.
            refresh_data: Also refresh the data, not only the service. False by default. Default:
                False.
            wait: Whether to wait until the job has ended. Default: True.
            timeout: Maximum seconds to wait, at least 0; None for no limit. The job continues when
                the time is up. Default: 1200.

        Returns:
            The job and the service. With `wait`, the job has ended.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The job did not end in time.
        """
        return self._portal.run(
            self._client.refresh_arcgis_service(
                service_type, service_id, refresh_data, wait, timeout=timeout
            )
        )

    def list_harvest_services(
        self,
        project_id: int,
        data_collection_id: int,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[HarvestService]:
        """List the harvest services of a data collection.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The harvest services.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_harvest_services(
                project_id,
                data_collection_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
            )
        )

    def create_harvest_service(
        self,
        project_id: int,
        data_collection_id: int,
        create_input: HarvestServiceCreateInput | Mapping[str, Any],
    ) -> HarvestService:
        """Create a harvest service.

        Creates a harvest service, which fetches images from another service into a data collection.
        Start it with `start_harvest_service`. The input carries secrets: they are never logged and
        never part of an error message.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            create_input: The harvest service to create.

        Returns:
            The new harvest service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_harvest_service(project_id, data_collection_id, create_input)
        )

    def get_harvest_service(
        self, project_id: int, data_collection_id: int, service_id: int
    ) -> HarvestService:
        """Get a harvest service.

        Returns one harvest service. Its path differs from that of its tasks only by the trailing
        slash.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.

        Returns:
            The harvest service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_harvest_service(project_id, data_collection_id, service_id)
        )

    def update_harvest_service(
        self,
        project_id: int,
        data_collection_id: int,
        service_id: int,
        update_input: HarvestServiceUpdateInput | Mapping[str, Any],
    ) -> HarvestService:
        """Change a harvest service.

        Changes the given fields only. Field maps are added, removed or updated one by one. The
        input may carry secrets: they are never logged and never part of an error message.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.
            update_input: The changes.

        Returns:
            The changed harvest service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_harvest_service(
                project_id, data_collection_id, service_id, update_input
            )
        )

    def delete_harvest_service(
        self, project_id: int, data_collection_id: int, service_id: int
    ) -> Record:
        """Delete a harvest service.

        Deletes a harvest service. What happens to the images that it fetched is unknown.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_harvest_service(project_id, data_collection_id, service_id)
        )

    def get_harvest_service_tasks(
        self,
        project_id: int,
        data_collection_id: int,
        service_id: int,
        params: HarvestTaskListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
        status: PixelStatusEnumValue | None = None,
        get_new: bool | None = None,
    ) -> list[HarvestTask]:
        """List the tasks of a harvest service.

        Lists the runs of a harvest service. All filters are optional and combine. A page shorter
        than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            status: Only objects in this state. One of `pending`, `submitted`, `in_progress`,
                `completed`, `failed`.
            get_new: Only new tasks. Which tasks the service considers new is unknown.

        Returns:
            The tasks.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.get_harvest_service_tasks(
                project_id,
                data_collection_id,
                service_id,
                params,
                extended=extended,
                name=name,
                ids=ids,
                tags=tags,
                offset=offset,
                limit=limit,
                status=status,
                get_new=get_new,
            )
        )

    def start_harvest_service(
        self, project_id: int, data_collection_id: int, service_id: int
    ) -> Record:
        """Start a harvest service.

        Starts a harvest. Follow it with `get_harvest_service_tasks`.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.start_harvest_service(project_id, data_collection_id, service_id)
        )

    def stop_harvest_service(
        self, project_id: int, data_collection_id: int, service_id: int
    ) -> Record:
        """Stop a harvest service.

        Stops a harvest that is running.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            service_id: Id of the harvest service.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.stop_harvest_service(project_id, data_collection_id, service_id)
        )

    def list_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        status: AttachmentStatusValue | None = None,
    ) -> list[Attachment]:
        """List the attachments of a resource.

        Lists the files attached to a project, a data collection or an image.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            status: Only attachments whose file is missing (`Pending`) or in place (`Completed`).
                One of `Pending`, `Completed`.

        Returns:
            The attachments.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.list_attachments(resource_type, resource_id, status))

    def create_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        files: Sequence[AttachmentFile | Mapping[str, Any]],
    ) -> list[Attachment]:
        """Announce files to attach to a resource.

        Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the
        form for its file. Then call `update_attachment` with the status `Completed`. Match the
        attachments by `name`. `add_attachments` does all of this.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            files: The files. Their names must differ. At least 1 element.

        Returns:
            The attachments, one per file.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.create_attachments(resource_type, resource_id, files))

    def delete_attachment(
        self, resource_type: AttachmentResourceTypeValue, resource_id: int, attachment_id: int
    ) -> Record:
        """Delete an attachment.

        Deletes an attachment with its file. No request is known that brings it back.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.

        Returns:
            The service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.delete_attachment(resource_type, resource_id, attachment_id)
        )

    def update_attachment(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        attachment_id: int,
        status: AttachmentStatusValue,
    ) -> Attachment:
        """Set the status of an attachment.

        Reports that the file of an attachment is in place. `add_attachments` does this
        automatically.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.
            status: New status, `Completed` once the file is in place. One of `Pending`,
                `Completed`.

        Returns:
            The attachment.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.update_attachment(resource_type, resource_id, attachment_id, status)
        )

    def move_attachment(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        attachment_id: int,
        new_resource_type: AttachmentResourceTypeValue,
        new_resource_id: int,
    ) -> Attachment:
        """Move an attachment to another resource.

        Moves an attachment to another project, data collection or image.

        Args:
            resource_type: Type of the resource that the attachments belong to. One of `project`,
                `data_collection`, `image`.
            resource_id: Id of that project, data collection or image.
            attachment_id: Id of the attachment.
            new_resource_type: New owner of the attachment. One of `project`, `data_collection`,
                `image`.
            new_resource_id: Id of the resource to move it to.

        Returns:
            The moved attachment.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.move_attachment(
                resource_type, resource_id, attachment_id, new_resource_type, new_resource_id
            )
        )

    def search_info(self, on: SearchOnValue) -> Record:
        """Get the searchable fields.

        Returns the output fields, the filterable fields and the capabilities of a search. The
        format of the response is not published.

        Args:
            on: What to search. One of `images`, `rasters`, `point_clouds`, `projects`,
                `data_collections`.

        Returns:
            Output fields, filterable fields and capabilities.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.search_info(on))

    def search(self, search_query: SearchQuery | Mapping[str, Any]) -> SearchResults:
        """Search.

        Searches images, rasters, point clouds, projects or data collections in all projects you may
        see: by place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text
        (`search`), or by all together. It only reads. At most `limit` results come (100 unless you
        say otherwise); `total_count` is the number of all results.

        Args:
            search_query: The search.

        Returns:
            The results.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.search(search_query))

    def paginate_search(
        self, search_query: SearchQuery | Mapping[str, Any], page_size: int = 100
    ) -> Iterator[Record]:
        """Iterate over all results of `search`, page by page.

        Each page is requested when the one before is used up. Searches images, rasters, point
        clouds, projects or data collections in all projects you may see: by place (`intersects`,
        WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all together. It only
        reads.

        Args:
            search_query: The search. Its `limit` is ignored.
            page_size: Number of elements per request. At least 1. Default: 100.

        Yields:
            Each `Record`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.iterate(self._client.paginate_search(search_query, page_size))

    def list_analysis_modules(self) -> list[Record]:
        """List analysis modules.

        Lists the analysis modules that services can use. The format of the response is not
        published.

        Returns:
            The modules.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.list_analysis_modules())

    def list_analysis_services(
        self,
        params: AnalysisServiceListParams | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        enabled: bool | None = None,
        offset: int | None = None,
        limit: int | None = None,
        list_input: AnalysisServiceListParams | Mapping[str, Any] | None = None,
    ) -> list[AnalysisService]:
        """List analysis services.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            params: Query parameters as one object or mapping. Named arguments take precedence.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            enabled: Only services that are enabled (true) or disabled (false).
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            list_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The services.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_analysis_services(
                params,
                name=name,
                ids=ids,
                enabled=enabled,
                offset=offset,
                limit=limit,
                list_input=list_input,
            )
        )

    def create_analysis_service(
        self,
        create_input: AnalysisServiceCreateUpdateInput | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        module_name: str | None = None,
        enabled: bool | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> AnalysisService:
        """Create an analysis service.

        Creates an analysis service, which runs one analysis module with a configuration. The module
        cannot be changed later.

        Args:
            create_input: The service to create.
            name: Name of the service. At least 1 character. Takes precedence over `create_input`.
            module_name: Analysis module it runs, one of `list_analysis_modules`. Fixed from then
                on. At least 1 character. Takes precedence over `create_input`.
            enabled: Whether it may run tasks. Default true. Takes precedence over `create_input`.
            config: Settings of the module; they depend on the module. Takes precedence over
                `create_input`.

        Returns:
            The new service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_analysis_service(
                create_input, name=name, module_name=module_name, enabled=enabled, config=config
            )
        )

    def delete_analysis_service(self, service_id: int) -> bool:
        """Delete an analysis service.

        Deletes an analysis service. What happens to its tasks is unknown.

        Args:
            service_id: Id of the analysis service.

        Returns:
            Always True: failures raise.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_analysis_service(service_id))

    def patch_analysis_service(
        self,
        service_id: int,
        patch_input: AnalysisServicePatchInput | Mapping[str, Any] | None = None,
        *,
        name: str | Unset | None = UNSET,
        enabled: bool | Unset | None = UNSET,
        config: Mapping[str, Any] | Unset | None = UNSET,
    ) -> AnalysisService:
        """Change parts of an analysis service.

        Changes the given fields only. `config` is merged deeply into the present one, so send only
        the changes.

        Args:
            service_id: Id of the analysis service.
            patch_input: The changes.
            name: New name. At least 1 character. Takes precedence over `patch_input`.
            enabled: Whether it may run tasks. Takes precedence over `patch_input`.
            config: Settings to change. The service merges them deeply into the present ones, so
                send only the changes. Takes precedence over `patch_input`.

        Returns:
            The changed service.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.patch_analysis_service(
                service_id, patch_input, name=name, enabled=enabled, config=config
            )
        )

    def list_analysis_tasks(
        self,
        service_id: int,
        params: AnalysisTaskListParams | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        status: AnalysisTaskStatusEnumValue | None = None,
        offset: int | None = None,
        limit: int | None = None,
        list_input: AnalysisTaskListParams | Mapping[str, Any] | None = None,
    ) -> list[AnalysisTask]:
        """List the tasks of an analysis service.

        All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            service_id: Id of the analysis service.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            status: Only tasks in this state. One of `REVOKED`, `PENDING`, `SCHEDULED`, `RUNNING`,
                `SUCCESS`, `FAILED`.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.
            list_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The tasks.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.list_analysis_tasks(
                service_id,
                params,
                name=name,
                ids=ids,
                status=status,
                offset=offset,
                limit=limit,
                list_input=list_input,
            )
        )

    def create_analysis_task(
        self,
        service_id: int,
        params: AnalysisTaskCreateInput | Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        create_input: AnalysisTaskCreateInput | Mapping[str, Any] | None = None,
    ) -> AnalysisTask:
        """Create an analysis task.

        Creates a task of an analysis service. Start it with `run_analysis_task`.

        Args:
            service_id: Id of the analysis service.
            params: The task to create.
            name: Name of the task. Takes precedence over `params`.
            create_input: Alias of `params`; the two are mutually exclusive.

        Returns:
            The new task.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(
            self._client.create_analysis_task(
                service_id, params, name=name, create_input=create_input
            )
        )

    def delete_analysis_task(self, service_id: int, task_id: int) -> bool:
        """Delete an analysis task.

        Deletes a task of an analysis service.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            Always True: failures raise.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.delete_analysis_task(service_id, task_id))

    def run_analysis_task(self, service_id: int, task_id: int) -> Record:
        """Run an analysis task.

        Starts a task. It returns at once; follow it with `list_analysis_tasks`.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            The task, or the service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.run_analysis_task(service_id, task_id))

    def revoke_analysis_task(self, service_id: int, task_id: int) -> Record:
        """Revoke an analysis task.

        Revokes a task that is waiting or running.

        Args:
            service_id: Id of the analysis service.
            task_id: Id of the task.

        Returns:
            The task, or the service's confirmation.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._portal.run(self._client.revoke_analysis_task(service_id, task_id))

    def upload(
        self,
        project_id: int,
        data_collection_id: int,
        sources: Source | Iterable[Source],
        *,
        multipart: bool | None = None,
        multipart_part_size: int | None = None,
        prefix_folder: bool = False,
        side_cars: bool = True,
        journal: os.PathLike[str] | str | bool = True,
        reupload: bool | datetime.datetime | Literal["missing"] = False,
        patience: float = PATIENCE_SECONDS,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadReport[Any]:
        """Upload files and whole folders, and go on where an earlier call was cut short.

        The data collection's type decides what the files become. What is done is written to a
        journal, so after a crash, Ctrl-C or a power cut the same call goes on: what is there is
        skipped, what was hashed is not hashed again, and no resource is made twice. A file that
        fails never costs the others.

        Args:
            project_id: The project.
            data_collection_id: A data collection of any type.
            sources: One or several of: a file, a folder (with all below it), a pattern of either
                such as `flight*` or `flight*/**/*.JPG`, a `PixelUploadFile`. Of a folder, files of
                other kinds and hidden ones are passed over.
            multipart: Send all files in parts, or none; by default those above 100 MiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            side_cars: Send with each file the side-cars beside it (`.tfw`, `.prj`, `.aux.xml`,
                `.ovr`, …), unless its `support_files` are given. When it cannot be told whose a
                side-car is, the files it fits fail.
            journal: True for a journal in your state folder, one for each data collection; a path
                for one of your own, of this data collection only; False for none.
            reupload: Send files again that the journal knows as uploaded: all (True); those
                uploaded before a moment, so that the same call can be made again when it was cut
                short; or those only whose resource the data collection no longer lists
                ("missing"), because it was deleted or moved.
            patience: Seconds to wait for a network, a service or an S3 that is down for all.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            A row for every file. When the run had to stop before its end (a quota, a permission, a
            password that was changed), its `stopped` says why and the files that are left are
            `pending`.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent.
            PixelJournalError: The journal is in use by another upload, or cannot be read.
            PixelStatusError: The data collection cannot be read.
            PixelConnectionError: The service could not be reached.
        """
        return self._portal.run(
            self._client.upload(
                project_id,
                data_collection_id,
                sources,
                multipart=multipart,
                multipart_part_size=multipart_part_size,
                prefix_folder=prefix_folder,
                side_cars=side_cars,
                journal=journal,
                reupload=reupload,
                patience=patience,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_multiple_images(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[Image]:
        """Upload many images and wait until the service has made images of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of images.
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The images and the errors, as a pair of lists in the order of `files`; its `rows` say
            what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return self._portal.run(
            self._client.upload_multiple_images(
                project_id,
                data_collection_id,
                files,
                multipart,
                multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_multiple_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[Raster]:
        """Upload many rasters and wait until the service has made rasters of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of rasters (raster, RGB, DTM or DSM).
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The rasters and the errors, as a pair of lists in the order of `files`; its `rows` say
            what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return self._portal.run(
            self._client.upload_multiple_rasters(
                project_id,
                data_collection_id,
                files,
                multipart,
                multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_multiple_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[PixelUploadFile | Path | str],
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        prefix_folder: bool = False,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> UploadOutcome[PointCloud]:
        """Upload many point clouds and wait until the service has made point clouds of them.

        A file that fails never costs the others. Files of the same name are fine: they go to the
        service in calls of their own.

        Args:
            project_id: The project.
            data_collection_id: A data collection of point clouds.
            files: Paths, or a `PixelUploadFile` each. An empty list uploads nothing.
            multipart: Send files in parts; needed above 5 GiB. Support files always go in one body.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            prefix_folder: Put the folder's name in front of each name: `flight1_DJI_0001.JPG`.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The point clouds and the errors, as a pair of lists in the order of `files`; its `rows`
            say what became of each file.

        Raises:
            PixelInputError: An argument is wrong; nothing was sent. What is wrong with a single
                file, its metadata included, is an error in its row.
        """
        return self._portal.run(
            self._client.upload_multiple_point_clouds(
                project_id,
                data_collection_id,
                files,
                multipart,
                multipart_part_size,
                prefix_folder=prefix_folder,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_image(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        support_files: Sequence[Path | str] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> Image:
        """Upload one image and wait until the service has made an image of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of images.
            file_path: The image's file.
            metadata: `fields` (image fields) and `json_metadata`. Dates may be datetimes or text.
                `metadata` and `support_files` may change places: 1.2.8 had them in either order.
            support_files: Side-car files that belong to it.
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The image.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        return self._portal.run(
            self._client.upload_image(
                project_id,
                data_collection_id,
                file_path,
                metadata,
                support_files,
                multipart,
                multipart_part_size,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_raster(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        support_files: Sequence[Path | str] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> Raster:
        """Upload one raster and wait until the service has made a raster of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of rasters (raster, RGB, DTM or DSM).
            file_path: The raster's file.
            metadata: `fields` (raster fields) and `json_metadata`. Dates may be datetimes or text.
                `metadata` and `support_files` may change places: 1.2.8 had them in either order.
            support_files: Side-car files that belong to it (`.tfw`, `.prj`, `.aux.xml`, …).
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The raster.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        return self._portal.run(
            self._client.upload_raster(
                project_id,
                data_collection_id,
                file_path,
                metadata,
                support_files,
                multipart,
                multipart_part_size,
                progress=progress,
                on_event=on_event,
            )
        )

    def upload_point_cloud(
        self,
        project_id: int,
        data_collection_id: int,
        file_path: Path | str,
        metadata: MetadataObject | Mapping[str, Any] | None = None,
        multipart: bool = False,
        multipart_part_size: int | None = None,
        *,
        progress: bool | None = None,
        on_event: Callable[[UploadEvent], None] | None = None,
    ) -> PointCloud:
        """Upload one point cloud and wait until the service has made a point cloud of it.

        Args:
            project_id: The project.
            data_collection_id: A data collection of point clouds.
            file_path: The LAS or LAZ file.
            metadata: `fields` (point cloud fields) and `json_metadata`. Dates may be datetimes or
                text.
            multipart: Send it in parts; needed above 5 GiB.
            multipart_part_size: Bytes of a part, 5 MiB to 5 GiB; 64 MiB by default, more for files
                that would need over 10,000 parts. Without `multipart` it has no effect.
            progress: Show a bar on stderr; by default only when that is a terminal.
            on_event: Called with each event of the upload, in a thread of its own.

        Returns:
            The point cloud.

        Raises:
            PixelInputError: An argument or a metadata value is wrong; nothing was sent.
            PixelUploadJobError: The file could not be read or sent, or the service refused it. Its
                `path` is the file, its `__cause__` what lies behind it.
            PixelStatusError: The service refused to make or finish the upload job.
            PixelConnectionError: The service could not be reached.
        """
        return self._portal.run(
            self._client.upload_point_cloud(
                project_id,
                data_collection_id,
                file_path,
                metadata,
                multipart,
                multipart_part_size,
                progress=progress,
                on_event=on_event,
            )
        )

    def add_attachments(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        files: Sequence[PixelAttachmentUpload | Path | str | Mapping[str, Any]],
    ) -> list[Attachment]:
        """Attach files to a project, a data collection or an image.

        Hashes the files, creates their attachments, sends them to S3 and marks them as completed.
        A file that fails does not prevent the others from being attached.

        Args:
            resource_type: Type of the resource: `project`, `data_collection` or `image`.
            resource_id: Its id.
            files: Paths, or a `PixelAttachmentUpload` (or a dict of the same shape) each, with
                names that differ. An empty list attaches nothing.

        Returns:
            The attachments, in the order of `files`.

        Raises:
            PixelInputError: An argument has the wrong type, a file cannot be read, or two names
                are the same; nothing was sent.
            PixelTransferError: S3 refused a file. Its attachment stays `Pending`, and the message
                names it; the other files were attached.
            PixelStatusError: The service responded with an error.
        """
        return self._portal.run(self._client.add_attachments(resource_type, resource_id, files))


def _restore(kind: type[PixelClient], client: PixelClientAsync) -> PixelClient:
    return kind._around(client)
