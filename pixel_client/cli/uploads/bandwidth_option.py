"""`--bandwidth`, and bandwidths as text."""

from __future__ import annotations

import re
from typing import Annotated

import typer

__all__ = ["Bandwidth", "parse_bandwidth"]

_BANDWIDTH = re.compile(r"(\d+\.?\d*|\.\d+)\s*([kmg]?)(bit|b)?(/s|ps)?", re.IGNORECASE)


def parse_bandwidth(text: str) -> float:
    """Return bytes per second from `20Mbit`, `2.5 MB/s`, `1Gbps`; a plain number is in Mbit/s.

    Raises:
        typer.BadParameter: The text is not a valid bandwidth.
    """
    match = _BANDWIDTH.fullmatch(text.strip())
    number = float(match[1]) if match is not None else 0.0
    if match is None or number <= 0:
        raise typer.BadParameter(f"{text!r} is not a valid bandwidth, such as 20Mbit or 2.5MB.")
    _, prefix, unit, per_second = match.groups()
    default = "" if unit else "m"
    factor = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9}[prefix.lower() or default]
    # 20Mb and 20Mbps are bits; 20MB is bytes.
    is_bytes = unit == "B" and (per_second or "").lower() != "ps"
    return number * factor / (1 if is_bytes else 8)


Bandwidth = Annotated[
    float | None,
    typer.Option(
        "--bandwidth",
        metavar="BANDWIDTH",
        parser=parse_bandwidth,
        help="Bandwidth limit per second, such as 20Mbit or 2.5MB.",
    ),
]
