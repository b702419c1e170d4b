# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.group_job_started import GroupJobStarted
from ...models.optimized_rasters_run_input import OptimizedRastersRunInput
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, *, body: OptimizedRastersRunInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/rasters/optimized/run".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> GroupJobStarted:
    response_default = GroupJobStarted.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[GroupJobStarted]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedRastersRunInput,
) -> Response[GroupJobStarted]:
    """Run the optimisation of rasters

     Starts jobs for the given optimised rasters, or for all of the data collection, and returns their
    group.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedRastersRunInput): The optimised rasters to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GroupJobStarted]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedRastersRunInput,
) -> GroupJobStarted | None:
    """Run the optimisation of rasters

     Starts jobs for the given optimised rasters, or for all of the data collection, and returns their
    group.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedRastersRunInput): The optimised rasters to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GroupJobStarted
    """

    return sync_detailed(
        project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedRastersRunInput,
) -> Response[GroupJobStarted]:
    """Run the optimisation of rasters

     Starts jobs for the given optimised rasters, or for all of the data collection, and returns their
    group.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedRastersRunInput): The optimised rasters to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GroupJobStarted]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: OptimizedRastersRunInput,
) -> GroupJobStarted | None:
    """Run the optimisation of rasters

     Starts jobs for the given optimised rasters, or for all of the data collection, and returns their
    group.

    Args:
        project_id (int):
        data_collection_id (int):
        body (OptimizedRastersRunInput): The optimised rasters to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GroupJobStarted
    """

    return (
        await asyncio_detailed(
            project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
        )
    ).parsed
