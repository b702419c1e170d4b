"""Run the case table with the installed `pixel_client` and write down its requests, as JSON.

Runs with either package, in that package's own environment, and needs nothing else:
`python wire.py sync` or `python wire.py async`.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import io
import json
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from cases import CASES, SETTINGS_CASES, Case, Kit
from recording import RecordingServer

Note = Callable[[Case, str, Any], None]
LIMIT = 20  # seconds that a case may take


def main(mode: str) -> int:
    """Run every case; 0 when all of them came to an end, whichever."""
    real_sleep = asyncio.sleep
    # 1.2.8 sleeps 3 s after each look at a job. That says nothing about its requests.
    asyncio.sleep = lambda delay, result=None: real_sleep(min(delay, 0.01), result)
    logging.disable()
    found: dict[str, Any] = {}
    with RecordingServer() as server, tempfile.TemporaryDirectory() as folder:
        os.environ.update(server.settings)
        import pixel_client
        import pixel_client.models

        kit = Kit(pixel_client, pixel_client.models, Path(folder))

        def note(case: Case, outcome: str, answer: Any) -> None:
            requests = [request.as_record() for request in server.seen]
            found[case.name] = {"outcome": outcome, "answer": answer, "requests": requests}

        run = run_async if mode == "async" else run_sync
        with contextlib.redirect_stderr(io.StringIO()):
            run(pixel_client, kit, server.begin, note)
        found |= settings_made(pixel_client.PixelApiSettings, Path(folder))
    print(json.dumps(found, default=plain))
    return 0


def settings_made(kind: Any, folder: Path) -> dict[str, Any]:
    """What becomes of each way to make settings, in an environment of its own."""
    found = {}
    others = {k: v for k, v in os.environ.items() if not k.upper().startswith(("PIXEL_", "KEYCL"))}
    for case in SETTINGS_CASES:
        os.environ.clear()
        os.environ.update(others | case.environment)
        file = folder / "settings.env"
        file.write_text(case.text, encoding="utf-8")
        try:
            outcome, answer = "returns", case.answer(case.build(kind, file))
        except Exception as error:
            outcome, answer = f"raises {type(error).__name__}", None
        found[f"settings: {case.name}"] = {"outcome": outcome, "answer": answer, "requests": []}
    return found


def plain(value: Any) -> Any:
    """An answer as JSON, whatever its classes."""
    return str(value) if isinstance(value, Exception) else dict(value)


def run_sync(package: Any, kit: Kit, begin: Callable[[], None], note: Note) -> None:
    """All cases on the synchronous client."""
    with package.get_client() as client:
        for case in CASES:
            begin()
            result = None
            try:
                call = case.build(kit)
                result = getattr(client, case.method)(*call.args, **call.kwargs)
                if inspect.isgenerator(result) or hasattr(result, "__next__"):
                    result = list(result)
                outcome = "returns"
            except Exception as error:
                result = None
                outcome = f"raises {type(error).__name__}"
                show(case, error)
            note(case, outcome, result)


def run_async(package: Any, kit: Kit, begin: Callable[[], None], note: Note) -> None:
    """All cases on the asynchronous client."""

    async def run() -> None:
        async with package.get_client(async_=True) as client:
            for case in CASES:
                begin()
                result = None
                try:
                    call = case.build(kit)
                    result = getattr(client, case.method)(*call.args, **call.kwargs)
                    if hasattr(result, "__anext__"):
                        result = [item async for item in result]
                    else:
                        result = await asyncio.wait_for(result, LIMIT)
                    outcome = "returns"
                except Exception as error:
                    result = None
                    outcome = f"raises {type(error).__name__}"
                    show(case, error)
                note(case, outcome, result)

    asyncio.run(run())


def show(case: Case, error: Exception) -> None:
    """Tell a person who looks into a failing case."""
    if os.environ.get("COMPAT_VERBOSE"):
        print(f"{case.name}: {type(error).__name__}: {error}", file=sys.__stderr__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
