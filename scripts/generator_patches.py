"""Patches for the generator's output; each fails when the text that it replaces is gone."""

from __future__ import annotations

import re

from openapi_python_client.parser.openapi import Endpoint

from scripts.errors import RegenError

_UNSET = """class Unset:
    def __bool__(self) -> Literal[False]:
        return False
"""
# UNSET is a singleton: copies and pickles of a model must keep it.
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


# A list of models, built one append at a time.
_APPENDED = re.compile(
    r"^( +)(\w+) = \[\]\n\s*_\2 = (response\.json\(\))\n\s*for (\w+) in \(_\2\):\n"
    r"\s*(\w+) = (\w+)\.from_dict\(\4\)\s*\n\s*\2\.append\(\5\)\n",
    re.MULTILINE,
)


def types_module(source: str) -> str:
    """Patch types.py so that UNSET stays a singleton."""
    return _edited(source, {_UNSET: _ONE_UNSET}, "types.py.jinja")


def endpoint_module(source: str, endpoint: Endpoint) -> str:
    """Patch an endpoint module: random boundary, responses of any JSON, fast lists."""
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
    source = _edited(source, edits, "endpoint_module.py.jinja")
    source, lists = _APPENDED.subn(r"\1\2 = \6.list_of(\3)\n", source)
    if not lists and ".from_dict(" in source and "_data in (" in source:
        raise _missing_text("for ... in ...: ... .append(...)", "list_property.py.jinja")
    return source


def _edited(source: str, edits: dict[str, str], template: str) -> str:
    for old, new in edits.items():
        if source.count(old) != 1:
            raise _missing_text(old.strip(), template)
        source = source.replace(old, new)
    return source


def _missing_text(text: str, template: str) -> RegenError:
    return RegenError(
        f"the generator's template {template} no longer prints {text!r} once",
        remedy="Install the pinned openapi-python-client, or adapt scripts/generator_patches.py.",
    )
