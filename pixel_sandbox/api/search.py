"""Search by geometry, fields and full text, in all objects that are not deleted."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy import ColumnElement, Select, func, literal, or_, select

from ..database import DataCollection, Resource
from ..search.fields import SUBJECTS, On, Subject, values_of
from ..search.filters import FilterError, condition
from ..search.places import check_place
from . import answers
from .bodies import Body, client_default
from .dependencies import ReadDep, invalid
from .shapes import Answer

router = APIRouter(prefix="/search", tags=["search"])

MAX_WORDS = 20


class SortField(Body):
    """A field to sort by."""

    field: str
    direction: Annotated[Literal["asc", "desc"], client_default("asc")]


class SearchQuery(Body):
    """A search."""

    on: On
    intersects: str | None = None
    filter: dict[str, Any] | None = None
    search: str | None = None
    out_fields: list[str] | None = None
    sort: list[SortField] | None = None
    distinct: Annotated[bool, client_default(False)]
    limit: Annotated[int, Field(ge=0), client_default(100)]
    offset: Annotated[int, Field(ge=0), client_default(0)]


@router.get("/info", response_model=answers.SearchInfo)
def search_info(service: ReadDep, on: On) -> Answer:
    """Get the searchable fields and capabilities."""
    subject = SUBJECTS[on]
    return {
        "on": on,
        "out_fields": list(subject.fields),
        "filter_fields": [
            {"name": field.name, "type": field.kind, "operators": list(field.operators)}
            for field in subject.fields.values()
            if field.operators
        ],
        "sort_fields": _sortable(subject),
        "search_fields": list(subject.texts),
        "capabilities": {
            "intersects": True,
            "distinct": True,
            "default_limit": service.options.page_size,
            "max_limit": service.options.page_limit,
        },
    }


@router.post("/", response_model=answers.SearchResults)
def search(service: ReadDep, body: SearchQuery) -> Answer:
    """Search."""
    subject = SUBJECTS[body.on]
    names = _out_fields(subject, body.out_fields or [])
    rows = _narrowed(subject, body)
    answered = rows.with_only_columns(
        *(subject.fields[name].column.label(name) for name in names), maintain_column_froms=True
    )
    if body.distinct:
        answered = answered.distinct()
    everything = answered.subquery() if body.distinct else rows.subquery()
    page = _sorted(answered, subject, body, names).offset(min(body.offset, 2**62))
    with service.database.reading() as session:
        total = session.scalar(select(func.count()).select_from(everything))
        found = session.execute(page.limit(min(body.limit, service.options.page_limit)))
        results = [dict(row._mapping) for row in found]
    return {"count": len(results), "total_count": total, "results": results}


def _out_fields(subject: Subject, asked: Sequence[str]) -> list[str]:
    for index, name in enumerate(asked):
        if name not in subject.fields:
            allowed = ", ".join(subject.fields)
            invalid(
                f"{name!r} is not a field; it must be one of {allowed}", "body", "out_fields", index
            )
    return list(dict.fromkeys(asked)) or list(subject.fields)


def _narrowed(subject: Subject, body: SearchQuery) -> Select[Any]:
    """The rows that match geometry, filter and full text."""
    rows = subject.rows.with_only_columns(
        subject.fields["id"].column.label("id"), maintain_column_froms=True
    )
    if body.intersects is not None:
        try:
            wkt = check_place(body.intersects)
        except ValueError as error:
            invalid(f"the geometry {error}", "body", "intersects")
        rows = rows.where(_lies_in(subject, wkt))
    if body.filter is not None:
        try:
            rows = rows.where(condition(body.filter, subject.fields, ("body", "filter")))
        except FilterError as error:
            invalid(str(error), *error.location)
    words = (body.search or "").casefold().split()
    if len(words) > MAX_WORDS:
        invalid(f"search takes at most {MAX_WORDS} words", "body", "search")
    return rows.where(*(_mentions(subject, word) for word in words))


def _lies_in(subject: Subject, wkt: str) -> ColumnElement[bool]:
    if subject.place is not None:
        return func.touches(subject.place, wkt) == 1
    places = (func.json_extract(Resource.fields, f"$.{name}") for name in ("location", "footprint"))
    inside = (
        Resource.data_collection_id == DataCollection.id,
        Resource.deleted_at.is_(None),
        func.touches(func.coalesce(*places), wkt) == 1,
    )
    return (
        select(literal(1)).select_from(Resource).where(*inside).correlate(DataCollection).exists()
    )


def _mentions(subject: Subject, word: str) -> ColumnElement[bool]:
    """Whether any of the text fields contains the word, regardless of case."""
    ways: list[ColumnElement[bool]] = []
    for name in subject.texts:
        field = subject.fields[name]
        if field.kind == "text":
            ways.append(func.instr(func.casefold(field.column), word) > 0)
        else:
            values = values_of(field.column)
            has_it = func.instr(func.casefold(values.c.value), word) > 0
            ways.append(select(literal(1)).select_from(values).where(has_it).exists())
    return or_(*ways)


def _sortable(subject: Subject) -> list[str]:
    return [field.name for field in subject.fields.values() if field.sortable]


def _sorted(
    rows: Select[Any], subject: Subject, body: SearchQuery, names: Sequence[str]
) -> Select[Any]:
    """Sort as requested, nulls last, then by id, so that pages are consistent."""
    allowed = [name for name in _sortable(subject) if not body.distinct or name in names]
    sorted_by = set()
    for index, item in enumerate(body.sort or []):
        if item.field not in allowed:
            message = f"{item.field!r} is not a field to sort by"
            if body.distinct and item.field in subject.fields:
                message += ": distinct results can be sorted only by what is in out_fields"
            known = ", ".join(allowed) or "none of these"
            invalid(f"{message}; allowed: {known}", "body", "sort", index, "field")
        if item.field in sorted_by:
            continue  # there is nothing left for it to put in order
        sorted_by.add(item.field)
        column = subject.fields[item.field].comparable
        rows = rows.order_by((column.desc() if item.direction == "desc" else column).nulls_last())
    if body.distinct:
        return rows.order_by(*(subject.fields[name].column for name in names))
    return rows.order_by(subject.fields["id"].column)
