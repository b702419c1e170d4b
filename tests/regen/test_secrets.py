"""Secrets are in no repr, wherever they stand."""

from __future__ import annotations

import io
from typing import Any

import rich.console


class Secret:
    """What pydantic's SecretStr has."""

    def get_secret_value(self) -> str:
        return "hidden-word"

    def __repr__(self) -> str:
        return "Secret()"


def test_secrets_never_show(models: Any) -> None:
    hidden = "hidden-word"
    nested = {
        "key": hidden,
        "fields": {"policy": hidden, "x-amz-signature": hidden, "Content-Type": "image/jpeg"},
        "form": {"kind": "plain", "odd": hidden},
        "codes": [hidden],
        "url": f"https://s3.example/bucket/a.jpg?X-Amz-Signature={hidden}&x=1",
    }
    answer = {
        "id": 1,
        "secret_word": hidden,
        "upload": nested,
        "children": [{"id": 2, "secret_word": hidden, "upload": nested}],
        "unknown": [{"password": hidden, "access_token": hidden, "deep": {"api_key": hidden}}],
    }
    project = models.Project.from_dict(answer)
    shown = repr(project)
    assert hidden not in shown
    assert "image/jpeg" in shown
    assert "kind='plain'" in shown
    assert "https://s3.example/bucket/a.jpg" in shown
    user = models.User(email="e", password=Secret())
    assert user.to_dict()["password"] == hidden
    assert hidden not in repr(user)
    assert hidden not in repr([{"user": user}])
    page = io.StringIO()  # rich asks attrs for the fields, wherever it meets a class of attrs
    rich.console.Console(file=page, width=200).print(project, [{"user": user}])
    assert hidden not in page.getvalue()
    assert "User(email='e', password='***')" in page.getvalue()
    assert hidden not in str(models.User.from_dict({"email": "e", "password": hidden}))
