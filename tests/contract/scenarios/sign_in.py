"""Signing in, staying signed in, and not being let in."""

from __future__ import annotations

import time
from typing import Any

import pytest

from pixel_client.exceptions import PixelSignInError
from scripts.recording.scenario import Fault, scenario


@scenario()
def sign_in(pixel: Any) -> None:
    """The first call fetches a token, the second has it."""
    assert pixel.get_plugins() == pixel.get_plugins()


@scenario(sandbox={"token_lifetime": 1.0})
def refresh_of_an_old_token(pixel: Any) -> None:
    """A token near its end is replaced by the refresh token, without the password."""
    pixel.get_plugins()
    time.sleep(1.0)
    pixel.get_plugins()


@scenario(faults=[Fault(method="GET", path="/plugins/", status=401)])
def refresh_of_a_refused_token(pixel: Any) -> None:
    """A token that the API refuses is replaced, and the call made again."""
    assert pixel.get_plugins()


@scenario(sandbox={"token_lifetime": 1.0, "refresh_lifetime": 1.0})
def password_again(pixel: Any) -> None:
    """When the refresh token has run out too, the password is sent again."""
    pixel.get_plugins()
    time.sleep(1.0)
    pixel.get_plugins()


@scenario(user="stranger")
def wrong_password(pixel: Any) -> None:
    """Who is not let in is told so, and by whom."""
    with pytest.raises(PixelSignInError, match="Invalid user credentials"):
        pixel.get_plugins()
