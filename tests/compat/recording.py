"""A server on loopback that answers like Pixel, Keycloak and S3, and writes down what it is asked.

It knows no state beyond one call: whatever is asked for exists. That is enough for both packages
to come to the end of every method, and each sees the same answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

COLLECTION_TYPES = {2: "image", 3: "RGB", 4: "point_cloud"}
RESOURCES = {"image": "image", "RGB": "raster", "point_cloud": "point_cloud"}
IN_A_LIST = [11, 12, 13]  # what lists hold that are not asked for ids

Route = tuple[str, str, Callable[..., Any]]


@dataclass
class Request:
    """One request, taken apart."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes
    form: list[tuple[str, str]] = field(default_factory=list)
    file: bytes = b""  # what S3 would store of it

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def one(self, name: str) -> str | None:
        return next((value for key, value in self.query if key == name), None)

    def as_record(self) -> dict[str, Any]:
        """What two packages are compared by; order in a query says nothing, hence sorted."""
        kind = self.headers.get("content-type", "").split(";")[0]
        record: dict[str, Any] = {
            "line": f"{self.method} {self.path}",
            "query": sorted(self.query),
            "bearer": self.headers.get("authorization", "").startswith("Bearer "),
            "request id": bool(
                re.fullmatch(r"[0-9a-f-]{36}", self.headers.get("x-request-id", ""))
            ),
        }
        if self.form:
            record["form"] = self.form
        elif kind == "application/x-www-form-urlencoded":
            record["form"] = sorted(parse_qsl(self.body.decode()))
        elif kind == "application/json":
            record["json"] = self.json
        elif self.body:
            record["md5"] = md5(self.body)
        record |= {k: v for k, v in self.headers.items() if k.startswith("x-amz-")}
        return record


def md5(data: bytes) -> str:
    return base64.b64encode(hashlib.md5(data).digest()).decode()


class RecordingServer:
    """Use as a context manager; `begin()` before each call, `seen` after it."""

    def __init__(self) -> None:
        self.seen: list[Request] = []
        self._jobs: dict[int, dict[str, Any]] = {}
        self._looks = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an ACK

            def handle_any(self) -> None:
                outer._handle(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:  # a client that went away
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def __enter__(self) -> RecordingServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def settings(self) -> dict[str, str]:
        """Settings of a client that talks to this server."""
        return {
            "PIXEL_USERNAME": "ola",
            "PIXEL_PASSWORD": "hunter2-secret",
            "PIXEL_TENANT": "acme",
            "PIXEL_API_URL": f"{self.url}/acme",
            "PIXEL_AUTH_SERVER_URL": f"{self.url}/auth",
            "PIXEL_CLIENT_NO_VERSION_CHECK": "true",
        }

    def begin(self) -> None:
        """Forget all that was seen."""
        with self._lock:
            self.seen = []
            self._jobs = {}
            self._looks = 0

    def _handle(self, handler: BaseHTTPRequestHandler) -> None:
        url = urlsplit(handler.path)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = _body(handler, headers)
        query = parse_qsl(url.query, keep_blank_values=True)
        request = Request(handler.command, url.path, query, headers, body, file=body)
        if headers.get("content-type", "").startswith("multipart/form-data"):
            _take_form_apart(request)
        with self._lock:
            status, answer = self._answer(request)
            self.seen.append(request)
        data = b"" if answer is None else json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(data)))
        if request.path.startswith("/s3/"):
            handler.send_header("ETag", f'"{hashlib.md5(request.file).hexdigest()}"')
        if "x-request-id" in headers:
            handler.send_header("X-Request-ID", headers["x-request-id"])
        handler.end_headers()
        handler.wfile.write(data)

    def _answer(self, request: Request) -> tuple[int, Any]:
        if request.path.startswith("/s3/"):
            return (204 if request.method == "POST" else 200), None
        for method, pattern, make in self._routes():
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                return 200, make(request, *found.groups())
        if request.method == "GET" and request.path.endswith("/"):
            return 200, self._list(request)
        if request.method == "DELETE":
            return 200, {"detail": "deleted"}
        numbers = re.findall(r"/(\d+)", request.path)
        return 200, _thing(int(numbers[-1]) if numbers else 1)

    def _routes(self) -> list[Route]:
        d = r"/acme/projects/\d+/data_collections/(\d+)"
        return [
            ("POST", "/auth/realms/.*", self._token),
            ("GET", "/acme/arcgis_services/gdo-users", lambda _: ["ola.gdo"]),
            ("GET", "/acme/projects/deleted", self._list),
            ("GET", ".*/data_collections/deleted", lambda r: self._list(r)),
            ("POST", d + "/upload_jobs/(multipart)?", self._create_jobs),
            ("PUT", d + "/upload_jobs/multiple_uploadFinished", self._finish_many),
            ("PUT", d + r"/upload_jobs/\d+/uploadFinished", lambda *_: {"job": {"job_id": 70}}),
            ("GET", d + "/upload_jobs/", self._look_at_jobs),
            ("POST", d + "/rasters/optimized/", self._optimized),
            ("POST", d + "/point_clouds/optimized/", self._optimized),
            ("DELETE", d + r"/rasters/\d+/optimized", lambda r, _: [_thing(41)]),
            ("POST", d + "/.*/optimized/run", lambda *_: {"group_job": {"group_id": 80}}),
            ("GET", r"/acme/jobs/groups/(\d+)", self._job),
            ("GET", r"/acme/jobs/(\d+)", self._job),
            ("PUT", r"/acme/arcgis_services/.*/(?:start|stop|refresh)", self._arcgis_job),
            ("POST", "/acme/attachments/", self._attachments),
            ("POST", "/acme/search/", self._search),
        ]

    def _token(self, _: Request) -> Any:
        return {
            "access_token": "a-token",
            "expires_in": 3000,
            "refresh_token": "another",
            "refresh_expires_in": 9000,
        }

    def _list(self, request: Request, *_: str) -> list[Any]:
        asked = ",".join(value for name, value in request.query if name == "ids")
        numbers = [int(i) for i in asked.split(",")] if asked else IN_A_LIST
        start = int(request.one("offset") or 0)
        end = start + int(request.one("limit") or 100)
        return [_thing(number) for number in numbers[start:end]]

    def _job(self, request: Request, number: str) -> Any:
        """Under way at the first look: 1.2.8 fails when a group is complete at once."""
        self._looks += 1
        done = self._looks > 1
        counts = {"total_jobs": 2, "success_count": 2 * done, "failed_count": 0}
        return {
            "id": int(number),
            "name": "work",
            "status": "SUCCESS" if done else "RUNNING",
            "completed": done,
            **counts,
        }

    def _arcgis_job(self, request: Request) -> Any:
        return {"job": {"job_id": 71}, "arcgis_service": _thing(9)}

    def _optimized(self, request: Request, _: str) -> Any:
        asked = request.json.get("raster_ids") or request.json.get("point_cloud_ids") or IN_A_LIST
        return [_thing(100 + number) for number in asked]

    def _search(self, request: Request) -> Any:
        start, most = request.json["offset"], request.json["limit"]
        results = [_thing(number) for number in IN_A_LIST[start : start + most]]
        return {"count": len(results), "total_count": len(IN_A_LIST), "results": results}

    def _create_jobs(self, request: Request, collection: str, multipart: str | None) -> Any:
        made = []
        for entry in request.json["files"]:
            # By name, not by turn: the same file has the same job whatever the order of calls.
            number = 500 + sum(map(ord, entry["name"])) % 400
            job: dict[str, Any] = {"id": number, "name": entry["name"], "status": "lobby"}
            if multipart:
                job["upload_parts"] = [self._part(number, part) for part in entry["parts"]]
            else:
                job |= self._form(number, "main")
            if "support_files" in entry:
                job["support_files"] = [
                    {"name": support["name"], **self._form(number, support["name"])}
                    for support in entry["support_files"]
                ]
            kind = RESOURCES[COLLECTION_TYPES[int(collection)]]
            result = {"resource_name": kind, "resource_id": 1000 + number}
            self._jobs[number] = job | {"result": result, "detail": None}
            made.append(job)
        return made

    def _form(self, number: int, name: str) -> dict[str, Any]:
        fields = {"key": f"up/{number}/{name}", "policy": "a policy", "x-amz-date": "20240517"}
        return {"url": f"{self.url}/s3/form/{number}/{name}", "upload_fields": fields}

    def _part(self, number: int, part: dict[str, Any]) -> dict[str, Any]:
        return {
            "part_number": part["part_number"],
            "url": f"{self.url}/s3/part/{number}/{part['part_number']}?signed=yes",
            "headers": {"x-amz-part": str(part["part_number"])},
        }

    def _finish_many(self, request: Request, _: str) -> Any:
        jobs = [self._jobs[number] for number in request.json["job_ids"]]
        return {"group_job": {"group_id": 81}, "upload_jobs": jobs}

    def _look_at_jobs(self, request: Request, _: str) -> Any:
        if not self._jobs:  # asked for by the caller, not after an upload
            return self._list(request)
        numbers = [int(number) for number in (request.one("ids") or "").split(",")]
        return [self._jobs[number] | {"status": "validated_and_moved"} for number in numbers]

    def _attachments(self, request: Request) -> Any:
        made = []
        for entry in request.json["files"]:
            number = 500 + sum(map(ord, entry["name"])) % 400
            form = self._form(number, "attachment")
            parameters = {"url": form["url"], "fields": form["upload_fields"]}
            attachment = {"id": number, "name": entry["name"], "status": "Pending"}
            made.append(attachment | {"upload_file_params": parameters})
        return made


def _thing(number: int) -> dict[str, Any]:
    """A resource of any kind: more fields than any has, for no client minds the others."""
    kind = COLLECTION_TYPES.get(number, "image")
    return {"id": number, "name": f"thing {number}", "data_collection_type": kind, "status": "ok"}


def _body(handler: BaseHTTPRequestHandler, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return handler.rfile.read(int(headers.get("content-length") or 0))
    body = b""
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()
    return body


def _take_form_apart(request: Request) -> None:
    """The form's fields in their order; the file as its name, type and MD5."""
    boundary = request.headers["content-type"].split("boundary=")[1].strip('"').encode()
    for part in request.body.split(b"--" + boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        value = value.removesuffix(b"\r\n")
        words = head.decode()
        (name,) = re.findall(r'[; ]name="([^"]*)"', words)
        filename = re.findall(r'filename="([^"]*)"', words)
        if filename:
            request.file = value
            kind = "".join(re.findall(r"(?i)content-type: *(\S+)", words))
            request.form.append((name, f"{unquote(filename[0])}, {kind}, MD5 {md5(value)}"))
        else:
            request.form.append((name, value.decode()))
