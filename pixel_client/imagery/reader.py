"""Reads what files say: one file, or any number of them in bounded memory."""

from __future__ import annotations

import stat
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from ..core.text import reason_of
from ..exceptions import PixelInputError, ProblemCode
from .formats import (
    FORMATS,
    HEAD_BYTES,
    Format,
    extension_problems,
    format_by_extension,
    format_of,
    what_is_taken,
)
from .metadata import FileMetadata, Hook, failed
from .overrides import hooked
from .photo.orientation import PitchZero
from .photo.reader import broken_off, read_photo
from .point_clouds import read_point_cloud
from .problems import Problem
from .rasters import read_raster

__all__ = ["ReadOptions", "read_file", "read_many", "read_metadata", "time_zone"]

KINDS = ("image", "raster", "point_cloud")
_CHUNK = 32  # files that a thread takes at once: handing over one costs as much as reading it
_AHEAD = 4  # chunks a thread may be ahead of the caller


@attrs.frozen(kw_only=True)
class ReadOptions:
    """How files are read.

    Attributes:
        zone: Zone of the cameras' clocks, for photos that do not say; None when not known.
        pitch_zero: Where `cam_pitch` is 0: `down` (0 straight down, 90 at the horizon: the
            convention of Esri's oriented imagery, whose field names the service has) or `horizon`
            (0 at the horizon, -90 straight down: as drones write it).
        panorama_type: The `image_type` of a 360° panorama. The service's values are not published.
    """

    zone: tzinfo | None = None
    pitch_zero: PitchZero = "down"
    panorama_type: str = "360"

    def __attrs_post_init__(self) -> None:
        if self.pitch_zero not in ("down", "horizon"):
            raise PixelInputError(
                f"is 'down' or 'horizon', not {self.pitch_zero!r}",
                path="pitch_zero",
                code=ProblemCode.ENUM,
                allowed={"enum": ["down", "horizon"]},
            )


def time_zone(zone: tzinfo | str | None) -> tzinfo | None:
    """A time zone, by its name (`Europe/Oslo`) or as it is.

    Raises:
        PixelInputError: There is no such zone.
    """
    if zone is None or isinstance(zone, tzinfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PixelInputError(
            f"is no time zone that is known: {zone!r}; give one such as 'Europe/Oslo'",
            path="zone",
            code=ProblemCode.UNKNOWN,
        ) from error


def read_metadata(
    path: Path | str,
    *,
    kind: str | None = None,
    zone: tzinfo | str | None = None,
    hook: Hook | None = None,
    pitch_zero: PitchZero = "down",
    panorama_type: str = "360",
) -> FileMetadata:
    """Read what one file says about itself, from its header.

    Args:
        path: The file.
        kind: What to read it as: `image`, `raster` or `point_cloud`. None goes by its content: a
            TIFF is a raster, a JPEG, PNG or WebP a photo.
        zone: Zone of the camera's clock (`"Europe/Oslo"`), for photos that do not say.
        hook: Your own function, see `Hook`; what it gives stands.
        pitch_zero: See `ReadOptions`.
        panorama_type: See `ReadOptions`.

    Returns:
        What it says. What is wrong with the file is in `problems`, and never raised.

    Raises:
        PixelInputError: An argument is not allowed, or a library is not installed.
    """
    options = ReadOptions(zone=time_zone(zone), pitch_zero=pitch_zero, panorama_type=panorama_type)
    return hooked(read_file(Path(path), check_kind(kind), options), hook, options.zone)


def read_many(
    paths: Iterable[Path | str],
    *,
    kind: str | None = None,
    zone: tzinfo | str | None = None,
    hook: Hook | None = None,
    pitch_zero: PitchZero = "down",
    panorama_type: str = "360",
    threads: int | None = None,
) -> Iterator[FileMetadata]:
    """Read what many files say, in their order, while they are asked for.

    A header is read in a fraction of a millisecond, most of which is Python: threads only help
    where opening a file has to wait, as on a network drive or a slow card.

    Args:
        paths: The files; may be a generator, which is taken from only as far as needed.
        kind: See `read_metadata`.
        zone: See `read_metadata`.
        hook: See `read_metadata`; it runs in your thread.
        pitch_zero: See `ReadOptions`.
        panorama_type: See `read_metadata`.
        threads: Threads that read, 1 or more; 1 reads in your own thread. 4 when None.

    Yields:
        What each file says.

    Raises:
        PixelInputError: An argument is not allowed, or a library is not installed.
    """
    options = ReadOptions(zone=time_zone(zone), pitch_zero=pitch_zero, panorama_type=panorama_type)
    checked = check_kind(kind)
    workers = 4 if threads is None else threads
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise PixelInputError(
            f"is a whole number from 1, not {threads!r}",
            path="threads",
            code=ProblemCode.RANGE,
            allowed={"minimum": 1},
        )
    return _stream(map(Path, paths), checked, options, hook, workers)


def check_kind(kind: str | None) -> str | None:
    """Refuse a kind that does not exist."""
    if kind is not None and kind not in KINDS:
        raise PixelInputError(
            f"is {', '.join(KINDS)} or None, not {kind!r}",
            path="kind",
            code=ProblemCode.ENUM,
            allowed={"enum": [*KINDS, None]},
        )
    return kind


def _stream(
    paths: Iterator[Path],
    kind: str | None,
    options: ReadOptions,
    hook: Hook | None,
    workers: int,
) -> Iterator[FileMetadata]:
    if workers == 1:
        for path in paths:
            yield hooked(read_file(path, kind, options), hook, options.zone)
        return

    def read_chunk(chunk: list[Path]) -> list[FileMetadata]:
        return [read_file(path, kind, options) for path in chunk]

    pool = ThreadPoolExecutor(workers, thread_name_prefix="pixel-imagery")
    try:
        waiting: deque[Future[list[FileMetadata]]] = deque()
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(paths, _CHUNK))):
                waiting.append(pool.submit(read_chunk, chunk))
            if not waiting:
                return
            for each in waiting.popleft().result():
                yield hooked(each, hook, options.zone)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def read_file(path: Path, kind: str | None, options: ReadOptions) -> FileMetadata:
    """Read one file.

    Args:
        path: The file.
        kind: What to read it as, or None to go by its content.
        options: How to read it.

    Raises:
        PixelInputError: A library is not installed.
    """
    guessed = kind or _kind_of(format_by_extension(path)) or "image"
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return failed(path, guessed, "file-missing", "it is not a file; give files")
        if status.st_size == 0:
            return failed(
                path, guessed, "file-empty", "it has 0 bytes; copy it again, or leave it out"
            )
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            return _read(path, file, status.st_size, head, kind, guessed, options)
    except (OSError, ValueError) as error:
        if isinstance(error, PixelInputError):
            raise
        broken = isinstance(error, FileNotFoundError) and path.is_symlink()
        reason = "it is a link to a file that does not exist" if broken else reason_of(error)
        return failed(
            path, guessed, "file-missing", f"{reason}; check the path and its permissions"
        )


def _kind_of(known: Format | None) -> str | None:
    if known is None or not known.kinds:
        return None
    if known.name == "TIFF":
        return "raster"
    return "image" if "image" in known.kinds else next(iter(known.kinds))


def _read(
    path: Path,
    file: Any,
    size: int,
    head: bytes,
    kind: str | None,
    guessed: str,
    options: ReadOptions,
) -> FileMetadata:
    content = format_of(path, head)
    if content is None or not content.kinds:
        return failed(
            path, guessed, "unknown-format", what_is_taken(path, content, head), size=size
        )
    kind = kind or _kind_of(content) or "image"
    if kind not in content.kinds:
        taken = ", ".join(each.name for each in FORMATS.values() if kind in each.kinds)
        return failed(
            path,
            kind,
            "wrong-kind",
            f"it is a {content.name} file, which is no {kind.replace('_', ' ')}; {taken} are. Put "
            "it into a data collection of its own kind",
            size=size,
            format=content.name,
        )
    if kind == "image":
        result = read_photo(path, file, size, content.name, **_photo_options(options))
    elif kind == "raster":
        result = read_raster(path, size, content.name)
    else:
        result = read_point_cloud(path, file, size, content.name)
    further = extension_problems(path, content)
    if kind == "raster" and (fault := broken_off(file, size, content.name)):
        further.append(Problem.of("truncated", path, f"{fault}; copy it again"))
    return attrs.evolve(result, problems=[*result.problems, *further])


def _photo_options(options: ReadOptions) -> Mapping[str, Any]:
    return {
        "zone": options.zone,
        "pitch_zero": options.pitch_zero,
        "panorama_type": options.panorama_type,
    }
