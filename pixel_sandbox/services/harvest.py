"""The worker of harvests: reads features and maps their fields, and counts what came of it."""

import logging
from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from ..background import StatusQueue
from ..database import Database, DataCollection, now
from ..options import SandboxOptions
from .tables import HarvestService, HarvestTask

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("pending", "submitted", "in_progress")
SAMPLES = 5


class HarvestQueue(StatusQueue):
    """Runs the tasks of harvest services.

    Args:
        database: The database.
        options: Options with the delay.
    """

    def __init__(self, database: Database, options: SandboxOptions) -> None:
        super().__init__("harvest", database, HarvestTask, UNDER_WAY, options.service_delay)

    def carry_out(self, number: int) -> None:
        """Run one task, unless it is done or stopped."""
        with self._database.writing() as session:
            task = session.get(HarvestTask, number)
            if task is None or task.status not in UNDER_WAY:
                return
            task.status = "in_progress"
            service = task.service
            problem = _gone(session, service)
        if not self.pause(number, self._delay, lambda: self._wanted(number)):
            return
        result: dict[str, Any] | None = None
        if problem is None:
            result, problem = _harvest(service)
        with self._database.writing() as session:
            task = session.get(HarvestTask, number)
            # Stopped or deleted in the meantime: what was read is not wanted any more.
            if task is not None and task.status == "in_progress":
                task.result, task.detail = result, problem
                task.status = "completed" if problem is None else "failed"
                task.updated_at = now()

    def _wanted(self, number: int) -> bool:
        with self._database.reading() as session:
            task = session.get(HarvestTask, number)
            return task is not None and task.status == "in_progress"


def _gone(session: Session, service: HarvestService) -> str | None:
    collection = session.get_one(DataCollection, service.data_collection_id)
    if collection.deleted_at is not None or collection.project.deleted_at is not None:
        return f"data collection {collection.id} ({collection.name}) was deleted"
    return None


def _harvest(service: HarvestService) -> tuple[dict[str, Any] | None, str | None]:
    """Return the result, or the reason of the failure."""
    # Imports an HTTP client, which is rarely needed.
    from .features import HarvestError, read_features

    wanted = [*(each["external_field"] for each in service.maps), *service.extra_fields]
    fields = list(dict.fromkeys(wanted))
    try:
        features = list(read_features(service.url, service.auth, service.where_clause, fields))
    except HarvestError as error:
        return None, str(error)
    except Exception as error:
        # The text and traceback of an unexpected error may contain secrets.
        logger.error("a harvest failed: %s", type(error).__name__)
        return None, "the harvest failed: internal error of the sandbox"
    return summarise(features, service.maps, service.extra_fields), None


def summarise(
    features: list[dict[str, Any]], maps: list[dict[str, str]], extra_fields: list[str]
) -> dict[str, Any]:
    """Map the fields of features and count the results.

    Args:
        features: Features, with `attributes` and possibly `geometry`.
        maps: The field maps.
        extra_fields: Fields that are kept unchanged.

    Returns:
        The numbers of `found`, `harvested` and `skipped` features; `missing_fields` by field;
        `sample` with the first harvested ones. A feature without a geometry, or without any
        mapped field, is skipped.
    """
    missing: Counter[str] = Counter()
    harvested = 0
    sample: list[dict[str, Any]] = []
    for feature in features:
        attributes = feature.get("attributes")
        attributes = attributes if isinstance(attributes, dict) else {}
        wanted = {each["external_field"] for each in maps} | set(extra_fields)
        missing.update(name for name in wanted if attributes.get(name) is None)
        mapped: dict[str, Any] = {}
        for each in maps:
            value = attributes.get(each["external_field"])
            if value is not None:
                mapped.setdefault(each["model"], {})[each["field_name"]] = value
        if not feature.get("geometry") or (maps and not mapped):
            continue
        harvested += 1
        if len(sample) < SAMPLES:
            extra = {name: attributes.get(name) for name in extra_fields}
            sample.append({"fields": mapped, "extra_fields": extra})
    return {
        "found": len(features),
        "harvested": harvested,
        "skipped": len(features) - harvested,
        "missing_fields": dict(sorted(missing.items())),
        "sample": sample,
    }
