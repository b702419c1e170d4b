# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.analysis_service import AnalysisService
from ...models.analysis_service_patch_input import AnalysisServicePatchInput
from ...types import Response


def _get_kwargs(service_id: int, *, body: AnalysisServicePatchInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/analysis/services/{service_id}".format(service_id=quote(str(service_id), safe="")),
    }

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
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisServicePatchInput
) -> Response[AnalysisService]:
    """Change parts of an analysis service

     Changes the given fields only. `config` is merged deeply into the present one, so send only the
    changes.

    Args:
        service_id (int):
        body (AnalysisServicePatchInput): Changes to an analysis service. Only what is set
            travels, even when it is null.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisService]
    """

    kwargs = _get_kwargs(service_id=service_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisServicePatchInput
) -> AnalysisService | None:
    """Change parts of an analysis service

     Changes the given fields only. `config` is merged deeply into the present one, so send only the
    changes.

    Args:
        service_id (int):
        body (AnalysisServicePatchInput): Changes to an analysis service. Only what is set
            travels, even when it is null.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisService
    """

    return sync_detailed(service_id=service_id, client=client, body=body).parsed


async def asyncio_detailed(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisServicePatchInput
) -> Response[AnalysisService]:
    """Change parts of an analysis service

     Changes the given fields only. `config` is merged deeply into the present one, so send only the
    changes.

    Args:
        service_id (int):
        body (AnalysisServicePatchInput): Changes to an analysis service. Only what is set
            travels, even when it is null.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalysisService]
    """

    kwargs = _get_kwargs(service_id=service_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_id: int, *, client: AuthenticatedClient | Client, body: AnalysisServicePatchInput
) -> AnalysisService | None:
    """Change parts of an analysis service

     Changes the given fields only. `config` is merged deeply into the present one, so send only the
    changes.

    Args:
        service_id (int):
        body (AnalysisServicePatchInput): Changes to an analysis service. Only what is set
            travels, even when it is null.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalysisService
    """

    return (await asyncio_detailed(service_id=service_id, client=client, body=body)).parsed
