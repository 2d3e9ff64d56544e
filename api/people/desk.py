"""What log-ins and accounts need of the running service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from api.database import Database
from api.people.delays import AddressLimit
from api.people.grants import Reseal, nothing_to_reseal
from api.people.keys import Passwords, Pepper
from api.people.slow_hash import Cost, SlowHash
from api.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """Where people are let in. It keeps nothing of them between two requests but counts by address, for a minute."""

    database: Database
    slow_hash: SlowHash
    pepper: Pepper
    addresses: AddressLimit
    reseal: Reseal

    @classmethod
    def open(cls, settings: Settings, database: Database, reseal: Reseal = nothing_to_reseal) -> "Desk":
        return cls(
            database,
            SlowHash(Cost(settings.slow_hash_kib, settings.slow_hash_passes)),
            Pepper.of_server(settings.key_of_server),
            AddressLimit(settings.log_ins_per_minute),
            reseal,
        )

    @property
    def passwords(self) -> Passwords:
        return Passwords(self.slow_hash, self.pepper)

    def run(self, work: Callable[[Session], T]) -> T:
        """`work` in a transaction of its own."""
        result: T = self.database.run(work)
        return result
