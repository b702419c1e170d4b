"""The searchable fields of all objects, and their operators."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import JSON, ColumnElement, FromClause, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from ..database import DataCollection, Project, Resource

On = Literal["images", "rasters", "point_clouds", "projects", "data_collections"]
Kind = Literal["number", "text", "date-time", "list", "object", "geometry"]

COMPARING = ("==", "!=", "<", "<=", ">", ">=", "in", "!in")
OPERATORS: dict[Kind, tuple[str, ...]] = {
    "number": COMPARING,
    "text": (*COMPARING, "~", "!~", "contains", "!contains"),
    "date-time": COMPARING,
    "list": ("==", "!=", "in", "!in", "contains", "!contains"),
    "object": (),
    "geometry": (),
}

Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, kw_only=True)
class Field:
    """A searchable field.

    Args:
        name: Its name in filters and results.
        kind: The type of its values.
        column: Its value in results.
        comparable: Its value for comparison and sorting.
    """

    name: str
    kind: Kind
    column: ColumnElement[Any]
    comparable: ColumnElement[Any]

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators of its filters; empty for fields that are only returned."""
        return OPERATORS[self.kind]

    @property
    def sortable(self) -> bool:
        """Whether results can be sorted by it."""
        return "<" in self.operators


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A type of object that can be searched.

    Args:
        fields: Its fields by name, in the order of results.
        rows: Query for its rows that are not deleted, nor inside a deleted object; no columns yet.
        place: Geometry for `intersects`, in WGS 84; None when it has no geometry of its own.
        texts: Fields of the full-text search.
    """

    fields: Mapping[str, Field]
    rows: Select[Any]
    place: ColumnElement[Any] | None
    texts: tuple[str, ...]


def _field(name: str, kind: Kind, column: Column) -> Field:
    element: ColumnElement[Any] = column  # type: ignore[assignment]  # also one, for the checker not
    return Field(name=name, kind=kind, column=element, comparable=element)


def _read(name: str, kind: Kind) -> Field:
    """A metadata field, stored in a JSON column."""
    as_json = kind in {"list", "object", "geometry"}
    value: ColumnElement[Any] = func.json_extract(
        Resource.fields, f"$.{name}", **({"type_": JSON()} if as_json else {})
    )
    return Field(
        name=name,
        kind=kind,
        column=value,
        comparable=func.instant(value) if kind == "date-time" else value,
    )


def _named(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


def _resource(kind: str, place: str, **read: Kind) -> Subject:
    fields = _named(
        _field("id", "number", Resource.id),
        _field("project_id", "number", DataCollection.project_id),
        _field("data_collection_id", "number", Resource.data_collection_id),
        _field("name", "text", Resource.name),
        *(_read(name, its_kind) for name, its_kind in read.items()),
        _field("tags", "list", Resource.tags),
        _field("json_metadata", "object", Resource.json_metadata),
        _field("upload_job_id", "number", Resource.upload_job_id),
        _field("size", "number", Resource.size),
        _field("md5", "text", Resource.md5),
        *_history(Resource),
    )
    rows = _inside(select().select_from(Resource).join(DataCollection)).where(
        Resource.kind == kind, Resource.deleted_at.is_(None)
    )
    texts = ("name", "tags", "json_metadata", "created_by")
    of_kind = ("image_type", "cam_orientation") if kind == "image" else ()
    return Subject(fields=fields, rows=rows, place=fields[place].column, texts=(*texts, *of_kind))


def _history(table: type[Project | DataCollection | Resource]) -> tuple[Field, ...]:
    # These two are written by the sandbox, in UTC and in one spelling: they sort as they are.
    return (
        _field("created_at", "date-time", table.created_at),
        _field("updated_at", "date-time", table.updated_at),
        _field("created_by", "text", table.created_by),
    )


def _inside(rows: Select[Any]) -> Select[Any]:
    """Exclude rows in deleted data collections and projects."""
    alive = (DataCollection.deleted_at.is_(None), Project.deleted_at.is_(None))
    return rows.join(Project, Project.id == DataCollection.project_id).where(*alive)


_PROJECT = _named(
    _field("id", "number", Project.id),
    _field("parent_project_id", "number", Project.parent_project_id),
    _field("name", "text", Project.name),
    _field("description", "text", Project.description),
    _field("area_of_interest", "geometry", Project.area_of_interest),
    _field("tags", "list", Project.tags),
    *_history(Project),
)
_COLLECTION = _named(
    _field("id", "number", DataCollection.id),
    _field("project_id", "number", DataCollection.project_id),
    _field("name", "text", DataCollection.name),
    _field("description", "text", DataCollection.description),
    _field("data_collection_type", "text", DataCollection.data_collection_type),
    _field("raster_info", "object", DataCollection.raster_info),
    _field("tags", "list", DataCollection.tags),
    *_history(DataCollection),
)

SUBJECTS: dict[On, Subject] = {
    "images": _resource(
        "image",
        "location",
        image_type="text",
        location="geometry",
        capture_date="date-time",
        cam_heading="number",
        cam_pitch="number",
        cam_roll="number",
        hfov="number",
        vfov="number",
        far_dist="number",
        near_dist="number",
        cam_height="number",
        img_rotation="number",
        cam_orientation="text",
        focal_length="number",
        radial="text",
        format="text",
        width="number",
        height="number",
    ),
    "rasters": _resource(
        "raster",
        "footprint",
        capture_date="date-time",
        format="text",
        width="number",
        height="number",
        num_bands="number",
        data_type="text",
        data_types="list",
        srid="number",
        cell_size="list",
        bounds="list",
        footprint="geometry",
    ),
    "point_clouds": _resource(
        "point_cloud",
        "footprint",
        capture_date="date-time",
        format="text",
        point_record_format="number",
        version_major="number",
        version_minor="number",
        point_count="number",
        srid="number",
        bounds="list",
        footprint="geometry",
    ),
    "projects": Subject(
        fields=_PROJECT,
        rows=select().select_from(Project).where(Project.deleted_at.is_(None)),
        place=_PROJECT["area_of_interest"].column,
        texts=("name", "description", "tags", "created_by"),
    ),
    # A data collection has no geometry of its own: those of its resources count.
    "data_collections": Subject(
        fields=_COLLECTION,
        rows=_inside(select().select_from(DataCollection)),
        place=None,
        texts=("name", "description", "tags", "data_collection_type", "created_by"),
    ),
}


def values_of(column: ColumnElement[Any]) -> FromClause:
    """The values of a list or object as rows with the column `value`."""
    rows: FromClause = func.json_each(column).table_valued("value")
    return rows
