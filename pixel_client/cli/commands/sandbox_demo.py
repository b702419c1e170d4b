"""`pixel sandbox` and `pixel demo`: a local Pixel service (extra `sandbox`)."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..session import Session

__all__ = ["add_commands"]


def sandbox(
    session: Session,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for a free one.")] = 0,
    data_dir: Annotated[
        Path | None, typer.Option(help="Folder that keeps its data between runs.")
    ] = None,
    validation_delay: Annotated[
        float, typer.Option(min=0, help="Seconds added to each validation.")
    ] = 0.0,
) -> int:
    """Run a local Pixel service until Ctrl-C, and print the settings to export."""
    start = _import("pixel_sandbox.__main__").main
    arguments = ["--port", str(port), "--validation-delay", str(validation_delay)]
    arguments += ["--data-dir", str(data_dir)] if data_dir is not None else []
    code: int = start([*arguments, *(["--verbose"] if session.output.verbose else [])])
    return code


def demo(
    session: Session,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="Folder with photos; by default samples are made."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the service running until Ctrl-C.")
    ] = False,
) -> int:
    """Show an upload from plan to result, on a temporary local Pixel service."""
    package = _import("pixel_sandbox")
    samples = _import("pixel_sandbox.samples")
    output = session.output
    if folder is not None and not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    with (
        tempfile.TemporaryDirectory(prefix="pixel-demo-") as temporary,
        contextlib.ExitStack() as ending,
    ):
        output.info("Starting a local Pixel service …")
        try:
            running = ending.enter_context(package.Sandbox())
        except package.SandboxError as error:
            raise CommandError(f"The service could not be started: {error}") from None
        photos = folder
        if photos is None:
            photos = Path(temporary, "flight1")
            photos.mkdir()
            _make_photos(samples, photos)
            output.info(f"Made 12 photos in {photos}; one of them is truncated.")
        settings = Path(temporary, "demo.env")
        lines = [f"{name}={json.dumps(value)}" for name, value in running.settings.items()]
        settings.write_text("\n".join(lines), encoding="utf-8")
        code = _run_commands(photos, settings, Path(temporary, "state"), output.quiet)
        if keep:
            output.info(f"Serving {running.api_url} until Ctrl-C; settings: {settings}")
            _wait_for_ctrl_c()
    output.info("The local Pixel service has stopped, and its files are deleted.")
    return code


def _run_commands(photos: Path, settings: Path, state: Path, quiet: bool) -> int:
    """Run commands as a user at a terminal would; print each before it runs."""
    import subprocess

    place = ["--project", "Demo", "--collection", "Photos"]
    env_file = ["--env-file", str(settings)]
    commands = [
        ["login", *env_file],
        ["plan", str(photos), "--type", "image", "--skip-invalid"],
        ["upload", str(photos), *place, "--create", "--skip-invalid", *env_file],
        ["images", "list", *place, *env_file],
        ["status"],
    ]
    # Settings of a real service do not apply, and the run history is not the user's.
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PIXEL_", "KEYCLOAK_"))}
    run = [sys.executable, "-c", "from pixel_client.cli import main; main()"]
    codes = []
    for each in commands:
        if not quiet:
            shown = " ".join(word for word in each if word not in env_file)
            typer.secho(f"\n$ pixel {shown}", bold=True, err=True)
        command = [*run, *each, *(["-q"] if quiet else [])]
        variables = kept | {"XDG_STATE_HOME": str(state)}
        codes.append(subprocess.run(command, env=variables, check=False).returncode)  # noqa: S603
    # The truncated photo is skipped on purpose, so partial success is success.
    return max((code for code in codes if code != 3), default=0)


def _make_photos(samples: Any, folder: Path) -> None:
    for number in range(12):
        samples.make_jpeg(
            folder / f"DJI_{number + 1:04}.JPG",
            position=(10.70 + 0.002 * number, 59.90, 120.0),
            heading=90.0,
            size=(1600, 1200),
            seed=number,
        )
    broken = folder / "DJI_0007.JPG"
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])


def _wait_for_ctrl_c() -> None:
    import threading

    try:
        while not threading.Event().wait(1):  # Windows delivers Ctrl-C only between two waits
            pass
    except KeyboardInterrupt:
        pass


def _import(name: str) -> Any:
    """Import a module of the sandbox, which is an optional extra."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise CommandError(
            f"This needs the extra sandbox ({error.name} is missing): "
            "pip install 'pixel-client[sandbox]'"
        ) from None


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    register(
        app, "sandbox", sandbox, "pixel sandbox", "pixel sandbox --port 8765 --data-dir ~/pixel"
    )
    register(app, "demo", demo, "pixel demo", "pixel demo ~/Pictures/flight1")
