"""Work in the background."""

from __future__ import annotations

from typing import Any

from scripts.recording.scenario import scenario

from .upload_jobs import announced


def begin(pixel: Any, project: int, images: int) -> Any:
    (job,) = pixel.create_upload_jobs(project, images, [announced("a.jpg")])
    return pixel.finish_upload_jobs(project, images, [job.id])


@scenario()
def get_job(pixel: Any, project: int, images: int, image: int) -> None:
    """A job that is done."""
    (upload,) = pixel.get_upload_jobs(project, images)
    assert pixel.get_job(upload["job_id"]).completed is True


@scenario()
def get_job_group(pixel: Any, project: int, images: int) -> None:
    """A group whose one job has failed."""
    group = begin(pixel, project, images)["group_job"]["group_id"]
    pixel.wait_for_group_job(group, progress=False)
    assert pixel.get_job_group(group).failed_count == 1


@scenario(waits=True, sandbox={"validation_delay": 1.0})
def wait_for_job(pixel: Any, project: int, images: int) -> None:
    """A job that is not done at the first look."""
    seen: list[bool] = []
    (job,) = pixel.create_upload_jobs(project, images, [announced("a.jpg")])
    background = pixel.finish_upload_job(project, images, job.id)["job"]["job_id"]
    pixel.wait_for_job(background, on_poll=lambda look: seen.append(look.completed))
    assert (seen[0], seen[-1]) == (False, True)


@scenario(waits=True, sandbox={"validation_delay": 1.0})
def wait_for_group_job(pixel: Any, project: int, images: int) -> None:
    """A group that is not done at the first look."""
    seen: list[bool] = []
    group = begin(pixel, project, images)["group_job"]["group_id"]
    pixel.wait_for_group_job(
        group, on_poll=lambda look: seen.append(look.completed), progress=False
    )
    assert (seen[0], seen[-1]) == (False, True)
