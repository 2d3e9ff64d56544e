"""After a re-key the organisation's old key opens no report, whatever its holder kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from api.people import grants
from api.people.grants import Keyring
from api.people.keys import Unreadable
from api.people.models import OrganisationKey
from api.reports import documents, rekey
from api.reports.casework.employer import mark
from api.reports.documents import Casework, seal_document
from api.reports.models import Report
from tests.people.staff import Office
from tests.reports.reporters import STORY, Reporter, details_of, draft, report_row, rows

EMPLOYER = "ООО Ромашка"


def note_employer(office: Office, report: str) -> None:
    """As a caseworker's request does it."""
    keyring = office.keyring()

    def save(session: Session) -> None:
        row = session.get_one(Report, report)
        place = documents.casework_place(report)
        row.casework = seal_document(Casework(employer=EMPLOYER), row.public_key, place)
        row.employer_mark = mark(keyring.private(keyring.current), EMPLOYER)

    office.desk.run(save)


def opens(row: Report, private: bytes) -> bool:
    try:
        details_of(row, Keyring(row.key, {row.key: private}))
    except Unreadable:
        return False
    return True


def test_who_left_opens_no_report_with_what_they_kept(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    before = aigul.reports().report
    hers = office.cholpon.keyring(office.desk)
    assert hers is not None
    assert opens(report_row(database, before), hers.private(hers.current))
    office.removes(office.cholpon)
    office.renews_key()
    after = aigul.reports().report
    for report in (before, after):
        row = report_row(database, report)
        assert not any(opens(row, private) for private in hers.privates.values())
        for keyring in (office.keyring(), office.bermet.keyring(office.desk)):
            assert keyring is not None
            assert details_of(row, keyring).told == [STORY]


def test_receipts_still_open_what_was_sealed_anew(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.writes(told.report, "before")
    office.renews_key()
    aigul.writes(told.report, "after")
    assert [message.text for message in aigul.opens(told.receipt).messages] == ["before", "after"]


def test_marks_of_employers_are_made_anew(office: Office, aigul: Reporter) -> None:
    database = office.desk.database
    first, other = aigul.reports().report, aigul.reports().report
    note_employer(office, first)
    old_ring = office.keyring()
    office.renews_key()
    second = aigul.reports().report
    note_employer(office, second)
    marks = {report: report_row(database, report).employer_mark for report in (first, other, second)}
    assert marks[first] == marks[second] is not None
    assert marks[other] is None
    assert marks[first] not in {mark(private, EMPLOYER) for private in old_ring.privates.values()}


def test_many_reports_are_resealed_some_at_a_time(
    office: Office, aigul: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekey, "_BATCH", 2)
    for _ in range(5):
        aigul.reports()
    office.renews_key()
    office.renews_key()
    current = office.desk.run(grants.current_key).id
    assert [row.key for row in rows(office.desk.database, Report)] == [current] * 5
    assert all(details_of(row, office.keyring()).told == [STORY] for row in rows(office.desk.database, Report))


def test_a_report_that_comes_during_a_renewal_is_sealed_to_the_new_key(office: Office, aigul: Reporter) -> None:
    """Else it would be sealed to the old key after all others were sealed anew, and nobody would ever look again."""
    renewing, go = Event(), Event()

    def slowly(session: Session, keys: Keyring, new: OrganisationKey) -> None:
        renewing.set()
        go.wait(10)
        rekey.reseal(session, keys, new)

    told, keyring = draft(), office.keyring()
    aigul.saves(told)
    with ThreadPoolExecutor(2) as threads:
        renewal = threads.submit(office.desk.run, lambda session: grants.rekey(session, keyring, slowly))
        renewing.wait(10)
        sending = threads.submit(aigul.presses_send, told)
        sleep(0.2)
        assert not sending.done()
        go.set()
        current = renewal.result().id
        sending.result()
    row = report_row(office.desk.database, told.report)
    assert row.key == current
    assert details_of(row, office.keyring()).told == [STORY]


def test_when_one_report_cannot_be_resealed_nothing_is_renewed(office: Office, aigul: Reporter) -> None:
    good, bad = aigul.reports().report, aigul.reports().report
    stolen = report_row(office.desk.database, good).private_for_staff
    with office.desk.database.transaction() as session:
        session.execute(update(Report).where(col(Report.id) == bad).values(private_for_staff=stolen))
    before = office.desk.run(grants.current_key).id
    with pytest.raises(Unreadable):
        office.renews_key()
    assert office.desk.run(grants.current_key).id == before
    assert report_row(office.desk.database, good).key == before
