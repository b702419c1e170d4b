# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.job_group import JobGroup
from ...types import Response


def _get_kwargs(job_id: int) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/jobs/groups/{job_id}".format(job_id=quote(str(job_id), safe="")),
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> JobGroup:
    response_default = JobGroup.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[JobGroup]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(job_id: int, *, client: AuthenticatedClient | Client) -> Response[JobGroup]:
    """Get the state of a group of jobs

     Returns how many jobs a group has, and how many have succeeded or failed. `completed` means that all
    have ended.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobGroup]
    """

    kwargs = _get_kwargs(job_id=job_id)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(job_id: int, *, client: AuthenticatedClient | Client) -> JobGroup | None:
    """Get the state of a group of jobs

     Returns how many jobs a group has, and how many have succeeded or failed. `completed` means that all
    have ended.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobGroup
    """

    return sync_detailed(job_id=job_id, client=client).parsed


async def asyncio_detailed(
    job_id: int, *, client: AuthenticatedClient | Client
) -> Response[JobGroup]:
    """Get the state of a group of jobs

     Returns how many jobs a group has, and how many have succeeded or failed. `completed` means that all
    have ended.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobGroup]
    """

    kwargs = _get_kwargs(job_id=job_id)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(job_id: int, *, client: AuthenticatedClient | Client) -> JobGroup | None:
    """Get the state of a group of jobs

     Returns how many jobs a group has, and how many have succeeded or failed. `completed` means that all
    have ended.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobGroup
    """

    return (await asyncio_detailed(job_id=job_id, client=client)).parsed
