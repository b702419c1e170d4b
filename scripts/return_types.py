"""Return types: the response or a part of it, possibly after waiting for a job."""

from __future__ import annotations

import attrs
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.arguments import Arguments
from scripts.models import properties_of

RAISES = [
    (
        "PixelInputError",
        "An argument is missing, unknown or invalid. Nothing was sent.",
    ),
    ("PixelStatusError", "The service responded with an error."),
    ("PixelConnectionError", "The service did not respond, or not in time."),
    ("PixelSignInError", "The sign-in was refused."),
]
WAIT = [
    ("wait", "Whether to wait until the job has ended. Default: True."),
    (
        "timeout",
        "Maximum seconds to wait, at least 0; None for no limit. The job continues when the"
        " time is up. Default: 1200.",
    ),
]


@attrs.frozen(kw_only=True)
class ReturnType:
    """The return type of a method.

    Attributes:
        annotation: Its type.
        element: The element type when the response is a list, else empty.
        text: Its description in the docstring.
        part: Attribute of the response that is returned alone, or None.
        true: Whether it always returns True.
        wait: Response field with the job to wait for, or None.
        reread: Response field -> the call that rereads it.
        waiting: Docstring entries of the wait arguments.
        raises: Docstring entries of the errors of the wait.
        props: Properties in its annotations.
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


def return_type_of(arguments: Arguments) -> ReturnType:
    """Determine what the method of an operation returns."""
    hint, answer = arguments.hint, arguments.endpoint.responses.default
    if answer is None or answer.source["attribute"] == "None":
        if hint.returns is True:
            return ReturnType(annotation="bool", text="Always True: failures raise.", true=True)
        if hint.wait or hint.returns:
            arguments.report_mismatch("waits for, or returns, a part of an empty response")
        return ReturnType(annotation="None")
    prop = answer.prop
    code = type_of(prop)
    text = arguments.texts.answer or f"The response, a `{code}`."
    if hint.returns is True:
        return ReturnType(annotation="bool", text="Always True: failures raise.", true=True)
    if isinstance(prop, ListProperty):
        return ReturnType(
            annotation=code, element=type_of(prop.inner_property), text=text, props=(prop,)
        )
    fields = fields_in(arguments, prop)
    wait = _known(arguments, hint.wait, fields)
    part = _known(arguments, hint.returns or None, fields)
    if part:
        code = type_of(fields[part])
        description = fields[part].description
        text = (
            description.get_untrusted_value()
            if description
            else f"The response's `{part}`, a `{code}`."
        )
    if wait:
        text = f"{text} With `wait`, the job has ended."
    reread = {name: method for name, method in hint.reread.items() if wait and name in fields}
    path = ", ".join(f"{item.name}={item.name}" for item in arguments.all if item.place == "path")
    return ReturnType(
        annotation=code,
        text=text,
        part=str(fields[part].python_name) if part else None,
        wait=wait,
        reread={name: f"self.{method}({path})" for name, method in reread.items()},
        waiting=WAIT if wait else [],
        raises=[("PixelJobTimeoutError", "The job did not end in time.")] if wait else [],
        props=(prop, *([fields[part]] if part else [])),
    )


def type_of(prop: PropertyProtocol) -> str:
    """The annotation of a property."""
    return prop.get_type_string().as_unembedded_code()


def fields_in(arguments: Arguments, prop: PropertyProtocol) -> dict[str, PropertyProtocol]:
    """The fields of a model by their names in the contract; empty for other properties."""
    model = arguments.model(prop)
    if model is None:
        return {}
    return {item.name.get_untrusted_value(): item for item in properties_of(model)}


def _known(arguments: Arguments, name: object, fields: dict[str, PropertyProtocol]) -> str | None:
    """The name of a response field; None when the response does not have it."""
    if name is None or name in fields:
        return None if name is None else str(name)
    arguments.report_mismatch(f"names {name!r}, which is not in the response")
    return None
