"""Data flows down: what each package may import, and that no modules import each other in a circle.

Imports for type checkers count too, except for circles, which are about run time.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = {
    "pixel_client": ROOT / "pixel_client",
    "pixel_sandbox": ROOT / "pixel_sandbox",
    "scripts": ROOT / "scripts",
    "pixel_api": ROOT / "generated" / "pixel_api",
}
OURS = "|".join(SOURCES)

# Module or package -> what it may import of ours, beside itself. The first that fits counts.
DECISIONS = r"pixel_client\.http\.(retry|urls|proxies)"  # of requests, without a socket
LEAVES = r"pixel_client\.(core|exceptions)\b|pixel_api\b"
BELOW_ENGINE = r"pixel_client\.uploads\.(thread_pools|transfer_config|client_protocol)\b"
RULES = {
    r"pixel_api\b": "",
    r"pixel_sandbox\b": "",
    r"pixel_client\.core\b": r"pixel_client\.exceptions|pixel_api\b",
    r"pixel_client\.exceptions": r"pixel_client\.core\.hints|pixel_api\b",
    r"pixel_client\.http\b": rf"{LEAVES}|pixel_client\.(options|settings)",
    r"pixel_client\.uploads\.(inputs|events)\b": LEAVES,
    r"pixel_client\.uploads\.s3\b": (
        rf"{LEAVES}|{DECISIONS}|pixel_client\.uploads\.(inputs|events|thread_pools|transfer_config)"
    ),
    r"pixel_client\.uploads\.state\b": rf"{LEAVES}|pixel_client\.uploads\.(inputs|events)\b",
    r"pixel_client\.uploads\.engine\b": (
        rf"{LEAVES}|{DECISIONS}|{BELOW_ENGINE}|pixel_client\.uploads\.(inputs|events|s3|state)"
    ),
    r"pixel_client\.uploads\.thread_pools": rf"{LEAVES}|{DECISIONS}|pixel_client\.uploads\.inputs",
    r"pixel_client\.uploads\.transfer_config": rf"{LEAVES}|{DECISIONS}",
    r"pixel_client\.uploads\.report": rf"{LEAVES}|pixel_client\.uploads\.(inputs|state)",
    r"pixel_client\.uploads\b": rf"{LEAVES}|{DECISIONS}",
    r"pixel_client\.imagery\b": rf"{LEAVES}|pixel_client\.uploads(\.inputs)?$",
    r"pixel_client\.geo\b": rf"{LEAVES}|pixel_client\.models",
    r"pixel_client\.cli\b": r"pixel_client\b|pixel_api\b|pixel_sandbox$",
    r"pixel_client\b": r"pixel_client\b|pixel_api\b",
    r"scripts\b": r"pixel_client\b|pixel_api\b|pixel_sandbox\b",
}

STAGES = re.compile(r"pixel_client\.uploads\.engine\.\w+_stage")


@functools.cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for name, folder in SOURCES.items():
        for path in sorted(folder.rglob("*.py")):
            if "templates" in path.relative_to(folder).parts:
                continue
            parts = [name, *path.relative_to(folder).with_suffix("").parts]
            found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_bytes())
    return found


def is_package(module: str) -> bool:
    top, _, rest = module.partition(".")
    return (SOURCES[top] / rest.replace(".", "/")).is_dir()


def imports(module: str, *, at_run_time: bool = False) -> Iterator[str]:
    """The modules that a module imports, as dotted names; names of a module's own are cut off."""
    package = module if is_package(module) else module.rpartition(".")[0]

    def walk(node: ast.AST) -> Iterator[str]:
        for each in ast.iter_child_nodes(node):
            if at_run_time and isinstance(each, ast.If) and "TYPE_CHECKING" in ast.dump(each.test):
                for other in each.orelse:
                    yield from walk(other)
            elif at_run_time and isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                continue  # when it is called, all modules are there
            elif isinstance(each, ast.Import):
                yield from (alias.name for alias in each.names)
            elif isinstance(each, ast.ImportFrom):
                base = package.split(".")[: len(package.split(".")) + 1 - each.level]
                start = (
                    ".".join([*base, *filter(None, [each.module])]) if each.level else each.module
                )
                for alias in each.names:
                    name = f"{start}.{alias.name}"
                    yield name if name in modules() else str(start)
            else:
                yield from walk(each)

    yield from walk(modules()[module])


def violations() -> set[tuple[str, str]]:
    found = set()
    for module in modules():
        package, allowed = next((p, a) for p, a in RULES.items() if re.match(p, module))
        own = re.match(package, module)
        assert own is not None
        for imported in imports(module):
            is_own = re.match(rf"{re.escape(own[0])}(\.|$)", imported)
            is_allowed = allowed and re.match(allowed, imported)
            if re.match(rf"({OURS})\b", imported) and not (is_own or is_allowed):
                found.add((module, imported))
            if STAGES.match(module) and STAGES.match(imported):
                found.add((module, imported))
    return found


def test_each_package_imports_only_what_lies_below_it() -> None:
    assert violations() == set()


# Nothing outside a package imports deeper than what it exports, but for these, which build on all
# of it: the client is put together of methods, and the front door names its classes.
PACKAGES = ("uploads", "imagery", "geo", "cli")
EXPORTS = re.compile(rf"pixel_client\.({'|'.join(PACKAGES)})(\.inputs|\.events)?$")
DEEPER = {
    ("pixel_client", "pixel_client.uploads.inputs.input_file"): "for type checkers",
    ("pixel_client.models", "pixel_client.uploads.attachments"): "loads nothing else",
    ("pixel_client.models", "pixel_client.uploads.inputs.input_file"): "loads nothing else",
    ("pixel_client.client", "pixel_client.uploads.methods"): "the client has them",
    ("pixel_client.client", "pixel_client.uploads.s3.connection_pool"): "the client closes it",
    ("pixel_client.client", "pixel_client.uploads.transfer_config"): "made of the client's options",
    ("pixel_client.cli.output.maps", "pixel_client.geo.map_page"): "the page without the extra",
    ("pixel_client.cli.output.maps", "pixel_client.geo.places"): "the page without the extra",
    ("pixel_client.cli.uploads.preflight", "pixel_client.imagery.preflight"): "its parts",
    ("scripts.reference.commands", "pixel_client.cli.main"): "describes the commands",
    ("scripts.recording.caller", "pixel_client.uploads.transfer_config"): "records full batches",
    ("scripts.recording.known", "pixel_client.uploads.engine.job_poller"): "the states of jobs",
}


def test_nothing_outside_a_package_imports_deeper_than_what_it_exports() -> None:
    found = set()
    for module in modules():
        for imported in imports(module):
            top = re.match(rf"pixel_client\.({'|'.join(PACKAGES)})\b", imported)
            if top is None or EXPORTS.match(imported) or re.match(rf"{top[0]}(\.|$)", module):
                continue
            if module != "pixel_client.sync":  # generated: it has the annotations of the methods
                found.add((module, imported))
    assert found == DEEPER.keys()


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        module: {i for i in imports(module, at_run_time=True) if i in modules()}
        for module in modules()
    }
    order: list[str] = []
    left = {module: {i for i in found if i != module} for module, found in graph.items()}
    while leaves := [module for module, found in left.items() if not found & left.keys()]:
        order += leaves
        for module in leaves:
            del left[module]
    assert left == {}, "these import each other"
    assert len(order) == len(graph)


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("pixel_client.uploads.s3.transfer", "pixel_client.uploads.s3.response"),
        ("pixel_client.uploads.upload", "pixel_client.uploads.engine.run"),
        ("pixel_client.http.api", "pixel_client.http.auth"),
        ("pixel_sandbox.server", "pixel_sandbox.folder"),
    ],
)
def test_imports_are_found(module: str, imported: str) -> None:
    assert any(each == imported or each.startswith(f"{imported}.") for each in imports(module))
