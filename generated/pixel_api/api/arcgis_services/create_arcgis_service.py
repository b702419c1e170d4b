# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.arcgis_service import ArcgisService
from ...models.arcgis_service_create_input import ArcgisServiceCreateInput
from ...models.arcgis_service_type import ArcgisServiceType
from ...types import Response


def _get_kwargs(
    service_type: ArcgisServiceType, *, body: ArcgisServiceCreateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/arcgis_services/{service_type}/".format(
            service_type=quote(str(service_type), safe="")
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ArcgisService:
    response_default = ArcgisService.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ArcgisService]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    service_type: ArcgisServiceType,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceCreateInput,
) -> Response[ArcgisService]:
    """Create an ArcGIS service

     Creates an ArcGIS service that shows data collections. A Feature service needs
    `feature_service_options`, an Image service `image_service_options` (and the tenant the plug-in
    `image_service`). Start it with `start_arcgis_service`.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        body (ArcgisServiceCreateInput): An ArcGIS service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisService]
    """

    kwargs = _get_kwargs(service_type=service_type, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_type: ArcgisServiceType,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceCreateInput,
) -> ArcgisService | None:
    """Create an ArcGIS service

     Creates an ArcGIS service that shows data collections. A Feature service needs
    `feature_service_options`, an Image service `image_service_options` (and the tenant the plug-in
    `image_service`). Start it with `start_arcgis_service`.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        body (ArcgisServiceCreateInput): An ArcGIS service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisService
    """

    return sync_detailed(service_type=service_type, client=client, body=body).parsed


async def asyncio_detailed(
    service_type: ArcgisServiceType,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceCreateInput,
) -> Response[ArcgisService]:
    """Create an ArcGIS service

     Creates an ArcGIS service that shows data collections. A Feature service needs
    `feature_service_options`, an Image service `image_service_options` (and the tenant the plug-in
    `image_service`). Start it with `start_arcgis_service`.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        body (ArcgisServiceCreateInput): An ArcGIS service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisService]
    """

    kwargs = _get_kwargs(service_type=service_type, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_type: ArcgisServiceType,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceCreateInput,
) -> ArcgisService | None:
    """Create an ArcGIS service

     Creates an ArcGIS service that shows data collections. A Feature service needs
    `feature_service_options`, an Image service `image_service_options` (and the tenant the plug-in
    `image_service`). Start it with `start_arcgis_service`.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        body (ArcgisServiceCreateInput): An ArcGIS service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisService
    """

    return (await asyncio_detailed(service_type=service_type, client=client, body=body)).parsed
