"""The document that the sandbox serves, as a tenant's would look, regenerates the whole client."""

from __future__ import annotations

import ast
import copy
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from pixel_sandbox import Sandbox
from pixel_sandbox.samples import make_jpeg
from scripts import file_swap, regen
from scripts.errors import RegenError
from scripts.names import load_names
from scripts.normalise import normalise
from tests.regen.conftest import ROOT

COPIED = ("openapi", "pixel_client", "generated")


@pytest.fixture(scope="module")
def sandbox() -> Any:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def document(sandbox: Sandbox) -> dict[str, Any]:
    answer = httpx.get(f"{sandbox.api_url}/openapi.json", trust_env=False)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


class Tree:
    """A copy of the project, regenerated from the sandbox's document."""

    def __init__(self, root: Path, document: dict[str, Any]) -> None:
        self.root = root
        root.mkdir()
        for name in COPIED:
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "theirs.json").write_text(json.dumps(document), encoding="utf-8")

    def regen(self, *arguments: str) -> int:
        return regen.main(arguments, root=self.root)


@pytest.fixture(scope="module")
def tree(document: Any, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("theirs") / "tree", document)


@pytest.fixture(scope="module")
def said(tree: Tree) -> list[str]:
    """What was printed when it was regenerated."""
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("builtins.print", lambda *words, **_: lines.extend(str(*words).split("\n")))
        assert tree.regen("--spec", str(tree.root / "theirs.json")) == 0
    return lines


def methods(file: Path) -> dict[str, list[str]]:
    """Public methods of the classes in a file, with the names of their arguments."""
    found = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            found[node.name] = [argument.arg for argument in every]
    return found


def generated(root: Path) -> dict[str, list[str]]:
    folder = root / "generated/pixel_api/operations"
    files = [file for file in folder.glob("*.py") if file.name[0] != "_"]
    return {name: names for file in files for name, names in methods(file).items()}


def test_it_looks_as_fastapi_writes_it(document: dict[str, Any]) -> None:
    operations = [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    assert len(operations) == 85
    assert "null" in json.dumps(document["components"]["schemas"]["ProjectCreate"])
    for path, method, operation in operations:
        words = re.sub(r"\W", "_", path)
        assert operation["operationId"].endswith(f"{words}_{method}")
        takes = operation.get("parameters") or operation.get("requestBody")
        assert ("422" in operation["responses"]) == bool(takes), path
        [good] = [code for code in operation["responses"] if code[0] == "2"]
        if good != "204":
            schema = operation["responses"][good]["content"]["application/json"]["schema"]
            assert schema.get("$ref") or schema["items"], path


def test_public_methods_are_ours(tree: Tree, said: list[str]) -> None:
    assert set(generated(tree.root)) == set(generated(ROOT))
    for client in ("pixel_client/sync.py", "pixel_client/client.py"):
        assert set(methods(tree.root / client)) == set(methods(ROOT / client))


def test_arguments_have_our_names(tree: Tree, said: list[str]) -> None:
    theirs, ours = generated(tree.root), generated(ROOT)
    different = {name for name in ours if set(theirs[name]) != set(ours[name])}
    assert different == set()


def test_input_types_have_our_names(tree: Tree, said: list[str]) -> None:
    models = [root / "generated/pixel_api/models" for root in (tree.root, ROOT)]
    theirs, ours = ({file.stem for file in folder.glob("*.py")} for folder in models)
    inputs = {name for name in ours if re.search(r"_(input|params|enum|mapping|info)$", name)}
    assert len(inputs) > 30
    assert inputs <= theirs


def test_the_difference_is_readable(said: list[str]) -> None:
    assert max(Counter(said).values()) == 1
    assert len(said) < 220
    removed = {line.split()[-1] for line in said if re.match(r". removed +model", line)}
    # GeoJSON and filters are free objects there.
    assert removed == {"Geometry", "GeometryType", "Polygon", "SearchFilter"}
    assert not [line for line in said if re.match(r". (removed|added) +[A-Z]+ /", line)]
    marks = [line[0] for line in said if re.match(r"[! ] (added|changed|removed) ", line)]
    assert marks == sorted(marks, key="! ".index)


SCRIPT = """
import sys
from pathlib import Path
from pixel_client import ImageMetadataFields, MetadataObject, PixelUploadFile, get_client
with get_client() as client:
    area = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}
    project = client.create_project("From their document", "", area)
    place = client.create_data_collection(project.id, "Photos", "", "image")
    metadata = MetadataObject(fields=ImageMetadataFields(cam_heading=12.5))
    file = PixelUploadFile(file=Path(sys.argv[1]), metadata=metadata)
    images, errors = client.upload_multiple_images(project.id, place.id, [file])
    assert not errors, errors
    [image] = client.get_images(project.id, place.id, ids=[images[0].id])
    found = client.search({"on": "images", "filter": {"==": [{"var": "id"}, image.id]}})
    print(image.cam_heading, found.total_count, client.__class__.__module__)
"""


def test_the_client_works_as_before(
    tree: Tree, said: list[str], sandbox: Sandbox, tmp_path: Path
) -> None:
    photo = make_jpeg(tmp_path / "a.jpg")
    where = [str(tree.root), str(tree.root / "generated")]
    environment = {**os.environ, **sandbox.environment}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\nsys.path[:0] = {where}\n{SCRIPT}",
            photo,
        ],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["12.5", "1", "pixel_client.sync"], done.stderr


def test_going_back_says_that_the_received_document_is_removed(
    tree: Tree, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said[-1].endswith("openapi/received.yaml.")
    root = tmp_path / "tree"
    shutil.copytree(tree.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    # Nothing but that it is fresh is said when nothing is written.
    assert regen.main(["--check"], root=root) == 0
    assert capsys.readouterr().out == "Generated files are up to date.\n"
    assert regen.main(["--spec", str(root / "openapi/pixel.yaml")], root=root) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("Wrote generated, pixel_client/sync.py. Removed openapi/received.yaml.")
    for name in COPIED:
        assert file_swap.files(root / name) == file_swap.files(ROOT / name), name


def test_paths_with_a_tenant_in_them_are_refused_by_name(document: dict[str, Any]) -> None:
    with_prefix = copy.deepcopy(document)
    with_prefix["paths"] = {
        f"/acme/api{path}": item for path, item in document["paths"].items()
    } | {"/health": {}}
    names = load_names(ROOT / "openapi/names.yaml")
    with pytest.raises(RegenError, match="its paths begin with '/acme/api', which belongs to"):
        normalise(with_prefix, names, complete=False)
