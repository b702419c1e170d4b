"""Writes `generated/` and `pixel_client/sync.py` from the contract: `python -m scripts.regen`.

Load, validate, normalise, compare, generate in a directory beside the target, format, check, and
swap in. Nothing is changed until the swap, which is all or nothing.

The contract is `openapi/pixel.yaml`. With `--spec FILE-OR-URL` a tenant's own document is used
instead: it is kept, byte for byte, as `openapi/received.yaml`, and every later run uses that file.
`--spec openapi/pixel.yaml` reverts to the contract and removes it. Names come from
`openapi/names.yaml` in both cases. For the shipped contract every operation must have a line there
and every line an operation; in a received document an operation without a line is named after its
method and path, with a note. A kept document may name its servers: check it before committing it.

`--check` writes nothing and fails when a file is missing, extra or different.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from scripts import (
    contract_diff,
    diff_report,
    file_swap,
    generator,
    names,
    normalise,
    openapi30,
    references,
    spec,
    sync,
)
from scripts.errors import RegenError

ROOT = Path(__file__).resolve().parent.parent
SHIPPED, RECEIVED, NAMES = "openapi/pixel.yaml", "openapi/received.yaml", "openapi/names.yaml"
GENERATED, SYNC = "generated", "pixel_client/sync.py"

# Imports every module of the package, with warnings as errors.
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


@attrs.frozen(kw_only=True)
class Staged:
    """Generated files that are not yet in place.

    Attributes:
        generated: The new `generated/`.
        sync: The new `sync.py`.
        contract: The new contract.json.
        received: The document to keep, or None for the shipped contract.
        notes: Notes for the reader.
    """

    generated: Path
    sync: Path
    contract: dict[str, Any]
    received: Path | None
    notes: tuple[str, ...]


def stage(root: Path, source: str | None, folder: Path) -> Staged:
    """Generate everything into a directory.

    Args:
        root: The project.
        source: A document's path or URL; None for the one in use.
        folder: The directory to write to.

    Returns:
        The generated files.

    Raises:
        RegenError: The document, names.yaml or the client cannot be used.
    """
    shipped, kept = root / SHIPPED, root / RECEIVED
    if source is None:
        source = str(kept if kept.exists() else shipped)
    is_shipped = not spec.is_address(source) and Path(source).resolve() == shipped.resolve()
    is_kept = not is_shipped and source == str(kept)
    shown = SHIPPED if is_shipped else (RECEIVED if is_kept else spec.shown(source))
    content = spec.read(source)
    document = spec.load(shown, content)
    references.check_references(document, shown)
    spec.validate(document, shown)
    document = openapi30.as_openapi31(references.with_named_schemas(document))
    known = names.load_names(root / NAMES)
    contract = None if is_shipped else spec.load(SHIPPED, spec.read(str(shipped)))
    normalised = normalise.normalise(document, known, complete=is_shipped, contract=contract)
    target = folder / GENERATED
    target.mkdir()
    described = generator.generate(normalised, known, target)
    verify(target)
    client, package = root / "pixel_client", target / generator.PACKAGE
    sync_file = folder / "sync.py"
    text = sync.write({"pixel_client": client, generator.PACKAGE: package})
    sync_file.write_text(text, encoding="utf-8")
    generator.format_python(sync_file)
    received = None
    if not is_shipped:
        received = folder / "received.yaml"
        received.write_bytes(content)
    return Staged(
        generated=target,
        sync=sync_file,
        contract=described,
        received=received,
        notes=tuple(dict.fromkeys(normalised.notes)),
    )


def verify(target: Path) -> None:
    """Check the generated package.

    Args:
        target: The new `generated/`.

    Raises:
        RegenError: A model is not a mapping, a file is missing or superfluous, or a module cannot
            be imported.
    """
    package = target / generator.PACKAGE
    for path in sorted((package / "models").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if (
            path.name != "__init__.py"
            and not re.search(r"\(\s*ModelDict,?\s*\):", text)  # long heads are wrapped
            and "= Literal[" not in text
        ):
            raise RegenError("is not a mapping", where=f"models/{path.name}")
    for needed in (
        "py.typed",
        "contract.json",
        "operations/every.py",
        "mapping.py",
        "../README.md",
    ):
        if not (package / needed).is_file():
            raise RegenError(f"{needed} is missing", where=GENERATED)
    for path in sorted(target.rglob("*")):
        if (
            path.is_file()
            and path.suffix not in (".py", ".json", ".md")
            and path.name != "py.typed"
        ):
            raise RegenError(f"{path.name} is superfluous", where=GENERATED)
    command = [sys.executable, "-I", "-B", "-W", "error", "-c", IMPORT_ALL]
    done = subprocess.run(
        [*command, str(target), generator.PACKAGE], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RegenError(f"cannot be imported:\n{done.stderr[-2000:]}", where=GENERATED)


def previous_contract(root: Path) -> dict[str, Any] | None:
    """Read the contract of the present package; None when there is no such package."""
    path = root / GENERATED / generator.PACKAGE / "contract.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if {"operations", "schemas"} <= set(found) else None
    except (OSError, ValueError):
        return None


def check(root: Path, staged: Staged) -> list[str]:
    """List the files that differ from the generated ones."""
    return [
        *file_swap.differences(GENERATED, staged.generated, root / GENERATED),
        *file_swap.differences(SYNC, staged.sync, root / SYNC),
    ]


def run(root: Path, source: str | None, *, only_check: bool) -> int:
    """Run once.

    Args:
        root: The project.
        source: A document's path or URL; None for the one in use.
        only_check: Compare only; write nothing.

    Returns:
        The exit code.

    Raises:
        RegenError: The run failed; nothing was changed.
    """
    # Beside the target, so that the swap is a rename.
    folder = Path(tempfile.mkdtemp(prefix=".regen-", dir=None if only_check else root))
    try:
        staged = stage(root, source, folder)
        if only_check:
            if wrong := check(root, staged):
                print("Stale, or edited by hand:", file=sys.stderr)
                print("".join(f"  {line}\n" for line in wrong), end="", file=sys.stderr)
                print("Run `make regen`; generated/README.md lists what to edit.", file=sys.stderr)
                return 1
            print("Generated files are up to date.")
            return 0
        for note in staged.notes:
            print(f"note: {note}")
        before = previous_contract(root)
        if before is not None:
            print(diff_report.report(contract_diff.differences(before, staged.contract)))
        changed = file_swap.replace(
            [
                (staged.generated, root / GENERATED),
                (staged.sync, root / SYNC),
                (staged.received, root / RECEIVED),
            ],
            folder,
        )
        count = len(staged.contract["operations"])
        written = [_below(root, path) for path in changed if path.exists()]
        removed = [_below(root, path) for path in changed if not path.exists()]
        end = f" Removed {', '.join(removed)}." if removed else ""
        if staged.received is not None:
            print(f"In use: {RECEIVED}; `make regen SPEC={SHIPPED}` reverts to the contract.")
        print(f"{count} operations. Wrote {', '.join(written) or 'nothing new'}.{end}")
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line.

    Args:
        arguments: Command-line arguments. Default: those of the process.
        root: The project.

    Returns:
        The exit code: 0 on success, 1 for a failed check, 2 for an error, 130 when interrupted.
    """
    parser = argparse.ArgumentParser(
        prog="python -m scripts.regen",
        description="Write generated/ and pixel_client/sync.py from the contract.",
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--spec", metavar="FILE-OR-URL", help="use this OpenAPI document from now on"
    )
    choice.add_argument(
        "--check", action="store_true", help="write nothing; fail on any difference"
    )
    given = parser.parse_args(arguments)
    try:
        return run(root, given.spec or None, only_check=given.check)
    except RegenError as error:
        print(f"regen: {error}\nNothing was changed.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"regen: {error}\nNothing was changed.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("regen: interrupted. Nothing was changed.", file=sys.stderr)
        return 130


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupt)  # so that the working directory is removed
    sys.exit(main())
