# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.oidc_user import OIDCUser
from ...models.oidc_user_update_input import OIDCUserUpdateInput
from ...types import Response


def _get_kwargs(user_id: int, *, body: OIDCUserUpdateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/users/oidc/{user_id}/".format(user_id=quote(str(user_id), safe="")),
    }

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
    user_id: int, *, client: AuthenticatedClient | Client, body: OIDCUserUpdateInput
) -> Response[OIDCUser]:
    """Change a user

     Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The input
    may carry a password: it is never logged and never part of an error message.

    Args:
        user_id (int):
        body (OIDCUserUpdateInput): Changes to a user. Omitted fields are unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OIDCUser]
    """

    kwargs = _get_kwargs(user_id=user_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    user_id: int, *, client: AuthenticatedClient | Client, body: OIDCUserUpdateInput
) -> OIDCUser | None:
    """Change a user

     Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The input
    may carry a password: it is never logged and never part of an error message.

    Args:
        user_id (int):
        body (OIDCUserUpdateInput): Changes to a user. Omitted fields are unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OIDCUser
    """

    return sync_detailed(user_id=user_id, client=client, body=body).parsed


async def asyncio_detailed(
    user_id: int, *, client: AuthenticatedClient | Client, body: OIDCUserUpdateInput
) -> Response[OIDCUser]:
    """Change a user

     Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The input
    may carry a password: it is never logged and never part of an error message.

    Args:
        user_id (int):
        body (OIDCUserUpdateInput): Changes to a user. Omitted fields are unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OIDCUser]
    """

    kwargs = _get_kwargs(user_id=user_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    user_id: int, *, client: AuthenticatedClient | Client, body: OIDCUserUpdateInput
) -> OIDCUser | None:
    """Change a user

     Changes the given fields only, `enabled` included. The e-mail address cannot be changed. The input
    may carry a password: it is never logged and never part of an error message.

    Args:
        user_id (int):
        body (OIDCUserUpdateInput): Changes to a user. Omitted fields are unchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OIDCUser
    """

    return (await asyncio_detailed(user_id=user_id, client=client, body=body)).parsed
