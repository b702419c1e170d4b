"""Files that had an upload job before: what the service says of it decides how they go on.

=====================  ==========================================  ==============================
the journal says       the service says                            the file
=====================  ==========================================  ==============================
validated, resource    lists the resource                          is skipped
validated, resource    does not list it                            is skipped, or gets a new job
sent, finishing        ``lobby``                                   is finished, nothing is sent
job, parts             ``lobby``, and gives its requests again     gets the bodies S3 has not
job, parts             ``lobby``                                   gets a new job, hashes are kept
any                    under way, done or refused                  is waited for
up to sent             does not know it                            gets a new job
finishing, finished    does not know it                            fails: it may be there already
sent, but gone here    does not know it                            fails: nobody has it any more
=====================  ==========================================  ==============================
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from ..exceptions import HintCode
from .creating import Creating, asked_digest
from .finishing import Finishing
from .journal import Step, hashes_of
from .ledger import Flight
from .pairing import sends_of
from .protocol import Answer
from .run import Run
from .s3 import PartTarget
from .sending import Sending
from .settle import NOT_FINISHED, JobPoller

__all__ = ["Resuming"]

READ_CALLS = 8
"""Groups of files read back at once, of those that are there: a rerun has nothing else to do."""


class Resuming:
    """Goes on with files where an earlier run, or an upload job that expired, left them.

    Args:
        run: The run.
        settler: Asks about upload jobs.
        creating: Takes files that need a new upload job.
        sending: Takes files of which S3 has a part.
        finishing: Takes files that S3 has.

    Attributes:
        hash: Takes files that are to be hashed.
        sends_missing: Whether files are sent again whose resource is not there any more.
    """

    def __init__(
        self,
        run: Run,
        settler: JobPoller,
        creating: Creating,
        sending: Sending,
        finishing: Finishing,
    ) -> None:
        self._run = run
        self._settler = settler
        self._creating = creating
        self._sending = sending
        self._finishing = finishing
        self._turns = asyncio.Semaphore(READ_CALLS)
        self.hash: Callable[[Flight], None] = creating.put
        self.sends_missing = False

    def put(self, flights: Sequence[Flight]) -> None:
        """Go on with files."""
        self._run.spawn(self._in_turn(flights))

    async def _in_turn(self, flights: Sequence[Flight]) -> None:
        there = [f for f in flights if self._step(f) >= Step.VALIDATED]
        if there:
            async with self._turns:
                await self._skip(there)
        await self._go_on([f for f in flights if self._step(f) < Step.VALIDATED])

    async def _go_on(self, flights: Sequence[Flight]) -> None:
        by_job: dict[int, Flight] = {}
        for flight in flights:
            entry = flight.entry
            if flight.job_id is None and entry is not None and entry.job_id is not None:
                self._run.claim(flight, entry.job_id)
                flight.stored |= entry.parts
            if flight.job_id is None:
                self._new_job(flight)
            else:
                by_job[flight.job_id] = flight
        if by_job:
            await self._ask(by_job)

    def _step(self, flight: Flight) -> Step:
        # A job made in this run tells more than the journal did at the start.
        if flight.jobs or flight.entry is None:
            return Step.PARTS
        return flight.entry.step

    async def _skip(self, flights: Sequence[Flight]) -> None:
        ids = {f.entry.resource_id: f for f in flights if f.entry is not None}
        found, problem = await self._settler.read_back(
            self._run.kind, [number for number in ids if number is not None]
        )
        for flight in flights:
            number = flight.entry.resource_id if flight.entry is not None else None
            if flight.entry is None or number is None:
                self._new_job(flight)
                continue
            flight.job_id = flight.entry.job_id
            hint = None
            if number not in found and problem is not None:
                hint = HintCode.NOT_READ_BACK
            elif number not in found:
                if self.sends_missing and not flight.file.is_gone:
                    self._new_job(flight)
                    continue
                hint = HintCode.NOT_LISTED
            elif self._asks_otherwise(flight):
                hint = HintCode.METADATA_DIFFERS
            why = problem if hint is HintCode.NOT_READ_BACK else None
            self._run.skip(flight, number, found.get(number), hint, why)

    def _asks_otherwise(self, flight: Flight) -> bool:
        entry, file = flight.entry, flight.file
        if (
            entry is None
            or entry.asked is None
            or entry.part_size != file.part_size
            or file.is_gone
        ):
            return False
        return entry.asked != asked_digest(file)

    async def _ask(self, by_job: dict[int, Flight]) -> None:
        states, problem = await self._settler.look(list(by_job))
        to_settle: list[Flight] = []
        for job_id, flight in by_job.items():
            state = states.get(job_id)
            if state is None and problem is not None:
                self._run.fail(flight, problem, job_is_over=False)
            elif state is None and self._step(flight) < Step.FINISHING:
                self._new_job(flight)
            elif state is not None and state.get("status") == NOT_FINISHED:
                self._in_lobby(flight, state)
            else:
                to_settle.append(flight)
        if to_settle:
            await self._finishing.settle(to_settle, None, None)

    def _in_lobby(self, flight: Flight, state: Answer) -> None:
        entry = flight.entry
        is_new = entry is not None and not flight.jobs and not flight.file.is_gone
        if is_new and entry is not None and entry.asked != asked_digest(flight.file):
            self._new_job(flight)  # its name or its metadata is another now
        elif self._step(flight) >= Step.SENT:
            self._finishing.put(flight)
        elif not self._resend(flight, state):
            self._new_job(flight)

    def _resend(self, flight: Flight, state: Answer) -> bool:
        """Send what S3 has not, if the service has given the requests again.

        Requests that let nothing through since they were given are the same ones, and no better.
        """
        if len(flight.stored) == flight.resent:
            return False
        hashes = flight.hashes
        entry = flight.entry
        if hashes is None and entry is not None and entry.hashes is not None:
            hashes = hashes_of(entry.hashes)
        if hashes is None:
            return False
        try:
            sends = sends_of(flight.file, hashes, state)
        except ValueError:
            return False
        flight.hashes = hashes
        flight.jobs += 1
        flight.resent, flight.fruitless = len(flight.stored), 0
        left = [
            send
            for send in sends
            if not (
                isinstance(send.target, PartTarget) and send.target.part.number in flight.stored
            )
        ]
        self._sending.put(flight, left)
        return True

    def _new_job(self, flight: Flight) -> None:
        entry = flight.entry
        self._run.give_up_job(flight)
        if flight.file.is_gone:
            why = "the file is gone, and so is the upload job it was sent for"
            self._run.fail(flight, FileNotFoundError(why))
            return
        flight.stored.clear()
        if (
            flight.hashes is None
            and entry is not None
            and entry.hashes is not None
            and entry.part_size == flight.file.part_size
        ):
            flight.hashes = hashes_of(entry.hashes)
        if flight.hashes is None:
            self.hash(flight)
        else:
            self._creating.put(flight)
