# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.multipart_upload_jobs_create_input import MultipartUploadJobsCreateInput
from ...models.upload_job import UploadJob
from ...types import Response


def _get_kwargs(
    project_id: int, data_collection_id: int, *, body: MultipartUploadJobsCreateInput
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/projects/{project_id}/data_collections/{data_collection_id}/upload_jobs/multipart".format(
            project_id=quote(str(project_id), safe=""),
            data_collection_id=quote(str(data_collection_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[UploadJob]:
    response_default = UploadJob.list_of(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[UploadJob]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: MultipartUploadJobsCreateInput,
) -> Response[list[UploadJob]]:
    """Create upload jobs for files sent in parts

     Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller), at most
    10,000 per file. PUT each part to its URL, with exactly the headers given; support files are sent as
    forms. The order of the jobs is undefined: match them by `name`. The presigned URLs expire after an
    unknown time. Then call `finish_upload_job` or `finish_upload_jobs`; a job that is never finished
    has no effect.

    Args:
        project_id (int):
        data_collection_id (int):
        body (MultipartUploadJobsCreateInput): Files to upload in parts.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[UploadJob]]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = client.get_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


def sync(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: MultipartUploadJobsCreateInput,
) -> list[UploadJob] | None:
    """Create upload jobs for files sent in parts

     Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller), at most
    10,000 per file. PUT each part to its URL, with exactly the headers given; support files are sent as
    forms. The order of the jobs is undefined: match them by `name`. The presigned URLs expire after an
    unknown time. Then call `finish_upload_job` or `finish_upload_jobs`; a job that is never finished
    has no effect.

    Args:
        project_id (int):
        data_collection_id (int):
        body (MultipartUploadJobsCreateInput): Files to upload in parts.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[UploadJob]
    """

    return sync_detailed(
        project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
    ).parsed


async def asyncio_detailed(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: MultipartUploadJobsCreateInput,
) -> Response[list[UploadJob]]:
    """Create upload jobs for files sent in parts

     Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller), at most
    10,000 per file. PUT each part to its URL, with exactly the headers given; support files are sent as
    forms. The order of the jobs is undefined: match them by `name`. The presigned URLs expire after an
    unknown time. Then call `finish_upload_job` or `finish_upload_jobs`; a job that is never finished
    has no effect.

    Args:
        project_id (int):
        data_collection_id (int):
        body (MultipartUploadJobsCreateInput): Files to upload in parts.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[list[UploadJob]]
    """

    kwargs = _get_kwargs(project_id=project_id, data_collection_id=data_collection_id, body=body)

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: int,
    data_collection_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: MultipartUploadJobsCreateInput,
) -> list[UploadJob] | None:
    """Create upload jobs for files sent in parts

     Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller), at most
    10,000 per file. PUT each part to its URL, with exactly the headers given; support files are sent as
    forms. The order of the jobs is undefined: match them by `name`. The presigned URLs expire after an
    unknown time. Then call `finish_upload_job` or `finish_upload_jobs`; a job that is never finished
    has no effect.

    Args:
        project_id (int):
        data_collection_id (int):
        body (MultipartUploadJobsCreateInput): Files to upload in parts.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        list[UploadJob]
    """

    return (
        await asyncio_detailed(
            project_id=project_id, data_collection_id=data_collection_id, client=client, body=body
        )
    ).parsed
