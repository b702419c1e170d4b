"""No password, token, signature or policy in anything that a run leaves behind, however it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from . import caller
from .pixel import POLICY, REFRESH, SIGNATURE, TOKEN, FakePixel
from .runs import FAULTS, PASSWORD, kind_of, photo_folder
from .storage import Fault, Request

SCRIPT = Path(__file__).parent / "leaky.py"
PLANTED = {
    "password": PASSWORD,
    "token": TOKEN,
    "refresh token": REFRESH,
    "signature": SIGNATURE.split("=")[1],
    "presigned query": "X-Amz-Signature",
    "policy": POLICY,
}
PART = 5 * 1024**2


def telling_all(request: Request, number: int) -> Fault | None:
    """S3 refuses bodies, and repeats in its answer all that it was asked with."""
    if not request.path.startswith("/s3/"):
        return None
    said = f"{request.path}?{SIGNATURE} was not signed like this"
    answers = {
        0: Fault(403, "SignatureDoesNotMatch", said),
        1: Fault(403, "AccessDenied", f"Invalid according to Policy: see http://s3.test/a?{SIGNATURE}"),
        2: Fault(307, headers={"location": f"http://127.0.0.1:9/away?{SIGNATURE}"}),
        3: Fault(400, "BadDigest", said),
        4: Fault(403, "AccessDenied", "Request has expired"),
    }  # fmt: skip
    return answers.get(int(request.path.split("/")[3]) % 6)


def each_once() -> Callable[[Request, int], Fault | None]:
    """All faults that cost no wait, one after the other, at whatever is asked for."""
    slow = ("stall", "429 with Retry-After")
    left = [fault for name, fault in FAULTS.items() if name not in slow]
    return lambda request, number: left.pop() if left and number % 2 else None


def every_answer(status: int, kind: str) -> Callable[[Request, int], Fault | None]:
    fault = Fault(status, headers={"content-type": "application/json"}, body=b'{"detail": "no"}')
    return lambda request, number: fault if kind_of(request) == kind else None


RUNS: dict[str, Callable[[Request, int], Fault | None]] = {
    "no fault": lambda request, number: None,
    "S3 tells all": telling_all,
    "each fault once": each_once(),
    "sign-in refused": every_answer(401, "token"),
    "token refused": every_answer(401, "create"),
    "creating refused": every_answer(422, "create"),
    "permission gone": every_answer(403, "create"),
    "nothing read back": every_answer(500, "images"),
    "S3 is gone": lambda request, number: (
        Fault(act="reset mid-body") if request.path.startswith("/s3/") else None
    ),
}


WORDS = {
    "S3 tells all": "SignatureDoesNotMatch",
    "each fault once": "asking again",
    "sign-in refused": "PixelSignInError",
    "token refused": "PixelUnauthorizedError",
    "creating refused": "PixelValidationError",
    "permission gone": "PixelPermissionError",
    "nothing read back": "not read back",
    "S3 is gone": "no answer from S3",
}
"""What is read of a run that met its fault."""


@pytest.mark.parametrize("what", RUNS)
def test_nothing_that_a_run_leaves_behind_holds_a_secret(
    pixel: FakePixel, tmp_path: Path, what: str
) -> None:
    folder, out = tmp_path / "flight", tmp_path / "out"
    photo_folder(folder, 8)
    out.mkdir()
    pixel.trouble = RUNS[what]
    said = upload(pixel, folder, out, {})
    (out / "said").write_text(said, encoding="utf-8")
    assert "DEBUG" in said
    assert WORDS.get(what, "uploaded") in said
    assert holding_secrets(out) == []
    if what in ("sign-in refused",):
        return  # it ends before there is anything to report
    assert {path.name for path in out.iterdir()} >= {"journal", "report.json", "events.jsonl"}
    assert (out / "events.jsonl").read_text(encoding="utf-8").count("\n") > 8


def test_a_killed_run_in_parts_leaves_no_secret_behind(pixel: FakePixel, tmp_path: Path) -> None:
    folder, out = tmp_path / "flight", tmp_path / "out"
    photo_folder(folder, 2, PART + 1)
    out.mkdir()
    pixel.legacy_results = False
    pixel.hold = lambda request: len(pixel.stored) >= 2
    arguments = {"multipart": True, "multipart_part_size": PART}
    with (out / "said").open("wb") as said:
        run = subprocess.Popen(command(pixel, folder, out, arguments), stdout=said, stderr=said)
        try:
            while len(pixel.stored) < 2 or not wal_holds_parts(out):
                assert run.poll() is None
        finally:
            run.kill()
            run.wait()
    assert holding_secrets(out) == []
    pixel.hold = lambda request: False
    again = upload(pixel, folder, out, arguments)
    assert "'uploaded': 2" in again
    (out / "again").write_text(again, encoding="utf-8")
    assert holding_secrets(out) == []


def test_the_search_finds_what_is_planted(tmp_path: Path) -> None:
    for name, secret in PLANTED.items():
        (tmp_path / name).write_bytes(b"\0" + secret.encode() + b"\xff")
    assert holding_secrets(tmp_path) == sorted(f"{name} in {name}" for name in PLANTED)


def holding_secrets(folder: Path) -> list[str]:
    return sorted(
        f"{name} in {path.name}"
        for path in folder.iterdir()
        for name, secret in PLANTED.items()
        if secret.lower().encode() in path.read_bytes().lower()
    )


def wal_holds_parts(out: Path) -> bool:
    wal = out / "journal-wal"
    return wal.exists() and wal.stat().st_size > 0


def command(pixel: FakePixel, folder: Path, out: Path, arguments: Any) -> list[Any]:
    return [sys.executable, SCRIPT, pixel.url, folder, out, json.dumps(arguments)]


def upload(pixel: FakePixel, folder: Path, out: Path, arguments: Any) -> str:
    ran = subprocess.run(
        command(pixel, folder, out, arguments),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


def test_the_reason_of_a_failed_job_holds_no_signature(pixel: FakePixel, tmp_path: Path) -> None:
    files = photo_folder(tmp_path / "flight", 1)
    pixel.judge = lambda job: ("quarantined", f"see http://s3.test/a?{SIGNATURE} for it")
    report = caller.upload(pixel, "upload", files, journal=False)
    (row,) = report
    report.to_csv(tmp_path / "report.csv")
    assert row.detail == "see http://s3.test/a?*** for it"
    assert PLANTED["signature"] not in (tmp_path / "report.csv").read_text() + str(row.error)
