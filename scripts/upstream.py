"""Edits to what the generator's templates print; each fails when the text it edits is gone."""

from __future__ import annotations

from openapi_python_client.parser.openapi import Endpoint

from scripts.refusal import Refusal

_UNSET = """class Unset:
    def __bool__(self) -> Literal[False]:
        return False
"""
# There is one UNSET: copies and pickles of a model keep it.
_ONE_UNSET = (
    _UNSET
    + """
    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"

    def __copy__(self) -> "Unset":
        return self

    def __deepcopy__(self, memo: object) -> "Unset":
        return self
"""
)


def types_module(source: str) -> str:
    """types.py with an UNSET that stays one object."""
    return _edited(source, {_UNSET: _ONE_UNSET}, "types.py.jinja")


def endpoint_module(source: str, endpoint: Endpoint) -> str:
    """An endpoint module with a random multipart boundary, that hands out answers of any JSON."""
    edits = {}
    boundary = '    headers["Content-Type"] = "multipart/form-data; boundary=+++"\n'
    if any(body.body_type.value == "files" for body in endpoint.bodies):
        edits[boundary] = ""  # httpx picks its own, which no file can contain by design
    answer = endpoint.responses.default
    any_json = (
        answer is not None
        and answer.source["attribute"] == "response.json()"
        and endpoint.response_type().as_unembedded_code() == "Any"
    )
    if any_json:
        edits["-> Any:\n    return None\n"] = "-> Any:\n    return response.json()\n"
    return _edited(source, edits, "endpoint_module.py.jinja")


def _edited(source: str, edits: dict[str, str], template: str) -> str:
    for old, new in edits.items():
        if source.count(old) != 1:
            raise Refusal(
                f"the generator's template {template} no longer prints {old.strip()!r} once",
                remedy="Install the pinned openapi-python-client, or adapt scripts/upstream.py.",
            )
        source = source.replace(old, new)
    return source
