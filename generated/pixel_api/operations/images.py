# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged images."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, build, given, listed

if TYPE_CHECKING:
    from ..models.image import Image
    from ..models.image_update_input import ImageUpdateInput
    from ..models.list_params import ListParams
    from ..models.record import Record


class ImagesOperations(Operations):
    """Operations of the contract tagged images."""

    async def get_images(
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
        from ..api.images.get_images import _get_kwargs, _parse_response

        self._check(
            "get_images",
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
            "get_images",
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
    ) -> AsyncIterator[Image]:
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
        return self._paginate(
            "paginate_images",
            lambda page: self.get_images(
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

    async def get_image(self, project_id: int, data_collection_id: int, image_id: int) -> Image:
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
        from ..api.images.get_image import _get_kwargs, _parse_response

        self._check(
            "get_image",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "image_id": image_id,
            },
        )
        return await self._send(
            "get_image",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, image_id=image_id
            ),
            _parse_response,
        )

    async def update_image(
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
        from ..api.images.update_image import _get_kwargs, _parse_response
        from ..models.image_update_input import ImageUpdateInput

        self._check(
            "update_image",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "image_id": image_id,
                "update_input": update_input,
            },
        )
        return await self._send(
            "update_image",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                image_id=image_id,
                body=build(ImageUpdateInput, update_input),
            ),
            _parse_response,
        )

    async def delete_image(self, project_id: int, data_collection_id: int, image_id: int) -> Record:
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
        from ..api.images.delete_image import _get_kwargs, _parse_response

        self._check(
            "delete_image",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "image_id": image_id,
            },
        )
        return await self._send(
            "delete_image",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, image_id=image_id
            ),
            _parse_response,
        )

    async def get_image_metadata(
        self, project_id: int, data_collection_id: int, image_id: int
    ) -> Record:
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
        from ..api.images.get_image_metadata import _get_kwargs, _parse_response

        self._check(
            "get_image_metadata",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "image_id": image_id,
            },
        )
        return await self._send(
            "get_image_metadata",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, image_id=image_id
            ),
            _parse_response,
        )

    async def move_image(
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
        from ..api.images.move_image import _get_kwargs, _parse_response

        self._check(
            "move_image",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "image_id": image_id,
                "new_project_id": new_project_id,
                "new_data_collection_id": new_data_collection_id,
            },
        )
        return await self._send(
            "move_image",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                image_id=image_id,
                new_project_id=new_project_id,
                new_data_collection_id=new_data_collection_id,
            ),
            _parse_response,
        )
