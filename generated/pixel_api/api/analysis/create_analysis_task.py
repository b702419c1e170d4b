# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.analysis_task import AnalysisTask
from ...models.analysis_task_create_input import AnalysisTaskCreateInput
from ...types import Response


def _get_kwargs(service_id: int, *, body: AnalysisTaskCreateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/analysis/services/{service_id}/tasks/".format(
            service_id=quote(str(service_id), safe="")
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnalysisTask:
    response_default = AnalysisTask.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AnalysisTask]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisTaskCreateInput
) -> Response[AnalysisTask]:
    """Create an analysis task

     Creates a task of an analysis service. Start it with `run_analysis_task`.

    Args:
        service_id (int):
        body (AnalysisTaskCreateInput): An analysis task to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisTask]
    """

    kwargs = _get_kwargs(service_id=service_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisTaskCreateInput
) -> AnalysisTask | None:
    """Create an analysis task

     Creates a task of an analysis service. Start it with `run_analysis_task`.

    Args:
        service_id (int):
        body (AnalysisTaskCreateInput): An analysis task to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisTask
    """

    return sync_detailed(service_id=service_id, client=client, body=body).parsed


async def asyncio_detailed(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisTaskCreateInput
) -> Response[AnalysisTask]:
    """Create an analysis task

     Creates a task of an analysis service. Start it with `run_analysis_task`.

    Args:
        service_id (int):
        body (AnalysisTaskCreateInput): An analysis task to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisTask]
    """

    kwargs = _get_kwargs(service_id=service_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisTaskCreateInput
) -> AnalysisTask | None:
    """Create an analysis task

     Creates a task of an analysis service. Start it with `run_analysis_task`.

    Args:
        service_id (int):
        body (AnalysisTaskCreateInput): An analysis task to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisTask
    """

    return (await asyncio_detailed(service_id=service_id, client=client, body=body)).parsed
