"""Let pixel-client 1.2.8, in an environment of its own, work against the sandbox: `make compat`.

The same script then runs with this project's client: both must get the same things done.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixel_sandbox import Sandbox, samples

FILES = 20
SCRIPT = Path(__file__).with_name("as_in_1_2_8.py")


def main(peer: str) -> int:
    """Run the script with the peer's Python and with ours; 0 when both succeed."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            samples.make_jpeg(Path(folder) / f"photo_{number:02}.jpg", seed=number)
        for who, python in {"pixel-client 1.2.8": peer, "this client": sys.executable}.items():
            # 1.2.8 fails when a group of jobs is complete at its first look, hence the delay.
            with Sandbox(validation_delay=0.3) as sandbox:
                environment = {
                    **os.environ,
                    **sandbox.environment,
                    "PIXEL_CLIENT_NO_VERSION_CHECK": "true",
                    "PYTHONPATH": "",
                }
                done = subprocess.run(
                    [python, str(SCRIPT), folder], env=environment, timeout=300, check=False
                )
                print(f"{who}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
                failures += done.returncode != 0
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
