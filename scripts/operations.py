"""Builds the method of an operation: signature, docstring, request and contract entry."""

from __future__ import annotations

from typing import Any

import attrs
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.uuid import UuidProperty

from scripts.annotations import imports, nested, nullable
from scripts.arguments import Argument, Arguments
from scripts.derived_methods import (
    PARAMS,
    DerivedMethod,
    composite_method,
    pagination_method,
    wait_method,
)
from scripts.docstrings import render
from scripts.return_types import RAISES, ReturnType, return_type_of


@attrs.frozen(kw_only=True)
class Method:
    """What the template renders for one operation."""

    name: str
    module: str
    signature: list[str]
    returns: str
    docstring: str
    paged: bool
    checked: list[str]
    steps: list[str]
    call: str
    empty: list[tuple[str, Any]]
    result: ReturnType
    imports: list[str]
    typing_imports: set[str]
    pager: DerivedMethod | None
    until: DerivedMethod | None
    composite: DerivedMethod | None
    contract: dict[str, Any]


class MethodBuilder(Arguments):
    """Builds the method of one operation."""

    def build(self) -> Method:
        """Build the method, ready to be rendered."""
        result = return_type_of(self)
        pager = pagination_method(self, result)
        positional = [item for item in self.all if item.default is None]
        optional = [item for item in self.all if item.default is not None]
        parameters = [item.declaration for item in positional]
        named = [item.declaration for item in self.named]
        if self.paged:
            parameters.append(f"params: {self.params_type} | None = None")
            named += [item.declaration for item in optional]
        else:
            parameters += [item.declaration for item in optional]
        named += [f"{alias}: {self._type_of(name)} = None" for alias, name in self.aliases.items()]
        if result.wait:
            parameters.append("wait: bool = True")
            named.append("timeout: float | None = 1200")
        return Method(
            name=self.hint.name,
            module=str(self.endpoint.name),
            signature=[*parameters, "*", *named] if named else parameters,
            returns=result.annotation,
            docstring=self._docstring(result),
            paged=self.paged,
            checked=[item.name for item in self.all],
            steps=self._steps(),
            call=self._call(),
            empty=[(name, answer) for name, answer in self.hint.empty.items()],
            result=result,
            imports=self._imports(),
            typing_imports=self._typing_imports(result, pager),
            pager=pager,
            until=wait_method(self, result),
            composite=composite_method(self, result),
            contract=self._contract(),
        )

    def _type_of(self, name: str) -> str:
        """The annotation of an argument, including None."""
        if name == "params" and self.paged:
            return f"{self.params_type} | None"
        item = next(item for item in self.all if item.name == name)
        return f"{item.annotation} | None"

    def _steps(self) -> list[str]:
        """Source lines that resolve aliases and merge fields passed beside the body."""
        steps = [
            f'{name} = self._either("{self.hint.name}", {name}={name}, {alias}={alias})'
            for alias, name in self.aliases.items()
        ]
        if self.named:
            fields = ", ".join(
                f'"{item.key}": {item.name if self.patch else f"given({item.name})"}'
                for item in self.named
            )
            steps.append(f"{self.hint.body} = merged({self.hint.body}, {{{fields}}})")
        return steps

    def _call(self) -> str:
        """Source of the arguments of the endpoint module's `_get_kwargs`."""
        parts = [
            f"{item.prop.python_name}={_passed(item)}"
            for item in self.all
            if item.place not in ("field", "body")
        ]
        for item in self.all:
            if item.place == "body":
                parts.append(f"body={_passed(item)}")
        if self.flat:
            own = [item for item in self.all if item.place == "field" and item.within is None]
            fields = [f"{item.prop.python_name}={_field(item)}" for item in own]
            for prop in self._spread_props():
                inside = ", ".join(
                    f"{item.prop.python_name}={_field(item)}"
                    for item in self.all
                    if item.within is prop
                )
                fields.append(f"{prop.python_name}={prop.class_info.name}({inside})")
            parts.append(f"body={self._body_model().class_info.name}({', '.join(fields)})")
        return ", ".join(parts)

    def _body_model(self) -> ModelProperty:
        model = self.model(self.endpoint.bodies[0].prop)
        assert model is not None
        return model

    def _spread_props(self) -> list[ModelProperty]:
        """The body fields whose own fields are arguments."""
        found: list[ModelProperty] = []
        for item in self.all:
            if isinstance(item.within, ModelProperty) and item.within not in found:
                found.append(item.within)
        return found

    def _imports(self) -> list[str]:
        """Imports of the models that the method constructs."""
        needed = {
            (found.class_info.module_name, found.class_info.name)
            for item in self.all
            if item.place != "field"
            for found in nested(item.prop)
            if isinstance(found, ModelProperty)
        }
        if self.flat:
            for model in (self._body_model(), *self._spread_props()):
                needed.add((model.class_info.module_name, model.class_info.name))
        return [f"from ..models.{module} import {name}" for module, name in sorted(needed)]

    def _typing_imports(self, result: ReturnType, pager: DerivedMethod | None) -> set[str]:
        props = [item.prop for item in [*self.all, *self.named]]
        props += [*result.props, *(pager.props if pager else ())]
        found = {line for prop in props for line in imports(prop, "..")}
        if self.hint.params:
            model = self.models[self.hint.params]
            found.add(
                f"from ..models.{model.class_info.module_name} import {model.class_info.name}"
            )
        return found

    def _docstring(self, result: ReturnType) -> str:
        required = [(item.name, self.describe(item)) for item in self.all if item.default is None]
        optional = [
            (item.name, self.describe(item)) for item in self.all if item.default is not None
        ]
        named = [
            (item.name, f"{self.describe(item)} Takes precedence over `{self.hint.body}`.")
            for item in self.named
        ]
        aliases = [
            (alias, f"Alias of `{name}`; the two are mutually exclusive.")
            for alias, name in self.aliases.items()
        ]
        paging = [("params", PARAMS)] if self.paged else []
        return render(
            self.operation["summary"] or self.hint.name.replace("_", " ").capitalize(),
            self.operation["description"],
            {
                "Args": [*required, *paging, *optional, *result.waiting, *named, *aliases],
                "Returns": [("", result.text)] if result.text else [],
                # Without arguments, none can be invalid.
                "Raises": [*RAISES[0 if self.all or self.paged else 1 :], *result.raises],
            },
        )

    def _contract(self) -> dict[str, Any]:
        """The entry in contract.json: for validation, and for comparing contracts."""
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
                    "travels": item.prop.required,  # with its default, if it has one
                    "schema": item.schema,
                    **({"default": self.hint.defaults[item.name]} if item.instead else {}),
                    **({"empty": True} if item.name in self.hint.empty else {}),
                }
                for item in self.all
            },
            **({"fewest": self.fewest} if self.fewest else {}),
            **({"rule": self.operation["x-arguments"]} if "x-arguments" in self.operation else {}),
            "answer": next((media["schema"] for media in content.values()), None),
        }


def _given(item: Argument) -> str:
    """Source of an argument's value, with its replacement for None."""
    return (
        item.name
        if item.instead is None
        else (f"({item.instead} if {item.name} is None else {item.name})")
    )


def _field(item: Argument) -> str:
    """Source of a field's value; None is sent only by PATCH and for required nullable fields."""
    if item.default == "None" and item.instead is None and nullable(item.prop):
        return f"given({item.name})"
    return _given(item)


def _passed(item: Argument) -> str:
    """Source that passes on a parameter or a whole body."""
    converted = _converted(item.prop, _given(item))
    if item.place == "query" and converted == f"list({item.name})":
        converted = f"listed({item.name})"
    if (
        item.default != "None"
        or item.instead is not None
        or (item.place == "body" and item.prop.required)
    ):
        return converted
    return (
        f"given({item.name})"
        if converted == item.name
        else f"UNSET if {item.name} is None else {converted}"
    )


def _converted(prop: PropertyProtocol, name: str) -> str:
    if isinstance(prop, ModelProperty):
        return f"build({prop.class_info.name}, {name})"
    if isinstance(prop, ListProperty):
        inner = _converted(prop.inner_property, "item")
        return f"list({name})" if inner == "item" else f"[{inner} for item in {name}]"
    for kind, reader in (
        (DateTimeProperty, "date_time"),
        (DateProperty, "date"),
        (UuidProperty, "uuid"),
    ):
        if isinstance(prop, kind):
            return f"{reader}({name})"
    return name
