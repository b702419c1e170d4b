# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.optimized_raster import OptimizedRaster
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: int, data_collection_id: int, raster_id: int, *, profile: str | Unset = UNSET
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["profile"] = profile

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/rasters/{raster_id}/optimized".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            raster_id=quote(str(raster_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[OptimizedRaster]:
    response_default = OptimizedRaster.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[OptimizedRaster]]:
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
    profile: str | Unset = UNSET,
) -> Response[list[OptimizedRaster]]:
    """Delete the optimised versions of a raster

     Deletes the optimised versions of one raster, all of them or those of one profile. The raster itself
    stays.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        profile (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedRaster]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        raster_id=raster_id,
        profile=profile,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    profile: str | Unset = UNSET,
) -> list[OptimizedRaster] | None:
    """Delete the optimised versions of a raster

     Deletes the optimised versions of one raster, all of them or those of one profile. The raster itself
    stays.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        profile (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedRaster]
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        raster_id=raster_id,
        client=client,
        profile=profile,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    profile: str | Unset = UNSET,
) -> Response[list[OptimizedRaster]]:
    """Delete the optimised versions of a raster

     Deletes the optimised versions of one raster, all of them or those of one profile. The raster itself
    stays.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        profile (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedRaster]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        raster_id=raster_id,
        profile=profile,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    *,
    client: AuthenticatedClient | Client,
    profile: str | Unset = UNSET,
) -> list[OptimizedRaster] | None:
    """Delete the optimised versions of a raster

     Deletes the optimised versions of one raster, all of them or those of one profile. The raster itself
    stays.

    Args:
        project_id (int):
        data_collection_id (int):
        raster_id (int):
        profile (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedRaster]
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            raster_id=raster_id,
            client=client,
            profile=profile,
        )
    ).parsed
