"""A shell that knows only `pixel`: one process that has it loaded, and a fork for each command.

A terminal session of many commands then takes a second, not the start of as many programs.
"""

import os
import shlex
import signal
import sys

from pixel_client import sync  # noqa: F401 (loaded once, for all commands)
from pixel_client.cli.main import app

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command
while True:
    try:
        words = shlex.split(input("$ "))
    except EOFError:
        break
    if not (child := os.fork()):
        signal.signal(signal.SIGINT, signal.default_int_handler)
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            os.environ[name] = value
        app(words[1:], prog_name=words[0])
    print(f"[{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}]", file=sys.stderr)
