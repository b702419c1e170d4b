"""What is to be uploaded: files found, read and checked before anything is sent."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from ..errors import NOTHING, CommandError, from_here
from ..lookup import box
from ..option_names import hint_text

if TYPE_CHECKING:
    from ...imagery import PreflightReport
    from ...uploads import PixelUploadFile
    from ..session import Session

__all__ = [
    "PATHS",
    "Checks",
    "Gathered",
    "InvalidFilesError",
    "Paths",
    "area_round",
    "gather",
    "guess_type",
    "path",
]

_CHECKS = "Checks and metadata"
_SHOWN = 20  # problems of one kind that a person is shown
_MARGIN = 0.005  # degrees round the positions of photos, some 500 m, for a new project's area


def path(text: str) -> Path:
    """A path as it was given.

    Raises:
        typer.BadParameter: It is empty, as a variable of the shell is that was never set.
    """
    if not text:
        raise typer.BadParameter("an empty path is none; write . for the folder you are in")
    return Path(text)


PATHS = typer.Argument(
    metavar="PATH…",
    parser=path,
    help="Files, folders (with all below them), or patterns of either such as 'flight*'.",
    show_default=False,
)
Paths = Annotated[list[Path], PATHS]
Manifest = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        help="A table with metadata by file: CSV, Excel, GeoJSON, Parquet.",
        rich_help_panel=_CHECKS,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone",
        help="Zone of the cameras' clocks, such as Europe/Oslo, for photos that do not say.",
        rich_help_panel=_CHECKS,
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Count warnings as errors.", rich_help_panel=_CHECKS)
]
SkipInvalid = Annotated[
    bool,
    typer.Option(
        "--skip-invalid",
        help="Leave files with errors out, rather than send nothing.",
        rich_help_panel=_CHECKS,
    ),
]
PrefixFolder = Annotated[
    bool,
    typer.Option(
        "--prefix-folder",
        help="Put the folder in front of each name: flight1_DJI_0001.JPG.",
        rich_help_panel=_CHECKS,
    ),
]


class InvalidFilesError(CommandError):
    """Files have errors, and nothing is to be sent then.

    Attributes:
        count: How many of how many: `1 of 6 files`.
    """

    def __init__(self, message: str, count: str) -> None:
        super().__init__(message, NOTHING)
        self.count = count


@attrs.frozen
class Checks:
    """How files are read and checked; see the options of the same names."""

    manifest: str | None = None
    zone: str | None = None
    strict: bool = False
    skip_invalid: bool = False
    prefix_folder: bool = False


@attrs.frozen
class Gathered:
    """What was found.

    Attributes:
        files: What to send, with metadata and side-cars.
        report: What the checks found.
        left_out: How many files have errors and are not sent.
    """

    files: list[PixelUploadFile]
    report: PreflightReport
    left_out: int


def gather(
    session: Session,
    sources: Sequence[str | Path],
    collection: Any,
    project: Any,
    checks: Checks,
    look: Callable[[PreflightReport], None] | None = None,
) -> Gathered:
    """Find files, read what they say, check them, and tell what is wrong.

    Args:
        session: The session.
        sources: Files, folders, patterns.
        collection: The data collection, or its type.
        project: The project, or None to check no area.
        checks: How.
        look: Shows what was found where something is wrong and nothing is to be sent.

    Raises:
        InvalidFilesError: Something is wrong, and nothing is to be sent.
        CommandError: There is nothing to send.
    """
    from ...core.resource_kinds import KINDS
    from ...imagery import preflight, read_manifest
    from ...uploads.inputs import Scan

    output = session.output
    kind_of = collection if isinstance(collection, str) else collection["data_collection_type"]
    if (kind := KINDS.get(kind_of)) is None:
        raise CommandError(f"It is not known what data collections of the type {kind_of!r} take.")
    with output.busy("Reading files …"):
        found = list(Scan(list(sources), kind))
        wrong = [(each.given.file, each.problem) for each in found if each.problem is not None]
        passed = [each for each in found if each.passed_over is not None]
        rest = [f.given for f in found if f.problem is None and f.passed_over is None]
        table = None
        if checks.manifest is not None:
            table = read_manifest(checks.manifest, zone=checks.zone)
        report = preflight(
            rest,
            collection=collection,
            project=project,
            manifest=table,
            zone=checks.zone,
            prefix_folder=checks.prefix_folder,
            strict=checks.strict,
            skip_invalid=checks.skip_invalid,
        )
    for each in passed:
        output.detail(from_here(f"Passed over {each.given.file}: {each.passed_over}"))
    if passed:
        plural = "file was" if len(passed) == 1 else "files were"
        output.say(f"{len(passed)} other {plural} passed over" + _more(output.verbose))
    for path, problem in wrong:
        output.warn(from_here(f"error {path}: {problem}"), "red")
    _tell(session, report)
    if not found or (not rest and not wrong):
        listed = ", ".join(map(str, sources))
        raise CommandError(
            from_here(f"There is nothing to upload as {kind.words} in {listed}."), NOTHING
        )
    if (wrong or not report.ok) and not checks.skip_invalid:
        if look is not None:
            look(report)
        count = f"{len(report.invalid) + len(wrong)} of {len(rest) + len(wrong)} files"
        raise InvalidFilesError(
            f"{count} cannot be sent as they are; nothing was sent. Mend them, or leave them out"
            " with --skip-invalid.",
            count,
        )
    return Gathered(report.upload_files(), report, len(report.invalid) + len(wrong))


def _tell(session: Session, report: PreflightReport) -> None:
    """Print the problems by sort, errors first: a sort that many files have only by examples."""
    output = session.output
    errors = {id(each) for each in report.errors}
    sorts: dict[tuple[bool, str], list[Any]] = {}
    for problem in report.problems:
        sorts.setdefault((id(problem) not in errors, str(problem.code)), []).append(problem)
    limit = None if output.verbose else _SHOWN
    for (is_warning, _), problems in sorted(sorts.items(), key=lambda sort: sort[0]):
        if is_warning and output.quiet:
            continue
        # A warning that most files share is one sentence, not ten thousand.
        shown = problems[: 1 if is_warning and not output.verbose else limit]
        for problem in shown:
            hint = f"; {hint_text(problem.hint_code)}" if problem.hint_code else ""
            text = f"{attrs.evolve(problem, hint_code=None)}{hint}"
            output.warn(from_here(text), "yellow" if is_warning else "red")
        if len(problems) > len(shown):
            output.say(f"  … and {len(problems) - len(shown)} more like it" + _more(False), "dim")


def _more(verbose: bool) -> str:
    return "." if verbose else "; -v lists them."


def guess_type(paths: Sequence[Path]) -> str:
    """The type of a collection for files: from the first extension that tells.

    Raises:
        CommandError: None tells.
    """
    clear = {".jpg": "image", ".jpeg": "image", ".las": "point_cloud", ".laz": "point_cloud"}
    for path in paths:
        for each in _inside(path):
            if (found := clear.get(each.suffix.lower())) is not None:
                return found
            if each.suffix.lower() in (".tif", ".tiff"):
                raise CommandError(
                    "GeoTIFFs can be of several types: say --type RGB, DTM, DSM or raster"
                    " (or image, for photos)."
                )
    raise CommandError("It cannot be told what these files are: say --type.")


def _inside(path: Path) -> Iterator[Path]:
    """The files of a path that was given, as an upload takes them.

    Raises:
        CommandError: There are none.
    """
    if path.is_dir():
        yield from path.rglob("*")
    elif os.path.lexists(path):
        yield path
    elif not (fitting := glob.glob(str(path), recursive=True)):  # noqa: PTH207 (none for absolute ones)
        raise CommandError(f"There is no file or folder {path}.")
    else:
        for text in fitting:
            yield from _inside(Path(text))


def area_round(report: PreflightReport) -> dict[str, Any] | None:
    """A rectangle round all that has a place, for the area of a new project."""
    points = [
        point
        for feature in report.to_geojson()["features"]
        for point in _points(feature["geometry"]["coordinates"])
    ]
    if not points:
        return None
    east_west, north_south = [p[0] for p in points], [p[1] for p in points]
    return box(
        max(-180.0, round(min(east_west) - _MARGIN, 6)),
        max(-90.0, round(min(north_south) - _MARGIN, 6)),
        min(180.0, round(max(east_west) + _MARGIN, 6)),
        min(90.0, round(max(north_south) + _MARGIN, 6)),
    )


def _points(coordinates: Any) -> Iterable[Any]:
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates]
    return [point for each in coordinates for point in _points(each)]
