"""Databases that tests begin with: each is made once and copied, and its engine goes on from test to test.

To open an office of four with their keys, to run every migration, or to compile every statement anew for a new engine
takes longer than most tests.
"""

import contextlib
import copy
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, event

from api import database as databases
from api.database import Database
from api.people.desk import Desk
from api.settings import Settings
from tests.people.staff import Office

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # where the kind of database is all one
SERVER_KEY = secrets.token_hex(32)  # one for all offices of a run, since what they hold is locked with it


@dataclass(frozen=True)
class Opened:
    """An office, and the database in which it was opened: the path or the name of it."""

    database: str
    office: Office

    def at(self, desk: Desk) -> Office:
        """The people of the office as they were when it was opened, in a copy of its database."""
        opened = self.office
        people = (opened.aizada, opened.bermet, opened.cholpon, opened.daniyar)
        return Office(desk, opened.recovery, *copy.deepcopy(people))


def open_office(name: str, url: str, data: Path) -> Opened:
    """In a database with empty tables; hashes are quick."""
    database = Database(url)
    settings = quick(Settings(_env_file=None, data=data, server_key=SecretStr(SERVER_KEY)))
    desk = Desk.open(settings, database)
    opened = Opened(name, Office.opened(desk))
    desk.slow_hash.close()
    database.close()
    return opened


def quick(settings: Settings) -> Settings:
    """Past the limits that settings have for a real service."""
    return settings.model_copy(update={"slow_hash_kib": 8, "slow_hash_passes": 1, "log_ins_per_minute": 1_000})


def copy_sqlite(template: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(template, path)


def files_of(url: str) -> list[Path]:
    """All that a thief of the disk finds of a database on SQLite."""
    path = Path(url.removeprefix("sqlite:///"))
    return list(path.parent.glob(f"{path.name}*"))


def on_postgres(server: str, name: str) -> str:
    """The address of a database of the server."""
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


@contextlib.contextmanager
def copy_postgres(server: str, template: str, name: str) -> Iterator[str]:
    """The address of a new database."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        yield on_postgres(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


class Engines:
    """One engine for all SQLite files of tests, one for the PostgreSQL database.

    Each test has a file of its own all the same: a connection that an earlier test left open would, when it closes at
    last, remove the write-ahead log of whatever lies at its path by then.
    """

    def __init__(self) -> None:
        self._addresses: set[str] = set()
        self._kept: dict[str, Engine] = {}
        self._file = ""

    def keep(self, url: str) -> str:
        """From now on tests mean this database."""
        self._addresses.add(url)
        if url.startswith("sqlite"):
            self._file = url.removeprefix("sqlite:///")
            if "sqlite" in self._kept:
                self._kept["sqlite"].dispose()
        return url

    @contextlib.contextmanager
    def in_use(self) -> Iterator["Engines"]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("_sqlite_engine", "_postgres_engine"):
                patch.setattr(databases, name, partial(self._engine, getattr(databases, name)))
            yield self

    def _engine(self, make: Callable[[str], Engine], url: str) -> Engine:
        if url not in self._addresses:
            return make(url)
        kind = "sqlite" if url.startswith("sqlite") else url
        if kind not in self._kept:
            self._kept[kind] = make(url)
            if kind == "sqlite":
                event.listen(self._kept[kind], "do_connect", self._to_file)
        return self._kept[kind]

    def _to_file(self, _dialect: object, _record: object, arguments: list[str], _more: object) -> None:
        arguments[0] = self._file
