"""Scenarios: calls on a client that are recorded once and played with both clients."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

F = TypeVar("F", bound=Callable[..., None])


@attrs.frozen(kw_only=True)
class Fault:
    """A failure that the sandbox responds with.

    Attributes:
        method: HTTP method.
        path: Regular expression searched in the path.
        status: HTTP status.
        times: How many requests fail.
        headers: Response headers.
    """

    method: str
    path: str
    status: int
    times: int = 1
    headers: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Scenario:
    """The calls recorded in one cassette.

    Attributes:
        folder: Folder of the cassette: the tag of the operations.
        name: Name of the cassette: the operation, or the situation.
        run: Makes the calls and checks the responses: `run(pixel, **given)`.
        user: Who signs in: `pilot` (superuser), `guest` (viewer) or `stranger` (unknown).
        faults: Planned failures; they require a sandbox.
        sandbox: Options of the sandbox; they require a sandbox.
        only_sandbox: Whether it requires a sandbox, since it leaves or shows other resources.
        waits: Whether to keep the last response of a wait that reports "not yet".
        options: Options of the client.
    """

    folder: str
    name: str
    run: Callable[..., None]
    user: str = "pilot"
    faults: Sequence[Fault] = ()
    sandbox: Mapping[str, Any] = attrs.field(factory=dict)
    only_sandbox: bool = False
    waits: bool = False
    options: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def needs(self) -> list[str]:
        """The resources that must exist first, by the names of its arguments."""
        return list(inspect.signature(self.run).parameters)[1:]

    @property
    def takes_tenant(self) -> bool:
        """Whether it may be recorded from a real tenant."""
        return not (self.only_sandbox or self.faults or self.sandbox or self.user != "pilot")


SCENARIOS: dict[str, Scenario] = {}
"""All scenarios by name; filled by importing the modules that use `scenario`."""


def scenario(**choices: Any) -> Callable[[F], F]:
    """Register a function in `SCENARIOS` under its own name.

    Args:
        **choices: Fields of `Scenario`.

    Raises:
        ValueError: A scenario with that name exists.
    """

    def add(run: F) -> F:
        if run.__name__ in SCENARIOS:
            raise ValueError(f"there are two scenarios named {run.__name__}")
        folder = run.__module__.rpartition(".")[2]
        SCENARIOS[run.__name__] = Scenario(folder=folder, name=run.__name__, run=run, **choices)
        return run

    return add
