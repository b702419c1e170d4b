"""The arguments of an operation's method: which, how they are called, in what order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.annotations import Models, accepted_type, public_name, union_members
from scripts.docstrings import describe_limits
from scripts.errors import RegenError
from scripts.models import default_of, is_secret, properties_of
from scripts.names import WHERE, Hint, is_public
from scripts.normalise import Texts
from scripts.schemas import Schema, resolved

# Names that every method uses itself.
RESERVED = frozenset({"self", "client", "url", "body", "page", "page_size"})


@attrs.frozen(kw_only=True)
class Argument:
    """One argument of a method.

    Attributes:
        name: Its public name.
        key: Its name in the contract.
        place: path, query, header, cookie, field (of the body) or body.
        prop: The generator's property.
        annotation: Its type, None aside.
        default: Source of its default; None when it is required.
        text: Its description in the contract.
        schema: Its schema.
        instead: Source of the value sent when it is None, or None.
        within: The spread body field that it belongs to, or None.
    """

    name: str
    key: str
    place: str
    prop: PropertyProtocol
    annotation: str
    default: str | None
    text: str
    schema: Schema
    instead: str | None = None
    within: PropertyProtocol | None = None

    @property
    def declaration(self) -> str:
        """The argument as declared in a signature."""
        if self.default is None:
            return f"{self.name}: {self.annotation}"
        parts = union_members(self.annotation)
        may_be_none = self.default in ("None", "UNSET") or self.instead is not None
        if may_be_none and parts != ["Any"]:
            unset = ["Unset"] if self.default == "UNSET" else []
            parts = [*(part for part in parts if part != "None"), *unset, "None"]
        return f"{self.name}: {' | '.join(parts)} = {self.default}"


class Arguments:
    """The arguments that the method of one operation has.

    Args:
        endpoint: The operation, as the generator parsed it.
        operation: The same in the normalised document.
        hint: The line in names.yaml.
        texts: The document's texts about arguments and answer.
        models: Class name -> model.
        schemas: Component schemas of the document.
        notes: Collects notes about parts of the hint that do not fit; None makes them errors.

    Raises:
        RegenError: A name clashes, or the hint does not fit.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        operation: Mapping[str, Any],
        hint: Hint,
        texts: Texts,
        models: Models,
        schemas: Mapping[str, Any],
        notes: list[str] | None = None,
    ) -> None:
        self.notes = notes
        self.endpoint = endpoint
        self.operation = operation
        self.hint = hint
        self.texts = texts
        self.models = models
        self.schemas = schemas
        self.where = f"{endpoint.method.upper()} {endpoint.path.get_untrusted_value()}"
        self.patch = endpoint.method.lower() == "patch"
        self.flat = False
        self.fewest = 0  # how many fields of a flat body are required at least
        self.named: list[Argument] = []  # fields of a whole body that are also keyword arguments
        body = self._body()
        parameters = self._parameters()
        self.paged = endpoint.method.lower() == "get" and any(
            item.place == "query" and item.key == "limit" for item in parameters
        )
        clashes = {item.name for item in body} & {item.name for item in parameters}
        if clashes and not hint.known:
            self.flat, body = False, [self._whole_body()]
        self.all = self._ordered([*parameters, *body])
        self.aliases = self._aliases()
        self._refuse_clashes()

    @property
    def params_type(self) -> str:
        """The type of the `params` argument of a list operation."""
        return (
            f"{self.hint.params} | Mapping[str, Any]" if self.hint.params else "Mapping[str, Any]"
        )

    def describe(self, item: Argument) -> str:
        """The docstring text of an argument: its description, limits and default."""
        text = item.text.strip()
        if text and not text.endswith((".", "!", "?", ":")):
            text += "."
        if not text:
            text = f"{item.name.replace('_', ' ').capitalize()}."
        is_empty_allowed = item.name in self.hint.empty
        limits = {
            key: value
            for key, value in resolved(item.schema, self.schemas).items()
            if key != "minItems" or not is_empty_allowed
        }
        words = describe_limits(limits, self.schemas)
        if item.instead is not None and isinstance(self.hint.defaults[item.name], dict):
            words += f" Default: `{json.dumps(self.hint.defaults[item.name])}`."
        elif item.default not in (None, "None", "UNSET") and "Default" not in text:
            words += f" Default: {item.default}."
        if is_empty_allowed or (item.place, item.key) == ("query", "ids"):
            words += " An empty list selects nothing, and no request is sent."
        return f"{text} {words}".strip()

    def _parameters(self) -> list[Argument]:
        found = []
        schemas = {
            (item["name"], item["in"]): item["schema"] for item in self.operation["parameters"]
        }
        for place, prop in self.endpoint.iter_all_parameters():
            key = prop.name.get_untrusted_value()
            schema = schemas[(key, place.value)]
            found.append(self._argument(prop, key, place.value, schema))
        return found

    def _argument(self, prop: PropertyProtocol, key: str, place: str, schema: Schema) -> Argument:
        name = self.hint.arguments.get(key, public_name(prop))
        is_list = any(item["name"] == "limit" for item in self.operation["parameters"])
        reserved = RESERVED | {"params"} if is_list or self.hint.params else RESERVED
        if place not in ("field", "body") and key in reserved and key not in self.hint.arguments:
            if self.notes is None:
                raise RegenError(
                    f"the {place} parameter {key!r} clashes with a name that every method uses",
                    where=self.where,
                    remedy=f"Name it in {WHERE}: arguments: {{{key}: another_name}}.",
                )
            name = f"{key}_"
            self.notes.append(f"{self.where}: the {place} parameter {key!r} is named {name}")
        default = default_of(prop)
        if default is None and not prop.required:
            default = "UNSET" if self.patch and place == "field" else "None"
        instead = None
        if name in self.hint.defaults:
            value = self.hint.defaults[name]
            instead = repr(value)
            default = "None" if isinstance(value, dict | list) else instead
        return Argument(
            name=name,
            key=key,
            place=place,
            prop=prop,
            annotation=accepted_type(prop, self.models, secret=is_secret(schema)),
            default=default,
            text=self.texts.arguments.get(key, ""),
            schema=schema,
            instead=instead,
        )

    def _body(self) -> list[Argument]:
        """The body as arguments: one per field, or one for the whole body."""
        if not self.endpoint.bodies:
            return []
        body = self.endpoint.bodies[0]
        model = self.model(body.prop)
        if model is None or body.body_type.value != "json" or not properties_of(model):
            return [self._whole_body()]
        schema = resolved(self._body_schema(), self.schemas)
        properties = schema.get("properties", {})
        whole = set(properties) == {
            prop.name.get_untrusted_value() for prop in properties_of(model)
        }
        if self.hint.body and self.hint.named and whole:
            unset = "UNSET" if self.patch else "None"
            fields = [attrs.evolve(item, default=unset) for item in self._fields(model, properties)]
            self.named = [item for item in fields if item.name != self.hint.body]
        if self.hint.body or not whole:  # not whole: a body composed of several schemas
            return [self._whole_body()]
        if lost := set(self.hint.spread) - set(properties):
            self.report_mismatch(f"spreads {', '.join(sorted(lost))}, which the body does not have")
        self.flat = True
        self.fewest = int(schema.get("minProperties", 0))
        return [
            part
            for item in self._fields(model, properties)
            for part in (self._spread(item) if item.key in self.hint.spread else [item])
        ]

    def _fields(self, model: ModelProperty, properties: Mapping[str, Any]) -> list[Argument]:
        return [
            self._argument(prop, name, "field", properties[name])
            for prop in properties_of(model)
            for name in [prop.name.get_untrusted_value()]
        ]

    def _spread(self, item: Argument) -> list[Argument]:
        """The fields of a body field, as arguments of their own."""
        model = self.model(item.prop)
        properties = resolved(item.schema, self.schemas).get("properties", {})
        if model is None or not properties_of(model):
            self.report_mismatch(f"spreads {item.key!r}, which has no fields")
            return [item]
        return [
            attrs.evolve(
                part,
                key=f"{item.key}.{part.key}",
                text=str(properties[part.key].get("description", "")),
                within=item.prop,
            )
            for part in self._fields(model, properties)
        ]

    def _whole_body(self) -> Argument:
        prop = self.endpoint.bodies[0].prop
        return Argument(
            name=self.hint.body or "body",
            key="",
            place="body",
            prop=prop,
            annotation=accepted_type(prop, self.models),
            default=None if prop.required and not self.named else "None",
            text=self.texts.body,
            schema=self._body_schema(),
        )

    def _body_schema(self) -> Schema:
        content = self.operation["requestBody"]["content"]
        schema: Schema = next(iter(content.values()))["schema"]
        return schema

    def model(self, prop: PropertyProtocol) -> ModelProperty | None:
        """The fully parsed model of a property; None for other properties."""
        # A property seen before its schema was parsed is empty; the one in the list by name is not.
        if isinstance(prop, ModelProperty):
            return self.models.get(prop.class_info.name, prop)
        return None

    def _ordered(self, arguments: list[Argument]) -> list[Argument]:
        """Sort into path, `order`, required body and query, optional body and query."""

        def rank(item: Argument) -> tuple[int, int]:
            if item.name in self.hint.order:
                return 1, self.hint.order.index(item.name)
            if item.place == "path":
                return 0, 0
            body = item.place in ("field", "body")
            return (3 if item.default is not None else 2), (0 if body else 1)

        names = {item.name for item in arguments}
        keys = {item.key.rpartition(".")[2] for item in arguments}
        unknown = (set(self.hint.order) | set(self.hint.defaults) | set(self.hint.empty)) - names
        unknown |= set(self.hint.arguments) - keys
        if unknown:
            self.report_mismatch(
                f"names the argument {', '.join(sorted(unknown))}, which does not exist"
            )
        ordered = sorted(arguments, key=rank)
        optional = [item.default is not None for item in ordered]
        if optional != sorted(optional):
            self.report_mismatch("puts an optional argument before a required one")
            ordered.sort(key=lambda item: item.default is not None)
        return ordered

    def _aliases(self) -> dict[str, str]:
        """Aliases of arguments, and of `params`."""
        known = {item.name for item in self.all} | ({"params"} if self.paged else set())
        found = {}
        for alias, name in self.hint.aliases.items():
            if name in known:
                found[alias] = name
            else:
                self.report_mismatch(f"names {alias} for the argument {name}, which does not exist")
        return found

    def report_mismatch(self, what: str) -> None:
        """Report that names.yaml does not fit this operation.

        Raises:
            RegenError: This is the shipped contract, where every line must fit.
        """
        if self.notes is None:
            raise RegenError(what, where=f"{WHERE}, {self.where}")
        self.notes.append(f"the line for {self.where} in {WHERE} {what}")

    def _refuse_clashes(self) -> None:
        names = [item.name for item in self.all]
        names += ["params", "page_size"] if self.paged else []
        names += [*self.aliases, *(item.name for item in self.named)]
        names += ["wait", "timeout"] if self.hint.wait else []
        for name in names:
            if names.count(name) > 1:
                raise RegenError(
                    f"two arguments would be named {name!r}",
                    where=self.where,
                    remedy=f"Name one in {WHERE}, under arguments, or give the body a name.",
                )
            if not is_public(name):
                raise RegenError(
                    f"{name!r} cannot be the name of an argument",
                    where=self.where,
                    remedy=f"Name it in {WHERE}, under arguments.",
                )
