# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.raster import Raster
from ...models.raster_update_input import RasterUpdateInput
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, raster_id: int, *, body: RasterUpdateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/rasters/{raster_id}".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            raster_id=quote(str(raster_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Raster:
    response_default = Raster.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Raster]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: RasterUpdateInput,
) -> Response[Raster]:
    """Change a raster

     Changes tags, metadata and raster fields. Changes the given fields only; at least one is required.
    Tags are added and removed one by one.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        body (RasterUpdateInput): Changes to a raster. Omitted fields are unchanged; at least one
            is required.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Raster]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id, body=body
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: RasterUpdateInput,
) -> Raster | None:
    """Change a raster

     Changes tags, metadata and raster fields. Changes the given fields only; at least one is required.
    Tags are added and removed one by one.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        body (RasterUpdateInput): Changes to a raster. Omitted fields are unchanged; at least one
            is required.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Raster
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        raster_id=raster_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: RasterUpdateInput,
) -> Response[Raster]:
    """Change a raster

     Changes tags, metadata and raster fields. Changes the given fields only; at least one is required.
    Tags are added and removed one by one.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        body (RasterUpdateInput): Changes to a raster. Omitted fields are unchanged; at least one
            is required.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Raster]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id, body=body
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: RasterUpdateInput,
) -> Raster | None:
    """Change a raster

     Changes tags, metadata and raster fields. Changes the given fields only; at least one is required.
    Tags are added and removed one by one.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        body (RasterUpdateInput): Changes to a raster. Omitted fields are unchanged; at least one
            is required.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Raster
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            raster_id=raster_id,
            client=client,
            body=body,
        )
    ).parsed
