# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.optimized_point_cloud import OptimizedPointCloud
from ...models.pixel_status_enum import PixelStatusEnum
from ...models.point_cloud_format import PointCloudFormat
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: int,
    data_collection_id: int,
    *,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    format: PointCloudFormat | Unset = UNSET,
    point_record_format: int | Unset = UNSET,
    version_major: int | Unset = UNSET,
    version_minor: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["extended"] = extended

    params["name"] = name

    json_ids: list[int] | Unset = UNSET
    if not isinstance(ids, Unset):
        json_ids = ids

    params["ids"] = json_ids

    json_tags: list[str] | Unset = UNSET
    if not isinstance(tags, Unset):
        json_tags = tags

    params["tags"] = json_tags

    params["offset"] = offset

    params["limit"] = limit

    json_format: str | Unset = UNSET
    if not isinstance(format, Unset):
        json_format = format

    params["format"] = json_format

    params["point_record_format"] = point_record_format

    params["version_major"] = version_major

    params["version_minor"] = version_minor

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/point_clouds/optimized/".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
        ),
        "params": params,
    }

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
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    format: PointCloudFormat | Unset = UNSET,
    point_record_format: int | Unset = UNSET,
    version_major: int | Unset = UNSET,
    version_minor: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
) -> Response[list[OptimizedPointCloud]]:
    """List the optimised point clouds of a data collection

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        format (PointCloudFormat | Unset): File formats of point clouds.
        point_record_format (int | Unset):
        version_major (int | Unset):
        version_minor (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedPointCloud]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        format=format,
        point_record_format=point_record_format,
        version_major=version_major,
        version_minor=version_minor,
        status=status,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    format: PointCloudFormat | Unset = UNSET,
    point_record_format: int | Unset = UNSET,
    version_major: int | Unset = UNSET,
    version_minor: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
) -> list[OptimizedPointCloud] | None:
    """List the optimised point clouds of a data collection

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        format (PointCloudFormat | Unset): File formats of point clouds.
        point_record_format (int | Unset):
        version_major (int | Unset):
        version_minor (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedPointCloud]
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        client=client,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        format=format,
        point_record_format=point_record_format,
        version_major=version_major,
        version_minor=version_minor,
        status=status,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    format: PointCloudFormat | Unset = UNSET,
    point_record_format: int | Unset = UNSET,
    version_major: int | Unset = UNSET,
    version_minor: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
) -> Response[list[OptimizedPointCloud]]:
    """List the optimised point clouds of a data collection

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        format (PointCloudFormat | Unset): File formats of point clouds.
        point_record_format (int | Unset):
        version_major (int | Unset):
        version_minor (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[OptimizedPointCloud]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        format=format,
        point_record_format=point_record_format,
        version_major=version_major,
        version_minor=version_minor,
        status=status,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    format: PointCloudFormat | Unset = UNSET,
    point_record_format: int | Unset = UNSET,
    version_major: int | Unset = UNSET,
    version_minor: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
) -> list[OptimizedPointCloud] | None:
    """List the optimised point clouds of a data collection

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        format (PointCloudFormat | Unset): File formats of point clouds.
        point_record_format (int | Unset):
        version_major (int | Unset):
        version_minor (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[OptimizedPointCloud]
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            client=client,
            extended=extended,
            name=name,
            ids=ids,
            tags=tags,
            offset=offset,
            limit=limit,
            format=format,
            point_record_format=point_record_format,
            version_major=version_major,
            version_minor=version_minor,
            status=status,
        )
    ).parsed
