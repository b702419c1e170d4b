# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.analysis_task import AnalysisTask
from ...models.analysis_task_status_enum import AnalysisTaskStatusEnum
from ...types import UNSET, Response, Unset


def _get_kwargs(
    service_id: int,
    *,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    status: AnalysisTaskStatusEnum | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["name"] = name

    json_ids: list[int] | Unset = UNSET
    if not isinstance(ids, Unset):
        json_ids = ids

    params["ids"] = json_ids

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params["offset"] = offset

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/analysis/services/{service_id}/tasks/".format(
            service_id=quote(str(service_id), safe="")
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[AnalysisTask]:
    response_default = AnalysisTask.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[AnalysisTask]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    status: AnalysisTaskStatusEnum | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[AnalysisTask]]:
    """List the tasks of an analysis service

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        service_id (int):
        name (str | Unset):
        ids (list[int] | Unset):
        status (AnalysisTaskStatusEnum | Unset): State of an analysis task.
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[AnalysisTask]]
    """

    kwargs = _get_kwargs(
        service_id=service_id, name=name, ids=ids, status=status, offset=offset, limit=limit
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    status: AnalysisTaskStatusEnum | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[AnalysisTask] | None:
    """List the tasks of an analysis service

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        service_id (int):
        name (str | Unset):
        ids (list[int] | Unset):
        status (AnalysisTaskStatusEnum | Unset): State of an analysis task.
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[AnalysisTask]
    """

    return sync_detailed(
        service_id=service_id,
        client=client,
        name=name,
        ids=ids,
        status=status,
        offset=offset,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    status: AnalysisTaskStatusEnum | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[list[AnalysisTask]]:
    """List the tasks of an analysis service

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        service_id (int):
        name (str | Unset):
        ids (list[int] | Unset):
        status (AnalysisTaskStatusEnum | Unset): State of an analysis task.
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[AnalysisTask]]
    """

    kwargs = _get_kwargs(
        service_id=service_id, name=name, ids=ids, status=status, offset=offset, limit=limit
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    service_id: int,
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    ids: list[int] | Unset = UNSET,
    status: AnalysisTaskStatusEnum | Unset = UNSET,
    offset: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> list[AnalysisTask] | None:
    """List the tasks of an analysis service

     All filters are optional and combine. A page shorter than `limit` is the last.

    Args:
        service_id (int):
        name (str | Unset):
        ids (list[int] | Unset):
        status (AnalysisTaskStatusEnum | Unset): State of an analysis task.
        offset (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[AnalysisTask]
    """

    return (
        await asyncio_detailed(
            service_id=service_id,
            client=client,
            name=name,
            ids=ids,
            status=status,
            offset=offset,
            limit=limit,
        )
    ).parsed
