# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.optimized_point_cloud import OptimizedPointCloud
from ...models.optimized_point_clouds_create_input import OptimizedPointCloudsCreateInput
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, *, body: OptimizedPointCloudsCreateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/point_clouds/optimized/".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[OptimizedPointCloud]:
    response_default = OptimizedPointCloud.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[OptimizedPointCloud]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedPointCloudsCreateInput,
) -> Response[list[OptimizedPointCloud]]:
    """Create optimised point clouds without running them

     Creates an optimised (COPC) point cloud for each given point cloud, or for all of the data
    collection. Start the optimisation with `run_optimize_point_clouds`.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedPointCloudsCreateInput): The point clouds to create optimised versions of.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedPointCloud]]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedPointCloudsCreateInput,
) -> list[OptimizedPointCloud] | None:
    """Create optimised point clouds without running them

     Creates an optimised (COPC) point cloud for each given point cloud, or for all of the data
    collection. Start the optimisation with `run_optimize_point_clouds`.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedPointCloudsCreateInput): The point clouds to create optimised versions of.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedPointCloud]
    """

    return sync_detailed(
        project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedPointCloudsCreateInput,
) -> Response[list[OptimizedPointCloud]]:
    """Create optimised point clouds without running them

     Creates an optimised (COPC) point cloud for each given point cloud, or for all of the data
    collection. Start the optimisation with `run_optimize_point_clouds`.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedPointCloudsCreateInput): The point clouds to create optimised versions of.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedPointCloud]]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedPointCloudsCreateInput,
) -> list[OptimizedPointCloud] | None:
    """Create optimised point clouds without running them

     Creates an optimised (COPC) point cloud for each given point cloud, or for all of the data
    collection. Start the optimisation with `run_optimize_point_clouds`.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedPointCloudsCreateInput): The point clouds to create optimised versions of.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedPointCloud]
    """

    return (
        await asyncio_detailed(
            project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
        )
    ).parsed
