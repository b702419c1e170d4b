# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.record import Record
from ...types import Response


def _get_kwargs(project_id: int, data_collection_id: int, image_id: int) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/images/{image_id}/metadata".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            image_id=quote(str(image_id), safe=""),
        ),
    }

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
    project_id: int, data_collection_id: int, image_id: int, *, client: AuthenticatedClient | Client
) -> Response[Record]:
    """Get the metadata of an image

     Returns the metadata of one image, as stored by the service. Its fields are not published.

    Args:
        project_id (int):
        data_collection_id (int):
        image_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, image_id=image_id
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int, data_collection_id: int, image_id: int, *, client: AuthenticatedClient | Client
) -> Record | None:
    """Get the metadata of an image

     Returns the metadata of one image, as stored by the service. Its fields are not published.

    Args:
        project_id (int):
        data_collection_id (int):
        image_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        image_id=image_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    project_id: int, data_collection_id: int, image_id: int, *, client: AuthenticatedClient | Client
) -> Response[Record]:
    """Get the metadata of an image

     Returns the metadata of one image, as stored by the service. Its fields are not published.

    Args:
        project_id (int):
        data_collection_id (int):
        image_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Record]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, image_id=image_id
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int, data_collection_id: int, image_id: int, *, client: AuthenticatedClient | Client
) -> Record | None:
    """Get the metadata of an image

     Returns the metadata of one image, as stored by the service. Its fields are not published.

    Args:
        project_id (int):
        data_collection_id (int):
        image_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Record
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            image_id=image_id,
            client=client,
        )
    ).parsed
