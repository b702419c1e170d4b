"""A local Pixel server: API, sign-in and a real S3 server, on loopback only.

    with Sandbox() as sandbox:
        print(sandbox.settings["PIXEL_API_URL"])

`python -m pixel_sandbox` does the same from a shell. Requires the extra `sandbox`.
"""

from .options import SandboxOptions, SandboxUser
from .server import Sandbox, SandboxError

__all__ = ["Sandbox", "SandboxError", "SandboxOptions", "SandboxUser"]
