"""Take planned files up, ask the journal how far each is, and hash those that need it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from ..exceptions import PixelError
from .creating import Creating
from .events import FileHashed
from .hashing import FileChangedError, FileHashes, FileReaders, hash_files
from .journal import Entry, Step, hash_text, hashes_of
from .ledger import Flight
from .plan import Cutting, PlannedFile, renewed
from .planning import Planning
from .resuming import Resuming
from .run import Run
from .sending import MOST_CHANGES

__all__ = ["Feeding"]

CHUNK_FILES = 100
"""Planned files that are taken up together."""

AHEAD_FILES = 400
"""Files hashed, or about to be, that have no upload job yet."""

MOST_IN_FLIGHT = 20_000
"""Files that were taken up and have no outcome: bounds the memory of a run whose files wait long
for the service's validation."""

HASHERS = 2

TOGETHER_FILES = 16
TOGETHER_BYTES = 8 * 1024**2
"""Small files that are hashed in one go."""


class Feeding:
    """The stage between the plan and the upload jobs.

    Args:
        run: The run.
        planning: Says when there are more planned files.
        creating: Takes hashed files.
        resuming: Takes files that had an upload job in an earlier run.
        readers: Read and hash.
        cutting: When files are sent in parts.
        anew_before: What an upload job was made for before this moment (seconds since 1970) is sent
            from its start.
    """

    def __init__(
        self,
        run: Run,
        planning: Planning,
        creating: Creating,
        resuming: Resuming,
        readers: FileReaders,
        cutting: Cutting,
        anew_before: float,
    ) -> None:
        self._run = run
        self._planning = planning
        self._creating = creating
        self._resuming = resuming
        self._readers = readers
        self._cutting = cutting
        self._anew_before = anew_before
        self._to_hash: deque[Flight] = deque()
        self._more = asyncio.Event()
        self._hashing = 0

    async def work(self) -> None:
        """Take up planned files until there are no more."""
        at = 0
        while self._run.stopped is None:
            if self._is_full:
                self._run.moved.clear()
                await self._run.moved.wait()
                continue
            self._planning.more.clear()
            planned = len(self._run.ledger.rows)
            files = self._run.ledger.rows.planned(at, CHUNK_FILES)
            if files:
                at = files[-1].row + 1
                await self._take(files)
            elif self._planning.complete:
                break
            else:
                at = planned  # up to there nothing is to be sent: it is not looked at again
                await self._planning.more.wait()
        self._run.taken_all()

    @property
    def _is_full(self) -> bool:
        ahead = len(self._to_hash) + len(self._creating)
        return ahead >= AHEAD_FILES or self._run.in_flight >= MOST_IN_FLIGHT

    @property
    def is_idle(self) -> bool:
        """Whether nothing is hashed, and nothing more is planned."""
        return not self._to_hash and self._hashing == 0 and self._run.all_taken

    async def _take(self, files: Sequence[PlannedFile]) -> None:
        entries: Sequence[Entry | None] = [None] * len(files)
        if self._run.journal is not None:
            try:
                entries = await self._run.journal.plan(files)
            except PixelError as error:
                self._run.stop(error)
                return
        known: list[Flight] = []
        for file, entry in zip(files, entries, strict=True):
            flight = Flight(file, entry)
            self._run.take(flight)
            if entry is None or not entry.unchanged:
                self.put(flight)
            elif entry.step >= Step.JOB and not self._sends_anew(flight, entry):
                known.append(flight)
            elif entry.hashes is not None and entry.part_size == file.part_size:
                flight.hashes = hashes_of(entry.hashes)
                self._creating.put(flight)
            else:
                self.put(flight)
        if known:
            self._resuming.put(known)

    def _sends_anew(self, flight: Flight, entry: Entry) -> bool:
        """Whether a file is sent from its start, whatever became of it before."""
        return entry.changed < self._anew_before and not flight.file.is_gone

    # --- hashing

    def put(self, flight: Flight) -> None:
        """Hash a file."""
        self._to_hash.append(flight)
        self._more.set()

    def again(self, flight: Flight, hash_again: bool) -> None:
        """Take up a file whose upload job came to nothing."""
        if self._run.stopped is not None:
            self._run.leave(flight, self._run.stopped)
        elif hash_again or flight.hashes is None:
            flight.hashes = None
            self.put(flight)
        elif flight.stored and flight.file.part_size is not None:
            self._resuming.put([flight])  # the service may give its requests again
        else:
            self._creating.put(flight)

    async def hash(self) -> None:
        """Hash some files after the other; several of these run side by side."""
        while True:
            while not self._to_hash:
                self._more.clear()
                await self._more.wait()
            flights = self._some()
            self._run.moved.set()
            self._hashing += len(flights)
            try:
                outcomes = await self._hash(flights)
            finally:
                self._hashing -= len(flights)
            for flight, outcome in zip(flights, outcomes, strict=True):
                self._take_hashes(flight, outcome)

    def _some(self) -> list[Flight]:
        """The next file to hash, with the small ones that follow it if it is small."""
        flights = [self._to_hash.popleft()]
        size = flights[0].file.size
        while (
            self._to_hash
            and len(flights) < TOGETHER_FILES
            and (size := size + self._to_hash[0].file.size) <= TOGETHER_BYTES
            and all(_is_simple(flight) for flight in (flights[0], self._to_hash[0]))
        ):
            flights.append(self._to_hash.popleft())
        return flights

    async def _hash(self, flights: Sequence[Flight]) -> Sequence[FileHashes | Exception]:
        first = flights[0]
        if self._run.stopped is not None:
            return [self._run.stopped] * len(flights)
        if first.changes:
            try:
                first.file = await self._readers.run(lambda: renewed(first.file, self._cutting))
            except (OSError, ValueError) as error:
                return [error]
        return await hash_files([flight.file for flight in flights], self._readers)

    def _take_hashes(self, flight: Flight, outcome: FileHashes | Exception) -> None:
        if isinstance(outcome, FileHashes):
            flight.hashes = outcome
            self._run.tell(FileHashed(flight.file.body.path, flight.file.size))
            self._hashed(flight, outcome)
        elif self._run.stopped is not None:
            self._run.leave(flight, self._run.stopped)
        elif isinstance(outcome, FileChangedError) and flight.changes < MOST_CHANGES:
            flight.changes += 1
            self.put(flight)
        else:
            self._run.fail(flight, outcome)

    def _hashed(self, flight: Flight, hashes: FileHashes) -> None:
        entry, journal = flight.entry, self._run.journal
        if entry is None or journal is None:
            self._creating.put(flight)
            return
        text = hash_text(hashes)
        # Touched, copied or moved back, but still the same bytes as those that were sent.
        is_same = entry.hashes == text and entry.part_size == flight.file.part_size
        goes_on = entry.step >= Step.SENT and not self._sends_anew(flight, entry)
        if is_same and goes_on and not flight.changes:
            self._resuming.put([flight])
            return
        journal.hashed(entry, flight.file, text)
        self._creating.put(flight)


def _is_simple(flight: Flight) -> bool:
    return flight.file.part_size is None and not flight.file.support and not flight.changes
