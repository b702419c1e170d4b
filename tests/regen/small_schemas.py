"""The schemas of the small contract."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def ref(name: str) -> Document:
    """A reference to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Document) -> Document:
    """A schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


SCHEMAS: Document = {
    "Fault": {"type": "object", "properties": {"detail": {"type": "string"}}},
    "Kind": {"type": "string", "enum": ["image", "raster"]},
    "Polygon": {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "const": "Polygon"},
            "coordinates": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "array",
                    "minItems": 4,
                    "items": {"type": "array", "items": {"type": "number"}},
                },
            },
        },
    },
    "Point": {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "const": "Point"},
            "coordinates": {"type": "array", "items": {"type": "number"}},
        },
    },
    "Project": {
        "type": "object",
        "description": "A project.",
        "required": ["id", "name"],
        "properties": {
            "id": {"type": "integer", "description": "Its id."},
            "name": {"type": "string"},
            "kind": ref("Kind"),
            "created_at": {"type": "string", "format": "date-time"},
            "day": or_null({"type": "string", "format": "date"}),
            "area": or_null(ref("Polygon")),
            "place": {"oneOf": [ref("Polygon"), ref("Point")]},
            "children": {"type": "array", "items": ref("Project")},
            "tags": or_null({"type": "array", "items": {"type": "string"}}),
            "type": {"type": "string"},
            "secret_word": {"type": "string", "format": "password"},
            "upload": ref("Upload"),
            "when_or_text": {
                "anyOf": [{"type": "string"}, {"type": "string", "format": "date-time"}]
            },
        },
    },
    "Upload": {
        "type": "object",
        "properties": {
            "url": {"type": "string"},
            "fields": {"type": "object", "additionalProperties": {"type": "string"}},
            "key": or_null({"type": "string", "format": "password"}),
            "form": ref("Form"),
            "codes": {"type": "array", "items": {"type": "string", "format": "password"}},
        },
    },
    "Form": {
        "type": "object",
        "additionalProperties": {"type": "string", "format": "password"},
        "properties": {"kind": {"type": "string"}},
    },
    "ProjectInput": {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "area", "enabled"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 10, "pattern": "^[A-Z]"},
            "area": {**ref("Polygon"), "description": "Where it lies."},
            "enabled": {"type": "boolean", "default": True, "description": "Whether it is on."},
            "kind": ref("Kind"),
            "width": {"type": "number", "minimum": 0, "exclusiveMaximum": 360},
            "starts": {"type": "string", "format": "date-time"},
            "note": or_null({"type": "string"}),
            "limit_mb": {"type": "integer", "default": 100},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        },
    },
    "Patch": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string"},
            "note": or_null({"type": "string"}),
            "config": {"type": "object"},
        },
    },
    "Query": {
        "type": "object",
        "additionalProperties": False,
        "required": ["on"],
        "properties": {
            "on": ref("Kind"),
            "filter": ref("Filter"),
            "sort": {"type": "array", "items": ref("SortField")},
        },
    },
    "Filter": {
        "type": "object",
        "maxProperties": 1,
        "properties": {"and": {"type": "array", "items": ref("Filter")}},
    },
    "SortField": {
        "type": "object",
        "additionalProperties": False,
        "required": ["field"],
        "properties": {
            "field": {"type": "string"},
            "direction": {"type": "string", "enum": ["asc", "desc"]},
        },
    },
    "User": {
        "type": "object",
        "additionalProperties": False,
        "required": ["email", "password"],
        "properties": {
            "email": {"type": "string"},
            "password": {"type": "string", "format": "password", "minLength": 8},
            "fields": {"oneOf": [ref("ImageFields"), ref("RasterFields")]},
        },
    },
    "ImageFields": {
        "type": "object",
        "additionalProperties": False,
        "required": ["fields_type"],
        "properties": {
            "fields_type": {"type": "string", "const": "image"},
            "hfov": {"type": "number", "maximum": 360},
        },
    },
    "RasterFields": {
        "type": "object",
        "additionalProperties": False,
        "required": ["fields_type"],
        "properties": {
            "fields_type": {"type": "string", "const": "raster"},
            "name": {"type": "string"},
        },
    },
    "ListParams": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "ids": {"type": "array", "items": {"type": "integer"}},
            "limit": {"type": "integer"},
        },
    },
    "Extra": {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"type": "string"}},
            "keys": {"type": "integer"},
            "pop": {"type": "string"},
            "copy": {"type": "array", "items": {"type": "string"}},
        },
    },
    "Unused": {"type": "object", "properties": {"x": {"type": "string"}}},
}
