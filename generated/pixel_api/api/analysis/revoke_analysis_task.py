# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.record import Record
from ...types import Response


def _get_kwargs(service_id: int, task_id: int) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/analysis/services/{service_id}/tasks/{task_id}/revoke".format(
            service_id=quote(str(service_id), safe=""), task_id=quote(str(task_id), safe="")
        ),
    }

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


def sync_detailed(
    service_id: int, task_id: int, *, client: AuthenticatedClient | Client
) -> Response[Record]:
    """Revoke an analysis task

     Revokes a task that is waiting or running.

    Args:
        service_id (int):
        task_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(service_id=service_id, task_id=task_id)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(service_id: int, task_id: int, *, client: AuthenticatedClient | Client) -> Record | None:
    """Revoke an analysis task

     Revokes a task that is waiting or running.

    Args:
        service_id (int):
        task_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return sync_detailed(service_id=service_id, task_id=task_id, client=client).parsed


async def asyncio_detailed(
    service_id: int, task_id: int, *, client: AuthenticatedClient | Client
) -> Response[Record]:
    """Revoke an analysis task

     Revokes a task that is waiting or running.

    Args:
        service_id (int):
        task_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(service_id=service_id, task_id=task_id)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_id: int, task_id: int, *, client: AuthenticatedClient | Client
) -> Record | None:
    """Revoke an analysis task

     Revokes a task that is waiting or running.

    Args:
        service_id (int):
        task_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return (await asyncio_detailed(service_id=service_id, task_id=task_id, client=client)).parsed
