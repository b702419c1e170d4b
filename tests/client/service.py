"""A Pixel made of scripted answers, on a real loopback socket: for what a sandbox never does."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

RESET = "reset"  # an answer: the connection breaks
HANG = "hang"  # an answer: nothing, until the test lets go


@dataclass
class Seen:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    status: int = 200
    json: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None


class Service:
    """Answers each METHOD path with its scripted answers in turn, the last one for ever."""

    token_path = "/auth/realms/Acme/protocol/openid-connect/token"

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.script: dict[str, deque[Any]] = defaultdict(deque)
        self.token_requests: list[dict[str, str]] = []
        self.token_life = 300.0
        self.token_script: deque[Any] = deque()
        self.token_entered = threading.Event()
        self.token_gate: threading.Event | None = None
        self.valid_tokens: set[str] | None = None  # None: any token is good
        self.let_go = threading.Event()
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an ACK

            def handle_any(self) -> None:
                outer.handle(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_: object) -> None:  # a client that went away
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def settings(self) -> dict[str, str]:
        return {
            "PIXEL_USERNAME": "ola",
            "PIXEL_PASSWORD": "hunter2-secret",
            "PIXEL_TENANT": "acme",
            "PIXEL_API_URL": f"{self.url}/acme",
            "PIXEL_AUTH_SERVER_URL": f"{self.url}/auth",
        }

    def on(self, route: str, *answers: Any) -> None:
        """Script a `METHOD /path`: JSON, a status, an `Answer`, RESET, HANG, or a function."""
        self.script[route] = deque(answers)

    def paths(self, method: str | None = None) -> list[str]:
        return [s.path for s in self.seen if method in (None, s.method)]

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        url = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        seen = Seen(
            handler.command,
            url.path,
            dict(parse_qsl(url.query, keep_blank_values=True)),
            {k.lower(): v for k, v in handler.headers.items()},
            body,
        )
        if "/protocol/openid-connect/token" in url.path:
            answer: Any = self._token(seen)
        else:
            with self._lock:
                self.seen.append(seen)
                self._at_once += 1
                self.most_at_once = max(self.most_at_once, self._at_once)
            try:
                answer = self._api(seen)
            finally:
                with self._lock:
                    self._at_once -= 1
        self._write(handler, answer)

    def _token(self, seen: Seen) -> Any:
        with self._lock:
            form = dict(parse_qsl(seen.body.decode()))
            self.token_requests.append(form | {"path": seen.path})
            number = len(self.token_requests)
            scripted = self.token_script.popleft() if self.token_script else None
        self.token_entered.set()
        if self.token_gate is not None:
            self.token_gate.wait(20)
        if scripted is not None:
            return scripted
        if seen.path != self.token_path:
            return Answer(404, {"error": "Realm does not exist"})
        token = f"token-{number}"
        if self.valid_tokens is not None:
            self.valid_tokens = {token}
        return {
            "access_token": token,
            "expires_in": self.token_life,
            "refresh_token": f"refresh-{number}",
            "refresh_expires_in": 1800,
        }

    def _api(self, seen: Seen) -> Any:
        token = seen.headers.get("authorization", "").removeprefix("Bearer ")
        if self.valid_tokens is not None and token not in self.valid_tokens:
            return Answer(401, {"detail": "expired"})
        with self._lock:
            answers = self.script.get(f"{seen.method} {seen.path}")
            if not answers:
                return Answer(404, {"detail": f"nothing scripted for {seen.method} {seen.path}"})
            answer = answers.popleft() if len(answers) > 1 else answers[0]
        return answer(seen) if isinstance(answer, Callable) else answer

    def _write(self, handler: BaseHTTPRequestHandler, answer: Any) -> None:
        if answer == HANG:
            self.let_go.wait(20)
            answer = RESET
        if answer == RESET:
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
            handler.close_connection = True
            return
        if isinstance(answer, int):
            answer = Answer(answer, {"detail": f"scripted {answer}"})
        elif not isinstance(answer, Answer):
            answer = Answer(200, answer)
        text = answer.text if answer.text is not None else json.dumps(answer.json)
        data = text.encode() if answer.status not in (204, 304) else b""
        handler.send_response(answer.status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(data))}
        request_id = handler.headers.get("X-Request-ID")
        if request_id:
            headers["X-Request-ID"] = request_id
        for name, value in (headers | answer.headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    def close(self) -> None:
        self.let_go.set()
        if self.token_gate is not None:
            self.token_gate.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
