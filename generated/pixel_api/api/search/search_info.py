# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.record import Record
from ...models.search_on import SearchOn
from ...types import UNSET, Response


def _get_kwargs(*, on: SearchOn) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_on: str = on
    params["on"] = json_on

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "get", "url": "/search/info", "params": params}

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Record:
    response_default = Record.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Record]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(*, client: AuthenticatedClient | Client, on: SearchOn) -> Response[Record]:
    """Get the searchable fields

     Returns the output fields, the filterable fields and the capabilities of a search. The format of the
    response is not published.

    Args:
        on (SearchOn): Searchable objects.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(on=on)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(*, client: AuthenticatedClient | Client, on: SearchOn) -> Record | None:
    """Get the searchable fields

     Returns the output fields, the filterable fields and the capabilities of a search. The format of the
    response is not published.

    Args:
        on (SearchOn): Searchable objects.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return sync_detailed(client=client, on=on).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, on: SearchOn
) -> Response[Record]:
    """Get the searchable fields

     Returns the output fields, the filterable fields and the capabilities of a search. The format of the
    response is not published.

    Args:
        on (SearchOn): Searchable objects.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(on=on)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(*, client: AuthenticatedClient | Client, on: SearchOn) -> Record | None:
    """Get the searchable fields

     Returns the output fields, the filterable fields and the capabilities of a search. The format of the
    response is not published.

    Args:
        on (SearchOn): Searchable objects.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return (await asyncio_detailed(client=client, on=on)).parsed
