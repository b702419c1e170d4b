# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.attachment_resource_type import AttachmentResourceType
from ...models.record import Record
from ...types import UNSET, Response


def _get_kwargs(
    *, resource_type: AttachmentResourceType, resource_id: int, attachment_id: int
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_resource_type: str = resource_type
    params["resource_type"] = json_resource_type

    params["resource_id"] = resource_id

    params["attachment_id"] = attachment_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "delete", "url": "/attachments/", "params": params}

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
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
) -> Response[Record]:
    """Delete an attachment

     Deletes an attachment with its file. No request is known that brings it back.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(
        resource_type=resource_type, resource_id=resource_id, attachment_id=attachment_id
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
) -> Record | None:
    """Delete an attachment

     Deletes an attachment with its file. No request is known that brings it back.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return sync_detailed(
        client=client,
        resource_type=resource_type,
        resource_id=resource_id,
        attachment_id=attachment_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
) -> Response[Record]:
    """Delete an attachment

     Deletes an attachment with its file. No request is known that brings it back.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(
        resource_type=resource_type, resource_id=resource_id, attachment_id=attachment_id
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
) -> Record | None:
    """Delete an attachment

     Deletes an attachment with its file. No request is known that brings it back.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return (
        await asyncio_detailed(
            client=client,
            resource_type=resource_type,
            resource_id=resource_id,
            attachment_id=attachment_id,
        )
    ).parsed
