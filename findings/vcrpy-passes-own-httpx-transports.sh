#!/usr/bin/env bash
# vcrpy 9.4.2 and respx 0.22.0 with httpx 0.28.1.
#
# Assumed: inside a cassette that may not record (`record_mode="none"`), no request of httpx leaves
# the process: it is played, or vcrpy raises CannotOverwriteExistingCassetteException.
# What happens: vcrpy replaces the method of httpx's own transport classes. A client with a transport
# of its own (a subclass of `httpx.BaseTransport`, which httpx documents) is not seen: its requests
# reach the server, and nothing is recorded or refused. respx, which replaces httpcore's classes,
# does see one that is built on httpcore.
#
# Seen:
#   HTTPTransport of httpx  vcrpy: refused  respx: mocked
#   own, around that        vcrpy: refused  respx: mocked
#   own, around httpcore    vcrpy: server   respx: mocked
set -euo pipefail

seen='HTTPTransport of httpx  vcrpy: refused  respx: mocked
own, around that        vcrpy: refused  respx: mocked
own, around httpcore    vcrpy: server   respx: mocked'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
  httpx==0.28.1 httpcore==1.0.9 vcrpy==9.4.2 respx==0.22.0

cat > show.py <<'END'
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import httpx
import respx
import vcr
from vcr.errors import CannotOverwriteExistingCassetteException


class Handler(BaseHTTPRequestHandler):
    """Answer as the server."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"server")

    def log_message(self, *arguments):
        """Print nothing."""


class Around(httpx.BaseTransport):
    def __init__(self):
        self.inner = httpx.HTTPTransport()

    def handle_request(self, request):
        return self.inner.handle_request(request)


class Own(httpx.BaseTransport):
    def __init__(self):
        self.pool = httpcore.ConnectionPool()

    def handle_request(self, request):
        response = self.pool.request(request.method, str(request.url))
        return httpx.Response(response.status, content=response.content)


def outcome(transport, url):
    with httpx.Client(transport=transport, trust_env=False) as client:
        try:
            return client.get(url).text
        except CannotOverwriteExistingCassetteException:
            return "refused"


for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/"
for title, made in (
    ("HTTPTransport of httpx", httpx.HTTPTransport),
    ("own, around that", Around),
    ("own, around httpcore", Own),
):
    with vcr.use_cassette("empty.yaml", record_mode="none"):
        by_vcrpy = outcome(made(), url)
    with respx.mock:
        respx.get(url).respond(200, text="mocked")
        by_respx = outcome(made(), url)
    print(f"{title:<22}  vcrpy: {by_vcrpy:<7}  respx: {by_respx}")
server.shutdown()
END

now=$(venv/bin/python show.py)
printf 'Seen before:\n%s\n\nSeen now:\n%s\n' "$seen" "$now"
[ "$now" = "$seen" ]
