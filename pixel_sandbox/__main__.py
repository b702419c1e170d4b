"""`python -m pixel_sandbox`: serve until Ctrl-C."""

import argparse
import logging
import os
import shlex
import signal
import sys
import threading
from collections.abc import Sequence

from .options import SandboxUser
from .server import Sandbox, SandboxError

MISUSE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sandbox from the command line.

    Args:
        arguments: Command-line arguments. Default: those of the process.

    Returns:
        The exit code: 0 after a stop, 2 when it cannot start.
    """
    chosen = _parser().parse_args(arguments)
    if chosen.verbose:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        for noisy in ("botocore", "boto3", "urllib3", "s3transfer"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
    asked_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_stop.set())
    try:
        sandbox = Sandbox(
            port=chosen.port,
            data_dir=chosen.data_dir,
            tenant=chosen.tenant,
            users=(SandboxUser(chosen.username, chosen.password, chosen.user_type),),
            validation_delay=chosen.validation_delay,
            access_log=chosen.verbose,
        ).start()
    except (SandboxError, ValueError) as error:
        print(f"pixel_sandbox: {error}", file=sys.stderr)
        return MISUSE
    lines = [f"export {name}={shlex.quote(value)}" for name, value in sandbox.settings.items()]
    _print(
        f"Pixel sandbox is serving {sandbox.api_url} (S3: {sandbox.s3_url})",
        "Copy these lines into the shell that runs the client:\n",
        *lines,
        "\nCtrl-C stops it.",
    )
    # Windows delivers Ctrl-C only between two waits.
    while not asked_to_stop.wait(1):
        pass
    _print("\nStopping …")
    sandbox.stop()
    kept = "" if chosen.data_dir is None else f" Its data is kept in {chosen.data_dir}."
    _print(f"The sandbox has stopped.{kept}")
    return 0


def _print(*lines: str) -> None:
    try:
        print(*lines, sep="\n", flush=True)
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe; further output is discarded.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pixel_sandbox",
        description="A local Pixel server: API, sign-in and S3, on 127.0.0.1 only.",
    )
    parser.add_argument("--port", type=int, default=0, help="port; default: a free one")
    parser.add_argument("--data-dir", help="folder for data that is kept between runs")
    parser.add_argument("--tenant", default="sandbox", help="name of the tenant (%(default)s)")
    parser.add_argument("--username", default="pilot", help="name of the user (%(default)s)")
    parser.add_argument("--password", default="pilot", help="password of the user (%(default)s)")
    parser.add_argument(
        "--user-type",
        choices=("superuser", "creator", "viewer"),
        default="superuser",
        help="permissions of the user (%(default)s)",
    )
    parser.add_argument(
        "--validation-delay",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="delay every validation by this many seconds",
    )
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser


if __name__ == "__main__":
    sys.exit(main())
