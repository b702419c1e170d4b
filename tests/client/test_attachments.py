"""Attaching files: announced, sent to S3, finished; what goes wrong with one is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pixel_client import models
from pixel_client.exceptions import (
    PixelDecodeError,
    PixelInputError,
    PixelTransferError,
    TransferReason,
)
from pixel_client.uploads import attachments
from pixel_sandbox import Sandbox
from tests.refusing import refused

from .conftest import Calls
from .service import Answer, Service

AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}
ANNOUNCE = "POST /acme/attachments/"
FINISH = "PUT /acme/attachments/update"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for name in ("plan.txt", "bø.txt", "zero.txt"):
        path = tmp_path / name
        path.write_bytes(name.encode() * 1000 if name != "zero.txt" else b"x")
        made.append(path)
    return made


def test_files_are_attached_in_their_order(sandbox: Sandbox, mode: str, files: list[Path]) -> None:
    calls = Calls(mode, sandbox.settings)
    try:
        project = calls("create_project", "Survey", "", AREA)
        given = [
            str(files[0]),
            models.PixelAttachmentUpload(file=files[1], name="a name.txt", description="what"),
            {"file": files[2]},
        ]
        made = calls("add_attachments", "project", project.id, given)
        assert [a.name for a in made] == ["plan.txt", "a name.txt", "zero.txt"]
        assert {a.status for a in made} == {"Completed"}
        assert made[1].description == "what"
        listed = calls("list_attachments", "project", project.id, "Completed")
        assert {a.id for a in listed} == {a.id for a in made}
    finally:
        calls.close()


def announced(service: Service, *names: str) -> list[dict[str, Any]]:
    """Attachments as the service announces them, in another order than asked for."""
    return [
        {
            "id": number,
            "name": name,
            "status": "Pending",
            "upload_file_params": {
                "url": f"{service.url}/bucket/{number}",
                "fields": {"key": name, "policy": "planted-SECRET"},
            },
        }
        for number, name in reversed(list(enumerate(names, 1)))
    ]


def test_each_file_goes_to_its_own_attachment(
    calls: Calls, service: Service, files: list[Path]
) -> None:
    service.on(ANNOUNCE, announced(service, "plan.txt", "bø.txt"))
    for number in (1, 2):
        service.on(f"POST /bucket/{number}", Answer(204))
    service.on(FINISH, lambda seen: {"id": int(seen.query["attachment_id"]), "name": "", **DONE})
    made = calls("add_attachments", "image", 7, files[:2])
    assert [a.id for a in made] == [1, 2]
    announcement = service.seen[0]
    assert announcement.query == {"resource_type": "image", "resource_id": "7"}
    assert [set(file) for file in announcement.json["files"]] == [
        {"name", "description", "md5"}
    ] * 2
    bodies = {s.path: s.body for s in service.seen if s.path.startswith("/bucket")}
    assert b"plan.txtplan.txt" in bodies["/bucket/1"]
    assert "bø.txtbø.txt".encode() in bodies["/bucket/2"]
    finished = [s.query for s in service.seen if s.path.endswith("update")]
    assert sorted(q["attachment_id"] for q in finished) == ["1", "2"]
    assert {q["status"] for q in finished} == {"Completed"}


DONE = {"status": "Completed"}


def test_a_file_that_fails_does_not_keep_the_others(
    calls: Calls, service: Service, files: list[Path]
) -> None:
    service.on(ANNOUNCE, announced(service, "plan.txt", "bø.txt"))
    service.on("POST /bucket/1", Answer(403, text="<Error><Code>AccessDenied</Code></Error>"))
    service.on("POST /bucket/2", 503, Answer(204))
    service.on(FINISH, {"id": 2, "name": "bø.txt", **DONE})
    with pytest.raises(PixelTransferError) as caught:
        calls("add_attachments", "project", 7, files[:2])
    assert "1 of 2 files were not attached" in str(caught.value)
    assert "plan.txt" in str(caught.value)
    assert "attachment 1 stays Pending" in str(caught.value)
    assert caught.value.reason is TransferReason.REFUSED
    assert (caught.value.status_code, caught.value.s3_code) == (403, "AccessDenied")
    assert "SECRET" not in repr(caught.value)
    assert [s.query["attachment_id"] for s in service.seen if s.method == "PUT"] == ["2"]


@pytest.mark.parametrize(
    ("meddle", "reason"),
    [
        (Path.unlink, TransferReason.MISSING_FILE),
        (lambda path: path.write_bytes(b"another"), TransferReason.CHANGED_FILE),
        (lambda path: (path.unlink(), path.mkdir()), TransferReason.UNREADABLE_FILE),
    ],
)
def test_a_file_that_is_lost_once_announced_has_a_reason(
    calls: Calls,
    service: Service,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    meddle: Callable[[Path], object],
    reason: TransferReason,
) -> None:
    send = attachments.S3Sender.send

    async def send_late(sender: attachments.S3Sender, what: attachments.Send) -> int:
        meddle(what.body.path)
        return await send(sender, what)

    monkeypatch.setattr(attachments.S3Sender, "send", send_late)
    service.on(ANNOUNCE, announced(service, "plan.txt"))
    with pytest.raises(PixelTransferError) as caught:
        calls("add_attachments", "project", 7, files[:1])
    assert (caught.value.reason, caught.value.status_code) == (reason, None)


def test_all_that_is_wrong_with_the_files_is_said_at_once(
    calls: Calls, service: Service, files: list[Path], tmp_path: Path
) -> None:
    twin = tmp_path / "other" / "PLAN.txt"
    twin.parent.mkdir()
    twin.write_bytes(b"y")
    given = [files[0], twin, tmp_path / "none.txt", tmp_path]
    with pytest.raises(PixelInputError) as caught:
        calls("add_attachments", "project", 7, given)
    assert len(caught.value.problems) == 3
    for words in ("has the name of", "none.txt: No such file", "is not a file"):
        assert words in str(caught.value)
    assert service.seen == []


@pytest.mark.parametrize(
    "given", [[5], [{"path": "x"}], [{"file": "x", "nmae": "y"}]], ids=["number", "path", "name"]
)
def test_what_is_no_file_is_refused(calls: Calls, service: Service, given: Any) -> None:
    with pytest.raises(PixelInputError):
        calls("add_attachments", "project", 7, given)
    assert service.seen == []


@pytest.mark.parametrize(
    "given",
    [
        ("project", ["plan.txt"], 7),
        (7, "project", "plan.txt"),
        ("project", 7, Path("plan.txt")),
        ("project", 7, None),
        ("project", 7, {"file": "plan.txt"}),
        ("project", 7, models.PixelAttachmentUpload("plan.txt")),
    ],
    ids=["order", "text", "path", "none", "dict", "upload"],
)
def test_files_that_are_no_list_are_refused_with_the_order_of_arguments(
    calls: Calls, service: Service, given: Any
) -> None:
    with refused("files", "type"):
        calls("add_attachments", *given)
    assert service.seen == []


@pytest.mark.parametrize("field", ["name", "description"])
def test_a_name_or_description_is_a_text(calls: Calls, service: Service, field: str) -> None:
    with refused(field, "type"):
        calls("add_attachments", "project", 7, [{"file": "plan.txt", field: 5}])
    assert service.seen == []


def test_no_files_attach_nothing(calls: Calls, service: Service) -> None:
    assert calls("add_attachments", "project", 7, []) == []
    assert service.seen == []


def test_an_attachment_that_is_missing_is_named(
    calls: Calls, service: Service, files: list[Path]
) -> None:
    service.on(ANNOUNCE, announced(service, "plan.txt", "else.txt"))
    with pytest.raises(PixelDecodeError, match=r"there is no attachment for bø\.txt"):
        calls("add_attachments", "project", 7, files[:2])
    assert service.paths("PUT") == []
