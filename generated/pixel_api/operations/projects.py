# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged projects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, given, listed

if TYPE_CHECKING:
    from ..models.list_params import ListParams
    from ..models.polygon import Polygon
    from ..models.project import Project
    from ..models.record import Record
    from .base import HasGeoInterface


class ProjectsOperations(Operations):
    """Operations of the contract tagged projects."""

    async def list_projects(
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
        from ..api.projects.list_projects import _get_kwargs, _parse_response

        self._check(
            "list_projects",
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
        return await self._send(
            "list_projects",
            _get_kwargs(
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
    ) -> AsyncIterator[Project]:
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
        return self._paginate(
            "paginate_projects",
            lambda page: self.list_projects(params=page),
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

    async def create_project(
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
        from ..api.projects.create_project import _get_kwargs, _parse_response
        from ..models.project_create_input import ProjectCreateInput

        self._check(
            "create_project",
            None,
            {
                "name": name,
                "description": description,
                "area_of_interest": area_of_interest,
                "parent_project_id": parent_project_id,
                "tags": tags,
            },
        )
        return await self._send(
            "create_project",
            _get_kwargs(
                body=ProjectCreateInput(
                    name=name,
                    description=description,
                    area_of_interest=area_of_interest,
                    parent_project_id=parent_project_id,
                    tags=tags,
                )
            ),
            _parse_response,
        )

    async def list_deleted_projects(
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
        from ..api.projects.list_deleted_projects import _get_kwargs, _parse_response

        self._check(
            "list_deleted_projects",
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
        return await self._send(
            "list_deleted_projects",
            _get_kwargs(
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

    async def get_project(self, project_id: int, extended: bool | None = False) -> Project:
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
        from ..api.projects.get_project import _get_kwargs, _parse_response

        self._check("get_project", None, {"project_id": project_id, "extended": extended})
        return await self._send(
            "get_project",
            _get_kwargs(project_id=project_id, extended=(False if extended is None else extended)),
            _parse_response,
        )

    async def update_project(
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
        from ..api.projects.update_project import _get_kwargs, _parse_response
        from ..models.project_update_input import ProjectUpdateInput

        self._check(
            "update_project",
            None,
            {
                "project_id": project_id,
                "name": name,
                "description": description,
                "area_of_interest": area_of_interest,
                "add_tags": add_tags,
                "remove_tags": remove_tags,
            },
        )
        return await self._send(
            "update_project",
            _get_kwargs(
                project_id=project_id,
                body=ProjectUpdateInput(
                    name=name,
                    description=description,
                    area_of_interest=area_of_interest,
                    add_tags=add_tags,
                    remove_tags=remove_tags,
                ),
            ),
            _parse_response,
        )

    async def delete_project(self, project_id: int) -> Record:
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
        from ..api.projects.delete_project import _get_kwargs, _parse_response

        self._check("delete_project", None, {"project_id": project_id})
        return await self._send(
            "delete_project", _get_kwargs(project_id=project_id), _parse_response
        )

    async def restore_project(self, project_id: int) -> Project:
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
        from ..api.projects.restore_project import _get_kwargs, _parse_response

        self._check("restore_project", None, {"project_id": project_id})
        return await self._send(
            "restore_project", _get_kwargs(project_id=project_id), _parse_response
        )

    async def move_project(
        self, project_id: int, new_parent_project_id: int | None = -1
    ) -> Project:
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
        from ..api.projects.move_project import _get_kwargs, _parse_response

        self._check(
            "move_project",
            None,
            {"project_id": project_id, "new_parent_project_id": new_parent_project_id},
        )
        return await self._send(
            "move_project",
            _get_kwargs(
                project_id=project_id,
                new_parent_id=(-1 if new_parent_project_id is None else new_parent_project_id),
            ),
            _parse_response,
        )
