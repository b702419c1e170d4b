# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.user import User
from ...types import UNSET, Response, Unset


def _get_kwargs(*, extended: bool | Unset = UNSET) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["extended"] = extended

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "get", "url": "/users/me", "params": params}

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> User:
    response_default = User.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[User]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Response[User]:
    """Get the signed-in user

     Returns the user that the access token belongs to: user name, e-mail address and possibly further
    fields.

    Args:
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[User]
    """

    kwargs = _get_kwargs(extended=extended)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(*, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET) -> User | None:
    """Get the signed-in user

     Returns the user that the access token belongs to: user name, e-mail address and possibly further
    fields.

    Args:
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        User
    """

    return sync_detailed(client=client, extended=extended).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Response[User]:
    """Get the signed-in user

     Returns the user that the access token belongs to: user name, e-mail address and possibly further
    fields.

    Args:
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[User]
    """

    kwargs = _get_kwargs(extended=extended)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> User | None:
    """Get the signed-in user

     Returns the user that the access token belongs to: user name, e-mail address and possibly further
    fields.

    Args:
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        User
    """

    return (await asyncio_detailed(client=client, extended=extended)).parsed
