# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.harvest_task import HarvestTask
from ...models.pixel_status_enum import PixelStatusEnum
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
    get_new: bool | Unset = UNSET,
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

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params["get_new"] = get_new

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/harvest_services/{service_id}/".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            service_id=quote(str(service_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[HarvestTask]:
    response_default = HarvestTask.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[HarvestTask]]:
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
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
    get_new: bool | Unset = UNSET,
) -> Response[list[HarvestTask]]:
    """List the tasks of a harvest service

     Lists the runs of a harvest service. All filters are optional and combine. A page shorter than
    `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.
        get_new (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[HarvestTask]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        status=status,
        get_new=get_new,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
    get_new: bool | Unset = UNSET,
) -> list[HarvestTask] | None:
    """List the tasks of a harvest service

     Lists the runs of a harvest service. All filters are optional and combine. A page shorter than
    `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.
        get_new (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[HarvestTask]
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        client=client,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        status=status,
        get_new=get_new,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
    get_new: bool | Unset = UNSET,
) -> Response[list[HarvestTask]]:
    """List the tasks of a harvest service

     Lists the runs of a harvest service. All filters are optional and combine. A page shorter than
    `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.
        get_new (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[HarvestTask]]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        data_collection_id=data_collection_id,
        service_id=service_id,
        extended=extended,
        name=name,
        ids=ids,
        tags=tags,
        offset=offset,
        limit=limit,
        status=status,
        get_new=get_new,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    status: PixelStatusEnum | Unset = UNSET,
    get_new: bool | Unset = UNSET,
) -> list[HarvestTask] | None:
    """List the tasks of a harvest service

     Lists the runs of a harvest service. All filters are optional and combine. A page shorter than
    `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        service_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):
        status (PixelStatusEnum | Unset): State of an optimisation or of a harvest task.
        get_new (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[HarvestTask]
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            service_id=service_id,
            client=client,
            extended=extended,
            name=name,
            ids=ids,
            tags=tags,
            offset=offset,
            limit=limit,
            status=status,
            get_new=get_new,
        )
    ).parsed
