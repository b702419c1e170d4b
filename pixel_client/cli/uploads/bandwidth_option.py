"""Speeds as people write them."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from ..errors import CommandError

__all__ = ["Bandwidth", "bytes_a_second"]

Bandwidth = Annotated[
    str | None,
    typer.Option("--bandwidth", help="Send no faster than this, such as 20Mbit or 2.5MB a second."),
]

_SPEED = re.compile(r"([\d.]+)\s*([kmg]?)(bit|b)?(/s|ps)?", re.IGNORECASE)


def bytes_a_second(text: str) -> float:
    """A speed as people write it: `20Mbit`, `2.5 MB/s`, `1Gbps`; a mere number is in Mbit/s.

    Raises:
        CommandError: It is none.
    """
    match = _SPEED.fullmatch(text.strip())
    try:
        number = float(match[1]) if match is not None else 0.0
    except ValueError:
        number = 0.0
    if match is None or number <= 0:
        raise CommandError(f"{text!r} is no speed; write such as 20Mbit or 2.5MB.")
    _, prefix, unit, second = match.groups()
    factor = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9}[prefix.lower()]
    if not prefix and not unit:
        factor = 1e6
    # 20Mb and 20Mbps are bits; 20MB is bytes.
    is_bytes = unit == "B" and (second or "").lower() != "ps"
    return number * factor / (1 if is_bytes else 8)
