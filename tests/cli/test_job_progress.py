"""Jobs of the service that a command waits for: what is seen meanwhile, and how it is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from pixel_client import PixelClient
from pixel_client.cli.errors import NOTHING, describe_error
from pixel_client.cli.output import job_progress
from pixel_client.cli.output.writer import Output
from pixel_client.cli.session import Session
from pixel_client.exceptions import PixelJobTimeoutError
from pixel_sandbox import samples

from .conftest import Run
from .test_output import terminal


@pytest.fixture
def rasters(client: PixelClient, place: tuple[int, int], tmp_path: Path) -> tuple[str, ...]:
    """Where two rasters are."""
    collection = client.create_data_collection(place[0], "Ortho", "", "RGB")
    for number in (1, 2):
        samples.make_geotiff(tmp_path / f"{number}.tif", size=(64, 48))
        client.upload_raster(place[0], collection.id, tmp_path / f"{number}.tif")
    return ("-p", str(place[0]), "-c", "Ortho")


def test_what_is_begun_can_be_waited_for_later(pixel: Run, rasters: tuple[str, ...]) -> None:
    begun = pixel("optimize", *rasters, "--no-wait", "--json")
    assert begun.returncode == 0, begun.stderr
    assert len(json.loads(begun.stdout)) == 2
    number = begun.stderr.split("pixel jobs group ")[1].split()[0]
    group = pixel("jobs", "group", number, "--wait", "--json")
    assert json.loads(group.stdout)["success_count"] == 2
    listed = json.loads(pixel("optimized", "list", *rasters, "--json").stdout)
    assert {each["status"] for each in listed} == {"completed"}
    again = pixel("optimized", "retry", *rasters, "--json")
    assert json.loads(again.stdout)["total_jobs"] == 0


def test_of_nothing_nothing_is_made(
    pixel: Run, client: PixelClient, place: tuple[int, int]
) -> None:
    client.create_data_collection(place[0], "Empty", "", "DTM")
    done = pixel("optimize", "-p", str(place[0]), "-c", "Empty")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "There are no rasters to optimise.\n"


class Service:
    """A service whose group of jobs ends, or not, while it is looked at."""

    def __init__(self, *states: dict[str, Any], end: BaseException | None = None) -> None:
        self.states, self.end = states, end

    def wait_for_group_job(
        self, number: int, timeout: float | None, *, on_poll: Any, progress: bool
    ) -> dict[str, Any]:
        assert progress is False  # the client's own bar is none of the command line's
        for state in self.states:
            on_poll(state)
        if self.end is not None:
            raise self.end
        return self.states[-1]


def waited(service: Service, output: Output) -> Any:
    session = Session(output)
    session._client = cast(PixelClient, service)
    return job_progress.wait_for_group(session, 77, 60.0)


STATES = tuple(
    {"total_jobs": 3, "success_count": done, "failed_count": failed, "completed": done == 2}
    for done, failed in ((0, 0), (1, 1), (2, 1))
)


def test_a_terminal_shows_a_bar_and_keeps_none_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    output, lines = terminal(80)
    assert waited(Service(*STATES), output) == STATES[-1]
    shown = "\n".join(lines)
    assert "3 of 3 jobs done, 1 failed" in shown
    assert shown.endswith("\x1b[1A\x1b[2K")  # the line is wiped
    output, lines = terminal(80)
    output.quiet = True
    waited(Service(*STATES), output)
    assert lines == []
    assert capsys.readouterr() == ("", "")


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited(Service(*STATES), Output())
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(job_progress, "LOG_SECONDS", 0.0)
    waited(Service(*STATES), Output())
    out, said = capsys.readouterr()
    assert out == ""
    assert said.splitlines()[1] == "2 of 3 jobs done, 1 failed."
    for total, shown in ((0, "0 of 0 jobs done."), (None, "0 of ? jobs done.")):
        waited(Service({"total_jobs": total}), Output())
        assert capsys.readouterr().err.splitlines() == [shown]
    waited(Service(*STATES), Output(quiet=True))
    assert capsys.readouterr() == ("", "")


def test_waiting_that_ends_first_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        waited(Service(STATES[0], end=KeyboardInterrupt()), Output())
    assert "pixel jobs group 77 --wait" in capsys.readouterr().err
    late = PixelJobTimeoutError("group job 77 was late", 77, is_group=True)
    text, code = describe_error(late)
    assert code == NOTHING
    assert text.endswith("pixel jobs group 77 --wait")
    assert describe_error(PixelJobTimeoutError("job 5 was not", 5))[0].endswith(
        "pixel jobs show 5 --wait"
    )
