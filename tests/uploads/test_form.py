"""The form around a file, read back by another's parser."""

from __future__ import annotations

import io
from typing import Any

import python_multipart
from hypothesis import given, settings
from hypothesis import strategies as st

from pixel_client.uploads.s3.multipart_form import form_envelope

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), min_size=1, max_size=20)
VALUES = st.text(st.characters(codec="utf-8"), max_size=40)


def parse(content_type: str, body: bytes) -> tuple[dict[str, str], Any]:
    fields: dict[str, str] = {}
    files: list[Any] = []
    python_multipart.parse_form(
        {"Content-Type": content_type.encode(), "Content-Length": str(len(body)).encode()},
        io.BytesIO(body),
        lambda field: fields.__setitem__(field.field_name.decode(), (field.value or b"").decode()),
        files.append,
    )
    (file,) = files
    return fields, file


@settings(deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=5), NAMES, st.binary(max_size=300))
def test_whatever_the_names_and_values_the_form_is_read_as_it_was_meant(
    fields: dict[str, str], filename: str, content: bytes
) -> None:
    envelope = form_envelope(fields, filename)
    seen, file = parse(envelope.content_type, envelope.head + content + envelope.tail)
    quoted = {"\r": "%0D", "\n": "%0A", '"': "%22"}

    def quote(text: str) -> str:
        return "".join(quoted.get(letter, letter) for letter in text)

    assert seen == {quote(name): value for name, value in fields.items()}
    file.file_object.seek(0)
    assert file.file_object.read() == content
    assert file.file_name == quote(filename).encode()
    assert file.field_name == b"file"


def test_boundaries_differ_each_time() -> None:
    kinds = {form_envelope({}, "a").content_type for _ in range(50)}
    assert len(kinds) == 50


def test_the_policy_does_not_show_in_the_repr() -> None:
    assert "POLICY" not in repr(form_envelope({"policy": "POLICY"}, "a"))
