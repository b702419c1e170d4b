# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.raster import Raster
from ...types import Response


def _get_kwargs(project_id: int, data_collection_id: int, raster_id: int) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/rasters/{raster_id}".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            raster_id=quote(str(raster_id), safe=""),
        ),
    }

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
) -> Response[Raster]:
    """Get a raster

     Returns the metadata of one raster, not the file itself.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Raster]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Raster | None:
    """Get a raster

     Returns the metadata of one raster, not the file itself.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):

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
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Raster]:
    """Get a raster

     Returns the metadata of one raster, not the file itself.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Raster]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, raster_id=raster_id
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Raster | None:
    """Get a raster

     Returns the metadata of one raster, not the file itself.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):

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
        )
    ).parsed
