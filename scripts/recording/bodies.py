"""Bodies as a cassette shows them: JSON and forms in the open, files as their length and hash."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qsl

Shown = dict[str, Any]
"""At most one entry: `json`, `form`, `multipart`, `text` or `bytes`, and what the body says."""

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_NAME = re.compile(rb'[ ;]name="([^"]*)"')
_FILENAME = re.compile(rb'filename="([^"]*)"')


def show(content_type: str, body: bytes) -> Shown:
    """Show a body, the same whichever library wrote it.

    Boundaries, chunks and the spelling of JSON leave no trace; what a file holds becomes its
    length and SHA-256.

    Args:
        content_type: The header; decides how the body is read.
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
    """The body of an answer again.

    Raises:
        ValueError: It was not kept, only its hash.
    """
    if not shown:
        return b""
    if "json" in shown:
        return json.dumps(shown["json"], ensure_ascii=False).encode()
    if "text" in shown:
        return str(shown["text"]).encode()
    raise ValueError("of this answer a cassette keeps only a hash")


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
    """Add a field; one that is sent twice must not look like one that is sent once."""
    if name not in shown:
        shown[name] = value
    elif isinstance(shown[name], list):
        shown[name].append(value)
    else:
        shown[name] = [shown[name], value]
