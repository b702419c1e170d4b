# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged arcgis_services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, build, given, listed

if TYPE_CHECKING:
    from ..models.arcgis_service import ArcgisService
    from ..models.arcgis_service_create_input import ArcgisServiceCreateInput
    from ..models.arcgis_service_job import ArcgisServiceJob
    from ..models.arcgis_service_type import ArcgisServiceTypeValue
    from ..models.arcgis_service_update_input import ArcgisServiceUpdateInput
    from ..models.list_params import ListParams
    from ..models.record import Record


class ArcgisServicesOperations(Operations):
    """Operations of the contract tagged arcgis_services."""

    async def list_gdo_users(self) -> list[str]:
        """List GeoData Online user names.

        Lists the names of GeoData Online users, for the option `gdo_users` of ArcGIS services.

        Returns:
            The user names.

        Raises:
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.arcgis_services.list_gdo_users import _get_kwargs, _parse_response

        self._check("list_gdo_users", None, {})
        return await self._send("list_gdo_users", _get_kwargs(), _parse_response)

    async def list_arcgis_services(
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
        from ..api.arcgis_services.list_arcgis_services import _get_kwargs, _parse_response

        self._check(
            "list_arcgis_services",
            params,
            {
                "service_type": service_type,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
            },
        )
        return await self._send(
            "list_arcgis_services",
            _get_kwargs(
                service_type=service_type,
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

    async def create_arcgis_service(
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
        from ..api.arcgis_services.create_arcgis_service import _get_kwargs, _parse_response
        from ..models.arcgis_service_create_input import ArcgisServiceCreateInput

        self._check(
            "create_arcgis_service",
            None,
            {"service_type": service_type, "create_input": create_input},
        )
        return await self._send(
            "create_arcgis_service",
            _get_kwargs(
                service_type=service_type, body=build(ArcgisServiceCreateInput, create_input)
            ),
            _parse_response,
        )

    async def get_arcgis_service(
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
        from ..api.arcgis_services.get_arcgis_service import _get_kwargs, _parse_response

        self._check(
            "get_arcgis_service", None, {"service_type": service_type, "service_id": service_id}
        )
        return await self._send(
            "get_arcgis_service",
            _get_kwargs(service_type=service_type, service_id=service_id),
            _parse_response,
        )

    async def update_arcgis_service(
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
        from ..api.arcgis_services.update_arcgis_service import _get_kwargs, _parse_response
        from ..models.arcgis_service_update_input import ArcgisServiceUpdateInput

        self._check(
            "update_arcgis_service",
            None,
            {"service_type": service_type, "service_id": service_id, "update_input": update_input},
        )
        return await self._send(
            "update_arcgis_service",
            _get_kwargs(
                service_type=service_type,
                service_id=service_id,
                body=build(ArcgisServiceUpdateInput, update_input),
            ),
            _parse_response,
        )

    async def delete_arcgis_service(
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
        from ..api.arcgis_services.delete_arcgis_service import _get_kwargs, _parse_response

        self._check(
            "delete_arcgis_service", None, {"service_type": service_type, "service_id": service_id}
        )
        return await self._send(
            "delete_arcgis_service",
            _get_kwargs(service_type=service_type, service_id=service_id),
            _parse_response,
        )

    async def start_arcgis_service(
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
        from ..api.arcgis_services.start_arcgis_service import _get_kwargs, _parse_response

        self._check(
            "start_arcgis_service", None, {"service_type": service_type, "service_id": service_id}
        )
        self._check_timeout("start_arcgis_service", timeout)
        answer = await self._send(
            "start_arcgis_service",
            _get_kwargs(service_type=service_type, service_id=service_id),
            _parse_response,
        )
        if wait:
            answer = await self._settled(
                answer,
                "job",
                timeout,
                {
                    "arcgis_service": lambda: self.get_arcgis_service(
                        service_type=service_type, service_id=service_id
                    )
                },
            )
        return answer

    async def stop_arcgis_service(
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
        from ..api.arcgis_services.stop_arcgis_service import _get_kwargs, _parse_response

        self._check(
            "stop_arcgis_service", None, {"service_type": service_type, "service_id": service_id}
        )
        self._check_timeout("stop_arcgis_service", timeout)
        answer = await self._send(
            "stop_arcgis_service",
            _get_kwargs(service_type=service_type, service_id=service_id),
            _parse_response,
        )
        if wait:
            answer = await self._settled(
                answer,
                "job",
                timeout,
                {
                    "arcgis_service": lambda: self.get_arcgis_service(
                        service_type=service_type, service_id=service_id
                    )
                },
            )
        return answer

    async def refresh_arcgis_service(
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
        from ..api.arcgis_services.refresh_arcgis_service import _get_kwargs, _parse_response

        self._check(
            "refresh_arcgis_service",
            None,
            {"service_type": service_type, "service_id": service_id, "refresh_data": refresh_data},
        )
        self._check_timeout("refresh_arcgis_service", timeout)
        answer = await self._send(
            "refresh_arcgis_service",
            _get_kwargs(
                service_type=service_type,
                service_id=service_id,
                refresh_data=(False if refresh_data is None else refresh_data),
            ),
            _parse_response,
        )
        if wait:
            answer = await self._settled(
                answer,
                "job",
                timeout,
                {
                    "arcgis_service": lambda: self.get_arcgis_service(
                        service_type=service_type, service_id=service_id
                    )
                },
            )
        return answer
