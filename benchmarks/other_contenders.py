"""What is not a pixel-client: boto3 in threads, and the limits that no client can pass.

The limits read with large blocks, hash with hashlib, and send over bare sockets with `sendfile`,
all in threads. They know of no job, no answer but the status, and no fault.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BLOCK_BYTES = 1024**2

Piece = tuple[Path, int, int]  # a file, where to start, how many bytes
_own = threading.local()


def pieces(told: dict[str, Any]) -> Iterator[Piece]:
    """The files, or their parts."""
    for path in sorted(Path(told["folder"]).iterdir()):
        size = path.stat().st_size
        step = told["part_size"] or max(size, 1)
        for start in range(0, max(size, 1), step):
            yield path, start, min(step, size - start)


def read_and_hash(_: dict[str, Any], piece: Piece) -> None:
    """The MD5 of a piece, as must be known before its upload job is made."""
    path, start, length = piece
    digest = hashlib.md5(usedforsecurity=False)
    block = memoryview(bytearray(min(BLOCK_BYTES, length)))
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        while length:
            count = file.readinto(block[: min(len(block), length)])
            digest.update(block[:count])
            length -= count
    digest.digest()


def send(told: dict[str, Any], piece: Piece) -> None:
    """A piece by PUT, copied by the kernel."""
    path, start, length = piece
    server = urlsplit(told["url"])
    sock: socket.socket | None = getattr(_own, "sock", None)
    if sock is None:
        sock = _own.sock = socket.create_connection((server.hostname, server.port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = f"PUT /bucket/{path.name}/{start} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n"
    sock.sendall(head.encode(), getattr(socket, "MSG_MORE", 0))
    with path.open("rb", buffering=0) as file:
        while length:
            count = os.sendfile(sock.fileno(), file.fileno(), start, length)
            start, length = start + count, length - count
    if not sock.recv(BLOCK_BYTES).startswith(b"HTTP/1.1 200"):
        raise SystemExit("the sink did not take it")


def hash_and_send(told: dict[str, Any], piece: Piece) -> None:
    """Both, one after the other: what a client of the service must do at least."""
    read_and_hash(told, piece)
    send(told, piece)


def boto_files(told: dict[str, Any]) -> tuple[int, Callable[[], None]]:
    """boto3's own uploader: small files in threads, a big one in parts."""
    import boto3
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config

    paths = sorted(Path(told["folder"]).iterdir())
    client = boto3.client(
        "s3",
        endpoint_url=told["url"],
        config=Config(s3={"addressing_style": "path"}, max_pool_connections=2 * told["workers"]),
    )
    if told["part_size"]:
        transfer = TransferConfig(
            multipart_threshold=told["part_size"],
            multipart_chunksize=told["part_size"],
            max_concurrency=told["workers"],
        )
    else:
        transfer = TransferConfig(multipart_threshold=1024**3, use_threads=False)

    def run() -> None:
        with ThreadPoolExecutor(told["workers"]) as pool:
            for path in paths:
                pool.submit(client.upload_file, str(path), "bucket", path.name, Config=transfer)

    return len(paths), run


LIMITS = {"hash": read_and_hash, "send": send, "hash+send": hash_and_send}


def main() -> None:
    """Run one and print what it took."""
    told = json.loads(sys.argv[1])
    if told["what"] == "boto3":
        count, run = boto_files(told)
    else:
        work = LIMITS[told["what"]]
        todo = list(pieces(told))
        count = len(todo)

        def run() -> None:
            with ThreadPoolExecutor(told["workers"]) as pool:
                for _ in pool.map(lambda piece: work(told, piece), todo):
                    pass

    wall, cpu = time.perf_counter(), time.process_time()
    run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"done": count, "seconds": wall, "cpu": cpu}))


if __name__ == "__main__":
    main()
