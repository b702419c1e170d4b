"""`--geoparquet` and `--stac`: lists as files of other programs (extra `geo`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ALL, NOTHING, PARTLY, CommandError, write_errors
from ..session import Session

__all__ = ["GeoParquet", "Stac", "exported"]

_OUTPUT = "Output"
_TOLD = 10  # problems that are said

GeoParquet = Annotated[
    Path | None,
    typer.Option(
        "--geoparquet",
        metavar="FILE",
        help="Write a GeoParquet file instead.",
        rich_help_panel=_OUTPUT,
    ),
]
Stac = Annotated[
    Path | None,
    typer.Option(
        "--stac",
        metavar="FOLDER",
        help="Write a STAC collection into a new folder instead.",
        rich_help_panel=_OUTPUT,
    ),
]


def exported(
    session: Session,
    found: Iterable[Mapping[str, Any]],
    kind: str | None,
    geoparquet: Path | None,
    stac: Path | None,
    title: str | None = None,
) -> int | None:
    """Write what was found, if a file or folder was asked for.

    Args:
        session: The session.
        found: The objects; written as they come.
        kind: What they are, such as `image`; None to tell it from each.
        geoparquet: The file, or None.
        stac: The folder, or None.
        title: The title of a STAC collection.

    Returns:
        The exit code, 3 when some were left out and 1 when all were; None when neither was asked.

    Raises:
        CommandError: Both were asked, or one beside another form of output.
    """
    if geoparquet is None and stac is None:
        return None
    if geoparquet is not None and stac is not None:
        raise CommandError("--geoparquet and --stac cannot be had at once; choose one")
    if not session.output.for_people:
        flag = "--geoparquet" if stac is None else "--stac"
        raise CommandError(f"{flag} and --{session.output.form} cannot be had at once; choose one")
    from ... import geo

    kinds: Any = kind
    with write_errors(geoparquet or Path(str(stac))):
        if geoparquet is not None:
            written = geo.to_geoparquet(found, geoparquet, resource_type=kinds)
        else:
            written = geo.to_stac(found, str(stac), title=title, resource_type=kinds)
    output = session.output
    for problem in written.problems if output.verbose else written.problems[:_TOLD]:
        output.warn(problem)
    if (more := written.problem_count - _TOLD) > 0 and not output.verbose:
        output.say(f"  … and {more} more; -v lists them.", "dim")
    left = f"; {written.left_out} could not be, and are left out" if written.left_out else ""
    output.say(f"Wrote {written.count} to {written.path}{left}.", "green" if not left else None)
    if written.left_out:
        return PARTLY if written.count else NOTHING
    return ALL
