"""Formats bodies for cassettes: JSON and forms in plain text, files as length and hash."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qsl

Shown = dict[str, Any]
"""At most one entry: `json`, `form`, `multipart`, `text` or `bytes` -> content."""

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_NAME = re.compile(rb'[ ;]name="([^"]*)"')
_FILENAME = re.compile(rb'filename="([^"]*)"')


def show(content_type: str, body: bytes) -> Shown:
    """Format a body independently of the library that wrote it.

    Boundaries, chunks and the formatting of JSON are dropped; the content of a file becomes its
    length and SHA-256.

    Args:
        content_type: The header, which decides how the body is parsed.
        body: The whole body.
    """
    if not body:
        return {}
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data" and (boundary := _BOUNDARY.search(content_type)):
        return {"multipart": _multipart(body, boundary[1].encode())}
    if kind == "application/x-www-form-urlencoded":
        shown: Shown = {}
        for name, value in parse_qsl(body.decode(), keep_blank_values=True):
            _add(shown, name, value)
        return {"form": shown}
    if kind == "application/json" or kind.endswith("+json"):
        try:
            return {"json": json.loads(body)}
        except ValueError:
            pass
    if kind.startswith("text/") or kind.endswith(("json", "xml")):
        return {"text": body.decode("utf-8", "replace")}
    return {"bytes": _digest(body)}


def as_bytes(shown: Shown) -> bytes:
    """Restore the body of a response.

    Raises:
        ValueError: Only its hash was recorded.
    """
    if not shown:
        return b""
    if "json" in shown:
        return json.dumps(shown["json"], ensure_ascii=False).encode()
    if "text" in shown:
        return str(shown["text"]).encode()
    raise ValueError("the cassette has only a hash of this response body")


def _digest(content: bytes) -> Shown:
    return {"length": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _multipart(body: bytes, boundary: bytes) -> Shown:
    shown: Shown = {}
    # The first boundary has no line break before it; what follows the last is "--".
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        filename = _FILENAME.search(head)
        field = name[1].decode() if name else ""
        if filename is None:
            _add(shown, field, content.decode("utf-8", "replace"))
        else:
            _add(shown, field, {"filename": filename[1].decode(), **_digest(content)})
    return shown


def _add(shown: Shown, name: str, value: Any) -> None:
    """Add a field; a repeated field becomes a list."""
    if name not in shown:
        shown[name] = value
    elif isinstance(shown[name], list):
        shown[name].append(value)
    else:
        shown[name] = [shown[name], value]
