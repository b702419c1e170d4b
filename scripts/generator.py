"""Runs the generator in-process on a normalised document, to write the package `pixel_api`."""

from __future__ import annotations

import contextlib
import io
import json
import keyword
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import GeneratorData
from openapi_python_client.strings import PythonIdentifier

from scripts.annotations import Models, parser, public_name, rename
from scripts.contract import contract_of
from scripts.docstrings import escaped
from scripts.errors import RegenError
from scripts.generator_patches import endpoint_module, types_module
from scripts.models import fields_of, head, is_secret, prepare
from scripts.names import WHERE, Hint, Names
from scripts.normalise import Normalised, operations
from scripts.operations import Method, MethodBuilder
from scripts.schemas import inner

TEMPLATES = Path(__file__).parent / "templates"
PACKAGE = "pixel_api"
GENERATOR = "openapi_python_client"
LINE_LENGTH = 100
BANNER = "# Written by `make regen` from openapi/. Do not edit: see generated/README.md.\n"


def generate(normalised: Normalised, names: Names, target: Path) -> dict[str, Any]:
    """Write `generated/`: the package and its README.

    Args:
        normalised: The document and its operations' naming hints.
        names: The custom attribute names.
        target: An empty directory.

    Returns:
        The contract, as in contract.json.

    Raises:
        RegenError: The generator cannot express the document, or skipped a part of it.
    """
    package = target / PACKAGE
    config = Config.from_sources(
        ConfigFile(literal_enums=True, docstrings_on_attributes=True, post_hooks=[]),
        MetaType.NONE,
        document_source="",
        file_encoding="utf-8",
        overwrite=True,
        output_path=package,
    )
    _refuse_twin_fields(normalised.document["components"]["schemas"])
    data = GeneratorData.from_dict(normalised.document, config=config)
    if isinstance(data, GeneratorError):
        raise RegenError(f"{data.header}: {data.detail}", where="the document")
    _refuse_errors(data, ())
    models = {str(model.class_info.name): model for model in data.models}
    _refuse_clashes(data)
    prepare(models, normalised.document["components"]["schemas"], names.fields)
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            for _, prop in endpoint.iter_all_parameters():
                name = public_name(prop)
                rename(prop, f"{name}_" if name in ENDPOINT_LOCALS else name)
    project = Project(openapi=data, config=config)
    project.env.loader = ChoiceLoader(
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader({"upstream": PackageLoader(GENERATOR)}),
            PackageLoader(GENERATOR),
        ]
    )
    project.env.filters["repr"] = repr
    project.env.globals.update(
        fields_of=lambda model: fields_of(model, models),
        head=head,
        parser=parser,
        is_secret=is_secret,
        types_module=types_module,
        endpoint_module=endpoint_module,
    )
    with contextlib.redirect_stdout(io.StringIO()):  # the generator prints the directory
        _refuse_errors(data, project.build())
    methods = _build_methods(data, normalised, models)
    _write_operations(project, package, methods)
    _write_enums(project, package, normalised, names)
    contract = contract_of(normalised, [method for found in methods.values() for method in found])
    text = json.dumps(contract, indent=1, ensure_ascii=False) + "\n"
    (package / "contract.json").write_text(text, encoding="utf-8")
    _copy_support(package)
    shutil.copyfile(TEMPLATES / "README.md", target / "README.md")
    (package / "py.typed").write_text("", encoding="utf-8")
    for path in sorted(package.rglob("*.py")):
        path.write_text(BANNER + path.read_text(encoding="utf-8"), encoding="utf-8")
    format_python(package)
    return contract


# Local names in the functions of an endpoint module.
ENDPOINT_LOCALS = frozenset({"body", "client", "cookies", "headers", "params", "response", "url"})


def _refuse_errors(data: GeneratorData, errors: Iterable[GeneratorError]) -> None:
    found: list[GeneratorError] = [*data.errors, *errors]
    for collection in data.endpoint_collections_by_tag.values():
        found.extend(error for error in collection.parse_errors if error not in found)
    if found:
        lines = list(dict.fromkeys(_shown(error) for error in found))
        more = f"\n  (and {len(lines) - 3} more, which may be consequences)" if lines[3:] else ""
        raise RegenError(
            "cannot be generated completely:\n  " + "\n  ".join(lines[:3]) + more,
            where="the document",
            remedy="Replace these schemas in openapi/names.yaml, under schemas.",
        )


def _shown(error: GeneratorError) -> str:
    header = error.header.removeprefix("WARNING ")
    place = getattr(error.data, "name", "") if hasattr(error, "data") else ""
    parts = [str(part) for part in (header, place, error.detail) if part]
    # Texts of the document appear as objects with a meaningless address.
    return " ".join(re.sub(r"<[\w.]+ object at \w+>", "...", " ".join(parts)).split())[:500]


def _refuse_twin_fields(schemas: Mapping[str, Any]) -> None:
    """Refuse properties whose names differ only in characters that Python names cannot have."""
    for schema, content in schemas.items():
        for part in inner(content):
            seen: dict[str, str] = {}
            for name in part.get("properties", {}):
                bare = str(PythonIdentifier(name, "field_", skip_snake_case=True))
                if bare in seen:
                    raise RegenError(
                        f"the properties {seen[bare]!r} and {name!r} would be one attribute",
                        where=f"schema {schema}",
                        remedy=f"Replace the schema in {WHERE}, under schemas.",
                    )
                seen[bare] = name


def _refuse_clashes(data: GeneratorData) -> None:
    """Refuse equal class names and module names, also on case-insensitive file systems."""
    seen: dict[str, str] = {}
    classes = [item.class_info for item in [*data.models, *data.enums]]
    names = {str(info.name) for info in classes}
    for enum in data.enums:
        if (taken := f"{enum.class_info.name}Value") in names:
            raise RegenError(
                f"the schema {taken} has the same name as the values of {enum.class_info.name}",
                where="the document",
                remedy="Rename one of them.",
            )
    for kind, name in [(info.module_name, info.name) for info in classes]:
        if kind.lower() in seen:
            raise RegenError(
                f"the schemas {seen[kind.lower()]} and {name} would share the module {kind}",
                where="the document",
                remedy="Rename one of them.",
            )
        seen[kind.lower()] = name


def _build_methods(
    data: GeneratorData, normalised: Normalised, models: Models
) -> dict[str, list[Method]]:
    sources = {op["operationId"]: op for _, _, op in operations(normalised.document)}
    schemas = normalised.document["components"]["schemas"]
    by_module = {_module(name): name for name in sources}
    found: dict[str, list[Method]] = {}
    for tag, collection in data.endpoint_collections_by_tag.items():
        for endpoint in collection.endpoints:
            name = by_module[str(endpoint.name)]
            builder = MethodBuilder(
                endpoint,
                sources[name],
                _usable_hint(name, normalised, models),
                normalised.texts[name],
                models,
                schemas,
                None if normalised.complete else normalised.notes,
            )
            found.setdefault(str(tag), []).append(builder.build())
    return found


def _usable_hint(name: str, normalised: Normalised, models: Models) -> Hint:
    """The hint of an operation, without parts that a received document cannot support."""
    hint = normalised.hints[name]
    if hint.composite and not {hint.composite["run"], hint.composite["read"]} <= set(
        normalised.hints
    ):
        if normalised.complete:
            raise RegenError(
                f"{hint.composite['name']!r} needs methods that do not exist", where=WHERE
            )
        hint = attrs.evolve(hint, composite=None)
    if lost := set(hint.reread.values()) - set(normalised.hints):
        if normalised.complete:
            raise RegenError(
                f"{name!r} rereads with the missing method {sorted(lost)[0]!r}", where=WHERE
            )
        hint = attrs.evolve(hint, reread={})
    if hint.params and hint.params not in models and not normalised.complete:
        return attrs.evolve(hint, params=None)
    return hint


def _module(operation: str) -> str:
    return str(PythonIdentifier(operation, "field_"))


def _write_operations(project: Project, package: Path, methods: Mapping[str, list[Method]]) -> None:
    folder = package / "operations"
    folder.mkdir()
    template = project.env.get_template("operations.py.jinja")
    classes = []
    for tag, found in methods.items():
        name = f"{''.join(word.capitalize() for word in tag.split('_'))}Operations"
        module = f"{tag}_operations" if tag in ("base", "every") else tag
        classes.append((module, name))
        lines = sorted({line for method in found for line in method.typing_imports})
        content = template.render(
            tag=tag, tag_module=tag, class_name=name, methods=found, imports=lines
        )
        (folder / f"{module}.py").write_text(content, encoding="utf-8")
    every = project.env.get_template("every.py.jinja").render(classes=classes)
    (folder / "every.py").write_text(every, encoding="utf-8")
    (folder / "__init__.py").write_text(
        '"""The operations: one class per tag."""\n', encoding="utf-8"
    )


def _write_enums(project: Project, package: Path, normalised: Normalised, names: Names) -> None:
    """Write the enumerations that are also classes of members."""
    schemas = normalised.document["components"]["schemas"]
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for name in names.enums:
        values = [value for value in schemas.get(name, {}).get("enum", []) if value is not None]
        is_named = all(isinstance(value, str) and value.isidentifier() for value in values)
        is_text = all(isinstance(value, str) for value in values)
        if values and (is_named if normalised.complete else is_text):
            text = escaped(str(schemas[name].get("description", name)))
            found[name] = (text, {member: repr(value) for member, value in _members(values)})
        elif normalised.complete:
            raise RegenError(f"{name!r} is not an enumeration of names", where=f"{WHERE}, enums")
        else:
            normalised.notes.append(
                f"{WHERE} names {name}, which is not an enumeration in this document"
            )
    content = project.env.get_template("enums.py.jinja").render(enums=found)
    (package / "enums.py").write_text(content, encoding="utf-8")


def _members(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name the members of an enumeration after their values, as far as these are valid names."""
    given: set[str] = set()
    for value in values:
        name = re.sub(r"\W", "_", value, flags=re.ASCII)
        if not name or not name[0].isalpha():
            name = f"value_{name}".rstrip("_")
        if keyword.iskeyword(name) or hasattr(StrEnum, name):
            name += "_"
        while name in given:
            name += "_"
        given.add(name)
        yield name, value


def _copy_support(package: Path) -> None:
    support = TEMPLATES / "support"
    for path in sorted(support.glob("*.py")):
        folder = package / "operations" if path.name == "base.py" else package
        # Their imports resolve only where they are copied to, so mypy checks them there.
        text = path.read_text(encoding="utf-8").removeprefix("# mypy: ignore-errors\n")
        (folder / path.name).write_text(text, encoding="utf-8")


def format_python(path: Path) -> None:
    """Sort imports, drop unused ones and format, with the pinned ruff and no other settings.

    Args:
        path: A file or a directory.

    Raises:
        RegenError: Ruff is missing, or cannot read the code.
    """
    common = ["--isolated", "--no-cache", f"--line-length={LINE_LENGTH}", "--target-version=py311"]
    fix = ["--fix-only", "--exit-zero", "--select=I,F401,UP"]
    # Short signatures on one line, whatever commas the templates leave.
    compact = ["lint.isort.split-on-trailing-comma=false", "format.skip-magic-trailing-comma=true"]
    common += [f"--config={line}" for line in compact]
    commands = [
        ["check", *fix, *common, str(path)],
        ["format", *common, str(path)],
    ]
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=path.parent,  # so that nothing in the caller's directory counts as first-party
        )
        if done.returncode:
            raise RegenError(
                f"ruff {command[0]} failed: {(done.stderr + done.stdout).strip()[:2000]}",
                remedy="Install the development dependencies, or check the document's names.",
            )
