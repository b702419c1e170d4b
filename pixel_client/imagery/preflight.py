"""Pre-flight: every problem of every file at once, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any

import attrs

from ..core.resource_kinds import KINDS
from ..core.text import reason_of
from ..exceptions import PixelInputError, ProblemCode
from ..uploads.inputs import (
    PixelUploadFile,
    Scan,
    ScannedFile,
    Source,
    as_sources,
    check_part_size,
    upload_name,
)
from .collection_checks import Collection, area_problems, collection_problems
from .footprints import Area
from .manifest.reader import Manifest, Matches
from .metadata import FileMetadata, Hook
from .name_checks import name_problems, repeated, sidecar_problems, size_problems
from .overrides import apply, field_faults, hooked
from .photo.orientation import PitchZero
from .problems import Levels, Problem, check_levels, levelled
from .reader import read_many, time_zone
from .report import PreflightReport, PreflightRow

__all__ = ["preflight", "upload_files"]


def preflight(
    files: Source | Iterable[Source],
    *,
    collection: Any,
    project: Any = None,
    manifest: Manifest | None = None,
    zone: tzinfo | str | None = None,
    hook: Hook | None = None,
    pitch_zero: PitchZero = "down",
    panorama_type: str = "360",
    multipart: bool | None = None,
    part_size: int | None = None,
    prefix_folder: bool = False,
    side_cars: bool = True,
    strict: bool = False,
    skip_invalid: bool = False,
    levels: Levels | None = None,
    threads: int | None = None,
) -> PreflightReport:
    """Look at files before they are uploaded, and gather their metadata.

    A value comes from the file, over it the manifest, over that the `metadata` of a
    `PixelUploadFile`, and over that the hook.

    Args:
        files: One or several of: a file, a folder (with all below it), a pattern of either such
            as `flight*` or `flight*/**/*.JPG`, a `PixelUploadFile` with support files and metadata
            of its own; as for `upload`.
        collection: Where they are to go: a data collection, or its type (`image`, `raster`,
            `RGB`, `DTM`, `DSM`, `point_cloud`).
        project: The project, or its area as GeoJSON or `__geo_interface__`; None checks no area.
        manifest: Metadata by file, see `read_manifest`.
        zone: Zone of the cameras' clocks (`"Europe/Oslo"`), for photos that do not say.
        hook: Your own function, see `Hook`.
        pitch_zero: Where `cam_pitch` is 0: `down` or `horizon`, see `ReadOptions`.
        panorama_type: The `image_type` of a 360° panorama.
        multipart: Whether they will be sent in parts; None for where that is needed.
        part_size: Bytes of a part, or None for the default.
        prefix_folder: Whether the folder will be put in front of the name.
        side_cars: Take side-cars along, of files whose `support_files` are not given.
        strict: Count warnings as errors.
        skip_invalid: Leave files with errors out, rather than refuse the whole upload.
        levels: Problem code -> `error`, `warning` or `ignore`, where you see it otherwise.
        threads: Threads that read, see `read_many`.

    Returns:
        The report; `report.upload_files()` is what to upload.

    Raises:
        PixelInputError: An argument is not allowed, or a library is not installed. What is wrong
            with files is in the report, and never raised.
    """
    check_levels(levels)
    check_part_size(part_size)
    where = Collection.of(collection)
    scanned = list(Scan(as_sources(files), KINDS[where.type], side_cars=side_cars))
    taken = [each for each in scanned if each.passed_over is None]
    given = [each.given for each in taken]
    area = _area(project)
    clock = time_zone(zone)
    alike = repeated(given, prefix_folder)
    matches = None if manifest is None else manifest.match([each.file for each in given])
    read = read_many(
        (each.file for each in given),
        kind=where.kind,
        zone=clock,
        pitch_zero=pitch_zero,
        panorama_type=panorama_type,
        threads=threads,
    )
    rows = []
    for place, (each, metadata) in enumerate(zip(taken, read, strict=True)):
        file = each.given
        found = [*([alike[place]] if place in alike else []), *name_problems(file, prefix_folder)]
        found += _scan_problems(each)
        if isinstance(each.problem, OSError):  # told already, and better
            metadata = attrs.evolve(metadata, problems=())
        found += size_problems(file.file, metadata.size, multipart, part_size)
        found += sidecar_problems(file)
        metadata = _said_elsewhere(metadata, file, place, matches, found, clock)
        metadata = hooked(metadata, hook, clock)
        found += collection_problems(metadata, where)
        found += area_problems(metadata, area)
        problems = levelled([*metadata.problems, *found], levels)
        name = upload_name(file.file, prefix_folder)
        rows.append(PreflightRow(file, name, attrs.evolve(metadata, problems=problems)))
    general = [problem for each in scanned if each.passed_over for problem in _scan_problems(each)]
    general += [] if matches is None else matches.problems
    return PreflightReport(
        rows=tuple(rows),
        general=tuple(levelled(general, levels)),
        collection_type=where.type,
        strict=strict,
        skip_invalid=skip_invalid,
    )


def upload_files(files: Source | Iterable[Source], **options: Any) -> list[PixelUploadFile]:
    """Turn paths into what uploads take, with the metadata that the files hold.

    Args:
        files: As for `preflight`.
        options: As for `preflight`; `collection` is needed.

    Returns:
        The files that may be sent, with metadata and side-cars.

    Raises:
        PixelInputError: There are errors and `skip_invalid` is not set; it lists them.
    """
    return preflight(files, **options).upload_files()


def _scan_problems(found: ScannedFile) -> Iterator[Problem]:
    path = found.given.file
    if found.passed_over is not None:
        yield Problem.of("passed-over", path, f"it is not sent: {found.passed_over}")
    elif isinstance(found.problem, ValueError):
        yield Problem.of("sidecar-doubtful", path, str(found.problem))
    elif found.problem is not None:
        yield Problem.of("file-missing", path, f"{reason_of(found.problem)}; check the path")


def _area(project: Any) -> Area | None:
    if project is None:
        return None
    if isinstance(project, Mapping) and "area_of_interest" in project:
        project = project["area_of_interest"]
        if project is None:
            return None
    elif (
        isinstance(project, Mapping) and "coordinates" not in project and "geometry" not in project
    ):
        raise PixelInputError(
            "is a project with its area_of_interest, a GeoJSON Polygon, or None",
            path="project",
            code=ProblemCode.TYPE,
        )
    return Area(project)


def _said_elsewhere(
    metadata: FileMetadata,
    file: PixelUploadFile,
    place: int,
    matches: Matches | None,
    found: list[Problem],
    zone: tzinfo | None,
) -> FileMetadata:
    """Put what the manifest and the caller say over what the file says."""
    if matches is not None:
        found += matches.of_file.get(place, ())
        row = matches.rows.get(place)
        if row is not None:
            source = f"manifest, row {row.number}"
            faults = list(field_faults(metadata.kind, row.fields, row.json_metadata))
            found += [
                Problem.of(
                    "manifest-cell",
                    metadata.path,
                    f"{source}: {fault}. Mend the cell, or empty it",
                )
                for fault in faults
            ]
            if not faults:
                metadata = apply(metadata, row.fields, source, row.json_metadata, zone)
    if file.metadata is not None:
        fields, free = _given(file.metadata)
        faults = list(_given_faults(metadata.kind, fields, free))
        found += [
            Problem.of("metadata-refused", metadata.path, f"metadata given with it: {fault}")
            for fault in faults
        ]
        if not faults:
            fields.pop("fields_type", None)
            metadata = apply(metadata, fields, "given with the file", free, zone)
    return metadata


def _given(metadata: Any) -> tuple[dict[str, Any], Any]:
    plain = metadata.to_dict() if hasattr(metadata, "to_dict") else dict(metadata)
    fields = plain.get("fields") or {}
    fields = fields.to_dict() if hasattr(fields, "to_dict") else dict(fields)
    return {name: value for name, value in fields.items() if value is not None}, plain.get(
        "json_metadata"
    )


def _given_faults(kind: str, fields: dict[str, Any], free: Any) -> Iterator[str]:
    said = fields.get("fields_type", kind)
    if said != kind:
        yield f"its fields are of fields_type {said!r}, but the collection takes {kind!r}"
        return
    plain = {name: value for name, value in fields.items() if name != "fields_type"}
    yield from field_faults(kind, plain, free)
