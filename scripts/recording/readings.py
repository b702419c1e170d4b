"""What a text says when it is read once more: percent signs, base64, JSON within JSON."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

# 12 bytes or more: shorter ones decode to text by chance too often.
_BASE64 = re.compile(r"(?<![\w+/-])[\w+/-]{16,}={0,2}")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_DEPTH = 3  # a JSON text in base64 in a query is as far as anybody goes


def readings(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """A text, and what becomes of it when it is decoded, several times over if need be.

    Args:
        text: As it was sent or is written.
        depth: How many times something is decoded.
    """
    yield text
    if depth == 0:
        return
    others = {unquote(text), _ESCAPED.sub(_unescaped, text), *_from_base64(text)} - {text}
    for other in sorted(others):
        yield from readings(other, depth - 1)


def _unescaped(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else found[3]


def _from_base64(text: str) -> Iterator[str]:
    for found in _BASE64.finditer(text):
        run = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            decoded = base64.b64decode(run + "=" * (-len(run) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if decoded.isprintable():
            yield decoded
