"""Methods that stand on an operation: its pages, its end awaited, its steps in one call."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.arguments import Arguments
from scripts.docstrings import written
from scripts.return_types import RAISES, Outcome, fields_in, type_of

PARAMS = "Query parameters as one object or mapping. Named arguments win over it."
LATE = ("PixelJobTimeoutError", "It had not ended in time; it goes on at the service.")


@attrs.frozen(kw_only=True)
class Derived:
    """A method that calls the method of an operation, and others.

    Attributes:
        name: Its name.
        signature: Its arguments.
        returns: Its type, or that of what it yields.
        docstring: Source of it.
        call: Arguments of the calls in it, as source: those that stay the same.
        uses: Names of the other methods and arguments that it needs, by what they are for.
        filters: Query parameters that are given by name.
        props: What its annotations are made of, beside those of the operation.
    """

    name: str
    signature: list[str]
    returns: str
    docstring: str
    call: str
    uses: dict[str, str] = attrs.field(factory=dict)
    filters: list[str] = attrs.field(factory=list)
    props: tuple[PropertyProtocol, ...] = ()


def pager_of(arguments: Arguments, outcome: Outcome) -> Derived | None:
    """Decide how the pages of an operation are walked through."""
    name = arguments.hint.paginate
    if not name:
        return None
    required = [item for item in arguments.all if item.default is None]
    queries = [item for item in arguments.all if item.default is not None and item.place == "query"]
    if arguments.paged and outcome.element:
        params = [f"params: {arguments.params_type} | None = None", *(["*"] if queries else [])]
        return Derived(
            name=name,
            signature=[
                *(item.spelled for item in required),
                "page_size: int = 100",
                *params,
                *(item.spelled for item in queries),
            ],
            docstring=_pager_docstring(arguments, outcome.element, [("params", PARAMS)]),
            returns=outcome.element,
            call=_same(item.name for item in required),
            filters=[item.name for item in queries],
        )
    body = next((item for item in required if item.place == "body"), None)
    answer = arguments.endpoint.responses.default
    lists = {
        key: prop
        for key, prop in (fields_in(arguments, answer.prop).items() if answer else ())
        if isinstance(prop, ListProperty)
    }
    if (
        body is None
        or not {"limit", "offset"} <= set(fields_in(arguments, body.prop))
        or len(lists) != 1
    ):
        arguments.misfit(
            "wants pages; that needs a list as answer to a GET with a query parameter limit, or a"
            " body with limit and offset and an answer with one list"
        )
        return None
    ((_, results),) = lists.items()
    element = type_of(results.inner_property)
    return Derived(
        name=name,
        signature=[*(item.spelled for item in required), "page_size: int = 100"],
        docstring=_pager_docstring(arguments, element, []),
        returns=element,
        call=_same(item.name for item in required if item is not body),
        uses={"body": body.name, "results": str(results.python_name)},
        props=(results,),
    )


def _pager_docstring(arguments: Arguments, element: str, paging: list[tuple[str, str]]) -> str:
    said = {
        "limit": "The most elements in all; all there are when it is not given. At least 0.",
        "offset": "Elements to pass over at the start.",
    }
    shown = [item for item in arguments.all if item.default is None or item.place == "query"]
    entries = [
        (item.name, said[item.key] if item.key in said else arguments.said(item)) for item in shown
    ]
    cut = sum(item.default is None for item in shown)
    if not paging:
        entries = [
            (name, f"{text} Its `limit` is not looked at.")
            if name == arguments.hint.body
            else (name, text)
            for name, text in entries
        ]
    return written(
        f"Walk through all that `{arguments.hint.name}` finds, a page at a time",
        f"A page is asked for when the one before is used up. {_of_lists(arguments)}".strip(),
        {
            "Args": [
                *entries[:cut],
                ("page_size", "Elements asked for in one request. At least 1. Default: 100."),
                *paging,
                *entries[cut:],
            ],
            "Yields": [("", f"Each `{element}`, in the order of the service.")],
            "Raises": RAISES,
        },
    )


def _same(names: Iterable[str]) -> str:
    return "".join(f"{name}={name}, " for name in names)


def _of_lists(arguments: Arguments) -> str:
    """What is said of the list, but for sentences about its pages, or that lead here."""
    sentences = re.split(r"(?<=[.;]) ", str(arguments.operation["description"]))
    kept = [each for each in sentences if not re.search(r"`(?:paginate_|limit|total_count)", each)]
    return re.sub(r";$", ".", " ".join(kept))


def until_of(arguments: Arguments, outcome: Outcome) -> Derived | None:
    """The method that looks until `completed` is true."""
    wanted, answer = arguments.hint.until, arguments.endpoint.responses.default
    if not wanted or answer is None:
        return None
    fields = fields_in(arguments, answer.prop)
    if "completed" not in fields or len(arguments.all) != 1:
        arguments.misfit("waits; that needs an answer with completed, and one argument")
        return None
    (item,) = arguments.all
    argument, seconds = wanted.get("argument", item.name), wanted.get("timeout", 600)
    counted = {"total_jobs", "success_count", "failed_count"} <= set(fields)
    entries = [
        (argument, arguments.said(item)),
        (
            "timeout",
            f"Seconds to wait at most, from 0; None to wait without end. Default: {seconds}.",
        ),
        ("on_poll", "Called with each answer."),
    ]
    if counted:
        entries.append(("progress", "Show a bar of ended jobs; by default only in a terminal."))
    return Derived(
        name=str(wanted["name"]),
        signature=[
            f"{argument}: {item.annotation}",
            f"timeout: float | None = {seconds}",
            "*",
            f"on_poll: Callable[[{outcome.annotation}], object] | None = None",
            *(["progress: bool | None = None"] if counted else []),
        ],
        returns=outcome.annotation,
        docstring=written(
            f"Wait until what `{arguments.hint.name}` shows has ended",
            "Looks at once, then after 0.2 s, and ever more rarely up to every 5 s.",
            {
                "Args": entries,
                "Returns": [("", "The last answer, whose `completed` is true.")],
                "Raises": [*RAISES, LATE],
            },
        ),
        call=f"{item.name}={argument}",
        uses={"argument": argument, "progress": "progress" if counted else "False"},
    )


def composite_of(arguments: Arguments, outcome: Outcome) -> Derived | None:
    """The method that creates, runs, waits and reads back."""
    wanted = arguments.hint.composite
    if not wanted:
        return None
    if not outcome.element:
        arguments.misfit("goes on with what it created; that needs a list as answer")
        return None
    path = [item for item in arguments.all if item.place == "path"]
    return Derived(
        name=wanted["name"],
        signature=[item.spelled for item in arguments.all],
        returns=outcome.annotation,
        docstring=written(
            wanted["text"],
            f"Calls `{arguments.hint.name}` and `{wanted['run']}`, waits for the jobs, and reads"
            f" back with `{wanted['read']}`.",
            {
                "Args": [(item.name, arguments.said(item)) for item in arguments.all],
                "Returns": [("", "What was made, as it is then; `status` says how it went.")],
                "Raises": [*RAISES, LATE],
            },
        ),
        call=_same(item.name for item in arguments.all),
        uses={
            "run": wanted["run"],
            "read": wanted["read"],
            "path": "".join(f"{item.name}, " for item in path),
        },
    )
