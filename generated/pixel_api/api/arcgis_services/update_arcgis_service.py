# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.arcgis_service import ArcgisService
from ...models.arcgis_service_type import ArcgisServiceType
from ...models.arcgis_service_update_input import ArcgisServiceUpdateInput
from ...types import Response


def _get_kwargs(
    service_type: ArcgisServiceType, service_id: int, *, body: ArcgisServiceUpdateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/arcgis_services/{service_type}/{service_id}".format(
            service_type=quote(str(service_type), safe=""),
            service_id=quote(str(service_id), safe=""),
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
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceUpdateInput,
) -> Response[ArcgisService]:
    """Change an ArcGIS service

     Changes the given fields only. `data_collection_ids` and `options` are replaced as a whole.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        body (ArcgisServiceUpdateInput): Changes to an ArcGIS service. Omitted fields are
            unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisService]
    """

    kwargs = _get_kwargs(service_type=service_type, service_id=service_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceUpdateInput,
) -> ArcgisService | None:
    """Change an ArcGIS service

     Changes the given fields only. `data_collection_ids` and `options` are replaced as a whole.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        body (ArcgisServiceUpdateInput): Changes to an ArcGIS service. Omitted fields are
            unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisService
    """

    return sync_detailed(
        service_type=service_type, service_id=service_id, client=client, body=body
    ).parsed


async def asyncio_detailed(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceUpdateInput,
) -> Response[ArcgisService]:
    """Change an ArcGIS service

     Changes the given fields only. `data_collection_ids` and `options` are replaced as a whole.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        body (ArcgisServiceUpdateInput): Changes to an ArcGIS service. Omitted fields are
            unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArcgisService]
    """

    kwargs = _get_kwargs(service_type=service_type, service_id=service_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_type: ArcgisServiceType,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: ArcgisServiceUpdateInput,
) -> ArcgisService | None:
    """Change an ArcGIS service

     Changes the given fields only. `data_collection_ids` and `options` are replaced as a whole.

    Args:
        service_type (ArcgisServiceType): Kind of ArcGIS service.
        service_id (int):
        body (ArcgisServiceUpdateInput): Changes to an ArcGIS service. Omitted fields are
            unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArcgisService
    """

    return (
        await asyncio_detailed(
            service_type=service_type, service_id=service_id, client=client, body=body
        )
    ).parsed
