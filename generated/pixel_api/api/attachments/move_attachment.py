# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.attachment import Attachment
from ...models.attachment_resource_type import AttachmentResourceType
from ...types import UNSET, Response


def _get_kwargs(
    *,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
    new_resource_type: AttachmentResourceType,
    new_resource_id: int,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_resource_type: str = resource_type
    params["resource_type"] = json_resource_type

    params["resource_id"] = resource_id

    params["attachment_id"] = attachment_id

    json_new_resource_type: str = new_resource_type
    params["new_resource_type"] = json_new_resource_type

    params["new_resource_id"] = new_resource_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "put", "url": "/attachments/move", "params": params}

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Attachment:
    response_default = Attachment.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Attachment]:
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
    new_resource_type: AttachmentResourceType,
    new_resource_id: int,
) -> Response[Attachment]:
    """Move an attachment to another resource

     Moves an attachment to another project, data collection or image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):
        new_resource_type (AttachmentResourceType): Type of resource that an attachment can belong
            to.
        new_resource_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Attachment]
    """

    kwargs = _get_kwargs(
        resource_type=resource_type,
        resource_id=resource_id,
        attachment_id=attachment_id,
        new_resource_type=new_resource_type,
        new_resource_id=new_resource_id,
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
    new_resource_type: AttachmentResourceType,
    new_resource_id: int,
) -> Attachment | None:
    """Move an attachment to another resource

     Moves an attachment to another project, data collection or image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):
        new_resource_type (AttachmentResourceType): Type of resource that an attachment can belong
            to.
        new_resource_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Attachment
    """

    return sync_detailed(
        client=client,
        resource_type=resource_type,
        resource_id=resource_id,
        attachment_id=attachment_id,
        new_resource_type=new_resource_type,
        new_resource_id=new_resource_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
    new_resource_type: AttachmentResourceType,
    new_resource_id: int,
) -> Response[Attachment]:
    """Move an attachment to another resource

     Moves an attachment to another project, data collection or image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):
        new_resource_type (AttachmentResourceType): Type of resource that an attachment can belong
            to.
        new_resource_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Attachment]
    """

    kwargs = _get_kwargs(
        resource_type=resource_type,
        resource_id=resource_id,
        attachment_id=attachment_id,
        new_resource_type=new_resource_type,
        new_resource_id=new_resource_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    resource_type: AttachmentResourceType,
    resource_id: int,
    attachment_id: int,
    new_resource_type: AttachmentResourceType,
    new_resource_id: int,
) -> Attachment | None:
    """Move an attachment to another resource

     Moves an attachment to another project, data collection or image.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        attachment_id (int):
        new_resource_type (AttachmentResourceType): Type of resource that an attachment can belong
            to.
        new_resource_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Attachment
    """

    return (
        await asyncio_detailed(
            client=client,
            resource_type=resource_type,
            resource_id=resource_id,
            attachment_id=attachment_id,
            new_resource_type=new_resource_type,
            new_resource_id=new_resource_id,
        )
    ).parsed
