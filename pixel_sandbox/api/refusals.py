"""Responses to invalid input: 422, in FastAPI's format."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

# Bodies below these paths contain passwords and keys, which are never returned.
HOLD_SECRETS = re.compile(r"/(users|harvest_services)/")
MAX_DEPTH = 50


async def refuse(request: Request, error: Exception) -> JSONResponse:
    """Respond with 422, with the problems and the input where it cannot be a secret."""
    assert isinstance(error, RequestValidationError)
    return await _answer(request, error.errors())


async def refuse_unreadable(request: Request, error: Exception) -> Response:
    """Respond with 422 to an undecodable body, where FastAPI itself responds with 400."""
    assert isinstance(error, HTTPException)
    if error.status_code != 400:
        return await http_exception_handler(request, error)
    reason = "the body is not JSON in UTF-8, is nested too deeply or has too long a number"
    problem = {"type": "json_invalid", "loc": ["body"], "msg": reason, "input": {}}
    return await _answer(request, [problem])


async def _answer(request: Request, problems: Sequence[Any]) -> JSONResponse:
    path = request.url.path
    # Sign-in and S3 forms are outside the API, and contain secrets too.
    show_input = path.startswith(f"{request.app.state.service.options.prefix}/")
    show_input = show_input and not HOLD_SECRETS.search(path)
    answers = []
    for problem in problems:
        answer = {name: problem[name] for name in ("type", "loc", "msg")}
        if show_input:
            known = "input" in problem
            answer["input"] = problem["input"] if known else await _sent(request, problem["loc"])
            if "ctx" in problem:
                answer["ctx"] = problem["ctx"]
        answers.append(_plain(answer, MAX_DEPTH))
    return JSONResponse({"detail": answers}, 422)


async def _sent(request: Request, location: Sequence[str | int]) -> Any:
    """The received value at a location, or at its nearest existing parent."""
    value: Any = {"query": request.query_params, "path": request.path_params}.get(str(location[0]))
    if location[0] == "body":
        value = await request.json()
    for step in location[1:]:
        try:
            value = value[step]
        except (LookupError, TypeError):
            break
    return value


def _plain(value: Any, depth: int) -> Any:
    """Convert a value to valid JSON."""
    if isinstance(value, BaseException):
        return {}
    if isinstance(value, str | bytes):
        text = value if isinstance(value, bytes) else value.encode("utf-8", "backslashreplace")
        return text.decode("utf-8", "backslashreplace")
    if isinstance(value, Mapping | list | tuple | set):
        if depth == 0:
            return "…"
        if isinstance(value, Mapping):
            return {_plain(str(k), 1): _plain(v, depth - 1) for k, v in value.items()}
        return [_plain(each, depth - 1) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    return value if isinstance(value, float) and math.isfinite(value) else str(value)
