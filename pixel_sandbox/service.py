"""The shared parts of a sandbox: options, database, object store, tokens, work queues."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from .accounts import Accounts
from .background import BackgroundQueue
from .database import Database, Value
from .optimization.queue import OptimizationQueue
from .options import SandboxOptions
from .services.analysis import AnalysisQueue
from .services.arcgis import ArcgisQueue
from .services.harvest import HarvestQueue
from .signin import Tokens
from .storage.store import ObjectStore
from .validation.queue import ValidationQueue


@dataclass(frozen=True, kw_only=True)
class Service:
    """The parts of one running sandbox."""

    options: SandboxOptions
    database: Database
    store: ObjectStore
    accounts: Accounts
    tokens: Tokens
    validation: ValidationQueue
    optimization: OptimizationQueue
    arcgis: ArcgisQueue
    harvest: HarvestQueue
    analysis: AnalysisQueue

    @property
    def queues(self) -> tuple[BackgroundQueue, ...]:
        """All background queues."""
        return (self.validation, self.optimization, self.arcgis, self.harvest, self.analysis)


def open_service(folder: Path, options: SandboxOptions, store: ObjectStore) -> Service:
    """Open the data folder.

    Args:
        folder: The data folder.
        options: Options of the sandbox.
        store: The object store in that folder.

    Returns:
        The parts; the queues are not yet started.
    """
    database = Database(folder / "pixel.sqlite")
    with database.writing() as session:
        key = session.scalar(select(Value).where(Value.name == "token key"))
        if key is None:
            key = Value(name="token key", text=secrets.token_hex(32))
            session.add(key)
    accounts = Accounts(database, options.users)
    return Service(
        options=options,
        database=database,
        store=store,
        accounts=accounts,
        tokens=Tokens(options, accounts, key.text),
        validation=ValidationQueue(database, store, options),
        optimization=OptimizationQueue(database, store, options),
        arcgis=ArcgisQueue(database, options),
        harvest=HarvestQueue(database, options),
        analysis=AnalysisQueue(database, options),
    )
