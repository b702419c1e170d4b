# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.project import Project
from ...types import UNSET, Response, Unset


def _get_kwargs(
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

    _kwargs: dict[str, Any] = {"method": "get", "url": "/projects/", "params": params}

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[Project]:
    response_default = Project.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[Project]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[Project]]:
    """List projects

     Lists the projects you may see, possibly including those within other projects (the service
    decides). All filters are optional and combine. Without `limit` the service chooses the page size; a
    page shorter than `limit` is the last.

    Args:
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
        Response[list[Project]]
    """

    kwargs = _get_kwargs(
        extended=extended, name=name, ids=ids, tags=tags, offset=offset, limit=limit
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[Project] | None:
    """List projects

     Lists the projects you may see, possibly including those within other projects (the service
    decides). All filters are optional and combine. Without `limit` the service chooses the page size; a
    page shorter than `limit` is the last.

    Args:
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
        list[Project]
    """

    return sync_detailed(
        client=client, extended=extended, name=name, ids=ids, tags=tags, offset=offset, limit=limit
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[Project]]:
    """List projects

     Lists the projects you may see, possibly including those within other projects (the service
    decides). All filters are optional and combine. Without `limit` the service chooses the page size; a
    page shorter than `limit` is the last.

    Args:
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
        Response[list[Project]]
    """

    kwargs = _get_kwargs(
        extended=extended, name=name, ids=ids, tags=tags, offset=offset, limit=limit
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    extended: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[Project] | None:
    """List projects

     Lists the projects you may see, possibly including those within other projects (the service
    decides). All filters are optional and combine. Without `limit` the service chooses the page size; a
    page shorter than `limit` is the last.

    Args:
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
        list[Project]
    """

    return (
        await asyncio_detailed(
            client=client,
            extended=extended,
            name=name,
            ids=ids,
            tags=tags,
            offset=offset,
            limit=limit,
        )
    ).parsed
