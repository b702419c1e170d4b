# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.project import Project
from ...types import UNSET, Response, Unset


def _get_kwargs(project_id: int, *, extended: bool | Unset = UNSET) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["extended"] = extended

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}".format(project_id=quote(str(project_id), safe="")),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Project:
    response_default = Project.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Project]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int, *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Response[Project]:
    """Get a project

     Returns one project. With `extended` it also returns its child projects and its data collections.

    Args:
        project_id (int):
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Project]
    """

    kwargs = _get_kwargs(project_id=project_id, extended=extended)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int, *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Project | None:
    """Get a project

     Returns one project. With `extended` it also returns its child projects and its data collections.

    Args:
        project_id (int):
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Project
    """

    return sync_detailed(project_id=project_id, client=client, extended=extended).parsed


async def asyncio_detailed(
    project_id: int, *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Response[Project]:
    """Get a project

     Returns one project. With `extended` it also returns its child projects and its data collections.

    Args:
        project_id (int):
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Project]
    """

    kwargs = _get_kwargs(project_id=project_id, extended=extended)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int, *, client: AuthenticatedClient | Client, extended: bool | Unset = UNSET
) -> Project | None:
    """Get a project

     Returns one project. With `extended` it also returns its child projects and its data collections.

    Args:
        project_id (int):
        extended (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Project
    """

    return (await asyncio_detailed(project_id=project_id, client=client, extended=extended)).parsed
