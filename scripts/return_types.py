"""What a method gives back: the answer or a part of it, after a wait, or page after page."""

from __future__ import annotations

import attrs
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.arguments import Arguments
from scripts.models import properties_of

RAISES = [
    (
        "PixelInputError",
        "An argument is missing, unknown or outside what the contract allows. Nothing was sent.",
    ),
    ("PixelStatusError", "The service answered with an error."),
    ("PixelConnectionError", "The service gave no answer, or none in time."),
    ("PixelSignInError", "The user was not let in."),
]
WAIT = [
    ("wait", "Whether to wait until the job has ended. Default: True."),
    (
        "timeout",
        "Seconds to wait at most, from 0; None to wait without end. The job goes on when the time"
        " is up. Default: 1200.",
    ),
]


@attrs.frozen(kw_only=True)
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
    reread: dict[str, str] = attrs.field(factory=dict)
    waiting: list[tuple[str, str]] = attrs.field(factory=list)
    raises: list[tuple[str, str]] = attrs.field(factory=list)
    props: tuple[PropertyProtocol, ...] = ()


def outcome_of(arguments: Arguments) -> Outcome:
    """Decide what the method of an operation returns."""
    hint, answer = arguments.hint, arguments.endpoint.responses.default
    if answer is None or answer.source["attribute"] == "None":
        if hint.returns is True:
            return Outcome(annotation="bool", text="True: the service has done it.", true=True)
        if hint.wait or hint.returns:
            arguments.misfit("waits for, or returns, a part of an answer that is empty")
        return Outcome(annotation="None")
    prop = answer.prop
    code = type_of(prop)
    text = arguments.texts.answer or f"The answer, a `{code}`."
    if hint.returns is True:
        return Outcome(annotation="bool", text="True: the service has done it.", true=True)
    if isinstance(prop, ListProperty):
        return Outcome(
            annotation=code, element=type_of(prop.inner_property), text=text, props=(prop,)
        )
    fields = fields_in(arguments, prop)
    wait = _known(arguments, hint.wait, fields)
    part = _known(arguments, hint.returns or None, fields)
    if part:
        code = type_of(fields[part])
        said = fields[part].description
        text = said.get_untrusted_value() if said else f"The answer's `{part}`, a `{code}`."
    if wait:
        text = f"{text} After a wait, the job has ended."
    reread = {name: method for name, method in hint.reread.items() if wait and name in fields}
    path = ", ".join(f"{item.name}={item.name}" for item in arguments.all if item.place == "path")
    return Outcome(
        annotation=code,
        text=text,
        part=str(fields[part].python_name) if part else None,
        wait=wait,
        reread={name: f"self.{method}({path})" for name, method in reread.items()},
        waiting=WAIT if wait else [],
        raises=[("PixelJobTimeoutError", "The job had not ended in time.")] if wait else [],
        props=(prop, *([fields[part]] if part else [])),
    )


def type_of(prop: PropertyProtocol) -> str:
    """The annotation of a property."""
    return prop.get_type_string().as_unembedded_code()


def fields_in(arguments: Arguments, prop: PropertyProtocol) -> dict[str, PropertyProtocol]:
    """The fields of a model by their names in the contract; none of anything else."""
    model = arguments.model(prop)
    if model is None:
        return {}
    return {item.name.get_untrusted_value(): item for item in properties_of(model)}


def _known(arguments: Arguments, name: object, fields: dict[str, PropertyProtocol]) -> str | None:
    """The name of a field of the answer, if it has it."""
    if name is None or name in fields:
        return None if name is None else str(name)
    arguments.misfit(f"names {name!r}, which the answer has not")
    return None
