# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.analysis_service import AnalysisService
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["name"] = name

    json_ids: list[int] | Unset = UNSET
    if not isinstance(ids, Unset):
        json_ids = ids

    params["ids"] = json_ids

    params["enabled"] = enabled

    params["offset"] = offset

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "get", "url": "/analysis/services/", "params": params}

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[AnalysisService]:
    response_default = AnalysisService.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[AnalysisService]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[AnalysisService]]:
    """List analysis services

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        name (str | Unset):
        ids (list[int] | Unset):
        enabled (bool | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[AnalysisService]]
    """

    kwargs = _get_kwargs(name=name, ids=ids, enabled=enabled, offset=offset, limit=limit)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[AnalysisService] | None:
    """List analysis services

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        name (str | Unset):
        ids (list[int] | Unset):
        enabled (bool | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[AnalysisService]
    """

    return sync_detailed(
        client=client, name=name, ids=ids, enabled=enabled, offset=offset, limit=limit
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[AnalysisService]]:
    """List analysis services

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        name (str | Unset):
        ids (list[int] | Unset):
        enabled (bool | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[AnalysisService]]
    """

    kwargs = _get_kwargs(name=name, ids=ids, enabled=enabled, offset=offset, limit=limit)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[AnalysisService] | None:
    """List analysis services

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        name (str | Unset):
        ids (list[int] | Unset):
        enabled (bool | Unset):
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[AnalysisService]
    """

    return (
        await asyncio_detailed(
            client=client, name=name, ids=ids, enabled=enabled, offset=offset, limit=limit
        )
    ).parsed
