"""Install the wheel in dist/ into .venv-wheel and run the test suite against it.

The packages of a checkout would be imported in place of the installed ones, so the tests run in a
temporary copy of the checkout without them. Arguments are passed on to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"generated", "pixel_client", "pixel_sandbox"}
# These test the files of a checkout, not an installed package; `make test` runs them.
NOT_OF_THE_WHEEL = ("benchmarks", "dist", "docs", "meta", "regen")


def left_out(folder: str, names: list[str]) -> set[str]:
    """The names in a folder that are not copied."""
    found = {name for name in names if name.startswith(".venv") or name == "__pycache__"}
    return found | (PACKAGES | {".git", "dist", "site"}) if Path(folder) == ROOT else found


def main(arguments: list[str]) -> int:
    """Install and test; return pytest's exit code, or 2 when there was nothing to test."""
    wheels = list((ROOT / "dist").glob("*.whl"))
    if len(wheels) != 1:
        print(f"dist/ must hold exactly one wheel, not {len(wheels)}: run make wheel")
        return 2
    environment = ROOT / ".venv-wheel"
    venv.create(environment, clear=True, with_pip=True, symlinks=os.name != "nt")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    constraints = ["-c", str(ROOT / "constraints.txt")]
    subprocess.run([python, *install, *constraints, f"{wheels[0]}[dev]"], check=True)
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)  # some tests run as another user
        copy = Path(temporary).resolve() / "checkout"
        shutil.copytree(ROOT, copy, ignore=left_out)
        show = "import pixel_api, pixel_client, pixel_sandbox as s; print(s.__file__)"
        found = subprocess.check_output([python, "-c", show], cwd=copy, text=True).strip()
        if not Path(found).is_relative_to(environment):
            print(f"The tests would import {found}, not the wheel.")
            return 2
        ignored = [f"--ignore=tests/{folder}" for folder in NOT_OF_THE_WHEEL]
        workers = ["-n", os.environ.get("WORKERS", "2"), "--dist", "loadfile"]
        command = [python, "-m", "pytest", *workers, *ignored, *arguments]
        return subprocess.run(command, cwd=copy, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
