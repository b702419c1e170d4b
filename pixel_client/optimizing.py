"""Making optimised versions of rasters and point clouds in one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pixel_api.operations.every import PixelOperations

if TYPE_CHECKING:
    from pixel_api.models import (
        NearblackOptions,
        OptimizedPointCloud,
        OptimizedRaster,
        OptimizedRasterCreationOptionsOverviewResamplingValue,
    )

__all__ = ["OptimizeMethods"]

IDS_A_CALL = 50  # of a list that is read back: more would make too long a URL

Made = TypeVar("Made", "OptimizedRaster", "OptimizedPointCloud")


class OptimizeMethods(PixelOperations):
    """Methods that create optimised versions, make them, wait and read them back."""

    async def optimize_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        raster_ids: Sequence[int] | None = None,
        profile: str | None = None,
        nearblack: NearblackOptions | Mapping[str, Any] | None = None,
        overview_resampling: OptimizedRasterCreationOptionsOverviewResamplingValue = "average",
    ) -> list[OptimizedRaster]:
        """Make optimised versions of rasters, and wait until they are made.

        Args:
            project_id: The project.
            data_collection_id: A data collection of rasters.
            raster_ids: Which rasters; None is all of the data collection, an empty list none.
            profile: Name of the profile to use.
            nearblack: What to do about a nearly black border; nothing by default.
            overview_resampling: How the cells of overviews are computed.

        Returns:
            The optimised rasters as they are then; their `status` says how it went.

        Raises:
            PixelInputError: An argument is outside what the contract allows. Nothing was sent.
            PixelStatusError: The service answered with an error.
            PixelJobTimeoutError: They were not made within 20 minutes; the service goes on.
        """
        made = await self.create_optimized_rasters(
            project_id, data_collection_id, raster_ids, profile, nearblack, overview_resampling
        )
        ids = [raster.id for raster in made]
        await self.run_optimize_rasters(project_id, data_collection_id, ids)
        return await _read_back(
            lambda some: self.get_optimized_rasters(
                project_id, data_collection_id, ids=some, limit=len(some)
            ),
            ids,
        )

    async def optimize_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        point_cloud_ids: Sequence[int] | None = None,
    ) -> list[OptimizedPointCloud]:
        """Make optimised versions (COPC) of point clouds, and wait until they are made.

        Args:
            project_id: The project.
            data_collection_id: A data collection of point clouds.
            point_cloud_ids: Which; None is all of the data collection, an empty list none.

        Returns:
            The optimised point clouds as they are then; their `status` says how it went.

        Raises:
            PixelInputError: An argument is outside what the contract allows. Nothing was sent.
            PixelStatusError: The service answered with an error.
            PixelJobTimeoutError: They were not made within 20 minutes; the service goes on.
        """
        made = await self.create_optimized_point_clouds(
            project_id, data_collection_id, point_cloud_ids
        )
        ids = [cloud.id for cloud in made]
        await self.run_optimize_point_clouds(project_id, data_collection_id, ids)
        return await _read_back(
            lambda some: self.get_optimized_point_clouds(
                project_id, data_collection_id, ids=some, limit=len(some)
            ),
            ids,
        )


async def _read_back(
    read: Callable[[list[int]], Awaitable[list[Made]]], ids: Sequence[int]
) -> list[Made]:
    found: list[Made] = []
    for start in range(0, len(ids), IDS_A_CALL):
        found += await read(list(ids[start : start + IDS_A_CALL]))
    return found
