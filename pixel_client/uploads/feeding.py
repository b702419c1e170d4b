"""Take planned files up, ask the journal how far each is, and hash those that need it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from ..exceptions import PixelError
from .creating import Creating
from .events import FileHashed
from .hashing import FileChangedError, FileHashes, FileReaders, hash_file
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


class Feeding:
    """The stage between the plan and the upload jobs.

    Args:
        run: The run.
        planning: Says when there are more planned files.
        creating: Takes hashed files.
        resuming: Takes files that had an upload job in an earlier run.
        readers: Read and hash.
        cutting: When files are sent in parts.
        reupload: Send files again that the journal knows as uploaded.
    """

    def __init__(
        self,
        run: Run,
        planning: Planning,
        creating: Creating,
        resuming: Resuming,
        readers: FileReaders,
        cutting: Cutting,
        reupload: bool,
    ) -> None:
        self._run = run
        self._planning = planning
        self._creating = creating
        self._resuming = resuming
        self._readers = readers
        self._cutting = cutting
        self._reupload = reupload
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
            elif entry.step >= Step.JOB and not self._reupload:
                known.append(flight)
            elif entry.hashes is not None and entry.part_size == file.part_size:
                flight.hashes = hashes_of(entry.hashes)
                self._creating.put(flight)
            else:
                self.put(flight)
        if known:
            self._resuming.put(known)

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
        """Hash one file after the other; several of these run side by side."""
        while True:
            while not self._to_hash:
                self._more.clear()
                await self._more.wait()
            flight = self._to_hash.popleft()
            if self._run.stopped is not None:
                self._run.leave(flight, self._run.stopped)
                continue
            self._run.moved.set()
            self._hashing += 1
            try:
                if flight.changes:
                    flight.file = await self._readers.run(
                        lambda file=flight.file: renewed(file, self._cutting)  # type: ignore[misc]
                    )
                flight.hashes = await hash_file(flight.file, self._readers)
            except (OSError, ValueError) as error:
                self._hashing -= 1
                if isinstance(error, FileChangedError) and flight.changes < MOST_CHANGES:
                    flight.changes += 1
                    self.put(flight)
                else:
                    self._run.fail(flight, error)
            else:
                self._hashing -= 1
                self._run.tell(FileHashed(flight.file.body.path, flight.file.size))
                self._hashed(flight, flight.hashes)

    def _hashed(self, flight: Flight, hashes: FileHashes) -> None:
        entry, journal = flight.entry, self._run.journal
        if entry is None or journal is None:
            self._creating.put(flight)
            return
        text = hash_text(hashes)
        # Touched, copied or moved back, but still the same bytes as those that were sent.
        is_same = entry.hashes == text and entry.part_size == flight.file.part_size
        if is_same and entry.step >= Step.SENT and not self._reupload and not flight.changes:
            self._resuming.put([flight])
            return
        journal.hashed(entry, flight.file, text)
        self._creating.put(flight)
