# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.search_query import SearchQuery
from ...models.search_results import SearchResults
from ...types import Response


def _get_kwargs(*, body: SearchQuery) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {"method": "post", "url": "/search/"}

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SearchResults:
    response_default = SearchResults.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SearchResults]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: SearchQuery
) -> Response[SearchResults]:
    """Search

     Searches images, rasters, point clouds, projects or data collections in all projects you may see: by
    place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all
    together. It only reads. At most `limit` results come (100 unless you say otherwise); `total_count`
    is the number of all results.

    Args:
        body (SearchQuery): The search.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SearchResults]
    """

    kwargs = _get_kwargs(body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(*, client: AuthenticatedClient | Client, body: SearchQuery) -> SearchResults | None:
    """Search

     Searches images, rasters, point clouds, projects or data collections in all projects you may see: by
    place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all
    together. It only reads. At most `limit` results come (100 unless you say otherwise); `total_count`
    is the number of all results.

    Args:
        body (SearchQuery): The search.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SearchResults
    """

    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: SearchQuery
) -> Response[SearchResults]:
    """Search

     Searches images, rasters, point clouds, projects or data collections in all projects you may see: by
    place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all
    together. It only reads. At most `limit` results come (100 unless you say otherwise); `total_count`
    is the number of all results.

    Args:
        body (SearchQuery): The search.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SearchResults]
    """

    kwargs = _get_kwargs(body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *, client: AuthenticatedClient | Client, body: SearchQuery
) -> SearchResults | None:
    """Search

     Searches images, rasters, point clouds, projects or data collections in all projects you may see: by
    place (`intersects`, WKT in EPSG:4326), by field (`filter`), by full text (`search`), or by all
    together. It only reads. At most `limit` results come (100 unless you say otherwise); `total_count`
    is the number of all results.

    Args:
        body (SearchQuery): The search.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SearchResults
    """

    return (await asyncio_detailed(client=client, body=body)).parsed
