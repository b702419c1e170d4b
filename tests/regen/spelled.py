"""A contract for the keys of names.yaml that spell a method otherwise than its operation."""

from __future__ import annotations

from typing import Any

NAMES = """
operations:
  "POST /runs/":
    name: create_runs
    spread: [settings]
    order: [ids, mode, level]
    arguments: {depth: level}
    defaults: {near: {on: false}, mode: fast}
    empty: {ids: []}
    composite: {name: make_runs, text: Make runs and wait, run: start_runs, read: list_runs}
  "GET /runs/": {name: list_runs, aliases: {list_input: params}}
  "POST /runs/start":
    name: start_runs
    empty: {ids: {job: {}}}
    wait: job
    returns: job
  "PUT /runs/{run_id}/move":
    name: move_run
    defaults: {target: -1}
    wait: job
    reread: {run: get_run}
  "GET /runs/{run_id}": get_run
  "DELETE /runs/{run_id}": {name: delete_run, returns: true}
  "GET /jobs/{job_id}":
    name: get_job
    until: {name: wait_for_job, argument: number, timeout: 30}
  "POST /notes/": {name: create_note, body: note, named: true, aliases: {create_input: note}}
  "PATCH /notes/": {name: patch_note, body: note, named: true}
  "POST /finds/": {name: find, body: query, paginate: paginate_finds}
enums: [State]
"""


def _object(required: list[str], closed: bool = True, **fields: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": fields,
        **({"additionalProperties": False} if closed else {}),
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": item, **more}


NUMBER, TEXT = {"type": "integer"}, {"type": "string"}
SCHEMAS: dict[str, Any] = {
    "State": {"type": "string", "enum": ["new", "done"], "description": "How far it is."},
    "Near": _object(["on"], on={"type": "boolean"}, colour={"type": "string"}),
    "Settings": _object(["mode"], mode=TEXT, depth=NUMBER, near=_ref("Near")),
    "RunsInput": _object(
        ["settings"], settings=_ref("Settings"), ids=_list(NUMBER, minItems=1), note=TEXT
    ),
    "Ids": _object([], ids=_list(NUMBER, minItems=1)),
    "Run": _object(["id"], False, id=NUMBER, state=_ref("State")),
    "Job": _object([], False, job_id=NUMBER, completed={"type": "boolean"}, status=TEXT),
    "Started": _object(["job"], False, job=_ref("Job"), run=_ref("Run")),
    "Options": _object([], deep={"type": "boolean"}),
    "Note": _object(
        ["text", "options"],
        text={"type": "string", "minLength": 1},
        mood=TEXT,
        options={**_ref("Options"), "default": {}},
    ),
    "NotePatch": {**_object([], text={"type": ["string", "null"]}), "minProperties": 1},
    "Query": _object(["word"], word=TEXT, limit=NUMBER, offset=NUMBER),
    "Found": _object(["results"], False, results=_list(_ref("Run")), total=NUMBER),
}


def _operation(method: str, answer: Any, body: str = "", **more: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    said: dict[str, Any] = {"tags": ["runs"], "responses": {"200": {"description": "It."}}}
    if answer is not None:
        said["responses"]["200"]["content"] = content
    if body:
        schema = {"application/json": {"schema": _ref(body)}}
        said["requestBody"] = {"required": True, "content": schema}
    return {method: said | more}


def _parameter(name: str, place: str, schema: Any, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": schema, "required": required}


RUN_ID = _parameter("run_id", "path", NUMBER, True)
LIST = [_parameter("ids", "query", _list(NUMBER)), _parameter("limit", "query", NUMBER)]
RULE = {
    "if": {"properties": {"body": {"required": ["mood"]}}},
    "then": {"properties": {"body": {"properties": {"text": {"minLength": 5}}}}},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Runs", "version": "1"},
    "paths": {
        "/runs/": _operation("post", _list(_ref("Run")), "RunsInput")
        | _operation("get", _list(_ref("Run")), parameters=LIST),
        "/runs/start": _operation("post", _ref("Started"), "Ids"),
        "/runs/{run_id}/move": _operation(
            "put",
            _ref("Started"),
            parameters=[RUN_ID, _parameter("target", "query", NUMBER, True)],
        ),
        "/runs/{run_id}": _operation("get", _ref("Run"), parameters=[RUN_ID])
        | _operation("delete", None, parameters=[RUN_ID]),
        "/jobs/{job_id}": _operation(
            "get", _ref("Job"), parameters=[_parameter("job_id", "path", NUMBER, True)]
        ),
        "/notes/": _operation("post", _ref("Run"), "Note", **{"x-arguments": RULE})
        | _operation("patch", _ref("Run"), "NotePatch"),
        "/finds/": _operation("post", _ref("Found"), "Query"),
    },
    "components": {"schemas": SCHEMAS},
}
