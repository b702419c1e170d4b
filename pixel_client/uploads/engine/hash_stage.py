"""The hash stage: look up each planned file in the journal, and hash the ones that need it."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Sequence

from ...exceptions import PixelError
from ..events.types import FileHashed
from ..inputs.change_detection import FileChangedError
from ..inputs.hashes import FileHashes
from ..inputs.parts import Part, parts_of
from ..inputs.planned_file import MultipartPolicy, PlannedFile, renewed
from ..state.file_state import FileState
from ..state.journal import JournalEntry, Step, hash_text, hashes_of
from ..thread_pools import HASH_THREADS, FileReaders
from .context import RunContext
from .queues import MAX_CHANGES, Queues
from .tasks import each

__all__ = ["HashStage"]

CHUNK_FILES = 100
"""Planned files that enter the pipeline together."""

HASHERS = 2
"""Batches of files that are hashed at once."""

BATCH_FILES = 16
BATCH_BYTES = 8 * 1024**2
"""Small files that one thread hashes in a row."""


class HashStage:
    """The stage between the plan and the upload jobs.

    Args:
        run: The run.
        queues: Where they go from here.
        readers: Read and hash.
        multipart_policy: When files are sent in parts.
        anew_before: What an upload job was created for before this moment (seconds since 1970) is
            uploaded again from the start.
    """

    def __init__(
        self,
        run: RunContext,
        queues: Queues,
        readers: FileReaders,
        multipart_policy: MultipartPolicy,
        anew_before: float,
    ) -> None:
        self._run = run
        self._queues = queues
        self._readers = readers
        self._multipart_policy = multipart_policy
        self._anew_before = anew_before

    async def admit(self) -> None:
        """Let planned files into the pipeline as it has room, until there are no more."""
        queues, rows = self._queues, self._run.recorder.rows
        at = 0
        while True:
            await queues.changed.wait_for(lambda: self._run.stopped or not queues.is_full)
            if self._run.stopped is not None:
                return
            planned = len(rows)
            files = rows.planned(at, CHUNK_FILES)
            if files:
                at = files[-1].row + 1
                await self._admit(files)
            elif queues.all_planned:
                break
            else:
                at = planned  # no row before it is to be sent: none is looked at again
                await queues.changed.wait_for(functools.partial(self._has_more, planned))
        queues.close()

    def _has_more(self, planned: int) -> bool:
        return self._queues.all_planned or len(self._run.recorder.rows) > planned

    async def _admit(self, files: Sequence[PlannedFile]) -> None:
        entries: Sequence[JournalEntry | None] = [None] * len(files)
        if self._run.journal is not None:
            try:
                entries = await self._run.journal.plan(files)
            except PixelError as error:
                self._run.stop(error)
                return
        queues = self._queues
        for file, entry in zip(files, entries, strict=True):
            file_state = FileState(file, entry)
            queues.enter()
            if entry is None or not entry.unchanged:
                queues.to_hash.put(file_state)
            elif entry.step >= Step.JOB and not self._is_sent_anew(file_state, entry):
                queues.to_resume.put(file_state)
            elif entry.hashes is not None and entry.part_size == file.part_size:
                file_state.hashes = hashes_of(entry.hashes)
                queues.to_create.put(file_state)
            else:
                queues.to_hash.put(file_state)

    def _is_sent_anew(self, file_state: FileState, entry: JournalEntry) -> bool:
        """Whether a file is uploaded from the start, whatever an earlier run did with it."""
        return entry.changed < self._anew_before and not file_state.file.is_missing

    async def work(self) -> None:
        """Hash files, a batch after the other; several of these run side by side."""
        queue = self._queues.to_hash
        while True:
            await queue.wait()
            file_states = queue.take_by(_next_batch)
            outcomes = await self._hash(file_states)
            for file_state, outcome in zip(file_states, outcomes, strict=True):
                self._route(file_state, outcome)
            queue.done(len(file_states))

    async def _hash(self, file_states: Sequence[FileState]) -> Sequence[FileHashes | Exception]:
        first = file_states[0]
        if self._run.stopped is not None:
            return [self._run.stopped] * len(file_states)
        if first.changes:
            try:
                first.file = await self._readers.run(
                    lambda: renewed(first.file, self._multipart_policy)
                )
            except (OSError, ValueError) as error:
                return [error]
        return await _hash_files([file_state.file for file_state in file_states], self._readers)

    def _route(self, file_state: FileState, outcome: FileHashes | Exception) -> None:
        if isinstance(outcome, FileHashes):
            file_state.hashes = outcome
            self._run.emit(FileHashed(file_state.file.body.path, file_state.file.size))
            self._route_hashed(file_state, outcome)
        elif self._run.stopped is not None:
            self._run.leave(file_state, self._run.stopped)
        elif isinstance(outcome, FileChangedError) and file_state.changes < MAX_CHANGES:
            file_state.changes += 1
            self._queues.to_hash.put(file_state)
        else:
            self._run.fail(file_state, outcome)

    def _route_hashed(self, file_state: FileState, hashes: FileHashes) -> None:
        entry, journal = file_state.entry, self._run.journal
        if entry is not None and journal is not None:
            text = hash_text(hashes)
            # Touched, copied or moved back, but still the same bytes as those that were sent.
            is_same = entry.hashes == text and entry.part_size == file_state.file.part_size
            is_resumed = entry.step >= Step.SENT and not self._is_sent_anew(file_state, entry)
            if is_same and is_resumed and not file_state.changes:
                self._queues.to_resume.put(file_state)
                return
            journal.hashed(entry, file_state.file, text)
        self._queues.to_create.put(file_state)


def _next_batch(waiting: deque[FileState]) -> list[FileState]:
    """Take the next file to hash, with the small ones that follow it if it is small."""
    batch = [waiting.popleft()]
    size = batch[0].file.size
    while (
        waiting
        and len(batch) < BATCH_FILES
        and (size := size + waiting[0].file.size) <= BATCH_BYTES
        and _is_simple(batch[0])
        and _is_simple(waiting[0])
    ):
        batch.append(waiting.popleft())
    return batch


def _is_simple(file_state: FileState) -> bool:
    return (
        file_state.file.part_size is None and not file_state.file.support and not file_state.changes
    )


async def _hash_file(file: PlannedFile, readers: FileReaders) -> FileHashes:
    """Hash a file, or each of its parts, several at once, and its support files.

    Raises:
        FileChangedError: One of them changed since it was planned.
        OSError: One of them cannot be read.
    """
    if file.part_size is None:
        sums = [await readers.md5(file.body)]
    else:
        parts = list(parts_of(file.body.size, file.part_size))
        sums = [""] * len(parts)

        async def hash_part(part: Part) -> None:
            sums[part.number - 1] = await readers.md5(file.body, part)

        await each(parts, hash_part, HASH_THREADS)
    support = [await readers.md5(body) for body in file.support]
    return FileHashes(tuple(sums), tuple(support))


async def _hash_files(
    files: Sequence[PlannedFile], readers: FileReaders
) -> list[FileHashes | OSError]:
    """Hash files, one after the other.

    Several at once are small ones that go in one body and have no support files: for these the way
    into a thread and back costs more than the hashing.

    Returns:
        The hashes of each, or why it has none.
    """
    if len(files) > 1:
        return [
            said if isinstance(said, OSError) else FileHashes((said,), ())
            for said in await readers.md5s([file.body for file in files])
        ]
    try:
        return [await _hash_file(file, readers) for file in files]
    except OSError as error:
        return [error]
