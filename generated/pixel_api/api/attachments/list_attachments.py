# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.attachment import Attachment
from ...models.attachment_resource_type import AttachmentResourceType
from ...models.attachment_status import AttachmentStatus
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    resource_type: AttachmentResourceType,
    resource_id: int,
    status: AttachmentStatus | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_resource_type: str = resource_type
    params["resource_type"] = json_resource_type

    params["resource_id"] = resource_id

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "get", "url": "/attachments/", "params": params}

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[Attachment]:
    response_default = Attachment.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[Attachment]]:
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
    status: AttachmentStatus | Unset = UNSET,
) -> Response[list[Attachment]]:
    """List the attachments of a resource

     Lists the files attached to a project, a data collection or an image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        status (AttachmentStatus | Unset): Whether the file of an attachment is in place.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[Attachment]]
    """

    kwargs = _get_kwargs(resource_type=resource_type, resource_id=resource_id, status=status)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    status: AttachmentStatus | Unset = UNSET,
) -> list[Attachment] | None:
    """List the attachments of a resource

     Lists the files attached to a project, a data collection or an image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        status (AttachmentStatus | Unset): Whether the file of an attachment is in place.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[Attachment]
    """

    return sync_detailed(
        client=client, resource_type=resource_type, resource_id=resource_id, status=status
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    status: AttachmentStatus | Unset = UNSET,
) -> Response[list[Attachment]]:
    """List the attachments of a resource

     Lists the files attached to a project, a data collection or an image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        status (AttachmentStatus | Unset): Whether the file of an attachment is in place.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[Attachment]]
    """

    kwargs = _get_kwargs(resource_type=resource_type, resource_id=resource_id, status=status)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    status: AttachmentStatus | Unset = UNSET,
) -> list[Attachment] | None:
    """List the attachments of a resource

     Lists the files attached to a project, a data collection or an image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        status (AttachmentStatus | Unset): Whether the file of an attachment is in place.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[Attachment]
    """

    return (
        await asyncio_detailed(
            client=client, resource_type=resource_type, resource_id=resource_id, status=status
        )
    ).parsed
