# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.oidc_user import OIDCUser
from ...models.oidc_user_create_input import OIDCUserCreateInput
from ...types import Response


def _get_kwargs(*, body: OIDCUserCreateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {"method": "post", "url": "/users/oidc/"}

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> OIDCUser:
    response_default = OIDCUser.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[OIDCUser]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: OIDCUserCreateInput
) -> Response[OIDCUser]:
    """Create a user

     Creates a user of the tenant, who can sign in with the e-mail address and the password. Requires
    administrator rights. The input carries a password: it is never logged and never part of an error
    message.

    Args:
        body (OIDCUserCreateInput): A user to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OIDCUser]
    """

    kwargs = _get_kwargs(body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(*, client: AuthenticatedClient | Client, body: OIDCUserCreateInput) -> OIDCUser | None:
    """Create a user

     Creates a user of the tenant, who can sign in with the e-mail address and the password. Requires
    administrator rights. The input carries a password: it is never logged and never part of an error
    message.

    Args:
        body (OIDCUserCreateInput): A user to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OIDCUser
    """

    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: OIDCUserCreateInput
) -> Response[OIDCUser]:
    """Create a user

     Creates a user of the tenant, who can sign in with the e-mail address and the password. Requires
    administrator rights. The input carries a password: it is never logged and never part of an error
    message.

    Args:
        body (OIDCUserCreateInput): A user to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OIDCUser]
    """

    kwargs = _get_kwargs(body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *, client: AuthenticatedClient | Client, body: OIDCUserCreateInput
) -> OIDCUser | None:
    """Create a user

     Creates a user of the tenant, who can sign in with the e-mail address and the password. Requires
    administrator rights. The input carries a password: it is never logged and never part of an error
    message.

    Args:
        body (OIDCUserCreateInput): A user to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OIDCUser
    """

    return (await asyncio_detailed(client=client, body=body)).parsed
