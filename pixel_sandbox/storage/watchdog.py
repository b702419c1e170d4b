"""Runs one command for as long as standard input stays open; run as a script, by path.

The sandbox holds the other end of that pipe. Whatever ends the sandbox, `kill -9` included, closes
it, so the command never outlives the sandbox. A parent-death signal would do this on Linux only,
and fires when the starting *thread* ends.
"""

import subprocess
import sys

GRACE_SECONDS = 3


def main(command: list[str]) -> int:
    """Run a command until it ends or standard input is closed.

    Args:
        command: Program and arguments.

    Returns:
        The exit code of the command.
    """
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command line
    try:
        # rclone's process id, for whoever started this.
        print(process.pid, flush=True)
        sys.stdin.buffer.read()
    finally:
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
