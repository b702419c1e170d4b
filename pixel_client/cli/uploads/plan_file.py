"""Plan files: the exact files and metadata of an upload, for `pixel upload --plan`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ...core.atomic_file import AtomicFile
from ..errors import CommandError, relative_paths, write_errors
from ..lookup import find_destination
from .preflight import Checks

if TYPE_CHECKING:
    from ...uploads import PixelUploadFile
    from ..session import Session
    from .run_history import SendOptions

__all__ = ["Plan", "read_plan", "send_plan", "write_plan"]

VERSION = 1
_MAX_FILES = 10  # that an error lists


@attrs.frozen(kw_only=True)
class Plan:
    """The exact files of an upload.

    Attributes:
        service: The service's address, or None when none was used.
        project: Id of the project, or None.
        collection: Id of the data collection, or None.
        type: The type of the data collection.
        place: Their names, for people.
        prefix_folder: Whether each name starts with the file's folder.
        files: The files, with metadata and side-car files.
    """

    service: str | None
    project: int | None
    collection: int | None
    type: str
    place: str
    prefix_folder: bool
    files: Sequence[PixelUploadFile]


def write_plan(path: Path, plan: Plan) -> None:
    """Write a plan.

    Raises:
        CommandError: The file cannot be written.
    """
    plain = attrs.asdict(plan, recurse=False)
    plain["files"] = [
        {
            **_stamp(each.file),
            "support_files": [_stamp(support) for support in each.support_files or ()],
            "metadata": _plain(each.metadata),
        }
        for each in plan.files
    ]
    written = {"pixel_plan": VERSION, "sha256": _digest(plain), **plain}
    with write_errors(path), AtomicFile(path) as file:
        json.dump(written, file, indent=1)


def read_plan(path: Path) -> Plan:
    """Read a plan, and check that its files are unchanged.

    Raises:
        CommandError: The file is not a valid plan, or it or its files were changed.
    """
    from ...uploads import PixelUploadFile

    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"The plan {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise CommandError(f"{path} is not a plan; pixel plan --write FILE writes one.") from None
    if not isinstance(plain, dict) or plain.pop("pixel_plan", None) != VERSION:
        raise CommandError(
            f"{path} is not a plan of this version; write a new one with pixel plan."
        )
    if plain.pop("sha256", None) != _digest(plain):
        raise CommandError(
            f"The plan {path} was changed after it was written, so its metadata was not checked."
            " Write a new one with pixel plan; use --manifest for your own metadata."
        )
    changed = [
        each["path"]
        for file in plain["files"]
        for each in (file, *file["support_files"])
        if not _is_unchanged(each)
    ]
    if changed:
        listed = relative_paths("\n  ".join(changed[:_MAX_FILES]))
        more = f"\n  … and {len(changed) - _MAX_FILES} more" if len(changed) > _MAX_FILES else ""
        raise CommandError(
            f"These files were changed or deleted after the plan was written:\n  {listed}{more}\n"
            "Nothing was uploaded. Write a new plan with pixel plan."
        )
    files = [
        PixelUploadFile(
            Path(file["path"]),
            support_files=[Path(each["path"]) for each in file["support_files"]],
            metadata=file["metadata"],
        )
        for file in plain.pop("files")
    ]
    return Plan(**plain, files=files)


def send_plan(
    session: Session,
    path: Path,
    project: str | None,
    collection: str | None,
    options: SendOptions,
    report: Path | None,
) -> int:
    """Upload the files of a plan.

    Args:
        session: The session.
        path: The plan.
        project: Id or name of the project; None for the plan's.
        collection: Id or name of the data collection; None for the plan's.
        options: How files are sent.
        report: The file for the report, or None.

    Returns:
        The exit code.

    Raises:
        CommandError: The plan or a file was changed, or the plan is for another destination.
    """
    from .run_history import Request
    from .send import send

    plan = read_plan(path)
    service = session.settings.PIXEL_API_URL
    ids, place = (plan.project, plan.collection), plan.place
    if project is not None and collection is not None:
        within, target = find_destination(session.client, project, collection)
        if ids not in ((None, None), (within.id, target.id)):
            raise CommandError(f"The plan is for {place}; omit --project and --collection.")
        if target.data_collection_type != plan.type:
            raise CommandError(
                f"The plan is for a data collection of type {plan.type}, but {target.name!r} is of"
                f" type {target.data_collection_type}."
            )
        ids, place = (within.id, target.id), f"{within.name} / {target.name}"
    if ids[0] is None or ids[1] is None:
        raise CommandError("The plan has no destination: add --project and --collection.")
    if plan.service not in (None, service):
        raise CommandError(f"The plan is for {plan.service}, but your settings are for {service}.")
    request = Request(
        service=service,
        project=ids[0],
        collection=ids[1],
        place=place,
        sources=[],
        plan=str(path.absolute()),
        checks=Checks(prefix_folder=plan.prefix_folder),
        options=options,
    )
    return send(session, plan.files, request, report=report).code


def _stamp(path: Path) -> dict[str, Any]:
    status = path.stat()
    return {"path": str(path.absolute()), "size": status.st_size, "mtime_ns": status.st_mtime_ns}


def _is_unchanged(planned: dict[str, Any]) -> bool:
    try:
        found = _stamp(Path(planned["path"]))
    except OSError:
        return False
    return all(found[name] == planned[name] for name in found)


def _digest(plain: dict[str, Any]) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(metadata: Any) -> Any:
    if metadata is None:
        return None
    found = metadata.to_dict() if hasattr(metadata, "to_dict") else dict(metadata)
    # Through JSON and back, so that the digest is that of the values read later.
    return json.loads(json.dumps(found, default=_to_json))


def _to_json(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value.isoformat() if hasattr(value, "isoformat") else dict(value)
