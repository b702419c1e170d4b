"""Matching of upload jobs to files: the create request, and how its response is read.

A job's file is found by its name, never by its place in the answer; what is not surely a file's own
job gets no bytes. Pure decisions, no I/O.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from ...exceptions import PixelError, PixelInputError, PixelValidationError
from ..client_protocol import Answer, id_in
from ..inputs.hashes import FileHashes
from ..inputs.names import same_name
from ..inputs.parts import parts_of
from ..inputs.planned_file import PlannedFile
from ..s3.transfer import BodyTransfer, FormTarget, PartTarget

__all__ = ["asked_digest", "blamed_files", "job_request", "match_jobs", "sends_of"]

T = TypeVar("T")


def job_request(file: PlannedFile, hashes: FileHashes) -> dict[str, Any]:
    """What the create call wants to know of a file."""
    request: dict[str, Any] = {"name": file.body.name}
    if file.part_size is None:
        request["md5"] = hashes.main[0]
    else:
        parts = parts_of(file.body.size, file.part_size)
        request["parts"] = [
            {"part_number": part.number, "md5": md5, "content_length": part.length}
            for part, md5 in zip(parts, hashes.main, strict=True)
        ]
    if file.metadata:
        request["metadata"] = file.metadata
    if file.support:
        request["support_files"] = [
            {"name": body.name, "md5": md5}
            for body, md5 in zip(file.support, hashes.support, strict=True)
        ]
    return request


def asked_digest(file: PlannedFile) -> str:
    """A digest of what an upload job is asked for, hashes aside."""
    asked = [
        file.part_size,
        [body.name for body in file.bodies],
        dict(file.metadata) if file.metadata else None,
    ]
    text = json.dumps(asked, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def blamed_files(error: PixelError) -> dict[int, str]:
    """The files of a create call that spoiled it, by their place in it, with the reason for each.

    Empty when the error is not about single files, or does not say which.
    """
    blamed: dict[int, list[str]] = {}
    if isinstance(error, PixelInputError):
        for problem in error.problems:
            match problem.keys:
                case ("files", int(place), *_):
                    inner = problem.path.partition("]")[2].removeprefix(".")
                    blamed.setdefault(place, []).append(str(attrs.evolve(problem, path=inner)))
    if isinstance(error, PixelValidationError) and isinstance(error.detail, list):
        for entry in error.detail:
            match list(entry.get("loc") or ()) if isinstance(entry, Mapping) else []:
                case ("body", "files", int(place), *names):
                    what = ".".join(map(str, names))
                    blamed.setdefault(place, []).append(f"{what}: {entry.get('msg')}")
    return {index: "; ".join(reasons) for index, reasons in blamed.items()}


def match_jobs(
    files: Sequence[PlannedFile], answer: Iterable[Any]
) -> tuple[dict[int, Answer], dict[int, str]]:
    """Find every file's job.

    Args:
        files: The files of one create call.
        answer: The jobs it answered with, in any order.

    Returns:
        The job of each file that has one, and the reason for each that has not, by row.
    """
    jobs = [job for job in answer if isinstance(job, Mapping)]
    uses = Counter(id_in(job) for job in jobs)
    matched, reasons = _match(files, jobs, lambda file: file.body.name)
    good: dict[int, Answer] = {}
    problems = {files[index].row: reason for index, reason in reasons.items()}
    for index, job in matched.items():
        row = files[index].row
        if id_in(job) is None:
            problems[row] = "the service made an upload job without an id for it"
        elif uses[id_in(job)] > 1:
            problems[row] = f"the service gave upload job {id_in(job)} to several files"
        else:
            good[row] = job
    return good, problems


def sends_of(file: PlannedFile, hashes: FileHashes, job: Answer) -> list[BodyTransfer]:
    """Every body of a file, with its own presigned request.

    Raises:
        ValueError: The job lacks one; then nothing of the file may be sent.
    """
    if file.part_size is None:
        sends = [BodyTransfer(file.body, _form(job, "the file"), hashes.main[0])]
    else:
        sends = _part_sends(file, file.part_size, hashes, job)
    offered = [entry for entry in job.get("support_files") or () if isinstance(entry, Mapping)]
    matched, reasons = _match(file.support, offered, lambda body: body.name)
    for index, body in enumerate(file.support):
        if index in reasons:
            raise ValueError(f"support file {body.name}: {reasons[index]}")
        target = _form(matched[index], f"support file {body.name}")
        sends.append(BodyTransfer(body, target, hashes.support[index]))
    return sends


def _part_sends(
    file: PlannedFile, part_size: int, hashes: FileHashes, job: Answer
) -> list[BodyTransfer]:
    offered = [entry for entry in job.get("upload_parts") or () if isinstance(entry, Mapping)]
    by_number = {entry.get("part_number"): entry for entry in offered}
    parts = list(parts_of(file.body.size, part_size))
    if len(by_number) != len(offered) or set(by_number) != {part.number for part in parts}:
        raise ValueError(
            f"the service's upload job is for other parts than the {len(parts)} of the file"
        )
    return [
        BodyTransfer(
            file.body,
            PartTarget(
                _url(by_number[part.number], f"part {part.number}"),
                {str(k): str(v) for k, v in (by_number[part.number].get("headers") or {}).items()},
                part,
            ),
            md5,
        )
        for part, md5 in zip(parts, hashes.main, strict=True)
    ]


def _match(
    wanted: Sequence[T], offered: Sequence[Answer], name_of: Callable[[T], str]
) -> tuple[dict[int, Answer], dict[int, str]]:
    """By the exact name; else by one that differs in case or normalisation, if that is clear."""
    exact: dict[object, list[Answer]] = {}
    for entry in offered:
        exact.setdefault(str(entry.get("name")), []).append(entry)
    known = {name_of(want) for want in wanted}
    similar: dict[str, list[Answer]] = {}
    for entry in offered:
        name = entry.get("name")
        if isinstance(name, str) and name not in known:
            similar.setdefault(same_name(name), []).append(entry)
    matched: dict[int, Answer] = {}
    reasons: dict[int, str] = {}
    for index, want in enumerate(wanted):
        name = name_of(want)
        found = exact.get(name) or similar.get(same_name(name), [])
        if len(found) == 1:
            matched[index] = found[0]
        elif found:
            reasons[index] = f"the service made {len(found)} upload jobs of the name {name!r}"
        else:
            reasons[index] = f"the service made no upload job of the name {name!r}"
    return matched, reasons


def _form(entry: Answer, what: str) -> FormTarget:
    fields = entry.get("upload_fields")
    if not isinstance(fields, Mapping):
        raise ValueError(f"the service's upload job has no upload fields for {what}")
    return FormTarget(_url(entry, what), dict(fields))


def _url(entry: Answer, what: str) -> str:
    url = entry.get("url")
    if not isinstance(url, str) or not url:
        raise ValueError(f"the service's upload job has no address to send {what} to")
    return url
