# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged point_clouds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, build, given, listed

if TYPE_CHECKING:
    from ..models.job_group_reference import JobGroupReference
    from ..models.optimized_point_cloud import OptimizedPointCloud
    from ..models.optimized_point_cloud_list_params import OptimizedPointCloudListParams
    from ..models.pixel_status_enum import PixelStatusEnumValue
    from ..models.point_cloud import PointCloud
    from ..models.point_cloud_format import PointCloudFormatValue
    from ..models.point_cloud_list_params import PointCloudListParams
    from ..models.point_cloud_update_input import PointCloudUpdateInput
    from ..models.record import Record


class PointCloudsOperations(Operations):
    """Operations of the contract tagged point_clouds."""

    async def get_point_clouds(
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
        from ..api.point_clouds.get_point_clouds import _get_kwargs, _parse_response

        self._check(
            "get_point_clouds",
            params,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "format": format,
                "point_record_format": point_record_format,
                "version_major": version_major,
                "version_minor": version_minor,
            },
        )
        return await self._send(
            "get_point_clouds",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
                format=given(format),
                point_record_format=given(point_record_format),
                version_major=given(version_major),
                version_minor=given(version_minor),
            ),
            _parse_response,
            params,
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
    ) -> AsyncIterator[PointCloud]:
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
        return self._paginate(
            "paginate_point_clouds",
            lambda page: self.get_point_clouds(
                project_id=project_id, data_collection_id=data_collection_id, params=page
            ),
            page_size,
            params,
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "format": format,
                "point_record_format": point_record_format,
                "version_major": version_major,
                "version_minor": version_minor,
            },
        )

    async def get_point_cloud(
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
        from ..api.point_clouds.get_point_cloud import _get_kwargs, _parse_response

        self._check(
            "get_point_cloud",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_id": point_cloud_id,
            },
        )
        return await self._send(
            "get_point_cloud",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                point_cloud_id=point_cloud_id,
            ),
            _parse_response,
        )

    async def update_point_cloud(
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
        from ..api.point_clouds.update_point_cloud import _get_kwargs, _parse_response
        from ..models.point_cloud_update_input import PointCloudUpdateInput

        self._check(
            "update_point_cloud",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_id": point_cloud_id,
                "update_input": update_input,
            },
        )
        return await self._send(
            "update_point_cloud",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                point_cloud_id=point_cloud_id,
                body=build(PointCloudUpdateInput, update_input),
            ),
            _parse_response,
        )

    async def delete_point_cloud(
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
        from ..api.point_clouds.delete_point_cloud import _get_kwargs, _parse_response

        self._check(
            "delete_point_cloud",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_id": point_cloud_id,
            },
        )
        return await self._send(
            "delete_point_cloud",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                point_cloud_id=point_cloud_id,
            ),
            _parse_response,
        )

    async def move_point_cloud(
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
        from ..api.point_clouds.move_point_cloud import _get_kwargs, _parse_response
        from ..models.point_cloud_move_input import PointCloudMoveInput

        self._check(
            "move_point_cloud",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_id": point_cloud_id,
                "new_data_collection_id": new_data_collection_id,
            },
        )
        return await self._send(
            "move_point_cloud",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                point_cloud_id=point_cloud_id,
                body=PointCloudMoveInput(new_data_collection_id=new_data_collection_id),
            ),
            _parse_response,
        )

    async def get_optimized_point_clouds(
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
        from ..api.point_clouds.get_optimized_point_clouds import _get_kwargs, _parse_response

        self._check(
            "get_optimized_point_clouds",
            params,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "format": format,
                "point_record_format": point_record_format,
                "version_major": version_major,
                "version_minor": version_minor,
                "status": status,
            },
        )
        return await self._send(
            "get_optimized_point_clouds",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
                format=given(format),
                point_record_format=given(point_record_format),
                version_major=given(version_major),
                version_minor=given(version_minor),
                status=given(status),
            ),
            _parse_response,
            params,
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
    ) -> AsyncIterator[OptimizedPointCloud]:
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
        return self._paginate(
            "paginate_optimized_point_clouds",
            lambda page: self.get_optimized_point_clouds(
                project_id=project_id, data_collection_id=data_collection_id, params=page
            ),
            page_size,
            params,
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "format": format,
                "point_record_format": point_record_format,
                "version_major": version_major,
                "version_minor": version_minor,
                "status": status,
            },
        )

    async def create_optimized_point_clouds(
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
        from ..api.point_clouds.create_optimized_point_clouds import _get_kwargs, _parse_response
        from ..models.optimized_point_clouds_create_input import OptimizedPointCloudsCreateInput

        self._check(
            "create_optimized_point_clouds",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_ids": point_cloud_ids,
            },
        )
        return (
            self._nothing(_parse_response, [])
            if point_cloud_ids is not None and not len(point_cloud_ids)
            else await self._send(
                "create_optimized_point_clouds",
                _get_kwargs(
                    project_id=project_id,
                    data_collection_id=data_collection_id,
                    body=OptimizedPointCloudsCreateInput(point_cloud_ids=point_cloud_ids),
                ),
                _parse_response,
            )
        )

    async def optimize_point_clouds(
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
        created = await self.create_optimized_point_clouds(
            project_id=project_id,
            data_collection_id=data_collection_id,
            point_cloud_ids=point_cloud_ids,
        )
        ids = [item.id for item in created]
        await self.run_optimize_point_clouds(project_id, data_collection_id, ids)
        return await self._read_back(
            lambda some: self.get_optimized_point_clouds(
                project_id, data_collection_id, ids=some, limit=len(some)
            ),
            ids,
        )

    async def run_optimize_point_clouds(
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
        from ..api.point_clouds.run_optimize_point_clouds import _get_kwargs, _parse_response
        from ..models.optimized_point_clouds_run_input import OptimizedPointCloudsRunInput

        self._check(
            "run_optimize_point_clouds",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_ids": point_cloud_ids,
                "retry_failed": retry_failed,
            },
        )
        self._check_timeout("run_optimize_point_clouds", timeout)
        answer = (
            self._nothing(
                _parse_response,
                {
                    "group_job": {
                        "total_jobs": 0,
                        "success_count": 0,
                        "failed_count": 0,
                        "completed": True,
                    }
                },
            )
            if point_cloud_ids is not None and not len(point_cloud_ids)
            else await self._send(
                "run_optimize_point_clouds",
                _get_kwargs(
                    project_id=project_id,
                    data_collection_id=data_collection_id,
                    body=OptimizedPointCloudsRunInput(
                        point_cloud_ids=point_cloud_ids, retry_failed=retry_failed
                    ),
                ),
                _parse_response,
            )
        )
        if wait:
            answer = await self._settled(answer, "group_job", timeout, {})
        return answer.group_job

    async def delete_optimized_point_cloud(
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
        from ..api.point_clouds.delete_optimized_point_cloud import _get_kwargs, _parse_response

        self._check(
            "delete_optimized_point_cloud",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "point_cloud_id": point_cloud_id,
            },
        )
        return await self._send(
            "delete_optimized_point_cloud",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                point_cloud_id=point_cloud_id,
            ),
            _parse_response,
        )
