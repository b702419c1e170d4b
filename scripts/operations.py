"""How the method of an operation is spelled: its arguments, their order, what it sends and says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.uuid import UuidProperty

from scripts.annotations import imports, nested, nullable
from scripts.arguments import Argument, Arguments
from scripts.docstrings import allowed, written

BAD_ARGUMENT = (
    "An argument is missing, unknown or outside what the contract allows. Nothing was sent."
)
BAD_ANSWER = "The service answered with an error."


@dataclass(frozen=True)
class Method:
    """What the template prints of one operation."""

    name: str
    module: str
    signature: list[str]
    returns: str
    docstring: str
    paged: bool
    checked: list[str]
    call: str
    imports: list[str]
    typing_imports: set[str]
    pager: str | None
    pager_signature: list[str]
    pager_docstring: str
    element: str
    fixed: list[str]
    filters: list[str]
    contract: dict[str, Any]


class Spelling(Arguments):
    """Decides how one operation is spelled."""

    def method(self) -> Method:
        """The method, ready to be printed."""
        required = [item for item in self.all if item.default is None]
        optional = [item for item in self.all if item.default is not None]
        params = (
            f"{self.hint.params} | Mapping[str, Any]" if self.hint.params else "Mapping[str, Any]"
        )
        paging = [f"params: {params} | None = None", "*"] if self.paged else []
        if paging and not optional:
            paging = paging[:1]
        spelled = [item.spelled for item in self.all]
        cut = len(required)
        returns, element = self._returns()
        pager = self.hint.paginate
        if pager and not (self.paged and element):
            self.misfit("wants pages; that needs a GET with a query parameter limit and a list")
            pager = None
        queries = [item for item in optional if item.place == "query"]
        pager_signature = [
            *(item.spelled for item in required),
            "page_size: int = 100",
            *paging,
            *(item.spelled for item in queries),
        ]
        return Method(
            name=self.hint.name,
            module=str(self.endpoint.name),
            signature=[*spelled[:cut], *paging, *spelled[cut:]],
            returns=returns,
            docstring=self._docstring(self.all, returns),
            paged=self.paged,
            checked=[item.name for item in self.all],
            call=self._call(),
            imports=self._imports(),
            typing_imports=self._typing_imports(),
            pager=pager,
            pager_signature=pager_signature,
            pager_docstring=self._pager_docstring([*required, *queries], element),
            element=element,
            fixed=[item.name for item in required],
            filters=[item.name for item in queries],
            contract=self._contract(),
        )

    def _returns(self) -> tuple[str, str]:
        """The return type, and the type of an element when it is a list."""
        answer = self.endpoint.responses.default
        if answer is None or answer.source["attribute"] == "None":
            return "None", ""
        code = answer.prop.get_type_string().as_unembedded_code()
        inner = answer.prop
        if isinstance(inner, ListProperty):
            return code, inner.inner_property.get_type_string().as_unembedded_code()
        return code, ""

    def _call(self) -> str:
        """The arguments of the endpoint module's `_get_kwargs`."""
        parts = [
            f"{item.prop.python_name}={_passed(item)}"
            for item in self.all
            if item.place not in ("field", "body")
        ]
        for item in self.all:
            if item.place == "body":
                parts.append(f"body={_passed(item)}")
        if self.flat:
            model = self.model(self.endpoint.bodies[0].prop)
            assert model is not None
            fields = ", ".join(
                f"{item.prop.python_name}={self._field(item)}"
                for item in self.all
                if item.place == "field"
            )
            parts.append(f"body={model.class_info.name}({fields})")
        return ", ".join(parts)

    def _field(self, item: Argument) -> str:
        """None is not sent, but for a PATCH, and for a required field that may be null."""
        return (
            f"given({item.name})" if item.default == "None" and nullable(item.prop) else item.name
        )

    def _imports(self) -> list[str]:
        """Models made when the method is called."""
        needed = {
            (found.class_info.module_name, found.class_info.name)
            for item in self.all
            if item.place != "field"
            for found in nested(item.prop)
            if isinstance(found, ModelProperty)
        }
        if self.flat:
            model = self.model(self.endpoint.bodies[0].prop)
            assert model is not None
            needed.add((model.class_info.module_name, model.class_info.name))
        return [f"from ..models.{module} import {name}" for module, name in sorted(needed)]

    def _typing_imports(self) -> set[str]:
        props = [item.prop for item in self.all]
        if self.endpoint.responses.default is not None:
            props.append(self.endpoint.responses.default.prop)
        found = {line for prop in props for line in imports(prop, "..")}
        if self.hint.params:
            model = self.models[self.hint.params]
            found.add(
                f"from ..models.{model.class_info.module_name} import {model.class_info.name}"
            )
        return found

    def _docstring(self, arguments: list[Argument], returns: str) -> str:
        paging = (
            [("params", "Query parameters as one object or mapping. Named arguments win over it.")]
            if self.paged
            else []
        )
        entries = [(item.name, self._said(item)) for item in arguments]
        cut = sum(item.default is None for item in arguments)
        answer = self.texts.answer or ("" if returns == "None" else f"The answer, a `{returns}`.")
        return written(
            self.operation["summary"] or self.hint.name.replace("_", " ").capitalize(),
            self.operation["description"],
            {
                "Args": [*entries[:cut], *paging, *entries[cut:]],
                "Returns": [("", answer)] if answer and returns != "None" else [],
                "Raises": [("PixelInputError", BAD_ARGUMENT), ("PixelStatusError", BAD_ANSWER)],
            },
        )

    def _pager_docstring(self, arguments: list[Argument], element: str) -> str:
        cut = sum(item.default is None for item in arguments)
        said = {
            "limit": "The most elements in all; all there are when it is not given. At least 0.",
            "offset": "Elements to pass over at the start.",
        }
        entries = [
            (item.name, said[item.key] if item.key in said else self._said(item))
            for item in arguments
        ]
        paging = [
            ("page_size", "Elements asked for in one request. At least 1."),
            ("params", "Query parameters as one object or mapping. Named arguments win over it."),
        ]
        return written(
            f"Walk through all that `{self.hint.name}` finds, a page at a time",
            "A page is asked for when the one before is used up. " + self.operation["description"],
            {
                "Args": [*entries[:cut], *paging, *entries[cut:]],
                "Yields": [("", f"Each `{element}`, in the order of the service.")],
                "Raises": [("PixelInputError", BAD_ARGUMENT), ("PixelStatusError", BAD_ANSWER)],
            },
        )

    def _said(self, item: Argument) -> str:
        text = item.text.strip()
        if text and not text.endswith((".", "!", "?", ":")):
            text += "."
        if not text:
            text = f"{item.name.replace('_', ' ').capitalize()}."
        words = allowed(item.schema, self.schemas)
        if item.default not in (None, "None", "UNSET"):
            words += f" Default: {item.default}."
        return f"{text} {words}".strip()

    def _contract(self) -> dict[str, Any]:
        """What is kept for the checks before a request, and for the comparison of contracts."""
        method, path = self.where.split(" ", 1)
        content = self.operation["responses"]["default"].get("content") or {}
        return {
            "method": method,
            "path": path,
            "repeatable": method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS")
            or self.hint.repeatable,
            "paged": self.paged,
            "arguments": {
                item.name: {
                    "in": item.place,
                    "name": item.key,
                    "required": item.default is None,
                    "travels": item.prop.required,  # with its default, when it has one
                    "schema": item.schema,
                }
                for item in self.all
            },
            **({"fewest": self.fewest} if self.fewest else {}),
            "answer": next((media["schema"] for media in content.values()), None),
        }


def _passed(item: Argument) -> str:
    """The expression that hands a parameter or a whole body on."""
    made = _made(item.prop, item.name)
    if item.default != "None":
        return made
    return (
        f"given({item.name})" if made == item.name else f"UNSET if {item.name} is None else {made}"
    )


def _made(prop: PropertyProtocol, name: str) -> str:
    if isinstance(prop, ModelProperty):
        return f"build({prop.class_info.name}, {name})"
    if isinstance(prop, ListProperty):
        inner = _made(prop.inner_property, "item")
        return f"list({name})" if inner == "item" else f"[{inner} for item in {name}]"
    for kind, reader in (
        (DateTimeProperty, "date_time"),
        (DateProperty, "date"),
        (UuidProperty, "uuid"),
    ):
        if isinstance(prop, kind):
            return f"{reader}({name})"
    return name
