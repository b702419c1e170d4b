"""A run that fails, or is interrupted, leaves everything as it was."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import generator, regen
from scripts.errors import RegenError
from tests.regen.conftest import Project
from tests.regen.test_refusals import operation


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_nothing_is_left_after_a_crash(
    fresh_project: Project, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    fresh_project.spec(lambda d: d["paths"]["/search/"]["post"].update(summary="Other"))
    before = fresh_project.tree()

    def fail(path: Path) -> None:
        raise error

    monkeypatch.setattr(generator, "format_python", fail)
    if error is KeyboardInterrupt:
        assert fresh_project.regen() == 130
    else:
        with pytest.raises(error):
            fresh_project.regen()
    assert fresh_project.tree() == before


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_the_swap_is_all_or_nothing(
    fresh_project: Project, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """generated/ is moved away and in, then sync.py: each of the moves fails once."""
    change = operation("get", "/more", summary="More")
    line = 'operations:\n  "GET /more": more\n'
    names = fresh_project.root / "openapi/names.yaml"
    names.write_text(names.read_text().replace("operations:\n", line))
    fresh_project.spec(change)
    before = fresh_project.tree()
    moves = []
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == at:
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert fresh_project.regen() == 2
    monkeypatch.undo()
    assert fresh_project.tree() == before
    assert fresh_project.regen() == 0
    assert fresh_project.tree() != before


def test_a_template_that_changed_is_noticed(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from scripts import generator_patches

    monkeypatch.setattr(generator_patches, "_UNSET", "class Gone:\n")
    assert project.regen() == 2
    assert "no longer prints 'class Gone:'" in capsys.readouterr().err


def test_what_was_generated_is_verified(generated_project: Project, fresh_project: Project) -> None:
    regen.verify(generated_project.root / "generated")
    package = fresh_project.root / "generated/pixel_api"
    for break_it, said in (
        (lambda: (package / "left.tmp").write_text(""), "left.tmp is superfluous"),
        (lambda: (package / "py.typed").unlink(), "py.typed is missing"),
        (lambda: (package / "models/extra.py").write_text("class Extra: ..."), "is not a mapping"),
    ):
        break_it()
        with pytest.raises(RegenError, match=said):
            regen.verify(fresh_project.root / "generated")
        (package / "left.tmp").unlink(missing_ok=True)
        (package / "py.typed").touch()
    (package / "models/extra.py").write_text("class Extra(ModelDict):\n    pass\n")
    with pytest.raises(RegenError, match="cannot be imported"):
        regen.verify(fresh_project.root / "generated")


def test_the_command_line_ends_with_the_code(project: Project) -> None:
    command = [sys.executable, "-m", "scripts.regen", "--spec", str(project.root / "none.json")]
    done = subprocess.run(command, cwd=regen.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "none.json: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_after_a_signal(project: Project, signum: signal.Signals) -> None:
    """The run is stopped while it waits for a server that has taken its call and says nothing."""
    before = project.tree()
    code = (
        "import signal, sys; from pathlib import Path; from scripts import regen\n"
        "signal.signal(signal.SIGTERM, regen._interrupt)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(regen.main(['--spec', sys.argv[2]], root=Path(sys.argv[1])))\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/openapi.json"
        with subprocess.Popen(
            [sys.executable, "-c", code, str(project.root), address],
            cwd=regen.ROOT,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            connection, _ = listening.accept()
            with connection:
                assert connection.recv(4)
                assert list(project.root.glob(".regen-*"))
                running.send_signal(signum)
                _, said = running.communicate()
    assert running.returncode == 130
    assert said == "regen: interrupted. Nothing was changed.\n"
    assert project.tree() == before
