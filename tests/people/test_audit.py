"""The audit holds who did what, no content, and shows every change made to it."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from api.database import Database
from api.people import audit
from api.people.audit import SYSTEM, Action, Verdict
from api.people.models import AuditEntry
from tests.people.staff import Office, bearer

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # where the kind of database is all one

ENTRIES = 7


@pytest.fixture
def told(database: Database) -> Database:
    for number in range(ENTRIES):
        write(database, number)
    return database


def write(database: Database, number: int) -> None:
    database.run(lambda session: audit.append(session, SYSTEM, Action.KEY_RENEWED, "key", str(number)))


def tamper(database: Database, statement: str) -> None:
    """As somebody does who owns the database, and so takes its guard away first."""
    with database.transaction() as session:
        if database.is_sqlite:
            for change in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER audit_entry_no_{change}"))
        else:
            session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only"))
        session.execute(text(statement))


def test_a_chain_as_it_was_written_verifies(told: Database) -> None:
    verdict = told.run(audit.verify)
    assert (verdict.entries, verdict.broken) == (ENTRIES, None)
    assert verdict.last.startswith(f"{ENTRIES}:")


@on_sqlite
def test_a_long_chain_is_walked_in_parts(told: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told.run(audit.verify)
    monkeypatch.setattr(audit, "_BATCH", 2)
    assert told.run(audit.verify) == whole


def test_an_empty_chain_verifies(database: Database) -> None:
    assert database.run(audit.verify) == Verdict(0, f"0:{'00' * 32}")


@on_sqlite
@pytest.mark.parametrize(
    "change",
    [
        "actor = 'somebody'",
        "action = 'session:opened'",
        "subject = 'x'",
        "subject_kind = 'x'",
        "at = at + 1",
        "hash = previous_hash",
        "previous_hash = hash",
    ],
)
@pytest.mark.parametrize("number", [1, 4, ENTRIES])
def test_a_changed_entry_is_named(told: Database, change: str, number: int) -> None:
    tamper(told, f"UPDATE audit_entry SET {change} WHERE number = {number}")
    assert told.run(audit.verify).broken == number


@on_sqlite
@pytest.mark.parametrize("number", [1, 4])
def test_after_a_missing_entry_the_next_is_named(told: Database, number: int) -> None:
    tamper(told, f"DELETE FROM audit_entry WHERE number = {number}")
    assert told.run(audit.verify).broken == number + 1


@on_sqlite
def test_entries_that_changed_places_are_named(told: Database) -> None:
    tamper(told, "UPDATE audit_entry SET number = 99 WHERE number = 4")
    assert told.run(audit.verify).broken == 5


@on_sqlite
def test_what_was_cut_off_at_the_end_shows_by_a_note_taken_before(told: Database) -> None:
    noted = told.run(audit.verify).last
    assert told.run(lambda session: audit.holds(session, noted))
    tamper(told, f"DELETE FROM audit_entry WHERE number = {ENTRIES}")
    assert told.run(audit.verify).broken is None
    assert not told.run(lambda session: audit.holds(session, noted))


@on_sqlite
@pytest.mark.parametrize("note", ["", "x", "3", "3:", "3:00", "999999:00", "-1:00", "٣:00"])
def test_a_note_of_something_else_does_not_hold(told: Database, note: str) -> None:
    assert not told.run(lambda session: audit.holds(session, note))


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry WHERE number = 1"]
)
def test_the_database_refuses_changes(told: Database, statement: str) -> None:
    with pytest.raises(DatabaseError), told.transaction() as session:
        session.execute(text(statement))
    assert told.run(audit.verify).entries == ENTRIES


def test_entries_written_at_once_are_one_chain(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: write(database, number), range(40)))
    verdict = database.run(audit.verify)
    assert (verdict.entries, verdict.broken) == (40, None)


def test_an_entry_goes_when_what_it_tells_fails(told: Database) -> None:
    def fail(session: Session) -> None:
        audit.append(session, SYSTEM, Action.KEY_RENEWED, "key", "x")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        told.run(fail)
    assert told.run(audit.verify).entries == ENTRIES


async def test_logging_in_and_out_is_told(client: httpx.AsyncClient, office: Office) -> None:
    await office.bermet.gives_password(client, "a guess, and a wrong one")
    token = await office.bermet.logs_in(client)
    await client.delete("/v1/session", headers=bearer(token))
    with office.desk.database.transaction() as session:
        entries = [entry for entry in session.exec(select(AuditEntry)).all() if entry.subject == office.bermet.id]
    actions = ["account:added", "key:granted", "session:failed", "session:opened", "session:ended"]
    assert [entry.action for entry in entries] == actions
    assert [entry.actor for entry in entries] == [SYSTEM] * 3 + [office.bermet.id] * 2


@on_sqlite
async def test_the_audit_is_read_in_pages(client: httpx.AsyncClient, office: Office) -> None:
    headers = bearer(await office.bermet.logs_in(client))
    whole = (await client.get("/v1/audit?limit=200", headers=headers)).json()
    assert whole["next"] is None
    pages, before = [], ""
    while True:
        page = (await client.get(f"/v1/audit?limit=3{before}", headers=headers)).json()
        pages += page["entries"]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert pages == whole["entries"]
    assert [entry["number"] for entry in pages] == list(range(len(pages), 0, -1))


@on_sqlite
async def test_the_audit_holds_no_login_or_password(client: httpx.AsyncClient, office: Office) -> None:
    await client.post("/v1/session", json={"login": "erkin", "password": "a guess, and a wrong one"})
    headers = bearer(await office.bermet.logs_in(client))
    told = (await client.get("/v1/audit?limit=200", headers=headers)).text
    for word in ("bermet", "erkin", "guess"):
        assert word not in told
