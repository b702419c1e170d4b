"""Every cassette is played by both clients, with the network cut off."""

from __future__ import annotations

import socket

import attrs
import pytest
from vcr.errors import CannotOverwriteExistingCassetteException as Refused

from pixel_client.exceptions import PixelError
from scripts.recording.caller import Mode
from scripts.recording.document import read
from scripts.recording.scenario import SCENARIOS
from scripts.recording.tape import UnplayedError

from .conftest import Replay, cassette

pytestmark = pytest.mark.block_network
MODES: tuple[Mode, ...] = ("sync", "async")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_client_makes_exactly_the_recorded_requests(
    replay: Replay, name: str, mode: Mode
) -> None:
    scenario = SCENARIOS[name]
    replay(scenario, read(cassette(scenario)), mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_request_that_is_not_made_is_missed(replay: Replay, mode: Mode) -> None:
    document = read(cassette(SCENARIOS["get_project"]))
    document.interactions.append(document.interactions[-1])
    with pytest.raises(UnplayedError, match=r"recorded but not made: GET .*extended=true"):
        replay(SCENARIOS["get_project"], document, mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_request_that_is_not_recorded_is_refused(replay: Replay, mode: Mode) -> None:
    document = read(cassette(SCENARIOS["get_project"]))
    del document.interactions[0]
    with pytest.raises(Refused):
        replay(SCENARIOS["get_project"], document, mode)


def test_a_refusal_that_is_swallowed_is_said_at_the_end(replay: Replay) -> None:
    def swallow(pixel: object, project: int, images: int) -> None:
        with pytest.raises(Refused):
            SCENARIOS["get_project"].run(pixel, project, images)

    document = read(cassette(SCENARIOS["get_project"]))
    del document.interactions[0]
    careless = attrs.evolve(SCENARIOS["get_project"], run=swallow)
    with pytest.raises(UnplayedError, match="made but not recorded"):
        replay(careless, document, "async")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("method", "PATCH"),
        ("url", "https://pixel.example/acme/projects/102"),
        ("url", "https://pixel.example/acme/projects/101/"),
        ("url", "https://pixel.example/acme/projects/101?extended=true"),
        ("headers", {}),
        ("body", {"json": {"name": "Survey 4"}}),
        ("body", {"json": {"name": "Survey 2", "tags": None}}),
    ],
    ids=lambda value: str(value)[-24:],
)
def test_each_part_of_a_request_counts(replay: Replay, part: str, value: object) -> None:
    document = read(cassette(SCENARIOS["update_project"]))
    assert document.interactions[0].body == {"json": {"name": "Survey 2"}}
    document.interactions[0] = attrs.evolve(document.interactions[0], **{part: value})
    with pytest.raises(Refused):
        replay(SCENARIOS["update_project"], document, "async")


def test_a_number_is_not_the_truth_value_it_equals(replay: Replay) -> None:
    document = read(cassette(SCENARIOS["update_image"]))
    numbers = document.interactions[1].body["json"]["fields"]
    assert numbers["cam_heading"] == 90.0
    numbers["cam_heading"] = 90
    with pytest.raises(Refused):
        replay(SCENARIOS["update_image"], document, "async")


@pytest.mark.parametrize("what", ["length", "sha256", "filename"])
def test_a_file_counts_by_its_content_and_its_name(replay: Replay, what: str) -> None:
    document = read(cassette(SCENARIOS["upload_image"]))
    (form,) = [each for each in document.interactions if "multipart" in each.body]
    form.body["multipart"]["file"][what] = "another"
    with pytest.raises((Refused, UnplayedError, PixelError)):
        replay(SCENARIOS["upload_image"], document, "async")


def test_a_form_counts_by_its_order(replay: Replay) -> None:
    document = read(cassette(SCENARIOS["upload_image"]))
    (form,) = [each for each in document.interactions if "multipart" in each.body]
    fields = form.body["multipart"]
    form.body["multipart"] = {"file": fields.pop("file"), **fields}
    with pytest.raises((Refused, UnplayedError, PixelError)):
        replay(SCENARIOS["upload_image"], document, "async")


def test_the_network_is_cut_off() -> None:
    with socket.socket() as plug, pytest.raises(RuntimeError, match="Network is disabled"):
        plug.connect(("127.0.0.1", 9))
