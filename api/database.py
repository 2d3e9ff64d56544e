"""The database: SQLite inside, or PostgreSQL; one transaction a request, committed before the answer leaves."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Connection, Dialect, Engine, TypeDecorator, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_BUSY_SECONDS = 10
_TRIES = 3
S = TypeVar("S")
T = TypeVar("T")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as whole microseconds since 1970: the same in every database, and sorted by time."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value.timestamp() * 1_000_000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, UTC)


def now() -> datetime:
    return datetime.now(UTC)


class Database:
    """An engine and its transactions.

    Within one process writers to SQLite wait in line on a lock: SQLite itself would make them poll.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._line: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end of the block and rolls back on any error."""
        with self._line, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Like `transaction`, for plain statements: half the work where every message passes."""
        with self._line, self.engine.begin() as connection:
            yield connection

    def run(self, work: Callable[[Session], T]) -> T:
        """`work` in a transaction of its own, tried again when another process was first with the same row."""
        return _persistently(self.transaction, work)

    def run_plain(self, work: Callable[[Connection], T]) -> T:
        """The same with a plain connection."""
        return _persistently(self.connection, work)

    def ping(self) -> None:
        """Raises sqlalchemy.exc.SQLAlchemyError if the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self.engine.dispose()


def _persistently(opening: Callable[[], AbstractContextManager[S]], work: Callable[[S], T]) -> T:
    for left in reversed(range(_TRIES)):
        try:
            with opening() as opened:
                return work(opened)
        except (IntegrityError, OperationalError) as error:
            if not left or not _worth_another_try(error):
                raise
    raise AssertionError("unreachable")


def _worth_another_try(error: IntegrityError | OperationalError) -> bool:
    """Two first messages of one person at once collide on the key; PostgreSQL may name one of two writers a victim."""
    code = getattr(error.orig, "sqlstate", "")
    return isinstance(error, IntegrityError) or code in ("40001", "40P01")


def _sqlite_engine(url: str) -> Engine:
    path = url.removeprefix("sqlite:///")
    if path and path != ":memory:":
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # a later upgrade from reading to writing could fail

    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,  # errors are logged; people's rows are not
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
    )
