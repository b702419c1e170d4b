# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged harvest_services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, build, given, listed

if TYPE_CHECKING:
    from ..models.harvest_service import HarvestService
    from ..models.harvest_service_create_input import HarvestServiceCreateInput
    from ..models.harvest_service_update_input import HarvestServiceUpdateInput
    from ..models.harvest_task import HarvestTask
    from ..models.harvest_task_list_params import HarvestTaskListParams
    from ..models.list_params import ListParams
    from ..models.pixel_status_enum import PixelStatusEnumValue
    from ..models.record import Record


class HarvestServicesOperations(Operations):
    """Operations of the contract tagged harvest_services."""

    async def list_harvest_services(
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
        from ..api.harvest_services.list_harvest_services import _get_kwargs, _parse_response

        self._check(
            "list_harvest_services",
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
            "list_harvest_services",
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

    async def create_harvest_service(
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
        from ..api.harvest_services.create_harvest_service import _get_kwargs, _parse_response
        from ..models.harvest_service_create_input import HarvestServiceCreateInput

        self._check(
            "create_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "create_input": create_input,
            },
        )
        return await self._send(
            "create_harvest_service",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                body=build(HarvestServiceCreateInput, create_input),
            ),
            _parse_response,
        )

    async def get_harvest_service(
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
        from ..api.harvest_services.get_harvest_service import _get_kwargs, _parse_response

        self._check(
            "get_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
            },
        )
        return await self._send(
            "get_harvest_service",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, service_id=service_id
            ),
            _parse_response,
        )

    async def update_harvest_service(
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
        from ..api.harvest_services.update_harvest_service import _get_kwargs, _parse_response
        from ..models.harvest_service_update_input import HarvestServiceUpdateInput

        self._check(
            "update_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
                "update_input": update_input,
            },
        )
        return await self._send(
            "update_harvest_service",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                service_id=service_id,
                body=build(HarvestServiceUpdateInput, update_input),
            ),
            _parse_response,
        )

    async def delete_harvest_service(
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
        from ..api.harvest_services.delete_harvest_service import _get_kwargs, _parse_response

        self._check(
            "delete_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
            },
        )
        return await self._send(
            "delete_harvest_service",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, service_id=service_id
            ),
            _parse_response,
        )

    async def get_harvest_service_tasks(
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
        from ..api.harvest_services.get_harvest_service_tasks import _get_kwargs, _parse_response

        self._check(
            "get_harvest_service_tasks",
            params,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "status": status,
                "get_new": get_new,
            },
        )
        return await self._send(
            "get_harvest_service_tasks",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                service_id=service_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
                status=given(status),
                get_new=given(get_new),
            ),
            _parse_response,
            params,
        )

    async def start_harvest_service(
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
        from ..api.harvest_services.start_harvest_service import _get_kwargs, _parse_response

        self._check(
            "start_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
            },
        )
        return await self._send(
            "start_harvest_service",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, service_id=service_id
            ),
            _parse_response,
        )

    async def stop_harvest_service(
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
        from ..api.harvest_services.stop_harvest_service import _get_kwargs, _parse_response

        self._check(
            "stop_harvest_service",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "service_id": service_id,
            },
        )
        return await self._send(
            "stop_harvest_service",
            _get_kwargs(
                project_id=project_id, data_collection_id=data_collection_id, service_id=service_id
            ),
            _parse_response,
        )
