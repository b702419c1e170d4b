# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged data_collections."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, given, listed

if TYPE_CHECKING:
    from ..models.data_collection import DataCollection
    from ..models.data_collection_list_params import DataCollectionListParams
    from ..models.data_collection_type import DataCollectionTypeValue
    from ..models.raster_info import RasterInfo
    from ..models.record import Record


class DataCollectionsOperations(Operations):
    """Operations of the contract tagged data_collections."""

    async def list_data_collections(
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
        from ..api.data_collections.list_data_collections import _get_kwargs, _parse_response

        self._check(
            "list_data_collections",
            params,
            {
                "project_id": project_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "data_collection_type": data_collection_type,
            },
        )
        return await self._send(
            "list_data_collections",
            _get_kwargs(
                project_id=project_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
                data_collection_type=given(data_collection_type),
            ),
            _parse_response,
            params,
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
    ) -> AsyncIterator[DataCollection]:
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
        return self._paginate(
            "paginate_data_collections",
            lambda page: self.list_data_collections(project_id=project_id, params=page),
            page_size,
            params,
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "data_collection_type": data_collection_type,
            },
        )

    async def create_data_collection(
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
        from ..api.data_collections.create_data_collection import _get_kwargs, _parse_response
        from ..models.data_collection_create_input import DataCollectionCreateInput

        self._check(
            "create_data_collection",
            None,
            {
                "project_id": project_id,
                "name": name,
                "description": description,
                "data_collection_type": data_collection_type,
                "tags": tags,
                "raster_info": raster_info,
            },
        )
        return await self._send(
            "create_data_collection",
            _get_kwargs(
                project_id=project_id,
                body=DataCollectionCreateInput(
                    name=name,
                    description=description,
                    data_collection_type=data_collection_type,
                    tags=tags,
                    raster_info=raster_info,
                ),
            ),
            _parse_response,
        )

    async def list_deleted_data_collections(
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
        from ..api.data_collections.list_deleted_data_collections import (
            _get_kwargs,
            _parse_response,
        )

        self._check(
            "list_deleted_data_collections",
            params,
            {
                "project_id": project_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "data_collection_type": data_collection_type,
            },
        )
        return await self._send(
            "list_deleted_data_collections",
            _get_kwargs(
                project_id=project_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
                data_collection_type=given(data_collection_type),
            ),
            _parse_response,
            params,
        )

    async def get_data_collection(self, project_id: int, data_collection_id: int) -> DataCollection:
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
        from ..api.data_collections.get_data_collection import _get_kwargs, _parse_response

        self._check(
            "get_data_collection",
            None,
            {"project_id": project_id, "data_collection_id": data_collection_id},
        )
        return await self._send(
            "get_data_collection",
            _get_kwargs(project_id=project_id, data_collection_id=data_collection_id),
            _parse_response,
        )

    async def update_data_collection(
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
        from ..api.data_collections.update_data_collection import _get_kwargs, _parse_response
        from ..models.data_collection_update_input import DataCollectionUpdateInput

        self._check(
            "update_data_collection",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "name": name,
                "description": description,
                "add_tags": add_tags,
                "remove_tags": remove_tags,
            },
        )
        return await self._send(
            "update_data_collection",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                body=DataCollectionUpdateInput(
                    name=name, description=description, add_tags=add_tags, remove_tags=remove_tags
                ),
            ),
            _parse_response,
        )

    async def delete_data_collection(self, project_id: int, data_collection_id: int) -> Record:
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
        from ..api.data_collections.delete_data_collection import _get_kwargs, _parse_response

        self._check(
            "delete_data_collection",
            None,
            {"project_id": project_id, "data_collection_id": data_collection_id},
        )
        return await self._send(
            "delete_data_collection",
            _get_kwargs(project_id=project_id, data_collection_id=data_collection_id),
            _parse_response,
        )

    async def move_data_collection(
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
        from ..api.data_collections.move_data_collection import _get_kwargs, _parse_response

        self._check(
            "move_data_collection",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "new_project_id": new_project_id,
            },
        )
        return await self._send(
            "move_data_collection",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                new_project_id=new_project_id,
            ),
            _parse_response,
        )

    async def restore_data_collection(
        self, project_id: int, data_collection_id: int
    ) -> DataCollection:
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
        from ..api.data_collections.restore_data_collection import _get_kwargs, _parse_response

        self._check(
            "restore_data_collection",
            None,
            {"project_id": project_id, "data_collection_id": data_collection_id},
        )
        return await self._send(
            "restore_data_collection",
            _get_kwargs(project_id=project_id, data_collection_id=data_collection_id),
            _parse_response,
        )
