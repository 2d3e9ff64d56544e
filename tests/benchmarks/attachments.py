"""A large file in and out of the service over HTTP: the memory of its process, and throughput against sealing alone."""

import contextlib
import ctypes
import gc
import itertools
import os
import re
import socket
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

import httpx
import uvicorn
from nacl.utils import random

from api.conversation.drafts import ExpectFile
from api.conversation.events import Text
from api.conversation.reception import Address, Prepared
from api.main import create_app
from api.people.slow_hash import Cost
from api.reports.attachments.files import CHUNK_BYTES
from api.reports.documents import chunk_place
from api.reports.intake import Intake
from api.reports.receipt_keys import Receipts
from api.reports.reception import SealedReception
from api.reports.sealing import KEY_BYTES, lock
from tests.benchmarks.service import TOKEN, beside, settings_in
from tests.benchmarks.timing import Figure, Figures, alternate, one_core
from tests.databases import quick
from tests.people.staff import Office, bearer
from tests.reports.reporters import Reporter, draft

FLOOR = "sealing the same bytes alone, in memory, in pieces of the same size; for memory: a file of 1 MB"
TARGET_MB = 10
ROUNDS = 3
_MB = 1024 * 1024
_SMALL, _LARGE = _MB, 20 * _MB
_PART_BYTES = 64 * 1024
_WARM_UP = 10
_PEOPLE = 40  # each brings one file
_KEY = "the-file"
_TRIM = -1


def measure(folder: Path) -> Figures:
    with beside(_serve, folder) as pipe, one_core(1):
        pid, port, token = pipe.recv()
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            visit = _Visit(client, pipe, token)
            for _ in range(_WARM_UP):
                visit.round_trip(_SMALL)  # so that what is loaded once is not measured
            small, large = (visit.growth(pid, size) for size in (_SMALL, _LARGE))
            floor, into = alternate(ROUNDS, _sealing, lambda: _rate(lambda: visit.brings(_LARGE)))
            report, file = visit.kept(_LARGE)
            _, out = alternate(ROUNDS, _sealing, lambda: _rate(lambda: visit.reads(report, file)))
    lines = [
        Figure("20 MB in", "MB/s", into, floor),
        Figure("20 MB out", "MB/s", out, floor),
    ]
    if large is not None and small is not None:
        flat = large - small < TARGET_MB
        lines.insert(
            0, Figure("memory at its highest, 20 MB in and out", "MB", large, small, f"+ {TARGET_MB} MB", flat)
        )
    return Figures("A file in and out, server on one core, uvicorn on loopback", FLOOR, lines)


class _Visit:
    """People who bring files, and a caseworker who reads them."""

    def __init__(self, client: httpx.Client, pipe: Connection, token: str) -> None:
        self._client = client
        self._pipe = pipe
        self._staff = bearer(token)
        self._people = itertools.count()

    def round_trip(self, size: int) -> None:
        self.reads(*self.kept(size))

    def growth(self, pid: int, size: int) -> float | None:
        """How far a round trip lifts the memory of the service, in MB; None where the system does not tell."""
        status, reset = Path(f"/proc/{pid}/status"), Path(f"/proc/{pid}/clear_refs")
        if not reset.exists():
            return None
        self._pipe.send(_TRIM)
        self._pipe.recv()
        reset.write_text("5", encoding="ascii")  # the highest begins anew
        before = _kilobytes(status, "VmRSS")
        self.round_trip(size)
        return (_kilobytes(status, "VmHWM") - before) * 1024 / 1e6

    def kept(self, size: int) -> tuple[str, str]:
        """A report that was sent with a file of this size, and the file."""
        self._pipe.send(self.brings(size))
        report: str = self._pipe.recv()
        listed = self._client.get(f"/v1/reports/{report}/attachments", headers=self._staff)
        return report, listed.json()[0]["id"]

    def brings(self, size: int) -> int:
        """The number of the person."""
        number = next(self._people)
        headers = bearer(TOKEN) | {"Channel": "telegram", "Address": str(number)}
        response = self._client.put(f"/v1/turns/files/{_KEY}", content=_sound(size), headers=headers)
        assert response.json()["replies"], response.text
        return number

    def reads(self, report: str, file: str) -> None:
        path = f"/v1/reports/{report}/attachments/{file}"
        with self._client.stream("GET", path, headers=self._staff) as response:
            assert response.status_code == 200
            for _ in response.iter_raw():
                pass


def _sound(size: int) -> Iterator[bytes]:
    """Of sound no copy is made: what is measured is the way in, not a decoder."""
    yield b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(_PART_BYTES - 16)
    for _ in range(size // _PART_BYTES - 1):
        yield bytes(_PART_BYTES)


def _rate(work: Callable[[], Any]) -> float:
    began = perf_counter()
    work()
    return _LARGE / (perf_counter() - began) / 1e6


def _sealing() -> float:
    """Bytes as they come, sealed in pieces and thrown away."""
    key = random(KEY_BYTES)
    pieces = [bytes(CHUNK_BYTES)] * (_LARGE // CHUNK_BYTES)

    def seal() -> None:
        for number, piece in enumerate(pieces):
            lock(piece, key, chunk_place("report", "file", number, of_copy=False, last=False))

    return _rate(seal)


def _kilobytes(status: Path, field: str) -> int:
    found = re.search(rf"{field}:\s+(\d+) kB", status.read_text(encoding="ascii"))
    assert found
    return int(found[1])


def _serve(pipe: Connection, folder: Path) -> None:
    with one_core():
        settings = quick(settings_in(folder, "attachments"))
        app = create_app(settings)
        service, office = app.state.service, Office.opened(app.state.desk)
        receipts = Receipts(service.desk.slow_hash, service.desk.pepper, Cost(8, 1))
        intake = Intake(service.inbox.key, settings)
        reception = SealedReception(service.database, service.inbox.key, receipts, intake, service.library, 180)
        people = [_expecting(reception, str(number)) for number in range(_PEOPLE)]
        listener = socket.create_server(("127.0.0.1", 0))
        token = office.bermet.session(office.desk).text
        Thread(target=_press_send, args=(pipe, people), daemon=True).start()
        pipe.send((os.getpid(), listener.getsockname()[1], token))
        uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run([listener])


def _expecting(reception: SealedReception, address: str) -> Reporter:
    """A person with a draft, whose file was announced."""
    person, told = Reporter(reception, address), draft()
    person.saves(told)
    whose, effect = Address("telegram", address, "uz", _KEY), ExpectFile(told.report, "voice", "voice.wav")
    reception.database.run_plain(lambda c: reception.run(c, person.person, whose, effect, Prepared()))
    return person


def _press_send(pipe: Connection, people: list[Reporter]) -> None:
    """Sends the reports of those whose numbers come; answers with the report."""
    for number in iter(_next(pipe), None):
        if number == _TRIM:
            _trim()
            pipe.send(None)
            continue
        person = people[number]
        told = person.turn(Text("…")).draft
        assert told
        person.presses_send(told)
        pipe.send(told.report)


def _next(pipe: Connection) -> Callable[[], int | None]:
    """What comes, and None at the end."""

    def receive() -> int | None:
        with contextlib.suppress(EOFError):
            number: int = pipe.recv()
            return number
        return None

    return receive


def _trim() -> None:
    """Gives back what was freed: a heap with room in it would hide what a file takes."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # only the GNU C library can
        ctypes.CDLL("libc.so.6").malloc_trim(0)
