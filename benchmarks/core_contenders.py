"""Send files by PUT with each HTTP client that could be the transfer core; nothing is hashed."""

from __future__ import annotations

import asyncio
import http.client
import json
import ssl
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BLOCK_BYTES = 1024**2

WIRE = "this client's wire"

_own = threading.local()


class ByAsync:
    """An asynchronous client whose blocks are read in threads."""

    def __init__(self, client: Any, told: dict[str, Any]) -> None:
        self._client, self._told = client, told
        self._readers = ThreadPoolExecutor(8)

    async def _blocks(self, path: Path) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        file = await loop.run_in_executor(self._readers, lambda: path.open("rb", buffering=0))
        with file:
            while block := await loop.run_in_executor(self._readers, file.read, BLOCK_BYTES):
                yield block

    async def _work(self, todo: list[Path]) -> None:
        while todo:
            path = todo.pop()
            answer = await self._client.put(
                f"{self._told['url']}/bucket/{path.name}",
                content=self._blocks(path),
                headers={"Content-Length": str(path.stat().st_size)},
            )
            answer.raise_for_status()

    async def send(self, paths: Sequence[Path]) -> None:
        """Send all of them."""
        todo = list(paths)
        async with self._client:
            await asyncio.gather(*(self._work(todo) for _ in range(self._told["workers"])))


def by_httpx(told: dict[str, Any], tls: ssl.SSLContext, transport: Any = None) -> ByAsync:
    """httpx, plain or over the transport of another client."""
    import httpx

    return ByAsync(httpx.AsyncClient(verify=tls, transport=transport, timeout=60), told)


def by_aiohttp(told: dict[str, Any], tls: ssl.SSLContext) -> ByAsync:
    """httpx over aiohttp."""
    import httpx_aiohttp

    return by_httpx(told, tls, httpx_aiohttp.AiohttpTransport(verify=tls))


def by_pyreqwest(told: dict[str, Any], tls: ssl.SSLContext) -> ByAsync:
    """httpx over pyreqwest, which brings TLS of its own."""
    from pyreqwest.client import ClientBuilder
    from pyreqwest.compatibility.httpx.transport import HttpxTransport

    builder = ClientBuilder()
    if told["ca"]:
        builder = builder.add_root_certificate_pem(Path(told["ca"]).read_bytes())
    return by_httpx(told, tls, HttpxTransport(builder.build()))


def http_client(told: dict[str, Any], tls: ssl.SSLContext, path: Path) -> None:
    """The standard library, a connection a thread."""
    server = urlsplit(told["url"])
    assert server.hostname is not None
    connection: http.client.HTTPConnection | None = getattr(_own, "connection", None)
    if connection is None:
        connection = _own.connection = (
            http.client.HTTPSConnection(server.hostname, server.port, context=tls)
            if server.scheme == "https"
            else http.client.HTTPConnection(server.hostname, server.port)
        )
    connection.blocksize = BLOCK_BYTES
    with path.open("rb", buffering=0) as file:
        size = str(path.stat().st_size)
        connection.request(
            "PUT", f"/bucket/{path.name}", body=file, headers={"Content-Length": size}
        )
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200


def curl(told: dict[str, Any], _: ssl.SSLContext, path: Path) -> None:
    """libcurl, a handle a thread."""
    import pycurl

    handle = getattr(_own, "handle", None)
    if handle is None:
        handle = _own.handle = pycurl.Curl()
        handle.setopt(pycurl.UPLOAD, 1)
        handle.setopt(pycurl.UPLOAD_BUFFERSIZE, BLOCK_BYTES)
        handle.setopt(pycurl.HTTPHEADER, ["Expect:"])
        if told["ca"]:
            handle.setopt(pycurl.CAINFO, told["ca"])
    with path.open("rb", buffering=0) as file:
        handle.setopt(pycurl.URL, f"{told['url']}/bucket/{path.name}")
        handle.setopt(pycurl.INFILESIZE_LARGE, path.stat().st_size)
        handle.setopt(pycurl.READFUNCTION, file.read)
        handle.perform()
    assert handle.getinfo(pycurl.RESPONSE_CODE) == 200


def wire(told: dict[str, Any], tls: ssl.SSLContext, path: Path) -> None:
    """This client's own, on http.client too, with all that it looks out for."""
    import httpx

    from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
    from pixel_client.uploads.s3.cancellation import CancelToken
    from pixel_client.uploads.s3.connection_pool import ConnectionPool
    from pixel_client.uploads.s3.request_stream import Request

    mine: ConnectionPool | None = getattr(_own, "wire", None)
    if mine is None:
        mine = _own.wire = ConnectionPool(tls=lambda: tls)
    body = PlannedBody(path, path.name, FileStamp.of(path.stat()))
    size = body.size
    headers, url = {"Content-Length": str(size)}, f"{told['url']}/bucket/{path.name}"
    outgoing = Request("PUT", url, headers, b"", b"", body, 0, size, lambda _: None)
    response = mine.exchange(outgoing, httpx.Timeout(60), CancelToken())
    assert response.status == 200


ASYNC = {"httpx": by_httpx, "httpx over aiohttp": by_aiohttp, "httpx over pyreqwest": by_pyreqwest}
THREADS = {WIRE: wire, "http.client in threads": http_client, "pycurl in threads": curl}
CORES = (WIRE, "http.client in threads", "pycurl in threads", *ASYNC)


def main() -> None:
    """Send the folder's files and print what it took."""
    told = json.loads(sys.argv[1])
    paths = sorted(Path(told["folder"]).iterdir())
    tls = ssl.create_default_context(cafile=told["ca"])
    if told["core"] == WIRE:
        import pixel_client.uploads.s3.connection_pool  # noqa: F401 (not timed, as the others' imports are not)
    run: Callable[[], object]
    if told["core"] in ASYNC:
        sender = ASYNC[told["core"]](told, tls)

        def run() -> None:
            asyncio.run(sender.send(paths))
    else:
        work = THREADS[told["core"]]

        def run() -> None:
            with ThreadPoolExecutor(told["workers"]) as pool:
                list(pool.map(lambda path: work(told, tls, path), paths))

    wall, cpu = time.perf_counter(), time.process_time()
    run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"done": len(paths), "seconds": wall, "cpu": cpu}))


if __name__ == "__main__":
    main()
