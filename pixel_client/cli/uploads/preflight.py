"""The files of an upload: found, read and checked before anything is sent."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from ..errors import NOTHING, CommandError, relative_paths
from ..lookup import box
from ..option_names import hint_text

if TYPE_CHECKING:
    from ...imagery import PreflightReport
    from ...uploads import PixelUploadFile
    from ..session import Session

__all__ = [
    "PATHS",
    "CheckedFiles",
    "Checks",
    "InvalidFilesError",
    "Manifest",
    "NoCheck",
    "Paths",
    "PrefixFolder",
    "SkipInvalid",
    "Strict",
    "Timezone",
    "area_around",
    "check_files",
    "guess_type",
    "parse_path",
]

_PANEL = "Checks and metadata"
_MAX_PROBLEMS = 20  # of one kind, that are listed
_MARGIN = 0.005  # degrees around the positions of photos, about 500 m, for a new project's area


def parse_path(text: str) -> Path:
    """Return a path from the command line.

    Raises:
        typer.BadParameter: The text is empty, which an unset shell variable gives.
    """
    if not text:
        raise typer.BadParameter("the path is empty; use . for the current folder")
    return Path(text)


parse_path.__name__ = "path"  # typer shows it as the type


def _option(flag: str, help_text: str) -> Any:
    return typer.Option(flag, help=help_text, rich_help_panel=_PANEL)


PATHS = typer.Argument(
    metavar="PATH…",
    parser=parse_path,
    help="Files, folders (with subfolders), or patterns such as 'flight*'.",
    show_default=False,
)
Paths = Annotated[list[Path], PATHS]
Manifest = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        parser=lambda text: str(parse_path(text).absolute()),
        help="Table with metadata per file: CSV, Excel, GeoJSON or Parquet.",
        rich_help_panel=_PANEL,
    ),
]
Timezone = Annotated[
    str | None,
    _option("--timezone", "Time zone of photos that do not record one, such as Europe/Oslo."),
]
Strict = Annotated[bool, _option("--strict", "Treat warnings as errors.")]
SkipInvalid = Annotated[
    bool, _option("--skip-invalid", "Skip files with errors instead of uploading nothing.")
]
PrefixFolder = Annotated[
    bool,
    _option("--prefix-folder", "Prefix each name with the file's folder: flight1_DJI_0001.JPG."),
]
NoCheck = Annotated[
    bool, _option("--check/--no-check", "Read and check the files' metadata before uploading.")
]


class InvalidFilesError(CommandError):
    """Files have errors, so nothing is uploaded.

    Attributes:
        count: The number of files: `1 of 6 files`.
    """

    def __init__(self, message: str, count: str) -> None:
        super().__init__(message, NOTHING)
        self.count = count


@attrs.frozen
class Checks:
    """How files are read and checked; see the options of the same names."""

    manifest: str | None = None
    timezone: str | None = None
    strict: bool = False
    skip_invalid: bool = False
    prefix_folder: bool = False


@attrs.frozen
class CheckedFiles:
    """Files that were checked.

    Attributes:
        files: The files to upload, with metadata and side-car files.
        report: The report of the checks.
        invalid: Number of files with errors, which are skipped.
    """

    files: list[PixelUploadFile]
    report: PreflightReport
    invalid: int


def check_files(
    session: Session,
    sources: Sequence[str | Path],
    collection: Any,
    project: Any,
    checks: Checks,
    on_invalid: Callable[[PreflightReport], None] | None = None,
) -> CheckedFiles:
    """Find files, read their metadata, check them, and print the problems.

    Args:
        session: The session.
        sources: Files, folders, patterns.
        collection: The data collection, or its type.
        project: The project, or None to check no area.
        checks: How files are read and checked.
        on_invalid: Shows the report where errors stop the upload.

    Raises:
        InvalidFilesError: Files have errors, and are not to be skipped.
        CommandError: No files were found.
    """
    from ...core.resource_kinds import KINDS
    from ...imagery import preflight, read_manifest
    from ...uploads.inputs import Scan

    output = session.output
    type_ = collection if isinstance(collection, str) else collection["data_collection_type"]
    if (kind := KINDS.get(type_)) is None:
        raise CommandError(f"Data collections of type {type_!r} are not supported.")
    with output.status("Reading files …"):
        found = list(Scan(list(sources), kind))
        wrong = [(each.given.file, each.problem) for each in found if each.problem is not None]
        ignored = [each for each in found if each.passed_over is not None]
        rest = [f.given for f in found if f.problem is None and f.passed_over is None]
        table = None
        if checks.manifest is not None:
            table = read_manifest(checks.manifest, zone=checks.timezone)
        report = preflight(
            rest,
            collection=collection,
            project=project,
            manifest=table,
            zone=checks.timezone,
            prefix_folder=checks.prefix_folder,
            strict=checks.strict,
            skip_invalid=checks.skip_invalid,
        )
    for each in ignored:
        output.debug(relative_paths(f"Ignored {each.given.file}: {each.passed_over}"))
    if ignored:
        files = "file" if len(ignored) == 1 else "files"
        output.info(f"Ignored {len(ignored)} other {files}{_more(output.verbose)}")
    for path, problem in wrong:
        output.warn(relative_paths(f"error {path}: {problem}"), "red")
    _print_problems(session, report)
    if not rest and not wrong:
        listed = ", ".join(map(str, sources))
        raise CommandError(relative_paths(f"No {kind.words}s to upload in {listed}."), NOTHING)
    if (wrong or not report.ok) and not checks.skip_invalid:
        if on_invalid is not None:
            on_invalid(report)
        count = f"{len(report.invalid) + len(wrong)} of {len(rest) + len(wrong)} files"
        raise InvalidFilesError(
            f"{count} cannot be uploaded, so nothing was. Fix them, or skip them with"
            " --skip-invalid.",
            count,
        )
    return CheckedFiles(report.upload_files(), report, len(report.invalid) + len(wrong))


def _print_problems(session: Session, report: PreflightReport) -> None:
    """Print the problems by kind, errors first, and only examples of a frequent kind."""
    output = session.output
    errors = {id(each) for each in report.errors}
    kinds: dict[tuple[bool, str], list[Any]] = {}
    for problem in report.problems:
        kinds.setdefault((id(problem) not in errors, str(problem.code)), []).append(problem)
    limit = None if output.verbose else _MAX_PROBLEMS
    for (is_warning, _), problems in sorted(kinds.items(), key=lambda kind: kind[0]):
        if is_warning and output.quiet:
            continue
        # One sentence for a warning that most files share, not ten thousand.
        shown = problems[: 1 if is_warning and not output.verbose else limit]
        for problem in shown:
            hint = f"; {hint_text(problem.hint_code)}" if problem.hint_code else ""
            text = f"{attrs.evolve(problem, hint_code=None)}{hint}"
            output.warn(relative_paths(text), "yellow" if is_warning else "red")
        if len(problems) > len(shown):
            output.info(f"  … and {len(problems) - len(shown)} more like it{_more(False)}", "dim")


def _more(verbose: bool) -> str:
    return "." if verbose else "; -v lists them."


_TYPES = {".jpg": "image", ".jpeg": "image", ".las": "point_cloud", ".laz": "point_cloud"}


def guess_type(paths: Sequence[Path]) -> str:
    """Return the type of a data collection for files: of the first extension that has one type.

    Raises:
        CommandError: No extension has one.
    """
    for path in paths:
        for each in _walk(path):
            extension = each.suffix.lower()
            if extension in _TYPES:
                return _TYPES[extension]
            if extension in (".tif", ".tiff"):
                raise CommandError(
                    "GeoTIFFs can be of several types: give --type RGB, DTM, DSM or raster"
                    " (or image, for photos)."
                )
    raise CommandError("The type cannot be guessed from these files: give --type.")


def _walk(path: Path) -> Iterator[Path]:
    """Yield the files of a path from the command line, as an upload finds them.

    Raises:
        CommandError: Nothing has this path.
    """
    if path.is_dir():
        yield from path.rglob("*")
    elif os.path.lexists(path):
        yield path
    elif not (matches := glob.glob(str(path), recursive=True)):  # noqa: PTH207 (none for absolute ones)
        raise CommandError(f"There is no file or folder {path}.")
    else:
        for text in matches:
            yield from _walk(Path(text))


def area_around(report: PreflightReport) -> dict[str, Any] | None:
    """Return a rectangle around all positions, for the area of a new project."""
    points = [
        point
        for feature in report.to_geojson()["features"]
        for point in _points(feature["geometry"]["coordinates"])
    ]
    if not points:
        return None
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return box(
        max(-180.0, round(min(longitudes) - _MARGIN, 6)),
        max(-90.0, round(min(latitudes) - _MARGIN, 6)),
        min(180.0, round(max(longitudes) + _MARGIN, 6)),
        min(90.0, round(max(latitudes) + _MARGIN, 6)),
    )


def _points(coordinates: Any) -> Iterable[Any]:
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates]
    return [point for each in coordinates for point in _points(each)]
