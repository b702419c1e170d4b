"""Attachments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pixel_client import PixelAttachmentUpload
from scripts.recording.scenario import scenario

from .ground import SAMPLES
from .upload_jobs import announced


@scenario()
def create_attachments(pixel: Any, project: int) -> None:
    """Announced, not sent yet."""
    file = announced("notes.prj", "bare.prj") | {"description": "How it lies"}
    (row,) = pixel.create_attachments("project", project, [file])
    assert row.status == "Pending"


@scenario(options={"upload_max_concurrency": 1})
def add_attachments(pixel: Any, project: int, images: int, folder: Path) -> None:
    """The whole way, two files in one call."""
    note = folder / "note.txt"
    note.write_text("Windy.\n", encoding="utf-8", newline="\n")
    files = [
        PixelAttachmentUpload(file=SAMPLES / "bare.prj", name="system.prj", description="EPSG"),
        PixelAttachmentUpload(file=note),
    ]
    made = pixel.add_attachments("data_collection", images, files)
    assert {row["name"] for row in made} == {"system.prj", "note.txt"}
    assert {row["status"] for row in made} == {"Completed"}


@scenario()
def list_attachments(pixel: Any, project: int, attachment: int) -> None:
    """All of a project, and those that are not there yet."""
    (row,) = pixel.list_attachments("project", project)
    assert row.id == attachment
    assert pixel.list_attachments("project", project, status="Pending") == []


@scenario()
def update_attachment(pixel: Any, project: int, attachment: int) -> None:
    """To be sent once more."""
    changed = pixel.update_attachment("project", project, attachment, "Pending")
    assert changed["status"] == "Pending"


@scenario()
def move_attachment(pixel: Any, project: int, images: int, attachment: int) -> None:
    pixel.move_attachment("project", project, attachment, "data_collection", images)
    assert pixel.list_attachments("project", project) == []


@scenario()
def delete_attachment(pixel: Any, project: int, attachment: int) -> None:
    pixel.delete_attachment("project", project, attachment)
    assert pixel.list_attachments("project", project) == []
