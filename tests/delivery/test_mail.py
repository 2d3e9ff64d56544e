"""E-mail to the staff, through a real mail server on loopback."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import trustme
from fastapi import FastAPI
from pydantic import SecretStr, ValidationError

from api.delivery import mail, worker
from api.delivery.mail import Mailer, MailServer, NotSent
from api.guidance.guidance import Guidance
from api.guidance.library import Library
from api.main import create_app
from api.service import Service
from api.settings import Settings
from tests.delivery.conftest import Clock, Outbox, until
from tests.delivery.smtp_server import SmtpServer

TO = "bermet@ngo.test"
SENDER = "jardam@ngo.test"
TEXT = "В «Жардам» ждёт новое срочное сообщение."


def mailer(url: str, tls: ssl.SSLContext | None = None) -> Mailer:
    return Mailer(MailServer.at(url), SENDER, tls or ssl.create_default_context())


# One message


async def test_a_message_arrives_as_it_was_written(smtp: SmtpServer) -> None:
    await mailer(f"smtp://127.0.0.1:{smtp.port}").send(TO, f"{TEXT}\n\nhttps://jardam.test")
    (letter,) = smtp.letters
    assert (letter.sender, letter.recipients) == (SENDER, [TO])
    assert (letter.message["From"], letter.message["To"], letter.message["Subject"]) == (SENDER, TO, TEXT)
    assert letter.text.strip().splitlines() == [TEXT, "", "https://jardam.test"]
    assert letter.message["Auto-Submitted"] == "auto-generated"


async def test_the_servers_own_name_is_not_told(smtp: SmtpServer) -> None:
    await mailer(f"smtp://127.0.0.1:{smtp.port}").send(TO, TEXT)
    assert smtp.said[0] == "EHLO ngo.test"
    assert smtp.letters[0].message["Message-ID"].endswith("@ngo.test>")


@pytest.mark.parametrize("refusal", ["550 nobody of this name", "451 try again later"])
async def test_a_refusal_is_told_without_the_address(smtp: SmtpServer, refusal: str) -> None:
    smtp.refusals.append(refusal)
    with pytest.raises(NotSent) as refused:
        await mailer(f"smtp://127.0.0.1:{smtp.port}").send(TO, TEXT)
    assert "bermet" not in f"{refused.value!r} {refused.value.__cause__!r}"


async def test_a_server_that_is_away_is_told(smtp: SmtpServer) -> None:
    await smtp.down()
    with pytest.raises(NotSent):
        await mailer(f"smtp://127.0.0.1:{smtp.port}").send(TO, TEXT)


async def test_a_server_that_says_nothing_is_given_up(smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.1)
    smtp.silent = True
    with pytest.raises(NotSent, match="Timeout"):
        await mailer(f"smtp://127.0.0.1:{smtp.port}").send(TO, TEXT)


# Encryption


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def certified(authority: trustme.CA) -> Callable[[str], ssl.SSLContext]:
    def context_of(name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        return context

    return context_of


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the mail server stood on another machine."""
    monkeypatch.setattr(mail, "_is_this_machine", lambda _host: False)


@pytest.mark.usefixtures("elsewhere")
async def test_the_password_is_said_under_tls_only(
    certified: Callable[[str], ssl.SSLContext], trusting: ssl.SSLContext
) -> None:
    async with SmtpServer(certified("127.0.0.1")) as smtp:
        smtp.users["jardam"] = "p@ss/word"
        await mailer(f"smtp://jardam:p%40ss%2Fword@127.0.0.1:{smtp.port}", trusting).send(TO, TEXT)
        assert smtp.letters[0].encrypted
        assert [line.split()[0] for line in smtp.said[:4]] == ["EHLO", "STARTTLS", "EHLO", "AUTH"]


async def test_tls_from_the_start(certified: Callable[[str], ssl.SSLContext], trusting: ssl.SSLContext) -> None:
    async with SmtpServer(certified("127.0.0.1"), tls_at_once=True) as smtp:
        smtp.users["jardam"] = "secret"
        await mailer(f"smtps://jardam:secret@127.0.0.1:{smtp.port}", trusting).send(TO, TEXT)
        assert smtp.letters[0].encrypted


@pytest.mark.usefixtures("elsewhere")
async def test_a_server_without_starttls_is_told_nothing(smtp: SmtpServer) -> None:
    smtp.users["jardam"] = "secret"
    with pytest.raises(NotSent):
        await mailer(f"smtp://jardam:secret@127.0.0.1:{smtp.port}").send(TO, TEXT)
    assert {line.split()[0] for line in smtp.said} <= {"EHLO", "QUIT", "STARTTLS"}


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("name", ["127.0.0.1", "mail.elsewhere.test"])
async def test_a_server_that_is_not_who_it_says_is_told_nothing(
    certified: Callable[[str], ssl.SSLContext], trusting: ssl.SSLContext, name: str
) -> None:
    """Its certificate is nobody's whom we trust, or of another name."""
    believed = trusting if name != "127.0.0.1" else ssl.create_default_context()
    async with SmtpServer(certified(name)) as smtp:
        smtp.users["jardam"] = "secret"
        with pytest.raises(NotSent):
            await mailer(f"smtp://jardam:secret@127.0.0.1:{smtp.port}", believed).send(TO, TEXT)
        assert {line.split()[0] for line in smtp.said} <= {"EHLO", "STARTTLS"}


@pytest.mark.parametrize(
    ("url", "port", "at_once", "start_tls"),
    [
        ("smtps://mail.ngo.test", 465, True, False),
        ("smtp://mail.ngo.test", 587, False, True),
        ("smtp://localhost.ngo.test:25", 25, False, True),
        ("smtp://localhost:1025", 1025, False, False),
        ("smtp://[::1]:1025", 1025, False, False),
    ],
)
def test_only_this_machine_may_do_without_encryption(url: str, port: int, at_once: bool, start_tls: bool) -> None:
    server = MailServer.at(url)
    assert (server.port, server.tls_at_once, server.start_tls) == (port, at_once, start_tls)


def test_the_password_does_not_show_when_things_are_printed() -> None:
    assert "secret" not in repr(mailer("smtps://jardam:secret@mail.ngo.test"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_url": "http://mail.ngo.test"},
        {"smtp_url": "mail.ngo.test:587"},
        {"smtp_url": "smtp://"},
        {"staff_emails": "bermet"},
        {"staff_emails": "bermet@ngo.test\r\nBcc: x@y.test"},
        {"mail_from": ""},
        {"mail_from": "Jardam <jardam@ngo.test>"},
        {"smtp_url": None},
        {"staff_telegram_group": "@group"},
    ],
)
def test_settings_that_cannot_work_stop_the_start(wrong: dict[str, str | None]) -> None:
    right = {"staff_emails": TO, "smtp_url": "smtps://a:secret@mail.ngo.test", "mail_from": SENDER}
    assert Settings.model_validate(right, by_name=True).staff_addresses == [TO]
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate(right | wrong, by_name=True)
    assert "secret" not in str([error["msg"] for error in refused.value.errors()])


# From the outbox


@pytest.fixture
def settings(settings: Settings, smtp: SmtpServer) -> Settings:
    return settings.model_copy(
        update={
            "staff_telegram_group": "",
            "staff_emails": f"{TO},cholpon@ngo.test",
            "smtp_url": SecretStr(f"smtp://127.0.0.1:{smtp.port}"),
            "mail_from": SENDER,
        }
    )


@asynccontextmanager
async def working(service: Service, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(worker, "_LOOK_SECONDS", 0.02)
    async with worker.running(service):
        yield


async def test_everybody_on_the_list_gets_one_message(
    app: FastAPI,
    outbox: Outbox,
    settings: Settings,
    smtp: SmtpServer,
    guidance: Guidance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = guidance.catalogue.interface.say("ru", "staff-notice-urgent")
    async with working(app.state.service, monkeypatch):
        for _ in range(3):
            outbox.tells_staff(settings)
        await until(lambda: len(smtp.letters) == 2)
        outbox.tells_staff(settings)
        await asyncio.sleep(0.1)
    assert sorted(letter.recipients[0] for letter in smtp.letters) == [TO, "cholpon@ngo.test"]
    assert {letter.message["Subject"] for letter in smtp.letters} == {words}
    assert all(letter.text.strip() == f"{words}\n\nhttps://jardam.test" for letter in smtp.letters)


async def test_what_could_not_be_sent_comes_when_the_server_is_back(
    app: FastAPI,
    outbox: Outbox,
    settings: Settings,
    smtp: SmtpServer,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await smtp.down()
    async with working(app.state.service, monkeypatch):
        outbox.tells_staff(settings, "emergency")
        await until(lambda: [row.tries for row in outbox.rows] == [1, 1])
        await smtp.up()
        clock.passes(seconds=20)
        await until(lambda: len(smtp.letters) == 2)
    assert "could not be sent" in caplog.text
    assert [secret for secret in (TO, "bermet", SENDER) if secret in caplog.text] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_service_starts_and_stops_with_it(
    settings: Settings, library: Library, smtp: SmtpServer, outbox: Outbox
) -> None:
    app = create_app(settings, library)
    outbox.tells_staff(settings)
    async with app.router.lifespan_context(app):
        await until(lambda: len(smtp.letters) == 2)
