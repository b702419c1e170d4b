"""What a method gives back: the answer or a part of it, after a wait, or page after page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.docstrings import written
from scripts.models import properties_of

if TYPE_CHECKING:
    from scripts.operations import Spelling

RAISES = [
    (
        "PixelInputError",
        "An argument is missing, unknown or outside what the contract allows. Nothing was sent.",
    ),
    ("PixelStatusError", "The service answered with an error."),
]
PARAMS = "Query parameters as one object or mapping. Named arguments win over it."
WAIT = [
    ("wait", "Whether to wait until the job has ended. Default: True."),
    (
        "timeout",
        "Seconds to wait at most; None to wait without end. The job goes on when the time is up.",
    ),
]


@dataclass(frozen=True)
class Outcome:
    """What a method returns.

    Attributes:
        annotation: Its type.
        element: The type of an element when the answer is a list, else empty.
        text: What the docstring says of it.
        part: Attribute of the answer that is returned alone, or None.
        true: Whether it returns True, whatever the answer was.
        wait: Field of the answer with the job to wait for, or None.
        reread: Field of the answer -> the call that reads it again.
        waiting: Docstring entries of the arguments about the wait.
        raises: Docstring entries of the errors of the wait.
        props: What its annotations are made of.
    """

    annotation: str
    element: str = ""
    text: str = ""
    part: str | None = None
    true: bool = False
    wait: str | None = None
    reread: dict[str, str] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    raises: list[tuple[str, str]] = field(default_factory=list)
    props: tuple[PropertyProtocol, ...] = ()


@dataclass(frozen=True)
class Pager:
    """The method that walks through all pages.

    Attributes:
        name: Its name.
        signature: Its arguments.
        docstring: Source of it.
        element: The type of what it yields.
        fixed: Arguments that are the same for each page.
        filters: Query parameters given by name.
        body: The argument that a page is asked for in, or None when that is `params`.
        results: Attribute of the answer with the elements, when the answer is not a list.
        props: What its annotations are made of, beside those of the method.
    """

    name: str
    signature: list[str]
    docstring: str
    element: str
    fixed: list[str]
    filters: list[str]
    body: str | None = None
    results: str | None = None
    props: tuple[PropertyProtocol, ...] = ()


def outcome_of(spelling: Spelling) -> Outcome:
    """Decide what the method of an operation returns."""
    hint, answer = spelling.hint, spelling.endpoint.responses.default
    if answer is None or answer.source["attribute"] == "None":
        if hint.returns is True:
            return Outcome("bool", text="True: the service has done it.", true=True)
        if hint.wait or hint.returns:
            spelling.misfit("waits for, or returns, a part of an answer that is empty")
        return Outcome("None")
    prop = answer.prop
    code = _type(prop)
    text = spelling.texts.answer or f"The answer, a `{code}`."
    if hint.returns is True:
        return Outcome("bool", text="True: the service has done it.", true=True)
    if isinstance(prop, ListProperty):
        return Outcome(code, _type(prop.inner_property), text, props=(prop,))
    fields = _fields(spelling, prop)
    wait = _known(spelling, hint.wait, fields)
    part = _known(spelling, hint.returns or None, fields)
    if part:
        code = _type(fields[part])
        said = fields[part].description
        text = said.get_untrusted_value() if said else f"The answer's `{part}`, a `{code}`."
    reread = {name: method for name, method in hint.reread.items() if wait and name in fields}
    path = ", ".join(f"{item.name}={item.name}" for item in spelling.all if item.place == "path")
    return Outcome(
        code,
        text=text,
        part=str(fields[part].python_name) if part else None,
        wait=wait,
        reread={name: f"self.{method}({path})" for name, method in reread.items()},
        waiting=WAIT if wait else [],
        raises=[("PixelJobTimeoutError", "The job had not ended in time.")] if wait else [],
        props=(prop, *([fields[part]] if part else [])),
    )


def pager_of(spelling: Spelling, outcome: Outcome) -> Pager | None:
    """Decide how the pages of an operation are walked through."""
    name = spelling.hint.paginate
    if not name:
        return None
    required = [item for item in spelling.all if item.default is None]
    queries = [item for item in spelling.all if item.default is not None and item.place == "query"]
    if spelling.paged and outcome.element:
        params = [f"params: {spelling.params_type} | None = None", *(["*"] if queries else [])]
        return Pager(
            name=name,
            signature=[
                *(item.spelled for item in required),
                "page_size: int = 100",
                *params,
                *(item.spelled for item in queries),
            ],
            docstring=_pager_docstring(spelling, outcome.element, [("params", PARAMS)]),
            element=outcome.element,
            fixed=[item.name for item in required],
            filters=[item.name for item in queries],
        )
    body = next((item for item in required if item.place == "body"), None)
    answer = spelling.endpoint.responses.default
    lists = {
        key: prop
        for key, prop in (_fields(spelling, answer.prop).items() if answer else ())
        if isinstance(prop, ListProperty)
    }
    if (
        body is None
        or not {"limit", "offset"} <= set(_fields(spelling, body.prop))
        or len(lists) != 1
    ):
        spelling.misfit(
            "wants pages; that needs a list as answer to a GET with a query parameter limit, or a"
            " body with limit and offset and an answer with one list"
        )
        return None
    ((_, results),) = lists.items()
    element = _type(results.inner_property)
    return Pager(
        name=name,
        signature=[*(item.spelled for item in required), "page_size: int = 100"],
        docstring=_pager_docstring(spelling, element, []),
        element=element,
        fixed=[item.name for item in required if item is not body],
        filters=[],
        body=body.name,
        results=str(results.python_name),
        props=(results,),
    )


def _pager_docstring(spelling: Spelling, element: str, paging: list[tuple[str, str]]) -> str:
    said = {
        "limit": "The most elements in all; all there are when it is not given. At least 0.",
        "offset": "Elements to pass over at the start.",
    }
    shown = [item for item in spelling.all if item.default is None or item.place == "query"]
    entries = [
        (item.name, said[item.key] if item.key in said else spelling.said(item)) for item in shown
    ]
    cut = sum(item.default is None for item in shown)
    if not paging:
        entries = [
            (name, f"{text} Its `limit` is not looked at.")
            if name == spelling.hint.body
            else (name, text)
            for name, text in entries
        ]
    return written(
        f"Walk through all that `{spelling.hint.name}` finds, a page at a time",
        "A page is asked for when the one before is used up. " + spelling.operation["description"],
        {
            "Args": [
                *entries[:cut],
                ("page_size", "Elements asked for in one request. At least 1."),
                *paging,
                *entries[cut:],
            ],
            "Yields": [("", f"Each `{element}`, in the order of the service.")],
            "Raises": RAISES,
        },
    )


def _type(prop: PropertyProtocol) -> str:
    return prop.get_type_string().as_unembedded_code()


def _fields(spelling: Spelling, prop: PropertyProtocol) -> dict[str, PropertyProtocol]:
    """The fields of a model by their names in the contract; none of anything else."""
    model = spelling.model(prop)
    if model is None:
        return {}
    return {item.name.get_untrusted_value(): item for item in properties_of(model)}


def _known(spelling: Spelling, name: object, fields: dict[str, PropertyProtocol]) -> str | None:
    """The name of a field of the answer, if it has it."""
    if name is None or name in fields:
        return None if name is None else str(name)
    spelling.misfit(f"names {name!r}, which the answer has not")
    return None
