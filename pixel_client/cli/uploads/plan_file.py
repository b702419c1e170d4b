"""Plans: what would be sent, to the byte, in a file that `pixel upload --plan` sends exactly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ...core.atomic_file import AtomicFile
from ..errors import CommandError, from_here, write_errors
from ..lookup import find_collection, find_project
from .preflight import Checks

if TYPE_CHECKING:
    from ...uploads import PixelUploadFile
    from ..session import Session
    from .send import How

__all__ = ["Plan", "read_plan", "send_plan", "write_plan"]

VERSION = 1
_SHOWN = 10


@attrs.frozen(kw_only=True)
class Plan:
    """What is to be sent.

    Attributes:
        service: The service's address, or None when none was asked.
        project: Id of the project, or None.
        collection: Id of the data collection, or None.
        type: The type of the data collection.
        place: Their names, for people.
        prefix_folder: Whether the folder is put in front of each name.
        files: The files, with metadata and side-cars.
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
        CommandError: It cannot be written.
    """
    plain: dict[str, Any] = {
        name: getattr(plan, name)
        for name in ("service", "project", "collection", "type", "place", "prefix_folder")
    }
    plain["files"] = [
        {
            **_stamp(each.file),
            "support_files": [_stamp(beside) for beside in each.support_files or ()],
            "metadata": _plain(each.metadata),
        }
        for each in plan.files
    ]
    written = {"pixel_plan": VERSION, "sha256": _digest(plain), **plain}
    with write_errors(path), AtomicFile(path) as file:
        json.dump(written, file, indent=1)


def read_plan(path: Path) -> Plan:
    """Read a plan, and see that all of it is still so.

    Raises:
        CommandError: It is no plan, it was changed, or files were.
    """
    from ...uploads import PixelUploadFile

    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"The plan {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise CommandError(f"{path} is no plan; pixel plan --write FILE writes one.") from None
    if not isinstance(plain, dict) or plain.pop("pixel_plan", None) != VERSION:
        raise CommandError(f"{path} is no plan of this version; write it anew with pixel plan.")
    if plain.pop("sha256", None) != _digest(plain):
        raise CommandError(
            f"The plan {path} was changed after it was written, so what it says was never checked."
            " Write it anew with pixel plan; metadata of your own goes into a --manifest."
        )
    changed = [
        each["path"]
        for file in plain["files"]
        for each in (file, *file["support_files"])
        if not _is_as_planned(each)
    ]
    if changed:
        listed = from_here("\n  ".join(changed[:_SHOWN]))
        more = f"\n  … and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        raise CommandError(
            f"Since the plan was written, these were changed or are gone:\n  {listed}{more}\n"
            "Nothing was sent. Write the plan anew with pixel plan."
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
    session: Session, path: Path, project: str | None, collection: str | None, how: How
) -> int:
    """Send what a plan says.

    Args:
        session: The session.
        path: The plan.
        project: Id or name of the project; None for the plan's.
        collection: Id or name of the data collection; None for the plan's.
        how: How it is sent.

    Returns:
        The exit code.

    Raises:
        CommandError: It, or a file, was changed; or it is for another place.
    """
    from .run_history import Request
    from .send import send

    plan = read_plan(path)
    service = session.settings.PIXEL_API_URL
    where = (plan.project, plan.collection)
    place = plan.place
    if project is not None and collection is not None:
        within = find_project(session.client, project)
        target = find_collection(session.client, within.id, collection)
        if where != (None, None) and where != (within.id, target.id):
            raise CommandError(f"The plan is for {place}; leave --project and --collection out.")
        if target.data_collection_type != plan.type:
            raise CommandError(
                f"The plan is for a data collection of the type {plan.type}, and {target.name!r} is"
                f" of {target.data_collection_type}."
            )
        where, place = (within.id, target.id), f"{within.name} / {target.name}"
    if where[0] is None or where[1] is None:
        raise CommandError("The plan does not say where to: add --project and --collection.")
    if plan.service not in (None, service):
        raise CommandError(f"The plan is for {plan.service}, but your settings are for {service}.")
    request = Request(
        service=service,
        project=where[0],
        collection=where[1],
        place=place,
        sources=[],
        plan=str(path.absolute()),
        checks=Checks(prefix_folder=plan.prefix_folder),
    )
    return send(session, plan.files, request, how).code


def _stamp(path: Path) -> dict[str, Any]:
    status = path.stat()
    return {
        "path": str(path.absolute()),
        "size": status.st_size,
        "mtime_ns": status.st_mtime_ns,
    }


def _is_as_planned(planned: dict[str, Any]) -> bool:
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
    # Through JSON and back, so that what is read is what was digested.
    return json.loads(json.dumps(found, default=_as_json))


def _as_json(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value.isoformat() if hasattr(value, "isoformat") else dict(value)
