# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.data_collection import DataCollection
from ...models.data_collection_create_input import DataCollectionCreateInput
from ...types import Response


def _get_kwargs(project_id: int, *, body: DataCollectionCreateInput) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/projects/{project_id}/data_collections/".format(
            project_id=quote(str(project_id), safe="")
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DataCollection:
    response_default = DataCollection.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DataCollection]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int, *, client: AuthenticatedClient | Client, body: DataCollectionCreateInput
) -> Response[DataCollection]:
    """Create a data collection

     Creates a data collection in a project. Its type determines which files can be uploaded: `image`,
    `raster`, `RGB` (rasters of 3 or 4 bands, uint8), `DTM` or `DSM` (one band, float32 or float64) or
    `point_cloud`. For raster types, `raster_info` gives the common properties of its rasters.

    Args:
        project_id (int):
        body (DataCollectionCreateInput): A data collection to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DataCollection]
    """

    kwargs = _get_kwargs(project_id=project_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int, *, client: AuthenticatedClient | Client, body: DataCollectionCreateInput
) -> DataCollection | None:
    """Create a data collection

     Creates a data collection in a project. Its type determines which files can be uploaded: `image`,
    `raster`, `RGB` (rasters of 3 or 4 bands, uint8), `DTM` or `DSM` (one band, float32 or float64) or
    `point_cloud`. For raster types, `raster_info` gives the common properties of its rasters.

    Args:
        project_id (int):
        body (DataCollectionCreateInput): A data collection to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DataCollection
    """

    return sync_detailed(project_id=project_id, client=client, body=body).parsed


async def asyncio_detailed(
    project_id: int, *, client: AuthenticatedClient | Client, body: DataCollectionCreateInput
) -> Response[DataCollection]:
    """Create a data collection

     Creates a data collection in a project. Its type determines which files can be uploaded: `image`,
    `raster`, `RGB` (rasters of 3 or 4 bands, uint8), `DTM` or `DSM` (one band, float32 or float64) or
    `point_cloud`. For raster types, `raster_info` gives the common properties of its rasters.

    Args:
        project_id (int):
        body (DataCollectionCreateInput): A data collection to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DataCollection]
    """

    kwargs = _get_kwargs(project_id=project_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int, *, client: AuthenticatedClient | Client, body: DataCollectionCreateInput
) -> DataCollection | None:
    """Create a data collection

     Creates a data collection in a project. Its type determines which files can be uploaded: `image`,
    `raster`, `RGB` (rasters of 3 or 4 bands, uint8), `DTM` or `DSM` (one band, float32 or float64) or
    `point_cloud`. For raster types, `raster_info` gives the common properties of its rasters.

    Args:
        project_id (int):
        body (DataCollectionCreateInput): A data collection to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DataCollection
    """

    return (await asyncio_detailed(project_id=project_id, client=client, body=body)).parsed
