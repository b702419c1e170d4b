"""The keys of names.yaml that spell a method otherwise than its operation, and derive others."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import inspect
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import httpx
import pytest

from scripts.errors import RegenError
from scripts.generator import generate
from scripts.names import load_names
from scripts.normalise import normalise
from tests.regen.conftest import generated_package
from tests.regen.spelled import DOCUMENT, NAMES


@pytest.fixture(scope="module")
def spelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("spelled")
    with generated_package(folder, "spelled_api", copy.deepcopy(DOCUMENT), NAMES) as package:
        yield package


@pytest.fixture
def client(spelled: Any) -> Any:
    """A client that keeps its requests and answers by `METHOD path`."""

    class Client(spelled.operations.every.PixelOperations):
        def __init__(self) -> None:
            self.sent: list[tuple[str, Any]] = []
            self.answers: dict[str, list[Any]] = {}

        async def _request(self, request: Any) -> httpx.Response:
            made = httpx.Request(
                request["method"],
                "http://127.0.0.1" + request["url"],
                params=request["params"],
                content=request.get("content"),
            )
            body = httpx.Response(200, content=made.content).json() if made.content else None
            line = f"{made.method} {made.url.path}"
            self.sent.append((f"{line}?{made.url.query.decode()}".rstrip("?"), body))
            answers = self.answers[line]
            return httpx.Response(200, json=answers.pop(0) if len(answers) > 1 else answers[0])

        def _refusal(self, operation: str, problems: list[Any]) -> Exception:
            return ValueError("; ".join(map(str, problems)))

        def _unreadable(self, operation: str, reason: str, text: str) -> Exception:
            return RuntimeError(reason)

        def _late(self, job: str, number: int, timeout: float, last: Any) -> Exception:
            return TimeoutError(f"{job} {number}")

        def _bar(self, title: str, progress: bool | None) -> Any:
            return contextlib.nullcontext(lambda state: None)

        async def _wait_for(self, job: Any, timeout: float | None) -> Any:
            return await self.wait_for_job(job["job_id"], timeout)

    return Client()


def run(call: Any) -> Any:
    return asyncio.run(call)


def test_fields_of_a_spread_field_are_arguments_and_defaults_travel(client: Any) -> None:
    client.answers["POST /runs/"] = [[{"id": 1}]]
    assert list(inspect.signature(client.create_runs).parameters) == [
        "ids", "mode", "level", "near", "note",
    ]  # fmt: skip
    run(client.create_runs())
    run(client.create_runs([4], "slow", 2, near={"on": True}))
    run(client.create_runs((4,), None, note="n"))
    off = {"on": False}
    assert [body for _, body in client.sent] == [
        {"settings": {"mode": "fast", "near": off}},
        {"settings": {"mode": "slow", "depth": 2, "near": {"on": True}}, "ids": [4]},
        {"settings": {"mode": "fast", "near": off}, "ids": [4], "note": "n"},
    ]
    parameters = inspect.signature(client.create_runs).parameters
    assert (parameters["mode"].default, parameters["near"].default) == ("fast", None)
    with pytest.raises(ValueError, match=r"near\.on is missing"):
        run(client.create_runs(near={}))


def test_an_empty_list_is_answered_without_a_request(client: Any) -> None:
    assert run(client.create_runs([])) == []
    assert dict(run(client.start_runs([]))) == {}
    assert run(client.make_runs([])) == []
    assert client.sent == []
    assert "An empty list selects nothing" in inspect.getdoc(client.create_runs)


def test_a_second_name_takes_the_place_of_the_first(client: Any) -> None:
    client.answers["GET /runs/"] = [[]]
    run(client.list_runs(list_input={"limit": 3}, ids=[1, 2]))
    assert client.sent[0][0] == "GET /runs/?limit=3&ids=1%2C2"
    with pytest.raises(ValueError, match="params and list_input are the same argument"):
        run(client.list_runs({"limit": 3}, list_input={"limit": 3}))


def test_a_wait_gives_the_job_as_it_ended_and_reads_again(client: Any) -> None:
    moved = {"job": {"job_id": 7, "status": "new"}, "run": {"id": 1}}
    client.answers = {
        "PUT /runs/1/move": [moved],
        "GET /jobs/7": [{"completed": True, "status": "ended"}],
        "GET /runs/1": [{"id": 1, "state": "done"}],
    }
    answer = run(client.move_run(1))
    assert answer["job"] == {"job_id": 7, "completed": True, "status": "ended"}
    assert answer.run.state == "done"
    assert [line for line, _ in client.sent] == [
        "PUT /runs/1/move?target=-1",
        "GET /jobs/7",
        "GET /runs/1",
    ]
    assert dict(run(client.move_run(1, None, False))) == moved
    assert "PixelJobTimeoutError" in inspect.getdoc(client.move_run)


def test_a_part_of_the_answer_or_true_is_returned(client: Any) -> None:
    client.answers = {
        "POST /runs/start": [{"job": {"job_id": 7, "status": "new"}}],
        "DELETE /runs/1": [{"gone": 1}],
    }
    assert dict(run(client.start_runs([1], wait=False))) == {"job_id": 7, "status": "new"}
    assert run(client.delete_run(1)) is True


def test_until_looks_until_completed(client: Any, spelled: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(spelled.waiting, "FIRST_PAUSE", 0.0)
    going, ended = {"completed": False}, {"completed": True, "status": "ended"}
    client.answers["GET /jobs/7"] = [going, going, ended]
    seen: list[Any] = []
    assert run(client.wait_for_job(7, on_poll=seen.append)).status == "ended"
    assert [state["completed"] for state in seen] == [False, False, True]
    client.answers["GET /jobs/7"] = [going]
    with pytest.raises(TimeoutError, match="job 7"):
        run(client.wait_for_job(number=7, timeout=0))
    assert inspect.signature(client.wait_for_job).parameters["timeout"].default == 30


def test_a_composite_creates_runs_and_reads_back(client: Any) -> None:
    client.answers = {
        "POST /runs/": [[{"id": 1}, {"id": 2}]],
        "POST /runs/start": [{"job": {"job_id": 7}}],
        "GET /jobs/7": [{"completed": True}],
        "GET /runs/": [[{"id": 1, "state": "done"}, {"id": 2, "state": "done"}]],
    }
    made = run(client.make_runs(mode="slow"))
    assert [item.state for item in made] == ["done", "done"]
    assert client.sent[1] == ("POST /runs/start", {"ids": [1, 2]})
    assert client.sent[3][0] == "GET /runs/?ids=1%2C2&limit=2"
    assert inspect.getdoc(client.make_runs).startswith("Make runs and wait.\n")


def test_a_body_can_be_given_by_its_fields(client: Any, spelled: Any) -> None:
    client.answers = {"POST /notes/": [{"id": 1}], "PATCH /notes/": [{"id": 1}]}
    run(client.create_note(text="a"))
    run(
        client.create_note(spelled.models.Note(text="a long one", mood="b", options={"deep": True}))
    )
    run(client.create_note({"text": "a"}, text="b"))
    run(client.create_note(create_input={"text": "a"}))
    run(client.patch_note(text=None))
    assert [body for _, body in client.sent] == [
        {"text": "a", "options": {}},
        {"text": "a long one", "mood": "b", "options": {"deep": True}},
        {"text": "b", "options": {}},
        {"text": "a", "options": {}},
        {"text": None},
    ]


def test_the_rule_over_all_arguments_names_the_public_one(client: Any) -> None:
    with pytest.raises(ValueError, match=r"note\.text must have at least 5 characters.*'abc'"):
        run(client.create_note(text="abc", mood="fine"))
    with pytest.raises(ValueError, match=r"note\.text is missing"):
        run(client.create_note(mood="fine"))


def test_pages_are_asked_for_in_a_body(client: Any) -> None:
    pages = [{"results": [{"id": n}, {"id": n + 1}]} for n in (1, 3)]
    client.answers["POST /finds/"] = [*pages, {"results": []}]

    async def walk() -> list[int]:
        return [item.id async for item in client.paginate_finds({"word": "x", "limit": 1}, 2)]

    assert run(walk()) == [1, 2, 3, 4]
    assert [(body["offset"], body["limit"]) for _, body in client.sent] == [(0, 2), (2, 2), (4, 2)]


def test_enumerations_are_classes_as_well(spelled: Any) -> None:
    assert spelled.enums.State.done == "done"
    assert [member.value for member in spelled.enums.State] == ["new", "done"]
    assert spelled.enums.State.__doc__ == "How far it is."


MISFITS = {
    "spread": ("spread: [settings]", "spread: [settngs]", "spreads settngs"),
    "defaults": ("mode: fast", "moode: fast", "moode, which does not exist"),
    "empty": ("empty: {ids: []}", "empty: {idds: []}", "idds, which does not exist"),
    "aliases": ("{list_input: params}", "{list_input: parms}", "list_input for the argument parms"),
    "wait": (
        "wait: job\n    returns",
        "wait: jobb\n    returns",
        "'jobb', which is not in the response",
    ),
    "returns": ("returns: job", "returns: jobb", "'jobb', which is not in the response"),
    "until": (
        '"GET /runs/{run_id}": get_run',
        '"GET /runs/{run_id}": {name: get_run, until: {name: wait_for_run}}',
        "needs a response with completed",
    ),
    "reread": (
        "{run: get_run}",
        "{run: get_it}",
        "'move_run' rereads with the missing method 'get_it'",
    ),
    "composite": ("read: list_runs", "read: list_all", "'make_runs' needs methods"),
    "parts": ("text: Make runs and wait, ", "", "needs name, read, run, text"),
    "key": ("named: true}", "nmaed: true}", "'nmaed' is not one of"),
    "kind": ("wait: job\n    returns", "wait: true\n    returns", "'wait' is not one of"),
    "enums": ("enums: [State]", "enums: [Run]", "'Run' is not an enumeration"),
    "clash": ("name: wait_for_job,", "name: get_run,", "'get_run' names both"),
}


@pytest.mark.parametrize(("old", "new", "words"), MISFITS.values(), ids=MISFITS.keys())
def test_a_line_that_does_not_fit_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert NAMES.count(old) >= 1
    names = NAMES.replace(old, new)
    with (
        pytest.raises(RegenError, match=words),
        generated_package(tmp_path, "misfit_api", copy.deepcopy(DOCUMENT), names),
    ):
        pass


def test_a_received_document_that_lacks_parts_is_noted_instead(tmp_path: Path) -> None:
    document = copy.deepcopy(DOCUMENT)
    document["components"]["schemas"]["Started"]["properties"].pop("job")
    document["components"]["schemas"]["Started"]["required"] = []
    document["paths"].pop("/runs/start")
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    known = load_names(tmp_path / "names.yaml")
    normalised = normalise(document, known, complete=False)
    (tmp_path / "generated").mkdir()
    generate(normalised, known, tmp_path / "generated")
    text = "\n".join(normalised.notes)
    assert "'job', which is not in the response" in text
    assert "make_runs" not in (
        tmp_path / "generated" / "pixel_api" / "operations" / "runs.py"
    ).read_text("utf-8")


def test_values_that_are_no_names_are_members_under_others(tmp_path: Path) -> None:
    values = ["in progress", "2nd", "class", "title", "in_progress", "", 'a"\n"""b', "mro"]
    document = copy.deepcopy(DOCUMENT)
    document["components"]["schemas"]["State"]["enum"] = values
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    known = load_names(tmp_path / "names.yaml")
    (tmp_path / "generated").mkdir()
    generate(normalise(document, known, complete=False), known, tmp_path / "generated")
    place = spec_from_file_location("theirs", tmp_path / "generated/pixel_api/enums.py")
    assert place is not None
    assert place.loader is not None
    module = module_from_spec(place)
    place.loader.exec_module(module)
    members = {name: member.value for name, member in module.State.__members__.items()}
    names = ["in_progress", "value_2nd", "class_", "title_", "in_progress_", "value", "a_____b"]
    assert list(members) == [*names, "mro_"]
    assert list(members.values()) == values
