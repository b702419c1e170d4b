"""What the rooms of a sandbox share: options, database, objects, tokens, queues of work."""

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
        """Everything that works in the background."""
        return (self.validation, self.optimization, self.arcgis, self.harvest, self.analysis)


def open_service(folder: Path, options: SandboxOptions, store: ObjectStore) -> Service:
    """Open the state in a folder.

    Args:
        folder: Where the state is kept.
        options: Options of the sandbox.
        store: The objects in that folder.

    Returns:
        The parts, the queues not yet started.
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
