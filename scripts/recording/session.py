"""Recording: make what a scenario needs, let it run, remove what was made, write the cassette."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from pixel_client import PixelApiSettings
from pixel_client.exceptions import PixelError, PixelNotFoundError

from .caller import Caller
from .document import SIGNS_IN, Document, read, written
from .guard import Guard, GuardError, Made
from .interaction import Interaction
from .known import only_known
from .ledger import Ledger
from .scenario import Scenario
from .secrets import HIDDEN, findings, secrets_in, texts_in
from .stand_ins import StandIns
from .tape import record
from .tidy import in_order, without_waiting
from .words import holds

__all__ = ["Place", "Recipe", "RecordingError", "Session"]


JOB_SECONDS = 0.5  # a validation of the sandbox takes a tenth of it


class RecordingError(Exception):
    """A cassette could not be recorded; the message says why. Nothing was written."""


@attrs.frozen
class Recipe:
    """How something that a scenario needs is made.

    Attributes:
        kind: What its id is an id of; None when it is no id.
        make: Makes it, given a client and what was made before; answers an id, or several.
    """

    kind: str | None
    make: Callable[..., Any]


@attrs.frozen
class Place:
    """Where is recorded from.

    Attributes:
        name: `sandbox` or `tenant`.
        settings: By user.
        hosts: Beginnings of addresses and their stand-ins, longest first.
        words: Words that would tell whose it is, and their stand-ins.
        fail_next: Plans a failure; None when it cannot.
    """

    name: str
    settings: Mapping[str, PixelApiSettings]
    hosts: Mapping[str, str]
    words: Mapping[str, str] = attrs.field(factory=dict)
    fail_next: Callable[..., None] | None = None


@attrs.define
class Session:
    """Records scenarios from one place.

    Args:
        place: Where from.
        recipes: How to make what scenarios need, by the name of their argument.
        folder: Where the cassettes are.
        ledger: Where to write down what is to be removed, for when this ends too early.
    """

    place: Place
    recipes: Mapping[str, Recipe]
    folder: Path
    ledger: Ledger | None = None

    def record(self, scenario: Scenario) -> bool:
        """Record one cassette.

        Returns:
            Whether it is new or says something else than before.

        Raises:
            RecordingError: It cannot be recorded, or would have held a secret.
            GuardError: It touched, or shows, what it did not make.
        """
        guard, pilot = self._guard(), self.place.settings["pilot"]
        with _temporary_folder() as folder, Caller("async", pilot) as ground:
            try:
                with record(guard) as prepared:
                    given = self._prepare(scenario, ground, folder)
                recorded = self._run(scenario, guard, given)
            except BaseException as error:
                for left in sweep(guard, ground):
                    error.add_note(f"could not remove {left}: please do it by hand")
                raise
            left = ", ".join(sweep(guard, ground))
        if left:
            raise RecordingError(f"could not remove {left}: please do it by hand")
        if guard.broken:
            raise GuardError("; ".join(guard.broken))
        document = self._document(scenario, given, prepared, recorded)
        text = written(document)
        self._check(text, document, [*prepared, *recorded])
        return self._write(scenario, text)

    def sweep(self) -> list[str]:
        """Remove what an earlier recording, which ended too early, has left here.

        Returns:
            What could not be removed.
        """
        if self.ledger is None or not self.ledger.left():
            return []
        pilot = self.place.settings["pilot"]
        guard = Guard(pilot.PIXEL_API_URL, self.ledger.left(), self.ledger.keep)
        with Caller("async", pilot) as ground:
            return sweep(guard, ground)

    def _guard(self) -> Guard:
        api_url = self.place.settings["pilot"].PIXEL_API_URL
        if (ledger := self.ledger) is None:
            return Guard(api_url)
        before = ledger.left()  # could not be removed; there is another try next time
        return Guard(api_url, keep=lambda made: ledger.keep([*before, *made]))

    def path(self, scenario: Scenario) -> Path:
        """The cassette of a scenario."""
        return self.folder / scenario.room / f"{scenario.name}.yaml"

    def _prepare(self, scenario: Scenario, ground: Caller, folder: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}

        def get(name: str) -> Any:
            if name == "folder":
                return folder
            if name not in made:
                made[name] = self.recipes[name].make(ground, get)
            return made[name]

        return {name: get(name) for name in scenario.needs}

    def _run(self, scenario: Scenario, guard: Guard, given: Mapping[str, Any]) -> list[Interaction]:
        settings = self.place.settings[scenario.user]
        for fault in scenario.faults:
            if self.place.fail_next is None:
                raise RecordingError(f"{scenario.name} takes a sandbox, which fails when told to")
            self.place.fail_next(
                fault.method, fault.path, fault.status, fault.times, dict(fault.headers)
            )
        with (
            Caller("async", settings, **scenario.options) as pixel,
            record(guard, 0.0 if scenario.waits else JOB_SECONDS) as recorded,
        ):
            scenario.run(pixel, **given)
        return recorded

    def _document(
        self,
        scenario: Scenario,
        given: Mapping[str, Any],
        prepared: Sequence[Interaction],
        recorded: Sequence[Interaction],
    ) -> Document:
        ours = {
            text for each in (*prepared, *recorded) for _, text in texts_in(each.body.get("json"))
        }
        stand_ins = StandIns(self.place.hosts, self.place.words, scenario.user, ours)
        numbers: dict[str, Any] = {}
        for name, value in given.items():
            kind = self.recipes[name].kind
            if kind is not None:
                several = [stand_ins.number(kind, each) for each in _listed(value)]
                numbers[name] = several if isinstance(value, list) else several[0]
        waited = without_waiting(recorded, keep_last=scenario.waits)
        interactions = in_order(stand_ins.interactions(waited))
        if self.place.name == "tenant":
            known = ours | set(self.place.words.values()) | _sent(interactions)
            interactions = [only_known(each, known) for each in interactions]
        signs_in = False
        if scenario.name != SIGNS_IN:
            first = read(self.folder / "sign_in" / f"{SIGNS_IN}.yaml").interactions[0]
            signs_in = bool(interactions) and interactions[0] == first
        return Document(
            self.place.name, numbers, signs_in, interactions[1:] if signs_in else interactions
        )

    def _check(self, text: str, document: Document, recorded: Sequence[Interaction]) -> None:
        """Look once more at what is about to be written."""
        found = findings(text)
        held = {secret for each in recorded for secret in secrets_in(each.answer)}
        held |= {
            each.headers["authorization"].split()[-1]
            for each in recorded
            if "authorization" in each.headers
        }
        held |= {
            settings.PIXEL_PASSWORD.get_secret_value() for settings in self.place.settings.values()
        }
        ours = {text for each in recorded for _, text in texts_in(each.body.get("json"))}
        # Texts one by one: in the file they are broken into lines and have quotes of their own.
        for each in document.interactions:
            for _, said in texts_in(attrs.asdict(each)):
                if holds(said, held - {HIDDEN}) or holds(
                    said if said not in ours else "", self.place.words
                ):
                    found.append("something that must stay secret")
        if found:
            raise RecordingError("it would hold secrets: " + "; ".join(found))

    def _write(self, scenario: Scenario, text: str) -> bool:
        path = self.path(scenario)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return True


def sweep(guard: Guard, ground: Caller) -> list[str]:
    """Remove what was made, the newest first.

    Returns:
        What could not be removed, and what may have been made by requests without an answer.
    """
    left = []
    for made in reversed(list(guard.made)):
        try:
            with record(guard):
                _remove(made, ground)
        except PixelNotFoundError:
            guard.forget(made)  # it went with what it was in
        except PixelError as error:
            left.append(f"{made.kind} {made.number} ({error})")
    maybe = [f"{each.kind} '{each.name}', if it was made" for each in guard.unanswered]
    guard.forget(*guard.unanswered)
    return left + maybe


def _remove(made: Made, ground: Caller) -> None:
    if made.kind == "project":
        ground.delete_project(made.number)
    elif made.kind == "arcgis_service":
        ground.delete_arcgis_service(made.path.strip("/").split("/")[-1], made.number)
    else:
        ground.delete_analysis_service(made.number)


def _sent(interactions: Sequence[Interaction]) -> set[str]:
    """The texts of the requests."""
    bodies = {text for each in interactions for _, text in texts_in(each.body)}
    return bodies | {each.url for each in interactions}


def _listed(value: int | list[int]) -> list[int]:
    return value if isinstance(value, list) else [value]


@contextlib.contextmanager
def _temporary_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pixel-recording-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
