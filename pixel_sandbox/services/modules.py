"""The analysis modules: each analyses the resources of one data collection."""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import DataCollection, Resource

EARTH_RADIUS_M = 6_371_000.0


class AnalysisError(Exception):
    """The task cannot be run, for the reason in the message."""


@dataclass(frozen=True, kw_only=True)
class Module:
    """An analysis module.

    Args:
        description: Its description.
        config: Descriptions of its settings, by name.
        run: Computes the result from the resources and the configuration.
    """

    description: str
    config: Mapping[str, str]
    run: Callable[[list[Resource], Mapping[str, Any]], dict[str, Any]]


def run_module(
    session: Session, name: str, config: Mapping[str, Any], params: Mapping[str, Any]
) -> dict[str, Any]:
    """Run a task.

    Args:
        session: The database session.
        name: The module.
        config: Configuration of the service.
        params: Parameters of the task: `data_collection_id`.

    Returns:
        The result.

    Raises:
        AnalysisError: Parameters or configuration are invalid, or the data collection is missing.
    """
    module = MODULES[name]
    unknown = sorted(set(config) - set(module.config))
    if unknown:
        raise AnalysisError(
            f"the config of {name} has no {', '.join(unknown)};"
            f" it takes {', '.join(sorted(module.config))}"
        )
    unknown = sorted(set(params) - {"data_collection_id"})
    if unknown:
        raise AnalysisError(
            f"unknown parameter {', '.join(unknown)}; {name} takes data_collection_id"
        )
    number = params.get("data_collection_id")
    if isinstance(number, bool) or not isinstance(number, int):
        raise AnalysisError(f"{name} requires data_collection_id, a whole number")
    collection = session.get(DataCollection, number) if 0 < number < 2**63 else None
    if (
        collection is None
        or collection.deleted_at is not None
        or collection.project.deleted_at is not None
    ):
        raise AnalysisError(f"data collection {number} not found")
    query = select(Resource).where(
        Resource.data_collection_id == number, Resource.deleted_at.is_(None)
    )
    return module.run(list(session.scalars(query.order_by(Resource.id))), config)


def collection_statistics(resources: list[Resource], config: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers and sizes of files, in total and by format."""
    percentiles = config.get("percentiles", [50])
    if not isinstance(percentiles, list):
        raise AnalysisError("percentiles must be a list of numbers from 0 to 100")
    marks = [_number(each, "percentiles", 0, 100) for each in percentiles]
    sizes = sorted(each.size for each in resources)
    return {
        "count": len(resources),
        "bytes": sum(sizes),
        "bytes_percentiles": {f"{mark:g}": _percentile(sizes, mark) for mark in marks},
        "formats": dict(Counter(str(each.fields.get("format")) for each in resources)),
        "without_position": sum(
            not (each.fields.get("location") or each.fields.get("footprint")) for each in resources
        ),
    }


def duplicate_files(resources: list[Resource], config: Mapping[str, Any]) -> dict[str, Any]:
    """Groups of resources whose files have the same content."""
    smallest = _number(config.get("min_bytes", 0), "min_bytes", 0)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for each in resources:
        if each.size >= smallest:
            groups[each.md5].append(each.id)
    repeated = [group for group in groups.values() if len(group) > 1]
    return {"groups": repeated, "surplus": sum(len(group) - 1 for group in repeated)}


def image_gaps(resources: list[Resource], config: Mapping[str, Any]) -> dict[str, Any]:
    """Gaps between consecutive photos that exceed the limits."""
    limits = config.get("limits", {})
    if not isinstance(limits, dict) or set(limits) - {"distance_m", "seconds"}:
        raise AnalysisError("limits must be an object with distance_m and seconds")
    farthest = _number(limits.get("distance_m", 50), "distance_m", 0)
    longest = timedelta(seconds=_number(limits.get("seconds", 60), "seconds", 0, 1e9))
    photos = []
    for each in resources:
        place, taken = each.fields.get("location") or {}, each.fields.get("capture_date")
        if place.get("type") == "Point" and taken is not None:
            photos.append((_moment(taken), place["coordinates"], each.id))
    photos.sort(key=lambda photo: (photo[0], photo[2]))
    gaps = []
    for (before, here, first), (after, there, second) in itertools.pairwise(photos):
        distance = _distance(here, there)
        if distance > farthest or after - before > longest:
            seconds = (after - before).total_seconds()
            gaps.append(
                {"from": first, "to": second, "distance_m": round(distance, 1), "seconds": seconds}
            )
    return {"photos": len(photos), "left_out": len(resources) - len(photos), "gaps": gaps}


MODULES = {
    "collection_statistics": Module(
        description="Numbers and sizes of the files of a data collection.",
        config={"percentiles": "percentiles of the sizes to work out, 0 to 100; default [50]"},
        run=collection_statistics,
    ),
    "duplicate_files": Module(
        description="Resources of a data collection whose files have the same content.",
        config={"min_bytes": "size in bytes below which files are left out; default 0"},
        run=duplicate_files,
    ),
    "image_gaps": Module(
        description="Where photos that follow each other are too far apart.",
        config={"limits": "distance_m: metres, default 50; seconds: default 60"},
        run=image_gaps,
    ),
}


def _number(value: Any, name: str, smallest: float, largest: float = 1e15) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits or not smallest <= value <= largest:
        raise AnalysisError(f"{name} must be a number from {smallest:g} to {largest:g}")
    return float(value)


def _percentile(ordered: list[int], mark: float) -> int | None:
    """The smallest value that the given percentage of values does not exceed."""
    if not ordered:
        return None
    return ordered[max(0, math.ceil(len(ordered) * mark / 100) - 1)]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _distance(here: list[float], there: list[float]) -> float:
    """Metres between two positions on a sphere."""
    east, north = (math.radians(there[axis] - here[axis]) for axis in (0, 1))
    scale = math.cos(math.radians(here[1])) * math.cos(math.radians(there[1]))
    half = math.sin(north / 2) ** 2 + scale * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))
