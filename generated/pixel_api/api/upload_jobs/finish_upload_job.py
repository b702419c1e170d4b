# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.upload_finished import UploadFinished
from ...types import Response


def _get_kwargs(project_id: int, data_collection_id: int, upload_job_id: int) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/upload_jobs/{upload_job_id}/uploadFinished".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
            upload_job_id=quote(str(upload_job_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> UploadFinished:
    response_default = UploadFinished.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[UploadFinished]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    upload_job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UploadFinished]:
    """Report that the file of an upload job is in place

     Starts the validation of one file, as a job. When the job has ended, the upload job shows the result
    of the file.

    Args:
        project_id (int):
        data_collection_id (int):
        upload_job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UploadFinished]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, upload_job_id=upload_job_id
    )

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    upload_job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> UploadFinished | None:
    """Report that the file of an upload job is in place

     Starts the validation of one file, as a job. When the job has ended, the upload job shows the result
    of the file.

    Args:
        project_id (int):
        data_collection_id (int):
        upload_job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UploadFinished
    """

    return sync_detailed(
        project_id=project_id,
        data_collection_id=data_collection_id,
        upload_job_id=upload_job_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    upload_job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[UploadFinished]:
    """Report that the file of an upload job is in place

     Starts the validation of one file, as a job. When the job has ended, the upload job shows the result
    of the file.

    Args:
        project_id (int):
        data_collection_id (int):
        upload_job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UploadFinished]
    """

    kwargs = _get_kwargs(
        project_id=project_id, data_collection_id=data_collection_id, upload_job_id=upload_job_id
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    upload_job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> UploadFinished | None:
    """Report that the file of an upload job is in place

     Starts the validation of one file, as a job. When the job has ended, the upload job shows the result
    of the file.

    Args:
        project_id (int):
        data_collection_id (int):
        upload_job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UploadFinished
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            data_collection_id=data_collection_id,
            upload_job_id=upload_job_id,
            client=client,
        )
    ).parsed
