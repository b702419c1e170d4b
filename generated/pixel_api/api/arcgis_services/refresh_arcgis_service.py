# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.arcgis_service_job import ArcgisServiceJob
from ...models.arcgis_service_type import ArcgisServiceType
from ...types import UNSET, Response, Unset


def _get_kwargs(
    service_type: ArcgisServiceType, service_id: int, *, refresh_data: bool | Unset = UNSET
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["refresh_data"] = refresh_data

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/arcgis_services/{service_type}/{service_id}/refresh".format(
            service_type=quote(str(service_type), safe=""),
            service_id=quote(str(service_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ArcgisServiceJob:
    response_default = ArcgisServiceJob.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ArcgisServiceJob]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    refresh_data: bool | Unset = UNSET,
) -> Response[ArcgisServiceJob]:
    """Bring an ArcGIS service up to date

     Starts a job that updates the service from its data collections. `job` is null when nothing had to
    be done.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        refresh_data (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisServiceJob]
    """

    kwargs = _get_kwargs(
        service_type=service_type, service_id=service_id, refresh_data=refresh_data
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    refresh_data: bool | Unset = UNSET,
) -> ArcgisServiceJob | None:
    """Bring an ArcGIS service up to date

     Starts a job that updates the service from its data collections. `job` is null when nothing had to
    be done.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        refresh_data (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisServiceJob
    """

    return sync_detailed(
        service_type=service_type, service_id=service_id, client=client, refresh_data=refresh_data
    ).parsed


async def asyncio_detailed(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    refresh_data: bool | Unset = UNSET,
) -> Response[ArcgisServiceJob]:
    """Bring an ArcGIS service up to date

     Starts a job that updates the service from its data collections. `job` is null when nothing had to
    be done.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        refresh_data (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisServiceJob]
    """

    kwargs = _get_kwargs(
        service_type=service_type, service_id=service_id, refresh_data=refresh_data
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    refresh_data: bool | Unset = UNSET,
) -> ArcgisServiceJob | None:
    """Bring an ArcGIS service up to date

     Starts a job that updates the service from its data collections. `job` is null when nothing had to
    be done.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        refresh_data (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisServiceJob
    """

    return (
        await asyncio_detailed(
            service_type=service_type,
            service_id=service_id,
            client=client,
            refresh_data=refresh_data,
        )
    ).parsed
