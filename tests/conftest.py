"""What holds for every test."""

from __future__ import annotations

import signal

# A shell that starts something in the background has it ignore Ctrl-C, and so would the programs
# that tests start and interrupt. A handler, other than ignoring, is not passed on to them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
