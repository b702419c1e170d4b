# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged rasters."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, build, given, listed

if TYPE_CHECKING:
    from ..models.job_group_reference import JobGroupReference
    from ..models.list_params import ListParams
    from ..models.nearblack_options import NearblackOptions
    from ..models.optimized_raster import OptimizedRaster
    from ..models.optimized_raster_creation_options_overview_resampling import (
        OptimizedRasterCreationOptionsOverviewResamplingValue,
    )
    from ..models.raster import Raster
    from ..models.raster_format import RasterFormatValue
    from ..models.raster_list_params import RasterListParams
    from ..models.raster_update_input import RasterUpdateInput
    from ..models.record import Record


class RastersOperations(Operations):
    """Operations of the contract tagged rasters."""

    async def get_rasters(
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
        from ..api.rasters.get_rasters import _get_kwargs, _parse_response

        self._check(
            "get_rasters",
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
            },
        )
        return await self._send(
            "get_rasters",
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
            ),
            _parse_response,
            params,
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
    ) -> AsyncIterator[Raster]:
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
        return self._paginate(
            "paginate_rasters",
            lambda page: self.get_rasters(
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
            },
        )

    async def get_raster(self, project_id: int, data_collection_id: int, raster_id: int) -> Raster:
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
        from ..api.rasters.get_raster import _get_kwargs, _parse_response

        self._check(
            "get_raster",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_id": raster_id,
            },
        )
        return await self._send(
            "get_raster",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id
            ),
            _parse_response,
        )

    async def update_raster(
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
        from ..api.rasters.update_raster import _get_kwargs, _parse_response
        from ..models.raster_update_input import RasterUpdateInput

        self._check(
            "update_raster",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_id": raster_id,
                "update_input": update_input,
            },
        )
        return await self._send(
            "update_raster",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                raster_id=raster_id,
                body=build(RasterUpdateInput, update_input),
            ),
            _parse_response,
        )

    async def delete_raster(
        self, project_id: int, data_collection_id: int, raster_id: int
    ) -> Record:
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
        from ..api.rasters.delete_raster import _get_kwargs, _parse_response

        self._check(
            "delete_raster",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_id": raster_id,
            },
        )
        return await self._send(
            "delete_raster",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id
            ),
            _parse_response,
        )

    async def move_raster(
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
        from ..api.rasters.move_raster import _get_kwargs, _parse_response

        self._check(
            "move_raster",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_id": raster_id,
                "new_project_id": new_project_id,
                "new_data_collection_id": new_data_collection_id,
            },
        )
        return await self._send(
            "move_raster",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                raster_id=raster_id,
                new_project_id=new_project_id,
                new_data_collection_id=new_data_collection_id,
            ),
            _parse_response,
        )

    async def get_optimized_rasters(
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
        from ..api.rasters.get_optimized_rasters import _get_kwargs, _parse_response

        self._check(
            "get_optimized_rasters",
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
            },
        )
        return await self._send(
            "get_optimized_rasters",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
            ),
            _parse_response,
            params,
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
    ) -> AsyncIterator[OptimizedRaster]:
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
        return self._paginate(
            "paginate_optimized_rasters",
            lambda page: self.get_optimized_rasters(
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
            },
        )

    async def create_optimized_rasters(
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
        from ..api.rasters.create_optimized_rasters import _get_kwargs, _parse_response
        from ..models.optimized_raster_creation_options import OptimizedRasterCreationOptions
        from ..models.optimized_rasters_create_input import OptimizedRastersCreateInput

        self._check(
            "create_optimized_rasters",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_ids": raster_ids,
                "profile": profile,
                "nearblack": nearblack,
                "overview_resampling": overview_resampling,
            },
        )
        return (
            self._nothing(_parse_response, [])
            if raster_ids is not None and not len(raster_ids)
            else await self._send(
                "create_optimized_rasters",
                _get_kwargs(
                    project_id=project_id,
                    data_collection_id=data_collection_id,
                    body=OptimizedRastersCreateInput(
                        raster_ids=raster_ids,
                        profile=profile,
                        creation_options=OptimizedRasterCreationOptions(
                            nearblack_options=(
                                {"enabled": False} if nearblack is None else nearblack
                            ),
                            overview_resampling=overview_resampling,
                        ),
                    ),
                ),
                _parse_response,
            )
        )

    async def optimize_rasters(
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
        created = await self.create_optimized_rasters(
            project_id=project_id,
            data_collection_id=data_collection_id,
            raster_ids=raster_ids,
            profile=profile,
            nearblack=nearblack,
            overview_resampling=overview_resampling,
        )
        ids = [item.id for item in created]
        await self.run_optimize_rasters(project_id, data_collection_id, ids)
        return await self._read_back(
            lambda some: self.get_optimized_rasters(
                project_id, data_collection_id, ids=some, limit=len(some)
            ),
            ids,
        )

    async def run_optimize_rasters(
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
        from ..api.rasters.run_optimize_rasters import _get_kwargs, _parse_response
        from ..models.optimized_rasters_run_input import OptimizedRastersRunInput

        self._check(
            "run_optimize_rasters",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "optimize_raster_ids": optimize_raster_ids,
                "retry_failed": retry_failed,
            },
        )
        self._check_timeout("run_optimize_rasters", timeout)
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
            if optimize_raster_ids is not None and not len(optimize_raster_ids)
            else await self._send(
                "run_optimize_rasters",
                _get_kwargs(
                    project_id=project_id,
                    data_collection_id=data_collection_id,
                    body=OptimizedRastersRunInput(
                        optimized_raster_ids=optimize_raster_ids, retry_failed=retry_failed
                    ),
                ),
                _parse_response,
            )
        )
        if wait:
            answer = await self._settled(answer, "group_job", timeout, {})
        return answer.group_job

    async def delete_optimized_rasters(
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
        from ..api.rasters.delete_optimized_rasters import _get_kwargs, _parse_response

        self._check(
            "delete_optimized_rasters",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "raster_id": raster_id,
                "profile": profile,
            },
        )
        return await self._send(
            "delete_optimized_rasters",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                raster_id=raster_id,
                profile=given(profile),
            ),
            _parse_response,
        )
