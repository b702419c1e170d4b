"""A small contract with every shape that matters, and ways to change it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.regen.small_schemas import SCHEMAS, ref

Document = dict[str, Any]

NAMES = """
operations:
  "GET /projects/": {name: list_projects, paginate: paginate_projects, params: ListParams}
  "POST /projects/": create_project
  "GET /projects/{project_id}": get_project
  "PUT /projects/{project_id}": {name: replace_project, body: project_input}
  "PATCH /projects/{project_id}": patch_project
  "DELETE /projects/{project_id}": delete_project
  "POST /search/": {name: search, body: query, repeatable: true}
  "POST /users/": create_user
  "GET /notes/": {name: list_notes, order: [kind, word], arguments: {till: until}}
  "POST /files/": send_file
  "POST /things/": make_things
keep_schemas: [ListParams, Extra]
schemas:
  Filter: {}
fields:
  "Extra.items": item_list
"""


def _body(schema: Any, *, required: bool = True, kind: str = "application/json") -> Document:
    return {"required": required, "content": {kind: {"schema": schema}}}


def _answer(schema: Any, text: str = "The answer.") -> Document:
    content = {"application/json": {"schema": schema}}
    return {
        "200": {"description": text, "content": content},
        "422": {"description": "Bad.", "content": {"application/json": {"schema": ref("Fault")}}},
    }


PROJECT_ID = {
    "name": "project_id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
    "description": "Id of the project.",
}


def _query(name: str, schema: Document, *, required: bool = False, text: str = "") -> Document:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "schema": schema,
        "description": text,
    }


PATHS: Document = {
    "/projects/": {
        "get": {
            "operationId": "list_projects_projects__get",
            "tags": ["projects"],
            "summary": "List projects",
            "description": "Lists what you may see.\n\nSecond paragraph.",
            "parameters": [
                _query("extended", {"type": "boolean", "default": False}, text="More fields"),
                _query("ids", {"type": "array", "items": {"type": "integer"}}),
                _query("format", ref("Kind")),
                _query("since", {"type": "string", "format": "date-time"}),
                _query("offset", {"type": "integer", "minimum": 0}),
                _query("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}),
            ],
            "responses": _answer({"type": "array", "items": ref("Project")}, "The projects."),
        },
        "post": {
            "tags": ["projects"],
            "summary": "Create a project",
            "requestBody": _body(ref("ProjectInput")),
            "responses": _answer(ref("Project")),
        },
    },
    "/projects/{project_id}": {
        "parameters": [PROJECT_ID],
        "get": {"tags": ["projects"], "summary": "Get", "responses": _answer(ref("Project"))},
        "put": {
            "tags": ["projects"],
            "summary": "Replace",
            "requestBody": _body(ref("ProjectInput")),
            "responses": _answer(ref("Project")),
        },
        "patch": {
            "tags": ["projects"],
            "summary": "Patch",
            "requestBody": _body(ref("Patch")),
            "responses": _answer(ref("Project")),
        },
        "delete": {
            "tags": ["projects"],
            "summary": "Delete",
            "responses": {"204": {"description": "Gone."}},
        },
    },
    "/search/": {
        "post": {
            "tags": ["search"],
            "summary": "Search",
            "requestBody": _body(ref("Query")),
            "responses": _answer({}),
        }
    },
    "/users/": {
        "post": {
            "tags": ["users"],
            "summary": "Create a user",
            "requestBody": _body(ref("User")),
            "responses": _answer({"type": "object"}),
        }
    },
    "/notes/": {
        "get": {
            "tags": ["notes"],
            "summary": "List notes",
            "parameters": [
                _query("kind", ref("Kind"), required=True),
                _query("till", {"type": "string", "format": "date"}),
                _query("word", {"type": "string"}),
            ],
            "responses": _answer({"type": "array", "items": {"type": "string"}}),
        }
    },
    "/files/": {
        "post": {
            "tags": ["files"],
            "summary": "Send a file",
            "requestBody": _body(
                {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"}
                    },
                },
                kind="multipart/form-data",
            ),
            "responses": _answer(ref("Project")),
        }
    },
    "/things/": {
        "post": {
            "tags": ["things"],
            "summary": "Make things",
            "requestBody": _body({"type": "array", "items": ref("SortField")}, required=False),
            "responses": _answer({"type": "array", "items": ref("SortField")}),
        }
    },
}


def small(*changes: Callable[[Document], object]) -> Document:
    """The contract, changed.

    Args:
        *changes: Each gets a copy of it and changes it in place.
    """
    document: Document = {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "paths": copy.deepcopy(PATHS),
        "components": {"schemas": copy.deepcopy(SCHEMAS)},
    }
    for change in changes:
        change(document)
    return document
