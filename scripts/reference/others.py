"""Pages beside clients and models: uploads, imagery, geo, sandbox, settings, exceptions."""

from __future__ import annotations

import ast

from .directives import NO_SIGNATURE, ROOT, described, page

PACKAGE = ROOT / "pixel_client"


def other_pages() -> dict[str, str]:
    """The pages by their path below docs/."""
    return {
        "reference/uploads.md": page(
            "Upload files, events and results",
            "The arguments, events and results of upload methods. All are imported from"
            " `pixel_client.uploads`, the files also from `pixel_client`.",
            *(described(path, show_attribute_values=True) for path in _upload_paths()),
        ),
        "reference/imagery.md": page(
            "Imagery",
            "Metadata of files, and checks before an upload. All are imported from"
            " `pixel_client.imagery`, which requires the extra `imagery`.",
            *(described(path) for path in public("pixel_client.imagery")),
        ),
        "reference/geo.md": page(
            "Geo",
            "Export of responses as tables, files and maps. All are imported from"
            " `pixel_client.geo`, which requires the extra `geo`.",
            *(described(path) for path in public("pixel_client.geo")),
        ),
        "reference/sandbox.md": page(
            "Sandbox",
            "A Pixel server on your own machine. All are imported from `pixel_sandbox`, which"
            " requires the extra `sandbox`.",
            *(described(path) for path in sorted(public("pixel_sandbox"), key=_sandbox_first)),
        ),
        "reference/settings.md": page(
            "Settings and options",
            described("pixel_client.settings.PixelApiSettings", **NO_SIGNATURE),
            described("pixel_client.options.PixelClientKwargs", **NO_SIGNATURE),
        ),
        "reference/exceptions.md": page(
            "Exceptions",
            f"```text\n{_drawing()}\n```",
            *(described(path) for path in exceptions().values()),
        ),
    }


_EXPORTED = ("Error", "Problem", "Code")


def exceptions() -> dict[str, str]:
    """The dotted path of each exception, and of what they carry, in order of definition."""
    tree = ast.parse((PACKAGE / "exceptions.py").read_text(encoding="utf-8"))
    found = {}
    for node in ast.walk(tree):  # some are imported for type checkers alone
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found[node.name] = f"pixel_client.exceptions.{node.name}"
        elif isinstance(node, ast.ImportFrom):
            package = "pixel_client." if node.level else ""
            names = [alias.name for alias in node.names if alias.name.endswith(_EXPORTED)]
            found |= {name: f"{package}{node.module}.{name}" for name in names}
    return found


def _drawing() -> str:
    """The tree of exceptions, from the docstring of their module."""
    tree = ast.parse((PACKAGE / "exceptions.py").read_text(encoding="utf-8"))
    drawn = (ast.get_docstring(tree) or "").partition("::\n")[2]
    return "\n".join(line[4:] for line in drawn.splitlines() if line.startswith("    "))


def public(package: str) -> list[str]:
    """The dotted paths of a package's public classes and functions, in order of import.

    Args:
        package: Such as `pixel_client.uploads`.
    """
    tree = ast.parse((ROOT / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    return [
        f"{package}.{node.module}.{alias.name}"
        for node in ast.walk(tree)  # some are imported for type checkers alone
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
        if not alias.name.isupper()
    ]


def _sandbox_first(path: str) -> tuple[bool, bool]:
    return path.endswith("Error"), ".options." in path


def _upload_paths() -> list[str]:
    attached = "pixel_client.uploads.attachments.PixelAttachmentUpload"
    paths = dict.fromkeys([*public("pixel_client.uploads"), attached])
    # Inputs first, then events and results.
    return sorted(paths, key=lambda path: ("files" not in path, path != attached))
