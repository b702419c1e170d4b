# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.data_collection import DataCollection
from ...models.data_collection_type import DataCollectionType
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: int,
    *,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    data_collection_type: DataCollectionType | Unset = UNSET,
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

    json_data_collection_type: str | Unset = UNSET
    if not isinstance(data_collection_type, Unset):
        json_data_collection_type = data_collection_type

    params["data_collection_type"] = json_data_collection_type

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/deleted".format(
            project_id=quote(str(project_id), safe="")
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[DataCollection]:
    response_default = DataCollection.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[DataCollection]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    data_collection_type: DataCollectionType | Unset = UNSET,
) -> Response[list[DataCollection]]:
    """List deleted data collections of a project

     Lists data collections that were deleted and can still be restored with `restore_data_collection`.
    All filters are optional and combine.

    Args:
        project_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        data_collection_type (DataCollectionType | Unset): Type of the resources of a data
            collection: `image` (photos), `raster` (any raster), `RGB` (rasters of 3 or 4 bands,
            uint8), `DTM` or `DSM` (terrain or surface models: one band, float32 or float64),
            `point_cloud`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[DataCollection]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        data_collection_type=data_collection_type,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    data_collection_type: DataCollectionType | Unset = UNSET,
) -> list[DataCollection] | None:
    """List deleted data collections of a project

     Lists data collections that were deleted and can still be restored with `restore_data_collection`.
    All filters are optional and combine.

    Args:
        project_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        data_collection_type (DataCollectionType | Unset): Type of the resources of a data
            collection: `image` (photos), `raster` (any raster), `RGB` (rasters of 3 or 4 bands,
            uint8), `DTM` or `DSM` (terrain or surface models: one band, float32 or float64),
            `point_cloud`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[DataCollection]
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        data_collection_type=data_collection_type,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    data_collection_type: DataCollectionType | Unset = UNSET,
) -> Response[list[DataCollection]]:
    """List deleted data collections of a project

     Lists data collections that were deleted and can still be restored with `restore_data_collection`.
    All filters are optional and combine.

    Args:
        project_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        data_collection_type (DataCollectionType | Unset): Type of the resources of a data
            collection: `image` (photos), `raster` (any raster), `RGB` (rasters of 3 or 4 bands,
            uint8), `DTM` or `DSM` (terrain or surface models: one band, float32 or float64),
            `point_cloud`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[DataCollection]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        data_collection_type=data_collection_type,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    data_collection_type: DataCollectionType | Unset = UNSET,
) -> list[DataCollection] | None:
    """List deleted data collections of a project

     Lists data collections that were deleted and can still be restored with `restore_data_collection`.
    All filters are optional and combine.

    Args:
        project_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        data_collection_type (DataCollectionType | Unset): Type of the resources of a data
            collection: `image` (photos), `raster` (any raster), `RGB` (rasters of 3 or 4 bands,
            uint8), `DTM` or `DSM` (terrain or surface models: one band, float32 or float64),
            `point_cloud`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[DataCollection]
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            extended=extended,
            name=name,
            ids=ids,
            tags=tags,
            offset=offset,
            limit=limit,
            data_collection_type=data_collection_type,
        )
    ).parsed
