"""How the method of an operation is spelled: its arguments, their order, what it sends and says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import (
    DateProperty,
    DateTimeProperty,
    ListProperty,
    ModelProperty,
    UuidProperty,
)
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.annotations import Models, imports, nested, nullable, public_name, split, taken
from scripts.docstrings import allowed, written
from scripts.models import default_of, is_secret, properties_of
from scripts.names import WHERE, Hint, is_public
from scripts.normalise import Texts
from scripts.refusal import Refusal
from scripts.schemas import Schema, resolved

# Names that a method uses itself.
RESERVED = frozenset({"self", "client", "url", "body", "page", "page_size"})

BAD_ARGUMENT = "An argument is missing, unknown or outside what the contract allows. Nothing was sent."
BAD_ANSWER = "The service answered with an error."


@dataclass(frozen=True)
class Argument:
    """One argument of a method.

    Attributes:
        name: Its public name.
        key: Its name in the contract.
        place: path, query, header, cookie, field (of the body) or body.
        prop: The generator's property.
        annotation: What it takes, None aside.
        default: Source of its default; None when it must be given.
        text: What the contract says.
        schema: What the contract allows.
    """

    name: str
    key: str
    place: str
    prop: PropertyProtocol
    annotation: str
    default: str | None
    text: str
    schema: Schema

    @property
    def spelled(self) -> str:
        """The argument in a signature."""
        if self.default is None:
            return f"{self.name}: {self.annotation}"
        parts = split(self.annotation)
        if self.default in ("None", "UNSET") and parts != ["Any"]:
            unset = ["Unset"] if self.default == "UNSET" else []
            parts = [*dict.fromkeys([*parts, "None", *unset])]
        return f"{self.name}: {' | '.join(parts)} = {self.default}"


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


class Spelling:
    """Decides how one operation is spelled."""

    def __init__(
        self,
        endpoint: Endpoint,
        operation: Mapping[str, Any],
        hint: Hint,
        texts: Texts,
        models: Models,
        schemas: Mapping[str, Any],
    ) -> None:
        self.endpoint = endpoint
        self.operation = operation
        self.hint = hint
        self.texts = texts
        self.models = models
        self.schemas = schemas
        self.where = f"{endpoint.method.upper()} {endpoint.path.get_untrusted_value()}"
        self.patch = endpoint.method.lower() == "patch"
        self.flat = False
        body = self._body()
        parameters = self._parameters()
        self.paged = endpoint.method.lower() == "get" and any(
            item.place == "query" and item.key == "limit" for item in parameters
        )
        clashes = {item.name for item in body} & {item.name for item in parameters}
        if clashes and not hint.known:
            self.flat, body = False, [self._whole_body()]
        self.arguments = self._ordered([*parameters, *body])
        self._refuse_clashes()

    def _parameters(self) -> list[Argument]:
        found = []
        schemas = {(item["name"], item["in"]): item["schema"] for item in self.operation["parameters"]}
        for place, prop in self.endpoint.iter_all_parameters():
            key = prop.name.get_untrusted_value()
            schema = schemas[(key, place.value)]
            found.append(self._argument(prop, key, place.value, schema))
        return found

    def _argument(self, prop: PropertyProtocol, key: str, place: str, schema: Schema) -> Argument:
        name = self.hint.arguments.get(key, public_name(prop))
        if place not in ("field", "body") and key in RESERVED and key not in self.hint.arguments:
            raise Refusal(
                f"the {place} parameter {key!r} would clash with a name every method uses",
                where=self.where,
                remedy=f"Name it in {WHERE}: arguments: {{{key}: another_name}}.",
            )
        default = default_of(prop)
        if default is None and not prop.required:
            default = "UNSET" if self.patch and place == "field" else "None"
        return Argument(
            name=name,
            key=key,
            place=place,
            prop=prop,
            annotation=taken(prop, self.models, secret=is_secret(schema)),
            default=default,
            text=self.texts.arguments.get(key, ""),
            schema=schema,
        )

    def _body(self) -> list[Argument]:
        """The body as arguments: its fields, or the whole."""
        if not self.endpoint.bodies:
            return []
        body = self.endpoint.bodies[0]
        model = self._model(body.prop)
        if self.hint.body or model is None or body.body_type.value != "json" or not properties_of(model):
            return [self._whole_body()]
        self.flat = True
        schema = resolved(self._body_schema(), self.schemas)
        said = schema.get("properties", {})
        if set(said) != {prop.name.get_untrusted_value() for prop in properties_of(model)}:
            self.flat = False  # a body composed of several schemas
            return [self._whole_body()]
        return [
            self._argument(prop, name, "field", said[name])
            for prop in properties_of(model)
            for name in [prop.name.get_untrusted_value()]
        ]

    def _whole_body(self) -> Argument:
        prop = self.endpoint.bodies[0].prop
        return Argument(
            name=self.hint.body or "body",
            key="",
            place="body",
            prop=prop,
            annotation=taken(prop, self.models),
            default=None if prop.required else "None",
            text=self.texts.body,
            schema=self._body_schema(),
        )

    def _body_schema(self) -> Schema:
        content = self.operation["requestBody"]["content"]
        schema: Schema = next(iter(content.values()))["schema"]
        return schema

    def _model(self, prop: PropertyProtocol) -> ModelProperty | None:
        # A property met before its schema was read is hollow: the list by class name is not.
        if isinstance(prop, ModelProperty):
            return self.models.get(prop.class_info.name, prop)
        return None

    def _ordered(self, arguments: list[Argument]) -> list[Argument]:
        """Path, required body, required query, optional body, optional query; `order` after the path."""

        def rank(item: Argument) -> tuple[int, int]:
            if item.name in self.hint.order:
                return 1, self.hint.order.index(item.name)
            if item.place == "path":
                return 0, 0
            body = item.place in ("field", "body")
            return (3 if item.default is not None else 2), (0 if body else 1)

        unknown = set(self.hint.order) - {item.name for item in arguments}
        unknown |= set(self.hint.arguments) - {item.key for item in arguments}
        if unknown:
            raise Refusal(
                f"has no argument {', '.join(sorted(unknown))}", where=f"{WHERE}, {self.where}"
            )
        ordered = sorted(arguments, key=rank)
        optional = [item.default is not None for item in ordered]
        if optional != sorted(optional):
            raise Refusal("order puts an optional argument before a required one", where=f"{WHERE}, {self.where}")
        return ordered

    def _refuse_clashes(self) -> None:
        names = [item.name for item in self.arguments]
        names += ["params", "page_size"] if self.paged else []
        for name in names:
            if names.count(name) > 1:
                raise Refusal(
                    f"two arguments would be called {name!r}",
                    where=self.where,
                    remedy=f"Name one in {WHERE}, under arguments, or give the body a name.",
                )
            if not is_public(name):
                raise Refusal(
                    f"{name!r} cannot be the name of an argument",
                    where=self.where,
                    remedy=f"Name it in {WHERE}, under arguments.",
                )

    def method(self) -> Method:
        """The method, ready to be printed."""
        required = [item for item in self.arguments if item.default is None]
        optional = [item for item in self.arguments if item.default is not None]
        params = f"{self.hint.params} | Mapping[str, Any]" if self.hint.params else "Mapping[str, Any]"
        paging = [f"params: {params} | None = None", "*"] if self.paged else []
        if paging and not optional:
            paging = paging[:1]
        spelled = [item.spelled for item in self.arguments]
        cut = len(required)
        returns, element = self._returns()
        if self.hint.paginate and not (self.paged and element):
            raise Refusal(
                "paginate needs a GET with a query parameter limit that answers a list",
                where=f"{WHERE}, {self.where}",
            )
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
            docstring=self._docstring(self.arguments, returns),
            paged=self.paged,
            checked=[item.name for item in self.arguments],
            call=self._call(),
            imports=self._imports(),
            typing_imports=self._typing_imports(),
            pager=self.hint.paginate,
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
            for item in self.arguments
            if item.place not in ("field", "body")
        ]
        for item in self.arguments:
            if item.place == "body":
                parts.append(f"body={_passed(item)}")
        if self.flat:
            model = self._model(self.endpoint.bodies[0].prop)
            assert model is not None
            fields = ", ".join(
                f"{item.prop.python_name}={self._field(item)}"
                for item in self.arguments
                if item.place == "field"
            )
            parts.append(f"body={model.class_info.name}({fields})")
        return ", ".join(parts)

    def _field(self, item: Argument) -> str:
        """None is not sent, but for a PATCH, and for a required field that may be null."""
        return f"given({item.name})" if item.default == "None" and nullable(item.prop) else item.name

    def _imports(self) -> list[str]:
        """Models made when the method is called."""
        needed = {
            (found.class_info.module_name, found.class_info.name)
            for item in self.arguments
            if item.place != "field"
            for found in nested(item.prop)
            if isinstance(found, ModelProperty)
        }
        if self.flat:
            model = self._model(self.endpoint.bodies[0].prop)
            assert model is not None
            needed.add((model.class_info.module_name, model.class_info.name))
        return [f"from ..models.{module} import {name}" for module, name in sorted(needed)]

    def _typing_imports(self) -> set[str]:
        props = [item.prop for item in self.arguments]
        if self.endpoint.responses.default is not None:
            props.append(self.endpoint.responses.default.prop)
        found = {line for prop in props for line in imports(prop, "..")}
        if self.hint.params:
            model = self.models[self.hint.params]
            found.add(f"from ..models.{model.class_info.module_name} import {model.class_info.name}")
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
            (item.name, said[item.key] if item.key in said else self._said(item)) for item in arguments
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
            "repeatable": method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS") or self.hint.repeatable,
            "paged": self.paged,
            "arguments": {
                item.name: {
                    "in": item.place,
                    "name": item.key,
                    "required": item.default is None,
                    "schema": item.schema,
                }
                for item in self.arguments
            },
            "answer": next((media["schema"] for media in content.values()), None),
        }


def _passed(item: Argument) -> str:
    """The expression that hands a parameter or a whole body on."""
    made = _made(item.prop, item.name)
    if item.default != "None":
        return made
    return f"given({item.name})" if made == item.name else f"UNSET if {item.name} is None else {made}"


def _made(prop: PropertyProtocol, name: str) -> str:
    if isinstance(prop, ModelProperty):
        return f"build({prop.class_info.name}, {name})"
    if isinstance(prop, ListProperty):
        inner = _made(prop.inner_property, "item")
        return f"list({name})" if inner == "item" else f"[{inner} for item in {name}]"
    for kind, reader in ((DateTimeProperty, "date_time"), (DateProperty, "date"), (UuidProperty, "uuid")):
        if isinstance(prop, kind):
            return f"{reader}({name})"
    return name
