"""Holds every answer of every sandbox in this process against the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from pixel_sandbox.api import app
from pixel_sandbox.service import Service

ROOT = Path(__file__).resolve().parents[1]
# What the contract knows nothing of: the sandbox's own document, and what asks for no operation.
NOT_OPERATIONS = {"/openapi.json"}
NOT_FOUND = {404: {"detail": "Not Found"}, 405: {"detail": "Method Not Allowed"}}


class Contract:
    """What `openapi/pixel.yaml` says of answers."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._operations = [
            (method.upper(), re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path, item[method])
            for path, item in document["paths"].items()
            for method in item
            if method in {"get", "post", "put", "patch", "delete"}
        ]
        # Paths without braces come first, as they do where they are served.
        self._operations.sort(key=lambda operation: operation[2].count("{"))
        self._validators: dict[tuple[str, int], Any] = {}

    def problem(self, method: str, path: str, status: int, kind: str, body: bytes) -> str | None:
        """What is wrong with an answer; None when nothing is.

        Args:
            method: Of the request.
            path: Of the request, without the tenant.
            status: Of the answer.
            kind: Content type of the answer.
            body: Body of the answer.
        """
        found = (each for each in self._operations if each[0] == method)
        asked = next((each for each in found if each[1].fullmatch(path)), None)
        if asked is None:
            fits = path in NOT_OPERATIONS or method == "HEAD"
            fits = fits or (status in NOT_FOUND and json.loads(body) == NOT_FOUND[status])
            return None if fits else f"{method} {path}: no operation, yet {status}"
        responses = asked[3]["responses"]
        where = f"{method} {asked[2]}: {status}"
        said = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        if said is None:
            return f"{where} is not in the contract"
        said = self._resolved(said)
        if "content" not in said:
            return f"{where} has a body" if body else None
        if kind not in said["content"]:
            return f"{where} is {kind or 'of no type'}"
        key = (f"{method} {asked[2]}", status)
        if key not in self._validators:
            schema = said["content"][kind].get("schema", {})
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                {"components": self._document["components"], **schema}, validate_formats=True
            )
        try:
            answer = json.loads(body, parse_constant=_refuse_constant)
        except ValueError as error:
            return f"{where} is no JSON: {error}"
        problem = next(self._validators[key].iter_errors(answer), None)
        if problem is None:
            return None
        return f"{where}: {'.'.join(map(str, problem.instance_path))}: {problem.message[:300]}"

    def _resolved(self, node: Any) -> Any:
        while "$ref" in node:
            target: Any = self._document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


@lru_cache(maxsize=1)
def contract() -> Contract:
    """The contract, read once."""
    text = (ROOT / "openapi" / "pixel.yaml").read_text(encoding="utf-8")
    return Contract(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


class Held:
    """ASGI middleware around a sandbox's routes: keeps what its answers do wrong.

    Answers that were planned with `fail_next` are made outside of it.
    """

    def __init__(self, inner: FastAPI, prefix: str, problems: list[str]) -> None:
        self._inner, self._prefix, self._problems = inner, prefix, problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(f"{self._prefix}/"):
            await self._inner(scope, receive, send)
            return
        status, kind, body = 0, "", b""

        async def send_on(message: Message) -> None:
            nonlocal status, kind, body
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = dict(message["headers"])
                kind = headers.get(b"content-type", b"").decode("latin-1")
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    self._hold(scope["method"], path, status, kind, body)
            await send(message)

        await self._inner(scope, receive, send_on)

    def _hold(self, method: str, path: str, status: int, kind: str, body: bytes) -> None:
        path = path.removeprefix(self._prefix)
        problem = contract().problem(method, path, status, kind, body)
        if problem is not None:
            self._problems.append(problem)


@contextmanager
def held_to_the_contract() -> Iterator[list[str]]:
    """Hold the answers of all sandboxes that start from now on against the contract.

    Yields:
        What was wrong so far; it grows.
    """
    problems: list[str] = []
    create = app.create_app

    def create_held(service: Service) -> Held:
        return Held(create(service), service.options.prefix, problems)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "create_app", create_held)
        yield problems
