# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.harvest_service import HarvestService
from ...models.harvest_service_update_input import HarvestServiceUpdateInput
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, service_id: int, *, body: HarvestServiceUpdateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/harvest_services/{service_id}".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            service_id=quote(str(service_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HarvestService:
    response_default = HarvestService.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[HarvestService]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: HarvestServiceUpdateInput,
) -> Response[HarvestService]:
    """Change a harvest service

     Changes the given fields only. Field maps are added, removed or updated one by one. The input may
    carry secrets: they are never logged and never part of an error message.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        body (HarvestServiceUpdateInput): Changes to a harvest service. Omitted fields are
            unchanged. It may carry secrets.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HarvestService]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        body=body,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: HarvestServiceUpdateInput,
) -> HarvestService | None:
    """Change a harvest service

     Changes the given fields only. Field maps are added, removed or updated one by one. The input may
    carry secrets: they are never logged and never part of an error message.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        body (HarvestServiceUpdateInput): Changes to a harvest service. Omitted fields are
            unchanged. It may carry secrets.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HarvestService
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: HarvestServiceUpdateInput,
) -> Response[HarvestService]:
    """Change a harvest service

     Changes the given fields only. Field maps are added, removed or updated one by one. The input may
    carry secrets: they are never logged and never part of an error message.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        body (HarvestServiceUpdateInput): Changes to a harvest service. Omitted fields are
            unchanged. It may carry secrets.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HarvestService]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: HarvestServiceUpdateInput,
) -> HarvestService | None:
    """Change a harvest service

     Changes the given fields only. Field maps are added, removed or updated one by one. The input may
    carry secrets: they are never logged and never part of an error message.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        body (HarvestServiceUpdateInput): Changes to a harvest service. Omitted fields are
            unchanged. It may carry secrets.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HarvestService
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            service_id=service_id,
            client=client,
            body=body,
        )
    ).parsed
