"""Taking reports in: sealed under a key pair of their own, on disk before the answer. Slow hashes are apart."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

from api.main import create_app
from api.people.actions import Credentials
from api.people.actions import set_up as set_up_people
from api.people.desk import Desk
from api.people.slow_hash import SALT_BYTES, Cost
from api.reports.documents import Contact
from api.reports.intake import NewReport
from api.reports.models import new_id
from api.reports.receipt_keys import COST, ReceiptKeys
from api.reports.receipts import new_receipt, read_receipt
from api.service import Service
from tests.benchmarks.service import questions, settings_in
from tests.benchmarks.timing import Figure, Figures, alternate, one_core, seconds

FLOOR = "sealing the same bytes once and inserting the same rows in one transaction in the same database"
TARGET = 0.5
ROUNDS = 7
_REPORTS = 200  # a round
_HASHES = 8


def measure(folder: Path) -> Figures:
    with one_core():
        service: Service = create_app(settings_in(folder, "reporting")).state.service
        _set_up(service.desk)
        take_in = _taking_in(service)
        take_in()
        floor, measured = alternate(ROUNDS, _floor(service), take_in)
    receipt, log_in = _cost(service, COST), _cost(service, service.desk.slow_hash.cost)
    at_once = _at_once(service)
    service.database.close()
    target = f"at least x {TARGET}"
    return Figures(
        "Reports taken in, one core, one after another",
        FLOOR,
        [
            Figure("sealed intake", "/s", measured, floor, target, measured >= TARGET * floor),
            Figure("a receipt: Argon2id, 32 MiB", "ms", receipt),
            Figure("a log-in: Argon2id, 64 MiB", "ms", log_in),
            Figure("receipts that the pool allows", "/s", at_once),
        ],
    )


def _set_up(desk: Desk) -> None:
    credentials = Credentials.new(desk.passwords, "aizada", "a horse, a yurt and a lake")
    desk.run(lambda session: set_up_people(session, desk.pepper, "aizada", credentials))


def _new_report(story: str) -> NewReport:
    return NewReport(
        id=new_id(),
        told=(story * 8,),
        language="ru",
        urgency="routine",
        violation="WAG-01",
        country="RU",
        region="Moscow",
        month="2026-10",
        sector="construction",
        gender="man",
        age_band="adult",
        place="Москва, рынок",
        when="last-month",
        for_whom="self",
        wish="answer",
        shares=("lawyer",),
        danger_now="no",
        consent="2026-11/ru/2026-11-22",
        contact=Contact(channel="telegram", address="700100200", language="ru"),
    )


def _taking_in(service: Service) -> Callable[[], float]:
    """A call gives reports a second: everything from the words to the commit, but the hash of the receipt."""
    stories = itertools.cycle(questions())
    intake = service.intake

    def one() -> None:
        sealed = intake.seal(_new_report(next(stories)), ReceiptKeys(random(32), random(32)))
        service.database.run_plain(lambda connection: intake.take_in(connection, sealed))

    return lambda: _each_second(one)


def _each_second(one: Callable[[], None]) -> float:
    began = perf_counter()
    for _ in range(_REPORTS):
        one()
    return _REPORTS / (perf_counter() - began)


def _floor(service: Service) -> Callable[[], float]:
    """A call gives transactions a second, over the driver itself: a report and its label like those taken in."""
    cursor = service.database.engine.raw_connection().cursor()
    report, label = (_newest(cursor, table) for table in ("report", "report_label"))
    add_report, add_label = _insert("report", report), _insert("report_label", label)
    plain = bytes(len(report["details"]) - len(_seal(b"")))

    def one() -> None:
        report["id"] = label["report"] = new_id()
        report["receipt"], report["details"] = random(32), _seal(plain)
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(add_report, report)
        cursor.execute(add_label, label)
        cursor.execute("COMMIT")

    return lambda: _each_second(one)


_PUBLIC = bytes(PrivateKey.generate().public_key)


def _seal(plain: bytes) -> bytes:
    key = random(32)
    return SealedBox(PublicKey(_PUBLIC)).encrypt(key) + bytes(Aead(key).encrypt(plain))


def _newest(cursor: Any, table: str) -> dict[str, Any]:
    found = cursor.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")
    names = [column[0] for column in found.description]
    return dict(zip(names, found.fetchone(), strict=True))


def _insert(table: str, row: dict[str, Any]) -> str:
    columns = ", ".join(f'"{name}"' for name in row)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join(f':{name}' for name in row)})"


# The slow hashes, which are slow on purpose


def _cost(service: Service, cost: Cost) -> float:
    """Milliseconds of one hash."""
    hashed = service.desk.slow_hash
    return 1_000 * median(seconds(lambda: hashed(b"x" * 18, bytes(SALT_BYTES), cost)) for _ in range(_HASHES))


def _at_once(service: Service) -> float:
    """Receipts a second, with as many at once as the pool and its queue take."""
    receipts = [read_receipt(new_receipt()) for _ in range(2 * _HASHES)]
    with ThreadPoolExecutor(_HASHES) as threads:
        return len(receipts) / seconds(lambda: list(threads.map(service.receipts.keys, receipts)))
