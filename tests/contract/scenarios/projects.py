"""Projects."""

from __future__ import annotations

from typing import Any

from scripts.recording.scenario import scenario

from .ground import AREA, MARK


@scenario()
def create_project(pixel: Any, project: int) -> None:
    """One with as little as possible, one with all there is."""
    least = pixel.create_project("Harbour", "Quays", AREA)
    most = pixel.create_project("Quay 7", "Æøå", AREA, parent_project_id=project, tags=["a", "b"])
    assert least.parent_project_id is None
    assert (most.parent_project_id, most.tags) == (project, ["a", "b"])


@scenario()
def list_projects(pixel: Any, project: int, other_project: int) -> None:
    """By ids, and with every filter at once."""
    ids = [project, other_project]
    assert [row.id for row in pixel.list_projects(ids=ids)] == ids
    (row,) = pixel.list_projects(
        extended=True, name="surv", ids=ids, tags=[MARK], offset=0, limit=10
    )
    assert row["id"] == project


@scenario()
def list_deleted_projects(pixel: Any, project: int, deleted_project: int) -> None:
    """Of two, the one that is deleted; and with every filter at once."""
    ids = [project, deleted_project]
    (row,) = pixel.list_deleted_projects(ids=ids)
    assert row.id == deleted_project
    (same,) = pixel.list_deleted_projects(
        extended=True, name="mist", ids=ids, tags=[MARK], offset=0, limit=10
    )
    assert same.id == deleted_project


@scenario()
def get_project(pixel: Any, project: int, images: int) -> None:
    """As it is, and with what is in it."""
    assert pixel.get_project(project).name == "Survey"
    extended = pixel.get_project(project, extended=True)
    assert [row["id"] for row in extended["data_collections"]] == [images]


@scenario()
def update_project(pixel: Any, project: int) -> None:
    """One field, then all."""
    assert pixel.update_project(project, name="Survey 2").description == "A recording"
    changed = pixel.update_project(
        project,
        name="Survey 3",
        description="Changed",
        area_of_interest=AREA,
        add_tags=["new"],
        remove_tags=[MARK],
    )
    assert changed.tags == ["new"]


@scenario()
def move_project(pixel: Any, project: int, other_project: int) -> None:
    """Below another one, and back to the root."""
    assert pixel.move_project(project, other_project).parent_project_id == other_project
    assert pixel.move_project(project, -1).parent_project_id is None


@scenario()
def delete_project(pixel: Any, project: int) -> None:
    assert pixel.delete_project(project)["id"] == project


@scenario()
def restore_project(pixel: Any, deleted_project: int) -> None:
    assert pixel.restore_project(deleted_project).id == deleted_project
