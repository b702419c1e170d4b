# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.project import Project
from ...models.project_create_input import ProjectCreateInput
from ...types import Response


def _get_kwargs(*, body: ProjectCreateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {"method": "post", "url": "/projects/"}

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
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
    *, client: AuthenticatedClient | Client, body: ProjectCreateInput
) -> Response[Project]:
    """Create a project

     Creates a project at the root or, with `parent_project_id`, within another project. The area of
    interest is a GeoJSON Polygon with longitude and latitude in WGS 84 (EPSG:4326).

    Args:
        body (ProjectCreateInput): A project to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Project]
    """

    kwargs = _get_kwargs(body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(*, client: AuthenticatedClient | Client, body: ProjectCreateInput) -> Project | None:
    """Create a project

     Creates a project at the root or, with `parent_project_id`, within another project. The area of
    interest is a GeoJSON Polygon with longitude and latitude in WGS 84 (EPSG:4326).

    Args:
        body (ProjectCreateInput): A project to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Project
    """

    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: ProjectCreateInput
) -> Response[Project]:
    """Create a project

     Creates a project at the root or, with `parent_project_id`, within another project. The area of
    interest is a GeoJSON Polygon with longitude and latitude in WGS 84 (EPSG:4326).

    Args:
        body (ProjectCreateInput): A project to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Project]
    """

    kwargs = _get_kwargs(body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *, client: AuthenticatedClient | Client, body: ProjectCreateInput
) -> Project | None:
    """Create a project

     Creates a project at the root or, with `parent_project_id`, within another project. The area of
    interest is a GeoJSON Polygon with longitude and latitude in WGS 84 (EPSG:4326).

    Args:
        body (ProjectCreateInput): A project to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Project
    """

    return (await asyncio_detailed(client=client, body=body)).parsed
