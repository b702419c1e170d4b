"""Ways to a server on this machine: a proxy, and TLS with a certificate of its own."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator

WHOLE = re.compile(rb"^([A-Z]+) http://[^/ ]+/")


class Relay(socketserver.ThreadingTCPServer):
    """Carries bytes between whoever connects and one server.

    Without TLS it is a proxy: of the whole addresses in requests, servers are given the paths.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        accepted: Connections so far.
    """

    daemon_threads = True
    accepted = 0

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self._target, self._tls = port, tls
        super().__init__(("127.0.0.1", 0), None)
        self.port: int = self.server_address[1]

    def finish_request(self, request: socket.socket, client_address: object) -> None:
        """Carry one connection, until either end closes it."""
        self.accepted += 1
        with (
            contextlib.suppress(OSError),
            self._tls.wrap_socket(request, server_side=True) if self._tls else request as ours,
            socket.create_connection(("127.0.0.1", self._target)) as theirs,
        ):
            other = {ours: theirs, theirs: ours}
            while True:
                pending = isinstance(ours, ssl.SSLSocket) and ours.pending()
                for ready in [ours] if pending else select.select([ours, theirs], [], [])[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    if ready is ours and self._tls is None:
                        data = WHOLE.sub(rb"\1 /", data, count=1)
                    other[ready].sendall(data)


@contextlib.contextmanager
def relay(port: int, tls: ssl.SSLContext | None = None) -> Iterator[Relay]:
    """A relay to this port that serves while the context lasts."""
    with Relay(port, tls) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
