"""Records scenarios: prepare resources, run, clean up, write the cassette."""

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

from .caller import UniformClient
from .document import SIGNS_IN, Document, read, written
from .guard import CreatedResource, Guard, GuardError
from .interaction import Interaction
from .known import only_known
from .ledger import Ledger
from .pace import in_order, without_waiting
from .scenario import Scenario
from .secrets import HIDDEN, findings, secrets_in, texts_in
from .stand_ins import StandIns
from .tape import record
from .words import holds

JOB_SECONDS = 0.5  # a validation of the sandbox takes a tenth of it


class RecordingError(Exception):
    """A cassette could not be recorded, for the reason in the message. Nothing was written."""


@attrs.frozen(kw_only=True)
class Recipe:
    """The call that creates a resource for a scenario.

    Attributes:
        kind: The kind of resource; None when the value is not an id.
        make: Creates it, given a client and earlier resources; returns an id or several.
    """

    kind: str | None
    make: Callable[..., Any]


@attrs.frozen(kw_only=True)
class RecordingSource:
    """The service to record from.

    Attributes:
        name: `sandbox` or `tenant`.
        settings: Settings by user.
        hosts: URL prefixes and their stand-ins, longest first.
        words: Words that would identify the tenant, and their stand-ins.
        fail_next: Plans a failure; None where that is impossible.
    """

    name: str
    settings: Mapping[str, PixelApiSettings]
    hosts: Mapping[str, str]
    words: Mapping[str, str] = attrs.field(factory=dict)
    fail_next: Callable[..., None] | None = None


@attrs.define(kw_only=True)
class Session:
    """Records scenarios from one source.

    Args:
        place: The source.
        recipes: How to create what scenarios need, by argument name.
        folder: The folder of the cassettes.
        ledger: File of resources to delete, in case the recording is killed.
    """

    place: RecordingSource
    recipes: Mapping[str, Recipe]
    folder: Path
    ledger: Ledger | None = None

    def record(self, scenario: Scenario) -> bool:
        """Record one cassette.

        Returns:
            Whether the cassette is new or has changed.

        Raises:
            RecordingError: It cannot be recorded, or would contain a secret.
            GuardError: It changed, or shows, a resource that it did not create.
        """
        guard, pilot = self._guard(), self.place.settings["pilot"]
        with _temporary_folder() as folder, UniformClient("async", pilot) as setup:
            try:
                with record(guard) as prepared:
                    given = self._prepare(scenario, setup, folder)
                recorded = self._run(scenario, guard, given)
            except BaseException as error:
                for left in sweep(guard, setup):
                    error.add_note(f"could not delete {left}: delete it by hand")
                raise
            left = ", ".join(sweep(guard, setup))
        if left:
            raise RecordingError(f"could not delete {left}: delete it by hand")
        if guard.broken:
            raise GuardError("; ".join(guard.broken))
        document = self._document(scenario, given, prepared, recorded)
        text = written(document)
        self._check(text, document, [*prepared, *recorded])
        return self._write(scenario, text)

    def sweep(self) -> list[str]:
        """Delete the resources that an earlier, interrupted recording left here.

        Returns:
            The resources that could not be deleted.
        """
        if self.ledger is None or not self.ledger.left():
            return []
        pilot = self.place.settings["pilot"]
        guard = Guard(pilot.PIXEL_API_URL, self.ledger.left(), self.ledger.keep)
        with UniformClient("async", pilot) as setup:
            return sweep(guard, setup)

    def _guard(self) -> Guard:
        api_url = self.place.settings["pilot"].PIXEL_API_URL
        if (ledger := self.ledger) is None:
            return Guard(api_url)
        before = ledger.left()  # could not be deleted; retried next time
        return Guard(api_url, keep=lambda created: ledger.keep([*before, *created]))

    def path(self, scenario: Scenario) -> Path:
        """The cassette of a scenario."""
        return self.folder / scenario.folder / f"{scenario.name}.yaml"

    def _prepare(self, scenario: Scenario, setup: UniformClient, folder: Path) -> dict[str, Any]:
        created: dict[str, Any] = {}

        def get(name: str) -> Any:
            if name == "folder":
                return folder
            if name not in created:
                created[name] = self.recipes[name].make(setup, get)
            return created[name]

        return {name: get(name) for name in scenario.needs}

    def _run(self, scenario: Scenario, guard: Guard, given: Mapping[str, Any]) -> list[Interaction]:
        settings = self.place.settings[scenario.user]
        for fault in scenario.faults:
            if self.place.fail_next is None:
                raise RecordingError(f"{scenario.name} plans failures, which requires a sandbox")
            self.place.fail_next(
                fault.method, fault.path, fault.status, fault.times, dict(fault.headers)
            )
        with (
            UniformClient("async", settings, **scenario.options) as pixel,
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
        stand_ins = StandIns(
            hosts=self.place.hosts, words=self.place.words, user=scenario.user, ours=ours
        )
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
            recorded_from=self.place.name,
            given=numbers,
            signs_in=signs_in,
            interactions=interactions[1:] if signs_in else interactions,
        )

    def _check(self, text: str, document: Document, recorded: Sequence[Interaction]) -> None:
        """Search the cassette for secrets before it is written."""
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
        # Each text on its own: in the file they are wrapped and quoted.
        for each in document.interactions:
            for _, text in texts_in(attrs.asdict(each)):
                if holds(text, held - {HIDDEN}) or holds(
                    text if text not in ours else "", self.place.words
                ):
                    found.append("a value that must stay secret")
        if found:
            raise RecordingError("the cassette would contain secrets: " + "; ".join(found))

    def _write(self, scenario: Scenario, text: str) -> bool:
        path = self.path(scenario)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return True


def sweep(guard: Guard, setup: UniformClient) -> list[str]:
    """Delete what was created, newest first.

    Returns:
        What could not be deleted, and what requests without a response may have created.
    """
    left = []
    for created in reversed(list(guard.created)):
        try:
            with record(guard):
                _remove(created, setup)
        except PixelNotFoundError:
            guard.forget(created)  # it was deleted with its parent
        except PixelError as error:
            left.append(f"{created.kind} {created.number} ({error})")
    maybe = [f"{each.kind} '{each.name}', if it was created" for each in guard.unanswered]
    guard.forget(*guard.unanswered)
    return left + maybe


def _remove(created: CreatedResource, setup: UniformClient) -> None:
    if created.kind == "project":
        setup.delete_project(created.number)
    elif created.kind == "arcgis_service":
        setup.delete_arcgis_service(created.path.strip("/").split("/")[-1], created.number)
    else:
        setup.delete_analysis_service(created.number)


def _sent(interactions: Sequence[Interaction]) -> set[str]:
    """The texts and URLs of the requests."""
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
