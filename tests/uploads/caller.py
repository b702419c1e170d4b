"""A client with upload methods and nothing else, to test them without the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import attrs
import httpx

from pixel_client.exceptions import PixelBadRequestError, PixelPermissionError, PixelServerError
from pixel_client.options import ClientOptions
from pixel_client.uploads.methods import UploadMethods
from pixel_client.uploads.s3.connection_pool import ConnectionPool
from pixel_client.uploads.transfer_config import TransferConfig

from .pixel import FakePixel


@attrs.frozen
class Place:
    PIXEL_API_URL: str


class Caller(UploadMethods):
    """Speaks to the fake as the real client does to the service.

    Args:
        url: Where the fake is.
        bandwidth: The limit of its transfers, in bytes a second.
        tuned: Values of `TransferConfig` that its users cannot set.
        **settings: Options of the client.
    """

    def __init__(
        self,
        url: str,
        bandwidth: float | None = None,
        tuned: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> None:
        self._tuned = tuned or {}
        options = ClientOptions.of(settings)
        self._config = TransferConfig(
            retries=options.upload_num_retries,
            max_concurrency=options.upload_max_concurrency,
            timeout=options.timeout_upload,
        )
        self._http = httpx.AsyncClient(base_url=url, timeout=30.0)
        self._pool = ConnectionPool(bandwidth=bandwidth)

    async def __aenter__(self) -> Caller:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()
        self._pool.close()

    def _s3_pool(self) -> ConnectionPool:
        return self._pool

    @property
    def settings(self) -> Place:
        return Place(str(self._http.base_url))

    @property
    def _transfer_config(self) -> TransferConfig:
        return attrs.evolve(self._config, **self._tuned)

    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        assert operation in ("create_upload_jobs", "get_data_collection")

    async def _call(self, method: str, path: str, **more: Any) -> Any:
        answer = await self._http.request(method, path, **more)
        if answer.is_success:
            return answer.json()
        kind = PixelServerError if answer.is_server_error else PixelBadRequestError
        if answer.status_code == 403:
            kind = PixelPermissionError
        raise kind(answer.json(), answer.status_code, method, path)

    async def create_upload_jobs(self, project_id: int, dc: int, files: list[Any]) -> Any:
        path = f"/projects/{project_id}/data_collections/{dc}/upload_jobs/"
        return await self._call("POST", path, json={"files": files})

    async def create_multipart_upload_jobs(self, project_id: int, dc: int, files: list[Any]) -> Any:
        path = f"/projects/{project_id}/data_collections/{dc}/upload_jobs/multipart"
        return await self._call("POST", path, json={"files": files})

    async def finish_upload_job(self, project_id: int, dc: int, upload_job_id: int) -> Any:
        path = f"/projects/{project_id}/data_collections/{dc}/upload_jobs/{upload_job_id}"
        return await self._call("PUT", f"{path}/uploadFinished")

    async def finish_upload_jobs(self, project_id: int, dc: int, job_ids: list[int]) -> Any:
        path = f"/projects/{project_id}/data_collections/{dc}/upload_jobs/multiple_uploadFinished"
        return await self._call("PUT", path, json={"job_ids": job_ids})

    async def _list(self, what: str, project_id: int, dc: int, ids: list[int], limit: int) -> Any:
        path = f"/projects/{project_id}/data_collections/{dc}/{what}/"
        query = {"ids": ",".join(map(str, ids)), "limit": limit}
        return await self._call("GET", path, params=query)

    async def get_upload_jobs(self, project_id: int, dc: int, *, ids: Any, limit: Any) -> Any:
        return await self._list("upload_jobs", project_id, dc, ids, limit)

    async def get_images(self, project_id: int, dc: int, *, ids: Any, limit: Any) -> Any:
        return await self._list("images", project_id, dc, ids, limit)

    async def get_rasters(self, project_id: int, dc: int, *, ids: Any, limit: Any) -> Any:
        return await self._list("rasters", project_id, dc, ids, limit)

    async def get_point_clouds(self, project_id: int, dc: int, *, ids: Any, limit: Any) -> Any:
        return await self._list("point_clouds", project_id, dc, ids, limit)

    async def get_job(self, job_id: int) -> Any:
        return await self._call("GET", f"/jobs/{job_id}")

    async def get_job_group(self, job_id: int) -> Any:
        return await self._call("GET", f"/jobs/groups/{job_id}")

    async def get_data_collection(self, project_id: int, data_collection_id: int) -> Any:
        path = f"/projects/{project_id}/data_collections/{data_collection_id}"
        return await self._call("GET", path)


def upload(pixel: FakePixel, method: str, *args: Any, settings: Any = None, **kwargs: Any) -> Any:
    """Call an upload method of a fresh client in a fresh event loop."""

    async def main() -> Any:
        async with Caller(pixel.url, **(settings or {})) as caller:
            return await getattr(caller, method)(1, 2, *args, **kwargs)

    return asyncio.run(main())
