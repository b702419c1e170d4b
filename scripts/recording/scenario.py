"""A scenario: calls on a client, recorded once and played with both clients."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

F = TypeVar("F", bound=Callable[..., None])


@attrs.frozen(kw_only=True)
class Fault:
    """A failure that the sandbox is told to answer with.

    Attributes:
        method: HTTP method.
        path: Regular expression searched in the path.
        status: HTTP status.
        times: How many requests fail.
        headers: Of the answer.
    """

    method: str
    path: str
    status: int
    times: int = 1
    headers: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Scenario:
    """What is recorded in one cassette.

    Attributes:
        room: Folder of the cassette: the tag of the operations.
        name: Name of the cassette: the operation, or what happens.
        run: Makes the calls and looks at the answers: `run(pixel, **given)`.
        user: Who signs in: a `pilot` (superuser), a `guest` (viewer) or a `stranger`.
        faults: What fails; then only a sandbox can be recorded.
        sandbox: Options of the sandbox; then only a sandbox can be recorded.
        only_sandbox: Leaves behind what cannot be removed, or shows what is others'.
        waits: Keep the last answer that says "not yet", of those that were waited through.
        options: Of the client.
    """

    room: str
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
        """What must exist first, by the names of its arguments."""
        return list(inspect.signature(self.run).parameters)[1:]

    @property
    def takes_tenant(self) -> bool:
        """Whether it may be recorded from a real tenant."""
        return not (self.only_sandbox or self.faults or self.sandbox or self.user != "pilot")


SCENARIOS: dict[str, Scenario] = {}
"""By name; filled by importing what uses `scenario`."""


def scenario(**choices: Any) -> Callable[[F], F]:
    """Put a function into `SCENARIOS`, under its own name.

    Args:
        **choices: Fields of `Scenario`.

    Raises:
        ValueError: There is a scenario of that name.
    """

    def add(run: F) -> F:
        if run.__name__ in SCENARIOS:
            raise ValueError(f"there are two scenarios called {run.__name__}")
        room = run.__module__.rpartition(".")[2]
        SCENARIOS[run.__name__] = Scenario(room=room, name=run.__name__, run=run, **choices)
        return run

    return add
