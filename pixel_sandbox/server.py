"""Starts and stops all parts of a sandbox, in a background thread of this process."""

import atexit
import contextlib
import os
import re
import socket
import threading
from collections.abc import Mapping
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from .folder import FolderError, open_folder
from .options import SandboxKeywords, SandboxOptions

if TYPE_CHECKING:
    import uvicorn

    from .recorder import RecordedRequest, Recorder
    from .service import Service

START_SECONDS = 20
# Imported on first use, so that the start is fast; a missing one is reported at once.
IMPORTED_LATER = ("boto3", "laspy", "lazrs", "PIL", "rasterio", "rio_cogeo", "shapely")


class SandboxError(Exception):
    """The sandbox cannot be started, for the reason in the message (one line)."""


class Sandbox:
    """A Pixel server on 127.0.0.1: API, sign-in, S3 server and validation.

    Use it as a context manager, or call `start` and `stop`. Several can run side by side.

    Args:
        options: All options as keyword arguments: see `SandboxOptions`.

    Raises:
        ValueError: An option is invalid.
    """

    def __init__(self, **options: Unpack[SandboxKeywords]) -> None:
        self.options = SandboxOptions(**options)
        self._cleanup = contextlib.ExitStack()
        self._recorder: Recorder | None = None
        self._service: Service | None = None
        self._port = 0
        self._running = False
        self._process = 0

    def start(self) -> Self:
        """Start all parts and wait until they respond.

        Returns:
            The sandbox itself.

        Raises:
            SandboxError: The port is taken, the data folder cannot be used, a package is missing.
        """
        if self._running:
            raise SandboxError("the sandbox is already running")
        self._running = True
        self._process = os.getpid()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        atexit.register(self.stop)
        return self

    def stop(self) -> None:
        """Stop all parts; does nothing when it is not running."""
        atexit.unregister(self.stop)
        # A forked copy of this process must not stop the servers of its parent.
        if self._process != os.getpid():
            return
        self._cleanup.close()
        self._running = False

    def __enter__(self) -> Self:
        """Start the sandbox."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the sandbox."""
        self.stop()

    @property
    def auth_url(self) -> str:
        """URL of the sign-in server, without a path."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """URL of the API, with the tenant and without a trailing slash."""
        return self.auth_url + self.options.prefix

    @property
    def s3_url(self) -> str:
        """URL of the S3 server."""
        return self._parts.store.url

    @property
    def s3_pid(self) -> int:
        """Process id of the S3 server."""
        return self._parts.store.pid

    @property
    def settings(self) -> dict[str, str]:
        """Client settings for the first user, by environment variable."""
        user = self.options.users[0]
        return {
            "PIXEL_ENV": "dev",
            "PIXEL_TENANT": self.options.tenant,
            "PIXEL_USERNAME": user.username,
            "PIXEL_PASSWORD": user.password,
            "PIXEL_API_URL": self.api_url,
            "PIXEL_AUTH_SERVER_URL": self.auth_url,
            # Only pixel-client 1.2.8 checks for newer versions; nothing may leave the machine.
            "PIXEL_CLIENT_NO_VERSION_CHECK": "true",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as `settings`."""
        return self.settings

    @property
    def requests(self) -> "list[RecordedRequest]":
        """The requests so far, as (method, path, status), except PUTs to S3."""
        assert self._recorder is not None, "the sandbox was never started"
        return self._recorder.requests

    def fail_next(
        self,
        method: str,
        path_pattern: str,
        status: int,
        times: int = 1,
        headers: Mapping[str, str] | None = None,
        *,
        body: str | None = None,
        lost_answer: bool = False,
    ) -> None:
        """Respond to the next matching requests with a failure.

        Args:
            method: HTTP method, or `*` for any.
            path_pattern: Regular expression searched in the path. API paths start with the tenant,
                forms for S3 with `/s3/`, sign-in with `/realms/`.
            status: HTTP status of the response.
            times: How many requests fail, at least 1.
            headers: Headers of the response, such as `Retry-After`.
            body: Body of the response. Default: a suitable JSON or S3 XML document.
            lost_answer: Whether to carry the request out first, as when a response is lost.
        """
        from .recorder import PlannedFailure

        assert self._recorder is not None, "the sandbox was never started"
        pattern = re.compile(path_pattern)
        self._recorder.plan(
            PlannedFailure(
                method=method.upper(),
                path=pattern,
                status=status,
                times=times,
                headers=headers or {},
                body=body,
                lost_answer=lost_answer,
            )
        )

    @property
    def _parts(self) -> "Service":
        assert self._service is not None, "the sandbox was never started"
        return self._service

    def _start(self) -> None:
        try:
            from .api.app import create_app
            from .recorder import Recorder
            from .service import open_service
            from .storage.rclone import RcloneError
            from .storage.store import ObjectStore
        except ModuleNotFoundError as error:
            raise _missing(error.name) from error
        for package in IMPORTED_LATER:
            if find_spec(package) is None:
                raise _missing(package)
        try:
            folder = open_folder(self.options.data_dir, self._cleanup)
        except FolderError as error:
            raise SandboxError(str(error)) from error
        listener = self._listen()
        store = ObjectStore(folder, self.options)
        store.form_url = f"{self.auth_url}/s3/{store.bucket}"
        self._cleanup.callback(store.stop)
        try:
            store.launch()
            service = self._service = open_service(folder, self.options, store)
            self._cleanup.callback(service.database.close)
            store.wait()
        except (FolderError, RcloneError) as error:
            raise SandboxError(str(error)) from error
        for queue in service.queues:
            queue.start()
            self._cleanup.callback(queue.stop)
        self._recorder = Recorder(create_app(service), self.options.access_log)
        self._serve(self._recorder, listener)

    def _listen(self) -> socket.socket:
        # asyncio disables Nagle's algorithm only if the protocol is explicit.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._cleanup.callback(listener.close)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", self.options.port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise SandboxError(f"cannot listen on port {self.options.port}: {reason}") from error
        self._port = listener.getsockname()[1]
        return listener

    def _serve(self, app: Any, listener: socket.socket) -> None:
        import uvicorn

        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=3,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, args=([listener],), name="pixel-sandbox", daemon=True
        )
        thread.start()
        self._cleanup.callback(_stop_server, server, thread)
        deadline = threading.Event()
        for _ in range(START_SECONDS * 100):
            if server.started or not thread.is_alive():
                break
            deadline.wait(0.01)
        if not server.started:
            raise SandboxError("the web server did not start")


def _missing(package: str | None) -> SandboxError:
    return SandboxError(
        f"the package {package} is missing; install the extra: pip install 'pixel-client[sandbox]'"
    )


def _stop_server(server: "uvicorn.Server", thread: threading.Thread) -> None:
    server.should_exit = True
    thread.join()
