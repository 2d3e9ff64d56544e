"""A report from the first word on Telegram to the caseworker, and the way back, through the running service."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import Session, select

from api.database import Database
from api.delivery.actions import notify_person
from api.people.desk import Desk
from api.reports.documents import Details, details_place, open_document, staff_key_place
from api.reports.models import Attachment, Draft, Report
from api.reports.sealing import unseal
from api.server_key import ServerKey
from api.settings import Settings
from tests.bot.service_process import ServiceProcess
from tests.botapi.chats import Message
from tests.botapi.server import BotApiServer
from tests.botapi.users import User
from tests.databases import quick
from tests.people.staff import Office

STORY = "Бригадир не платит нам за август и сентябрь"
SECONDS = 15.0  # a slow hash, and the pause between two looks for notices


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    with BotApiServer(token="7654321:another-token") as telegram:
        service = ServiceProcess(tmp_path_factory.mktemp("reports") / "data", telegram)
        service.start()
        yield service
        service.kill()


@pytest.fixture(scope="module")
def office(running: ServiceProcess) -> Iterator[Office]:
    settings = quick(Settings(_env_file=None, data=running.data))
    database = Database(settings.database)
    yield Office.opened(Desk.open(settings, database))
    database.close()


def goes_on(person: User, *choices: str) -> None:
    """Presses buttons, each as soon as a message shows one that begins so."""
    for wanted in choices:
        goes_one_step(person, wanted)


def goes_one_step(person: User, wanted: str) -> None:
    shown = person.waits_for(lambda message: bool(found(wanted, message)), timeout=SECONDS)
    person.taps(found(wanted, shown))


def found(wanted: str, message: Message) -> str:
    """The first choice of a message that begins so; empty without one."""
    choices = [choice for row in message.buttons for _, choice in row]
    return next((choice for choice in choices if choice.startswith(wanted)), "")


def photo() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(content, "JPEG")
    return content.getvalue()


def details_of(office: Office, report: Report) -> Details:
    private = unseal(report.private_for_staff, office.keyring().private(report.key), staff_key_place(report.id))
    return open_document(Details, report.details, private, details_place(report.id))


def test_a_report_with_a_photo_comes_in_and_the_answer_comes_back(running: ServiceProcess, office: Office) -> None:
    person = running.telegram.user(5_310_990_001, "ru", "Бакыт")
    person.sends("/report")
    goes_on(person, "r/yes")
    person.sends(STORY)
    goes_on(person, "r/done/story", *["r/skip"] * 9, "r/done/shares")
    person.waits_for("Есть фото")
    person.sends_photo(photo(), caption="мой договор")
    person.waits_for("сохран", timeout=SECONDS)
    person.taps("r/done/files")
    goes_on(person, "r/a/chat/yes", "r/send")
    sent = person.waits_for("Отправлено", timeout=SECONDS)
    receipt = re.search(r"\w{6}-\w{6}-\w{6}", sent.text)
    assert receipt

    def look(session: Session) -> tuple[Report, list[Attachment]]:
        assert session.exec(select(Draft)).all() == []
        return session.exec(select(Report)).one(), list(session.exec(select(Attachment)).all())

    report, files = office.desk.run(look)
    assert [(file.report, file.sent, file.complete, file.copy_state) for file in files] == [
        (report.id, True, True, "made")
    ]
    details = details_of(office, report)
    assert details.told[0] == STORY
    assert details.contact is not None

    contact = details.contact
    key = ServerKey(Settings(_env_file=None, data=running.data).key_of_server)
    office.desk.run(lambda session: notify_person(session, key, contact))
    goes_on(person, "receipt")
    person.sends(receipt.group().lower().replace("-", " "))
    person.waits_for("Ваше обращение от", timeout=SECONDS)
    assert STORY not in running.log
