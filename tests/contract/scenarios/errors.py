"""Answers that are errors, and what the client makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from pixel_client import exceptions
from scripts.recording.scenario import Fault, scenario

from .ground import AREA
from .upload_jobs import announced

NOBODYS = 999_999


@scenario(faults=[Fault(method="GET", path="/plugins/", status=401, times=2)])
def unauthorized(pixel: Any) -> None:
    """401 also with a fresh token."""
    with pytest.raises(exceptions.PixelUnauthorizedError):
        pixel.get_plugins()


@scenario(user="guest")
def forbidden(pixel: Any) -> None:
    """403: a viewer creates nothing."""
    with pytest.raises(exceptions.PixelPermissionError, match="viewer"):
        pixel.create_project("Mine", "Not allowed", AREA)


@scenario(only_sandbox=True)
def not_found(pixel: Any) -> None:
    """404."""
    with pytest.raises(exceptions.PixelNotFoundError) as caught:
        pixel.get_project(NOBODYS)
    assert caught.value.status_code == 404


@scenario()
def conflict(pixel: Any, project: int) -> None:
    """409: a project cannot lie in itself."""
    with pytest.raises(exceptions.PixelConflictError):
        pixel.move_project(project, project)


@scenario()
def unprocessable(pixel: Any, project: int, images: int) -> None:
    """422: what is wrong, and where."""
    twice = [announced("a.jpg"), announced("a.jpg")]
    with pytest.raises(exceptions.PixelValidationError) as caught:
        pixel.create_upload_jobs(project, images, twice)
    assert "files" in str(caught.value)


@scenario(faults=[Fault(method="GET", path="/plugins/", status=429, headers={"Retry-After": "0"})])
def too_many_requests(pixel: Any) -> None:
    """429 with Retry-After: asked again, then answered."""
    assert pixel.get_plugins()


@scenario(
    faults=[
        Fault(method="GET", path="/plugins/", status=429, times=2, headers={"Retry-After": "0"})
    ],
    options={"upload_num_retries": 1},
)
def too_many_requests_for_too_long(pixel: Any) -> None:
    """429 until there are no tries left."""
    with pytest.raises(exceptions.PixelRateLimitError):
        pixel.get_plugins()


@scenario(
    faults=[
        Fault(method="GET", path="/plugins/", status=502),
        Fault(method="GET", path="/plugins/", status=503),
    ]
)
def server_error_that_passes(pixel: Any) -> None:
    """502, then 503, then the answer."""
    assert pixel.get_plugins()


@scenario(faults=[Fault(method="POST", path="/projects/$", status=500)])
def server_error_after_a_post(pixel: Any) -> None:
    """500 to a POST: it may have been carried out, so it is not sent again."""
    with pytest.raises(exceptions.PixelServerError):
        pixel.create_project("Once", "Only", AREA)
