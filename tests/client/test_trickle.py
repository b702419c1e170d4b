"""A service or a proxy whose answers come a byte at a time is not listened to for ever."""

from __future__ import annotations

import asyncio
import socket
import threading

import httpx
import pytest

from pixel_client.exceptions import PixelConnectionError, PixelSignInError
from tests.uploads.runs import real_client
from tests.uploads.scripted import Scripted, length_of, read_body, read_head

TOKEN = b'{"access_token": "planted", "expires_in": 300}'
HEADS = {
    "the head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "the body": b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
}


class Trickling:
    """Answers in time, but for what begins so."""

    def __init__(self, target: bytes, head: bytes) -> None:
        self.target, self.head = target, head
        self.over = threading.Event()

    def __call__(self, sock: socket.socket, _: int) -> None:
        while head := read_head(sock):
            read_body(sock, length_of(head) if b"ontent-" in head.lower() else 0)
            if self.target not in head.split(b"\r\n")[0]:
                length = str(len(TOKEN)).encode()
                sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + TOKEN)
                continue
            sock.sendall(self.head)
            while not self.over.wait(0.05):
                sock.sendall(b"z")
            return


def asked(script: Trickling, *, by_proxy: bool = False) -> None:
    async def main(url: str) -> None:
        options = {"proxy": url} if by_proxy else {}
        there = url.replace("localhost", "127.0.0.1")
        seconds = httpx.Timeout(0.2)
        async with (
            asyncio.timeout(20),
            real_client(there, timeout_pixel=seconds, upload_num_retries=0, **options) as client,
        ):
            await client.get_project(1)

    with Scripted(script) as server:
        try:
            asyncio.run(main(server.url))
        finally:
            script.over.set()


@pytest.mark.parametrize(
    ("what", "by_proxy"), [("the head", False), ("the body", False), ("the head", True)]
)
def test_an_answer_that_trickles_is_given_up(what: str, by_proxy: bool) -> None:
    with pytest.raises((PixelConnectionError, PixelSignInError)):
        asked(Trickling(b"/projects/1", HEADS[what]), by_proxy=by_proxy)


def test_a_token_that_trickles_is_given_up() -> None:
    with pytest.raises((PixelSignInError, PixelConnectionError)):
        asked(Trickling(b"/realms/", HEADS["the body"]))
