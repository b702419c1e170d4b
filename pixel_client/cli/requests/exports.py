"""`--geoparquet` and `--stac`: lists as files for other programs (extra `geo`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ALL, NOTHING, PARTLY, CommandError, write_errors
from ..session import Session

__all__ = ["GeoParquet", "Stac", "print_or_export"]

_MAX_PROBLEMS = 10  # that are listed


def _option(flag: str, metavar: str, help_text: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=help_text, rich_help_panel="Output")


GeoParquet = Annotated[
    Path | None, _option("--geoparquet", "FILE", "Write a GeoParquet file instead.")
]
Stac = Annotated[
    Path | None, _option("--stac", "FOLDER", "Write a STAC collection to a new folder instead.")
]


def print_or_export(
    session: Session,
    items: Iterable[Mapping[str, Any]],
    columns: Any,
    kind: str,
    *,
    geoparquet: Path | None,
    stac: Path | None,
    all_rows: bool,
) -> int:
    """Print a list, or write it to the file or folder that was given.

    Args:
        session: The session.
        items: The objects; read as they are printed or written.
        columns: The columns of a table.
        kind: The kind of the objects, such as `image`.
        geoparquet: The file, or None.
        stac: The folder, or None.
        all_rows: Whether a terminal shows all rows, not only the first.

    Returns:
        The exit code: 3 when some objects were omitted, and 1 when all were.

    Raises:
        CommandError: More than one form of output was requested.
    """
    output = session.output
    if geoparquet is None and stac is None:
        output.items(items, columns, all_rows=all_rows)
        return ALL
    flags = [f"--{output.format}"] if not output.for_people else []
    flags += ["--geoparquet"] if geoparquet is not None else []
    flags += ["--stac"] if stac is not None else []
    if len(flags) > 1:
        raise CommandError(f"{' and '.join(flags)} are mutually exclusive.")
    from ... import geo

    resource_type: Any = kind
    with write_errors(geoparquet or Path(str(stac))):
        if geoparquet is not None:
            written = geo.to_geoparquet(items, geoparquet, resource_type=resource_type)
        else:
            written = geo.to_stac(items, str(stac), resource_type=resource_type)
    for problem in written.problems if output.verbose else written.problems[:_MAX_PROBLEMS]:
        output.warn(problem)
    if (more := written.problem_count - _MAX_PROBLEMS) > 0 and not output.verbose:
        output.info(f"  … and {more} more; -v lists them.", "dim")
    omitted = f"; {written.left_out} could not be written" if written.left_out else ""
    output.info(f"Wrote {written.count} to {written.path}{omitted}.", None if omitted else "green")
    if written.left_out:
        return PARTLY if written.count else NOTHING
    return ALL
