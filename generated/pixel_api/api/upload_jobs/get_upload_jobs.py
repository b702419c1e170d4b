# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.upload_job import UploadJob
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/upload_jobs/".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[UploadJob]:
    response_default = UploadJob.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[UploadJob]]:
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
) -> Response[list[UploadJob]]:
    """List the upload jobs of a data collection

     Lists upload jobs with the status of each file and, once it is done, its resource. The order is
    undefined. All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[UploadJob]]
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
) -> list[UploadJob] | None:
    """List the upload jobs of a data collection

     Lists upload jobs with the status of each file and, once it is done, its resource. The order is
    undefined. All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[UploadJob]
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
) -> Response[list[UploadJob]]:
    """List the upload jobs of a data collection

     Lists upload jobs with the status of each file and, once it is done, its resource. The order is
    undefined. All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[UploadJob]]
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
) -> list[UploadJob] | None:
    """List the upload jobs of a data collection

     Lists upload jobs with the status of each file and, once it is done, its resource. The order is
    undefined. All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        project_id (int):
        data_collection_id (int):
        extended (bool | Unset):
        name (str | Unset):
        ids (list[int] | Unset):
        tags (list[str] | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[UploadJob]
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
        )
    ).parsed
