"""The command line, `pixel` (extra `cli`)."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; the console script `pixel`."""
    try:
        from .main import app

        app(prog_name="pixel")
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "rich"):
            raise
        raise SystemExit("pixel needs its extra: pip install 'pixel-client[cli]'") from None
    except KeyboardInterrupt:  # before a command has its own handler
        raise SystemExit(130) from None
    except OSError as error:  # help for a closed pipe; the rest of it must not fail again
        from .output.writer import Output

        Output().abandon()
        raise SystemExit(f"pixel: {error.strerror or error}") from None
