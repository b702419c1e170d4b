"""Runs a command while standard input is open; run as a script, by path.

The sandbox holds the other end of the pipe. Any end of the sandbox, including `kill -9`, closes it,
so the command never outlives the sandbox. If this script itself is killed, Linux ends the command
with it; elsewhere the sandbox does, when it sees standard output end.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

GRACE_SECONDS = 3
PR_SET_PDEATHSIG = 1


def main(command: list[str]) -> int:
    """Run a command until it ends or standard input is closed.

    Args:
        command: Program and arguments.

    Returns:
        The exit code of the command.
    """
    process = subprocess.Popen(  # noqa: S603 - our own command line
        command,
        stdin=subprocess.DEVNULL,
        # Only this script may keep its standard output open.
        stdout=subprocess.DEVNULL,
        preexec_fn=_end_with(os.getpid()) if sys.platform == "linux" else None,
    )
    # rclone's process id, for the parent process.
    print(process.pid, flush=True)
    threading.Thread(target=_end_after_input, args=(process,), daemon=True).start()
    return process.wait()


def _end_after_input(process: "subprocess.Popen[bytes]") -> None:
    # Not through sys.stdin, whose lock must not be held at interpreter exit.
    while os.read(0, 1024):
        pass
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _end_with(parent: int) -> Callable[[], None]:
    """Have the kernel end the command when this process ends."""
    import ctypes

    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        # It fires when the starting thread ends, here the main one.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return ask


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
