"""The upload part of a Pixel and of S3, on a real loopback socket, that misbehaves on command."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .storage import (
    LOST,
    POLICY,
    REFRESH,
    RESET,
    SIGNATURE,
    TOKEN,
    FakeS3,
    Fault,
    Request,
    Stored,
)

Trouble = Callable[[Request, int], Fault | None]


class FakePixel(FakeS3):
    """A server in a thread of its own; `faults` is asked before each S3 body, with its number."""

    def __init__(self, buffer: int = 2**20) -> None:
        self._buffer = buffer
        self.lock = threading.Lock()
        self.jobs: dict[int, dict[str, Any]] = {}
        self.asked: dict[int, dict[str, Any]] = {}
        self.stored: dict[tuple[int, str], Stored] = {}
        self.resources: dict[int, dict[str, Any]] = {}
        self.create_calls: list[list[str]] = []
        self.s3_requests: list[Request] = []
        self.api_requests: list[tuple[str, str]] = []
        self.finished: list[int] = []
        self.order: list[str] = []
        self.open_now = self.open_most = 0
        self.legacy_results = self.checked = True
        # knobs
        self.faults: Trouble = lambda request, number: None
        self.trouble: Trouble = lambda request, number: None  # of every request, S3's and others
        self.api_faults: Callable[[str, str, int], tuple[int, Any] | None] = lambda *_: None
        self.rearrange: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = lambda jobs: jobs
        self.judge: Callable[[dict[str, Any]], tuple[str, str | None]] = lambda job: (
            "validated_and_moved",
            None,
        )
        self.looks_before_done = 1
        self.page_limit = 1000
        self.hold: Callable[[Request], bool] = lambda request: False  # S3's answer waits
        self.hold_reading: Callable[[Request], bool] = lambda request: False  # after the head
        self.on_body: Callable[[Request], None] = lambda request: None
        self.requests = 0
        self.tokens: list[float] = []  # when each was given out
        self.token_seconds = 300.0
        self.token_life: float | None = None  # what it really is, when not what is said
        self.refused = self.tokens_now = self.tokens_most = 0
        self._looks: Counter[int] = Counter()
        self._started = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._main, name="fake-pixel", daemon=True)
        self._thread.start()
        assert self._started.wait(10)

    # --- lifecycle

    def _main(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        listener = socket.create_server(("127.0.0.1", 0))
        if self._buffer < 2**20:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._buffer)
        server = await asyncio.start_server(self._connection, sock=listener, limit=self._buffer)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._started.set()
        await self._stop.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    # --- HTTP

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError
            ):
                while await self._one(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {k.lower(): v.strip() for k, v in (x.split(":", 1) for x in head[1:] if x)}
        url = urlsplit(target)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        request = Request(method, unquote(url.path), query, headers)
        with self.lock:
            self.requests += 1
            request.trouble = self.trouble(request, self.requests)
        if request.path.startswith("/s3/"):
            with self.lock:
                self.open_now += 1
                self.open_most = max(self.open_most, self.open_now)
            try:
                return await self._s3(request, reader, writer)
            finally:
                with self.lock:
                    self.open_now -= 1
        length = int(headers.get("content-length", 0))
        if request.trouble is not None and request.trouble.act != "lose answer":
            return await self._misbehave(request.trouble, length, reader, writer)
        request.body = await reader.readexactly(length)
        if self._is_signed_out(request):
            self.refused += 1
            self._answer(writer, 401, b"{}", {"content-type": "application/json"})
            await writer.drain()
            return True
        if request.path.startswith("/realms/"):
            self.tokens_now += 1
            self.tokens_most = max(self.tokens_most, self.tokens_now)
            await asyncio.sleep(0.02)  # room for others to come at the same time
            self.tokens_now -= 1
        with self.lock:
            self.api_requests.append((method, request.path))
            number = len(self.api_requests)
            bad = self.api_faults(method, request.path, number)
            status, answer = (200, self._api(request)) if bad in (None, LOST) else bad
        if bad in (RESET, LOST) or request.trouble is not None:
            writer.transport.abort()
            return False
        self._answer(
            writer, status, json.dumps(answer).encode(), {"content-type": "application/json"}
        )
        await writer.drain()
        return True

    async def _misbehave(
        self, fault: Fault, length: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """What a fault does to a request to the API: nothing is done."""
        if fault.act == "reset mid-body":
            await reader.readexactly(length // 2)
            if length == 0:  # there is only the answer's body
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n[{")
                await writer.drain()
                await asyncio.sleep(0.05)
            writer.transport.abort()
            return False
        await reader.readexactly(length)
        if fault.act == "stall":
            await asyncio.sleep(600)
        self._answer(writer, fault.status, fault.content(), fault.headers)
        await writer.drain()
        return True

    def _answer(
        self, writer: asyncio.StreamWriter, status: int, body: bytes, headers: dict[str, str]
    ) -> None:
        lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body)}"]
        lines += [f"{k}: {v}" for k, v in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    # --- API

    def _is_signed_out(self, request: Request) -> bool:
        """Whether a request shows a token that is over; those that show none are let in."""
        said = request.headers.get("authorization", "")
        if not said.startswith(f"Bearer {TOKEN}-"):
            return False
        given = self.tokens[int(said.rsplit("-", 1)[1]) - 1]
        life = self.token_seconds if self.token_life is None else self.token_life
        return time.monotonic() > given + life

    def _api(self, request: Request) -> Any:
        steps = [step for step in request.path.split("/") if step]
        is_json = "json" in request.headers.get("content-type", "")
        said = json.loads(request.body) if is_json and request.body else None
        if "upload_jobs" in steps:
            rest = steps[steps.index("upload_jobs") + 1 :]
            if request.method == "POST":
                return self._create(said["files"], multipart=rest == ["multipart"])
            if rest == ["multiple_uploadFinished"]:
                self._finish(said["job_ids"])
                return {"group_job": {"group_id": 77}, "upload_jobs": []}
            if rest:
                self._finish([int(rest[0])])
                return {"job": {"job_id": 78}}
            return self._page(self.jobs, request.query, self._look)
        if "data_collections" in steps and steps[-2] == "data_collections":
            return {
                "id": int(steps[-1]),
                "name": "fake",
                "data_collection_type": self.says or self.kind,
            }
        if steps[0] == "realms":
            self.tokens.append(time.monotonic())
            return {
                "access_token": f"{TOKEN}-{len(self.tokens)}",
                "expires_in": self.token_seconds,
                "refresh_token": REFRESH,
            }
        if steps[0] == "users":
            return {"username": "ola"}
        if steps[0] == "jobs":
            return {"id": 1, "completed": True, "status": "SUCCESS"}
        return self._page(self.resources, request.query, lambda resource: resource)

    def _page(
        self, things: dict[int, Any], query: dict[str, str], show: Callable[[Any], Any]
    ) -> list[Any]:
        ids = [int(i) for i in query["ids"].split(",")]
        most = min(self.page_limit, int(query["limit"]))
        return [show(things[i]) for i in reversed(ids) if i in things][:most]

    def _create(self, files: list[dict[str, Any]], multipart: bool) -> list[dict[str, Any]]:
        self.create_calls.append([file["name"] for file in files])
        self.order.append("created")
        made = []
        for file in files:
            number = len(self.jobs) + 1
            job: dict[str, Any] = {"id": number, "name": file["name"], "status": "lobby"}
            if multipart:
                job["upload_parts"] = [
                    {
                        "part_number": part["part_number"],
                        "url": f"{self.url}/s3/part/{number}/{part['part_number']}?{SIGNATURE}",
                        "headers": {"x-amz-part": str(part["part_number"])},
                    }
                    for part in reversed(file["parts"])
                ]
            else:
                job |= self._form(number, "main")
            if "support_files" in file:
                job["support_files"] = [
                    {"name": s["name"], **self._form(number, s["name"])}
                    for s in reversed(file["support_files"])
                ]
            self.jobs[number] = job
            self.asked[number] = file
            made.append(job)
        return self.rearrange([dict(job) for job in made])

    def _form(self, number: int, slot: str) -> dict[str, Any]:
        return {
            "url": f"{self.url}/s3/form/{number}/{slot}?{SIGNATURE}",
            "upload_fields": {"key": f"up/{number}/{slot}", "policy": POLICY},
        }

    def _finish(self, ids: list[int]) -> None:
        for number in ids:
            self.finished.append(number)
            self.jobs[number]["status"] = "submitted"
            self.order.append(f"finished {number}")

    def _look(self, job: dict[str, Any]) -> dict[str, Any]:
        job = self._moved_on(job)
        if self.gives_requests_again:
            return job
        presigned = ("url", "upload_fields", "upload_parts", "support_files")
        return {name: value for name, value in job.items() if name not in presigned}

    def _moved_on(self, job: dict[str, Any]) -> dict[str, Any]:
        if job["status"] in ("submitted", "validating"):
            self._looks[job["id"]] += 1
            if self._looks[job["id"]] > self.looks_before_done:
                job["status"], job["detail"] = self.judge(job)
                if job["status"] == "validated_and_moved":
                    number = 1000 + job["id"]
                    self.resources[number] = {"id": number, "name": job["name"]}
                    job["result"] = {"resource_name": self.kind, "resource_id": number}
            else:
                job["status"] = "validating"
        return job

    gives_requests_again = False  # reading a job tells where its bodies go, as making it does
    kind = "image"
    says: str | None = None  # the type of the data collection, when it is not the kind

    def name_of(self, request: Request) -> str:
        """The name of the file that a request to S3 is about."""
        return str(self.jobs[int(request.path.split("/")[3])]["name"])

    def sent(self, name: str) -> list[Stored]:
        return [stored for stored in self.stored.values() if stored.name == name]
