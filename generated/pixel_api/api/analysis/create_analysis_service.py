# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.analysis_service import AnalysisService
from ...models.analysis_service_create_update_input import AnalysisServiceCreateUpdateInput
from ...types import Response


def _get_kwargs(*, body: AnalysisServiceCreateUpdateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {"method": "post", "url": "/analysis/services/"}

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnalysisService:
    response_default = AnalysisService.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AnalysisService]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: AnalysisServiceCreateUpdateInput
) -> Response[AnalysisService]:
    """Create an analysis service

     Creates an analysis service, which runs one analysis module with a configuration. The module cannot
    be changed later.

    Args:
        body (AnalysisServiceCreateUpdateInput): An analysis service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisService]
    """

    kwargs = _get_kwargs(body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *, client: AuthenticatedClient | Client, body: AnalysisServiceCreateUpdateInput
) -> AnalysisService | None:
    """Create an analysis service

     Creates an analysis service, which runs one analysis module with a configuration. The module cannot
    be changed later.

    Args:
        body (AnalysisServiceCreateUpdateInput): An analysis service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisService
    """

    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: AnalysisServiceCreateUpdateInput
) -> Response[AnalysisService]:
    """Create an analysis service

     Creates an analysis service, which runs one analysis module with a configuration. The module cannot
    be changed later.

    Args:
        body (AnalysisServiceCreateUpdateInput): An analysis service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisService]
    """

    kwargs = _get_kwargs(body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *, client: AuthenticatedClient | Client, body: AnalysisServiceCreateUpdateInput
) -> AnalysisService | None:
    """Create an analysis service

     Creates an analysis service, which runs one analysis module with a configuration. The module cannot
    be changed later.

    Args:
        body (AnalysisServiceCreateUpdateInput): An analysis service to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisService
    """

    return (await asyncio_detailed(client=client, body=body)).parsed
