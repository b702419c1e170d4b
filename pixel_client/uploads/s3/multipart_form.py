"""The multipart/form-data envelope of a file: the bytes before and after its content.

The bytes between are streamed, so the whole body's length is known before it is sent. S3 wants
`Content-Length` (it refuses chunked bodies), every policy field first, and the file last.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import attrs

__all__ = ["Envelope", "form_envelope"]

# As browsers do it (WHATWG HTML, 4.10.21.8): only what could end the quotes or the line.
_QUOTED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@attrs.frozen
class Envelope:
    """The bytes around a file in a form.

    Attributes:
        content_type: The request's `Content-Type`, with the boundary.
        head: Everything before the file's first byte.
        tail: Everything after its last.
    """

    content_type: str
    head: bytes = attrs.field(repr=False)
    tail: bytes = attrs.field(repr=False)


def form_envelope(
    fields: Mapping[str, object], filename: str, boundary: str | None = None
) -> Envelope:
    """Write a form that has the given fields and, last, a file named `file`.

    Args:
        fields: The form's fields, in the order they are to be sent.
        filename: The file's name; quotes and line breaks are percent-encoded.
        boundary: The line between the parts; by default a random one of 128 bits, so that no
            file holds it.
    """
    line = boundary or f"pixel-{secrets.token_hex(16)}"
    head = "".join(
        f'--{line}\r\nContent-Disposition: form-data; name="{name.translate(_QUOTED)}"\r\n'
        f"\r\n{value}\r\n"
        for name, value in fields.items()
    )
    head += (
        f'--{line}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="{filename.translate(_QUOTED)}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return Envelope(
        f"multipart/form-data; boundary={line}", head.encode(), f"\r\n--{line}--\r\n".encode()
    )
