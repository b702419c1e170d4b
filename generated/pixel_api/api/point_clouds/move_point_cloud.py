# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.point_cloud import PointCloud
from ...models.point_cloud_move_input import PointCloudMoveInput
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, point_cloud_id: int, *, body: PointCloudMoveInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/point_clouds/{point_cloud_id}/move".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            point_cloud_id=quote(str(point_cloud_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PointCloud:
    response_default = PointCloud.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PointCloud]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    point_cloud_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: PointCloudMoveInput,
) -> Response[PointCloud]:
    """Move a point cloud to another data collection

     Moves a point cloud to another data collection of point clouds. Unlike images and rasters, only the
    data collection is given.

    Args:
        project_id (int):
        data_collection_id (int):
        point_cloud_id (int):
        body (PointCloudMoveInput): Destination of a point cloud.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PointCloud]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        point_cloud_id=point_cloud_id,
        body=body,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    point_cloud_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: PointCloudMoveInput,
) -> PointCloud | None:
    """Move a point cloud to another data collection

     Moves a point cloud to another data collection of point clouds. Unlike images and rasters, only the
    data collection is given.

    Args:
        project_id (int):
        data_collection_id (int):
        point_cloud_id (int):
        body (PointCloudMoveInput): Destination of a point cloud.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PointCloud
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        point_cloud_id=point_cloud_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    point_cloud_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: PointCloudMoveInput,
) -> Response[PointCloud]:
    """Move a point cloud to another data collection

     Moves a point cloud to another data collection of point clouds. Unlike images and rasters, only the
    data collection is given.

    Args:
        project_id (int):
        data_collection_id (int):
        point_cloud_id (int):
        body (PointCloudMoveInput): Destination of a point cloud.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PointCloud]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        point_cloud_id=point_cloud_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    point_cloud_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: PointCloudMoveInput,
) -> PointCloud | None:
    """Move a point cloud to another data collection

     Moves a point cloud to another data collection of point clouds. Unlike images and rasters, only the
    data collection is given.

    Args:
        project_id (int):
        data_collection_id (int):
        point_cloud_id (int):
        body (PointCloudMoveInput): Destination of a point cloud.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PointCloud
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            point_cloud_id=point_cloud_id,
            client=client,
            body=body,
        )
    ).parsed
