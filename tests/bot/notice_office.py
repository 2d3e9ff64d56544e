"""The office whose news the running service brings: it writes notices into the service's database."""

import time
from collections.abc import Callable

from sqlmodel import col, select, update

from api.database import Database, now
from api.delivery import actions
from api.delivery.models import Outgoing
from api.reports.documents import Contact
from api.server_key import ServerKey
from tests.bot.service_process import ServiceProcess
from tests.botapi.users import User

SECONDS = 15.0  # the service looks every three seconds


class NoticeOffice:
    """Writes notices into the database of the running service, as a caseworker's request does."""

    def __init__(self, service: ServiceProcess) -> None:
        self._database = Database(f"sqlite:///{service.data / 'jardam.db'}")
        self._key = ServerKey(bytes.fromhex((service.data / "server-key").read_text()))

    def tells(self, person: User) -> None:
        contact = Contact(channel="telegram", address=str(person.id), language=person.person.language_code)
        assert self._database.run(lambda session: actions.notify_person(session, self._key, contact))

    def all_leases_run_out(self) -> None:
        leased = update(Outgoing).where(col(Outgoing.claimed_until).is_not(None)).values(claimed_until=now())
        self._database.run(lambda session: session.execute(leased))

    @property
    def waiting(self) -> int:
        return len(self._database.run(lambda session: session.exec(select(Outgoing)).all()))

    def close(self) -> None:
        self._database.close()


def until_so(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end, "it did not come to be so"
        time.sleep(0.05)


def is_a_notice(text: str) -> bool:
    return bool(text) and len(text) < 400
