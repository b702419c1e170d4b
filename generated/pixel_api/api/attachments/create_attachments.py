# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.attachment import Attachment
from ...models.attachment_resource_type import AttachmentResourceType
from ...models.attachments_create_input import AttachmentsCreateInput
from ...types import UNSET, Response


def _get_kwargs(
    *, body: AttachmentsCreateInput, resource_type: AttachmentResourceType, resource_id: int
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    json_resource_type: str = resource_type
    params["resource_type"] = json_resource_type

    params["resource_id"] = resource_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {"method": "post", "url": "/attachments/", "params": params}

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
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
    body: AttachmentsCreateInput,
    resource_type: AttachmentResourceType,
    resource_id: int,
) -> Response[list[Attachment]]:
    """Announce files to attach to a resource

     Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the form for
    its file. Then call `update_attachment` with the status `Completed`. Match the attachments by
    `name`. `add_attachments` does all of this.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        body (AttachmentsCreateInput): Files to attach.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[Attachment]]
    """

    kwargs = _get_kwargs(body=body, resource_type=resource_type, resource_id=resource_id)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: AttachmentsCreateInput,
    resource_type: AttachmentResourceType,
    resource_id: int,
) -> list[Attachment] | None:
    """Announce files to attach to a resource

     Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the form for
    its file. Then call `update_attachment` with the status `Completed`. Match the attachments by
    `name`. `add_attachments` does all of this.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        body (AttachmentsCreateInput): Files to attach.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[Attachment]
    """

    return sync_detailed(
        client=client, body=body, resource_type=resource_type, resource_id=resource_id
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AttachmentsCreateInput,
    resource_type: AttachmentResourceType,
    resource_id: int,
) -> Response[list[Attachment]]:
    """Announce files to attach to a resource

     Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the form for
    its file. Then call `update_attachment` with the status `Completed`. Match the attachments by
    `name`. `add_attachments` does all of this.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        body (AttachmentsCreateInput): Files to attach.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[Attachment]]
    """

    kwargs = _get_kwargs(body=body, resource_type=resource_type, resource_id=resource_id)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: AttachmentsCreateInput,
    resource_type: AttachmentResourceType,
    resource_id: int,
) -> list[Attachment] | None:
    """Announce files to attach to a resource

     Announces files to attach; each attachment is `Pending` and has in `upload_file_params` the form for
    its file. Then call `update_attachment` with the status `Completed`. Match the attachments by
    `name`. `add_attachments` does all of this.

    Args:
        resource_type (AttachmentResourceType): Type of resource that an attachment can belong to.
        resource_id (int):
        body (AttachmentsCreateInput): Files to attach.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[Attachment]
    """

    return (
        await asyncio_detailed(
            client=client, body=body, resource_type=resource_type, resource_id=resource_id
        )
    ).parsed
