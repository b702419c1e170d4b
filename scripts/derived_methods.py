"""Methods derived from an operation: pagination, waiting, and several steps in one call."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.arguments import Arguments
from scripts.docstrings import render
from scripts.return_types import RAISES, ReturnType, fields_in, type_of

PARAMS = "Query parameters as one object or mapping. Named arguments take precedence."
LATE = ("PixelJobTimeoutError", "The time is up; the job continues at the service.")


@attrs.frozen(kw_only=True)
class DerivedMethod:
    """A method that calls the method of an operation, and possibly others.

    Attributes:
        name: Its name.
        signature: Its declared arguments.
        returns: The type that it returns or yields.
        docstring: Source of its docstring.
        call: Source of the arguments that it passes on unchanged.
        uses: Names of other methods and arguments that it needs, by purpose.
        filters: Query parameters passed by name.
        props: Properties in its annotations, beside those of the operation.
    """

    name: str
    signature: list[str]
    returns: str
    docstring: str
    call: str
    uses: dict[str, str] = attrs.field(factory=dict)
    filters: list[str] = attrs.field(factory=list)
    props: tuple[PropertyProtocol, ...] = ()


def pagination_method(arguments: Arguments, result: ReturnType) -> DerivedMethod | None:
    """The method that iterates over the pages of an operation, if it has any."""
    name = arguments.hint.paginate
    if not name:
        return None
    required = [item for item in arguments.all if item.default is None]
    queries = [item for item in arguments.all if item.default is not None and item.place == "query"]
    if arguments.paged and result.element:
        params = [f"params: {arguments.params_type} | None = None", *(["*"] if queries else [])]
        return DerivedMethod(
            name=name,
            signature=[
                *(item.declaration for item in required),
                "page_size: int = 100",
                *params,
                *(item.declaration for item in queries),
            ],
            docstring=_pager_docstring(arguments, result.element, [("params", PARAMS)]),
            returns=result.element,
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
        arguments.report_mismatch(
            "paginates, which needs a GET with a query parameter limit that returns a list,"
            " or a body with limit and offset and a response with one list"
        )
        return None
    ((_, results),) = lists.items()
    element = type_of(results.inner_property)
    return DerivedMethod(
        name=name,
        signature=[*(item.declaration for item in required), "page_size: int = 100"],
        docstring=_pager_docstring(arguments, element, []),
        returns=element,
        call=_same(item.name for item in required if item is not body),
        uses={"body": body.name, "results": str(results.python_name)},
        props=(results,),
    )


def _pager_docstring(arguments: Arguments, element: str, paging: list[tuple[str, str]]) -> str:
    texts = {
        "limit": "Maximum number of elements in total. At least 0. Default: all.",
        "offset": "Number of elements to skip at the start.",
    }
    shown = [item for item in arguments.all if item.default is None or item.place == "query"]
    entries = [
        (item.name, texts[item.key] if item.key in texts else arguments.describe(item))
        for item in shown
    ]
    cut = sum(item.default is None for item in shown)
    if not paging:
        entries = [
            (name, f"{text} Its `limit` is ignored.")
            if name == arguments.hint.body
            else (name, text)
            for name, text in entries
        ]
    return render(
        f"Iterate over all results of `{arguments.hint.name}`, page by page",
        f"Each page is requested when the one before is used up. {_of_lists(arguments)}".strip(),
        {
            "Args": [
                *entries[:cut],
                ("page_size", "Number of elements per request. At least 1. Default: 100."),
                *paging,
                *entries[cut:],
            ],
            "Yields": [("", f"Each `{element}`, in the service's order.")],
            "Raises": RAISES,
        },
    )


def _same(names: Iterable[str]) -> str:
    return "".join(f"{name}={name}, " for name in names)


def _of_lists(arguments: Arguments) -> str:
    """The description of the list operation, without sentences about pagination."""
    sentences = re.split(r"(?<=[.;]) ", str(arguments.operation["description"]))
    kept = [each for each in sentences if not re.search(r"`(?:paginate_|limit|total_count)", each)]
    return re.sub(r";$", ".", " ".join(kept))


def wait_method(arguments: Arguments, result: ReturnType) -> DerivedMethod | None:
    """The method that polls until `completed` is true."""
    wanted, answer = arguments.hint.until, arguments.endpoint.responses.default
    if not wanted or answer is None:
        return None
    fields = fields_in(arguments, answer.prop)
    if "completed" not in fields or len(arguments.all) != 1:
        arguments.report_mismatch("waits, which needs a response with completed, and one argument")
        return None
    (item,) = arguments.all
    argument, seconds = wanted.get("argument", item.name), wanted.get("timeout", 600)
    counted = {"total_jobs", "success_count", "failed_count"} <= set(fields)
    entries = [
        (argument, arguments.describe(item)),
        (
            "timeout",
            f"Maximum seconds to wait, at least 0; None for no limit. Default: {seconds}.",
        ),
        ("on_poll", "Called with each response."),
    ]
    if counted:
        entries.append(("progress", "Whether to show a progress bar. Default: only in a terminal."))
    return DerivedMethod(
        name=str(wanted["name"]),
        signature=[
            f"{argument}: {item.annotation}",
            f"timeout: float | None = {seconds}",
            "*",
            f"on_poll: Callable[[{result.annotation}], object] | None = None",
            *(["progress: bool | None = None"] if counted else []),
        ],
        returns=result.annotation,
        docstring=render(
            f"Poll `{arguments.hint.name}` until it reports completion",
            "Polls at once, then after 0.2 s, then at growing intervals of up to 5 s.",
            {
                "Args": entries,
                "Returns": [("", "The last response, whose `completed` is true.")],
                "Raises": [*RAISES, LATE],
            },
        ),
        call=f"{item.name}={argument}",
        uses={"argument": argument, "progress": "progress" if counted else "False"},
    )


def composite_method(arguments: Arguments, result: ReturnType) -> DerivedMethod | None:
    """The method that creates, runs, waits and reads the results."""
    wanted = arguments.hint.composite
    if not wanted:
        return None
    if not result.element:
        arguments.report_mismatch("runs what it created, which needs a list as response")
        return None
    path = [item for item in arguments.all if item.place == "path"]
    return DerivedMethod(
        name=wanted["name"],
        signature=[item.declaration for item in arguments.all],
        returns=result.annotation,
        docstring=render(
            wanted["text"],
            f"Calls `{arguments.hint.name}` and `{wanted['run']}`, waits for the jobs, and reads"
            f" the results with `{wanted['read']}`.",
            {
                "Args": [(item.name, arguments.describe(item)) for item in arguments.all],
                "Returns": [
                    ("", "The results after the run; `status` shows whether each succeeded.")
                ],
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
