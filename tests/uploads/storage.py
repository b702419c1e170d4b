"""The S3 half of the fake: takes forms and parts, checks them, and fails on command."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SIGNATURE = "X-Amz-Signature=planted-SECRET"
POLICY = "UE9MSUNZLVNFQ1JFVA=="
TOKEN, REFRESH = "planted-TOKEN", "planted-REFRESH"
RESET = (0, "reset")  # an API fault: the connection breaks, nothing is done
LOST = (0, "lost")  # an API fault: the connection breaks when all is done
KEEP = 4 * 1024**2  # bodies up to this size are kept whole


@dataclass
class Fault:
    """What S3 does to one request instead of storing its body."""

    status: int = 500
    code: str = ""
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    # answer | reset mid-body | reset before answer | lose answer | stall | answer early
    act: str = "answer"

    def content(self) -> bytes:
        if self.body is not None:
            return self.body
        return f"<Error><Code>{self.code}</Code><Message>{self.message}</Message></Error>".encode()


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""
    size: int = 0  # of the file in the body
    md5: str = ""  # of the file in the body, hex
    fields: dict[str, str] = field(default_factory=dict)
    filename: str = ""
    trouble: Fault | None = None  # what `FakePixel.trouble` said of it


@dataclass
class Stored:
    name: str
    size: int
    md5: str
    data: bytes
    times: int = 1


class FakeS3:
    lock: threading.Lock
    jobs: dict[int, dict[str, Any]]
    asked: dict[int, dict[str, Any]]
    stored: dict[tuple[int, str], Stored]
    s3_requests: list[Request]
    order: list[str]
    legacy_results: bool
    checked: bool
    faults: Callable[[Request, int], Fault | None]
    hold: Callable[[Request], bool]
    hold_reading: Callable[[Request], bool]
    on_body: Callable[[Request], None]
    _answer: Callable[..., None]

    async def _s3(
        self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        with self.lock:
            self.s3_requests.append(request)
            number = len(self.s3_requests)
        fault = request.trouble or self.faults(request, number)
        length = int(request.headers["content-length"])
        if fault and fault.act == "answer early":
            await reader.readexactly(min(1000, length))
            self._answer(
                writer, fault.status, fault.content(), {**fault.headers, "connection": "close"}
            )
            await writer.drain()
            return False
        if fault and fault.act == "reset mid-body":
            await reader.readexactly(length // 2)
            writer.transport.abort()
            return False
        while self.hold_reading(request):
            await asyncio.sleep(0.01)
        await self._body(request, reader, length)
        self.on_body(request)
        while self.hold(request):
            await asyncio.sleep(0.01)
        if fault and fault.act == "reset before answer":
            writer.transport.abort()
            return False
        if fault and fault.act == "stall":
            await asyncio.sleep(600)
        lost = fault is not None and fault.act == "lose answer"
        if fault is None or lost:
            fault = self._store(request)
        if lost:
            writer.transport.abort()
            return False
        if fault is None:
            status = 204 if request.method == "POST" else 200
            self._answer(writer, status, b"", {"etag": f'"{request.md5}"'})
        else:
            self._answer(writer, fault.status, fault.content(), fault.headers)
        await writer.drain()
        return True

    async def _body(self, request: Request, reader: asyncio.StreamReader, length: int) -> None:
        digest = hashlib.md5()
        left, tail = length, 0
        if request.method == "POST":
            boundary = request.headers["content-type"].split("boundary=")[1].encode()
            while True:
                part = await reader.readuntil(b"\r\n\r\n")
                left -= len(part)
                disposition = part.decode()
                name = disposition.split('name="')[1].split('"')[0]
                if name == "file":
                    request.filename = disposition.split('filename="')[1].split('"')[0]
                    break
                value = await reader.readuntil(b"\r\n--" + boundary)
                left -= len(value)
                request.fields[name] = value[: -len(boundary) - 4].decode()
            tail = len(boundary) + 8
        request.size = left - tail
        legacy_results = bytearray()
        left = request.size
        while left:
            block = await reader.read(min(left, 2**20))
            if not block:
                raise ConnectionError
            if self.checked:
                digest.update(block)
            left -= len(block)
            if self.legacy_results and request.size <= KEEP:
                legacy_results += block
        if tail:
            assert (await reader.readexactly(tail)).endswith(b"--\r\n")
        request.body, request.md5 = bytes(legacy_results), digest.hexdigest()

    def _store(self, request: Request) -> Fault | None:
        _, _, kind, job_text, slot = request.path.split("/", 4)
        job_id = int(job_text)
        want = self._wanted(job_id, kind, slot)
        if not self.checked and want is not None:  # a sink: nobody looks at the bytes
            request.md5 = base64.b64decode(want).hex()
        if request.query.get("X-Amz-Signature") is None:
            return Fault(403, "AccessDenied", "no signature")
        if kind == "form" and request.fields.get("policy") != POLICY:
            return Fault(403, "AccessDenied", "no policy before the file")
        if kind == "part" and request.headers.get("x-amz-part") != slot:
            return Fault(403, "SignatureDoesNotMatch", "a signed header is missing")
        if want is not None and base64.b64decode(want).hex() != request.md5:
            return Fault(400, "BadDigest", "The Content-MD5 you specified did not match")
        with self.lock:
            before = self.stored.get((job_id, slot))
            self.stored[(job_id, slot)] = Stored(
                self.jobs[job_id]["name"],
                request.size,
                request.md5,
                request.body,
                before.times + 1 if before else 1,
            )
            self.order.append(f"sent {job_id}")
        return None

    def _wanted(self, job_id: int, kind: str, slot: str) -> str | None:
        asked = self.asked[job_id]
        if kind == "part":
            return next(p["md5"] for p in asked["parts"] if str(p["part_number"]) == slot)
        if slot == "main":
            return asked["md5"]
        return next(s["md5"] for s in asked["support_files"] if s["name"] == slot)
