"""Data for the model template: constructor, lookup tables, and the generator's own head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from openapi_python_client import schema as oai
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.schema.untrusted_string import UntrustedString

from scripts.annotations import (
    Models,
    accepted_type,
    imports,
    nullable,
    parser,
    public_name,
    rename,
    tag_values,
    text_reader,
    union_members,
)
from scripts.errors import RegenError
from scripts.names import WHERE

# Attributes of every model (a dict). A property with such a name gets an underscore: `items_`.
SHARED = frozenset(
    {name for name in dir(dict) if not name.startswith("_")}
    | {"to_dict", "from_dict", "from_input", "list_of", "agrees", "likeness"}
    | {"additional_properties", "to_multipart"}
    | {"model_copy", "model_dump", "model_dump_json", "model_fields", "model_validate"}
)

# Imports needed only by annotations, which are never evaluated.
ANNOTATIONS = ("import datetime", "from uuid import", "from ..models.")


@attrs.frozen(kw_only=True)
class Field:
    """One field of a model.

    Attributes:
        attribute: Its Python name.
        name: Its name in the JSON.
        annotation: Its type in the constructor, None and Unset aside.
        default: Source of the constructor's default; None when it is required.
        required: Whether responses always have it.
        nullable: Whether null is a valid value.
        secret: Whether its value is always masked.
        parser: Source of its parser, or None.
        text_reader: Source of the function that reads a number passed as text, or None.
        tags: The permitted values, when they discriminate between models.
        instead: Source of the object that replaces None, or None.
    """

    attribute: str
    name: str
    annotation: str
    default: str | None
    required: bool
    nullable: bool
    secret: bool
    parser: str | None
    text_reader: str | None
    tags: tuple[object, ...]
    instead: str | None = None

    @property
    def argument(self) -> str:
        """The argument as declared in the constructor."""
        parts = union_members(self.annotation)
        if self.default is None:
            return f"{self.attribute}: {self.annotation}"
        if self.default == "UNSET":
            parts = [*dict.fromkeys([*parts, "None", "Unset"])] if parts != ["Any"] else ["Any"]
        if self.instead is not None:
            parts = [*dict.fromkeys([*parts, "None"])]
        return f"{self.attribute}: {' | '.join(parts)} = {self.default}"


def default_of(prop: PropertyProtocol) -> str | None:
    """Source of the value that is sent by default, or None."""
    if isinstance(prop, ConstProperty) and prop.required:
        return prop.value.python_code.as_unembedded_code()
    if prop.default is not None:
        return prop.default.python_code.as_unembedded_code()
    return None


def is_secret(schema: Any) -> bool:
    """Whether a schema marks a secret: `format: password`, also inside a union."""
    if isinstance(schema, Mapping):
        inside = [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]
        inside.append(schema.get("items"))
        return schema.get("format") == "password" or any(map(is_secret, inside))
    if isinstance(schema, oai.Schema):
        return schema.schema_format == "password" or any(
            map(is_secret, [*schema.anyOf, *schema.oneOf, *schema.allOf, schema.items])
        )
    return False


def fields_of(model: ModelProperty, models: Models) -> list[Field]:
    """The fields of a model, required ones first."""
    schemas: dict[str, Any] = {}
    for part in [*(model.data.allOf or []), model.data]:
        if isinstance(part, oai.Schema):
            properties = part.properties or {}
            schemas |= {name.get_untrusted_value(): schema for name, schema in properties.items()}
    found = []
    for prop in properties_of(model):
        name = prop.name.get_untrusted_value()
        secret = is_secret(schemas.get(name))
        default = default_of(prop)
        # The generator drops keywords beside a reference.
        beside = getattr(schemas.get(name), "model_extra", None) or {}
        instead = beside.get("default") if prop.required else None
        if isinstance(instead, dict):
            default = "None"
        found.append(
            Field(
                attribute=str(prop.python_name),
                name=name,
                annotation=accepted_type(prop, models, secret=secret),
                default=default if default is not None or prop.required else "UNSET",
                required=prop.required,
                nullable=nullable(prop),
                secret=secret,
                parser=parser(prop),
                text_reader=None if parser(prop) else text_reader(prop),
                tags=tag_values(prop),
                instead=repr(instead) if isinstance(instead, dict) else None,
            )
        )
    return found


def properties_of(model: ModelProperty) -> list[Any]:
    """The properties of a model, required ones first."""
    return [*(model.required_properties or []), *(model.optional_properties or [])]


def prepare(models: Models, schemas: Mapping[str, Any], wanted: Mapping[str, str]) -> None:
    """Give attributes their public names, and properties the descriptions beside their references.

    Args:
        models: Class name -> model.
        schemas: The component schemas of the normalised document.
        wanted: `Schema.property` -> attribute name.

    Raises:
        RegenError: A property would hide a method of the models, or two have the same name.
    """
    for model in models.values():
        key = next((name for name in schemas if _same(name, model)), str(model.class_info.name))
        documented = schemas.get(key, {}).get("properties", {})
        for prop in properties_of(model):
            name = prop.name.get_untrusted_value()
            free = public_name(prop)
            rename(prop, wanted.get(f"{key}.{name}", f"{free}_" if free in SHARED else free))
            if text := documented.get(name, {}).get("description"):
                prop.description = UntrustedString(str(text))
            if str(prop.python_name) in SHARED or str(prop.python_name).startswith("_"):
                raise RegenError(
                    f"the property {name!r} would hide {str(prop.python_name)!r} of every model",
                    where=f"schema {key}",
                    remedy=f"Name it in {WHERE}: fields: {{'{key}.{name}': another_name}}.",
                )
        attributes = [str(prop.python_name) for prop in properties_of(model)]
        if len(set(attributes)) < len(attributes):
            twice = next(name for name in attributes if attributes.count(name) > 1)
            raise RegenError(
                f"two properties would be the attribute {twice!r}",
                where=f"schema {key}",
                remedy=f"Name one in {WHERE}, under fields.",
            )


def _same(schema: str, model: ModelProperty) -> bool:
    return model.name == schema and not model.data.title


def model_imports(model: ModelProperty) -> list[str]:
    """The import lines for the annotations of a constructor."""
    return sorted({line for prop in properties_of(model) for line in imports(prop, "..")})


def head(source: str, model: ModelProperty) -> str:
    """Extract the parts of the generator's own model that are kept, up to its fields.

    Raises:
        RegenError: The generator's template has changed, and a part is missing.
    """
    name = model.class_info.name
    top, _, rest = source.partition("    def to_dict(self)")
    multipart, mark, tail = rest.partition("    def to_multipart(self)")
    multipart = mark + tail.partition("    @classmethod\n")[0]
    changes = {
        "@_attrs_define\n": "@_attrs_define(eq=False, repr=False, init=False)\n",
        f"class {name}:\n": f"class {name}(ModelDict):\n",
        "\nT = TypeVar(": "\nT = TypeVar(",  # where the imports end
        "from typing import Any,": "from typing import Any, ClassVar,",
        "from collections.abc import Mapping\n": "from collections.abc import Mapping, Sequence\n",
        "from ..types import UNSET, Unset\n": (
            "from ..types import UNSET, Unset\nfrom ..mapping import ModelDict\n"
            "from ..parsing import HasGeoInterface, HasSecret, Items, Model, Parser, Union\n"
            "from ..parsing import date, date_time, number, truth, uuid, whole\n"
        ),
    }
    for old, new in changes.items():
        if old not in top or not rest:
            raise RegenError(
                f"the generator's model template no longer has {old.strip()!r}",
                where=f"model {name}",
                remedy="Install the pinned openapi-python-client, or adapt scripts/models.py.",
            )
        top = top.replace(old, new, 1)
    top = _one_head(top, model_imports(model))
    top = top.replace("additional_properties: dict[", "additional_properties: Mapping[")
    return top + multipart if model.is_multipart_body else top


def _one_head(top: str, more: list[str]) -> str:
    """Merge the imports into two blocks: run-time imports, and those of annotations only."""
    before, _, rest = top.partition("\nT = TypeVar(")
    lines = {
        line.strip(): None for line in [*before.splitlines(), *more] if " import " in f" {line}"
    }
    named = [line for line in lines if line.startswith(ANNOTATIONS)]
    plain = [line for line in lines if line not in named]
    block = ["if TYPE_CHECKING:", *(f"    {line}" for line in named)] if named else []
    return "\n".join([*plain, *block, "", rest.partition("\n")[2]])
