#!/usr/bin/env bash
# httpx 0.28.1, beside requests 2.32.5.
#
# Assumed: NO_PROXY=127.0.0.0/8 (or 10.0.0.0/8, as networks of organisations have it) keeps all
# addresses of that network from the proxy, as it does in requests and in curl from 7.86 on.
# What happens: httpx compares hosts with the address before the slash only, without a warning. So
# an address inside the network goes through the proxy, while another tool on the same machine, with
# the same variables, goes there directly.
#
# Seen:
#   NO_PROXY=              httpx: by proxy  requests: by proxy
#   NO_PROXY=127.0.0.1     httpx: directly  requests: directly
#   NO_PROXY=127.0.0.0/8   httpx: by proxy  requests: directly
set -euo pipefail

seen='NO_PROXY=              httpx: by proxy  requests: by proxy
NO_PROXY=127.0.0.1     httpx: directly  requests: directly
NO_PROXY=127.0.0.0/8   httpx: by proxy  requests: directly'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check httpx==0.28.1 requests==2.32.5

cat > show.py <<'END'
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import requests


class Handler(BaseHTTPRequestHandler):
    """Answer with the way a request came: a proxy is asked for a whole address."""

    def do_GET(self):
        answer = b"by proxy" if self.path.startswith("http://") else b"directly"
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        """Print nothing."""


def start():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
service = start()
os.environ["http_proxy"] = start()
for excluded in ("", "127.0.0.1", "127.0.0.0/8"):
    os.environ["no_proxy"] = excluded
    ways = httpx.get(service).text, requests.get(service, timeout=10).text
    print(f"NO_PROXY={excluded:<12}  httpx: {ways[0]}  requests: {ways[1]}")
END
now=$(venv/bin/python show.py)

printf 'Seen before:\n%s\n\nSeen now:\n%s\n' "$seen" "$now"
[ "$now" = "$seen" ]
