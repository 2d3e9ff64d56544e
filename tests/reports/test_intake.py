"""A report is taken in once, sealed, and only in coarse words in clear."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from api.conversation.drafts import DropDraft, SendReport
from api.conversation.events import Choice, Text
from api.conversation.reception import SEND, Prepared
from api.database import now
from api.delivery.models import Outgoing
from api.errors import Problem
from api.guidance.library import Library
from api.people.desk import Desk
from api.reports.intake import targets_of
from api.reports.models import Attachment, Draft, Report, ReportLabel
from api.reports.reception import DRAFT_KEPT, SealedReception
from api.reports.rules import due_at, floored
from api.settings import Settings
from tests.databases import on_sqlite
from tests.people.staff import Office
from tests.reports.conftest import reception_of
from tests.reports.reporters import STORY, Reporter, details_of, draft, report_row, rows, symbols_of


def test_caseworkers_read_what_was_told(office: Office, aigul: Reporter) -> None:
    told = aigul.reports(shares=("lawyer",), danger_now="no", when="ongoing")
    row = report_row(office.desk.database, told.report)
    for keyring in (office.keyring(), office.cholpon.keyring(office.desk)):
        assert keyring is not None
        details = details_of(row, keyring)
        assert details.told == [STORY]
        assert (details.place, details.when, details.wish) == (told.place, "ongoing", "answer")
        assert (details.shares, details.consent, details.language) == (["lawyer"], told.consent, "uz")
        assert details.contact is not None
        assert (details.contact.channel, details.contact.address) == ("telegram", aigul.address)
        assert now() - details.received_at < timedelta(minutes=1)


def test_who_stays_anonymous_leaves_no_address_even_inside(office: Office, aigul: Reporter) -> None:
    told = aigul.reports(reachable=False)
    assert details_of(report_row(office.desk.database, told.report), office.keyring()).contact is None


def test_only_coarse_words_stand_in_clear(office: Office, settings: Settings, aigul: Reporter) -> None:
    row = report_row(office.desk.database, aigul.reports().report)
    kept = row.model_dump(include=set(Report.model_fields))
    clear = {name: value for name, value in kept.items() if not isinstance(value, bytes) and value not in ("", None)}
    received = floored(now())
    assert clear == {
        "id": row.id,
        "key": row.key,
        "violation": "WAG-01",
        "language": "uz",
        "country": "RU",
        "region": "Moscow",
        "month": "2026-10",
        "sector": "construction",
        "urgency": "routine",
        "status": "new",
        "desk": "group:",
        "has_news": True,
        "version": 1,
        "entries": 0,
        "received_at": received,
        "due_at": due_at("routine", received, targets_of(settings)),
        "person_wrote_on": now().date(),
    }
    assert rows(office.desk.database, ReportLabel) == [
        ReportLabel(report=row.id, kind="violation", code="WAG-01", received_at=received, desk="group:")
    ]


def test_the_group_of_a_country_sees_its_reports(office: Office, aigul: Reporter, settings: Settings) -> None:
    settings = settings.model_copy(update={"groups_by_country": "RU=osh, KZ = almaty,other=bishkek"})
    told = [draft(country=country) for country in ("RU", "KZ", "TR", "other", "")]
    aigul.reception = with_settings(aigul.reception, settings)
    for each in told:
        aigul.saves(each)
        aigul.presses_send(each)
    desks = [report_row(office.desk.database, each.report).desk for each in told]
    assert desks == ["group:osh", "group:almaty", "group:", "group:bishkek", "group:"]


def with_settings(reception: SealedReception, settings: Settings) -> SealedReception:
    return replace(reception, intake=replace(reception.intake, settings=settings))


@on_sqlite
@pytest.mark.parametrize(
    ("changes", "urgency", "told_to_staff"),
    [
        ({"violation": "WAG-01"}, "routine", 0),
        ({"violation": "LAB-03"}, "urgent", 1),
        ({"violation": "LAB-02"}, "emergency", 1),
        ({"violation": "WAG-01", "danger_now": "yes"}, "emergency", 1),
        ({"violation": "WAG-01", "danger": "violence"}, "emergency", 1),
        ({"violation": ""}, "urgent", 1),
        ({"violation": "GONE-99"}, "urgent", 1),
    ],
)
def test_staff_is_told_of_urgent_ones_only(
    office: Office, aigul: Reporter, changes: dict[str, str], urgency: str, told_to_staff: int
) -> None:
    told = aigul.reports(**changes)
    assert report_row(office.desk.database, told.report).urgency == urgency
    assert len(rows(office.desk.database, Outgoing)) == told_to_staff


# Once


def test_the_draft_is_gone_the_moment_it_is_sent(office: Office, aigul: Reporter) -> None:
    aigul.reports()
    assert rows(office.desk.database, Draft) == []
    assert aigul.turn(Text("…")).draft is None


def test_sending_twice_makes_one_report(office: Office, aigul: Reporter) -> None:
    told = aigul.reports()
    aigul.saves(told)  # as if an old draft had come back
    aigul.presses_send(told)
    assert len(rows(office.desk.database, Report)) == 1


def test_pressing_twice_at_once_makes_one_report(office: Office, aigul: Reporter) -> None:
    told = draft()
    aigul.saves(told)
    prepared = aigul.reception.prepare(aigul.person, Choice(SEND))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: aigul.runs(prepared, SendReport(told, "uz")), range(4)))
    assert len(rows(office.desk.database, Report)) == 1
    assert aigul.types(told.receipt).receipt == "opened"


def test_the_keys_of_another_receipt_are_refused(aigul: Reporter, bakyt: Reporter) -> None:
    mine, theirs = draft(), draft()
    aigul.saves(mine)
    bakyt.saves(theirs)
    prepared = bakyt.reception.prepare(bakyt.person, Choice(SEND))
    assert prepared.symbols == symbols_of(theirs)
    for wrong in (prepared, Prepared()):
        with pytest.raises(ValueError, match="another receipt"):
            aigul.runs(wrong, SendReport(mine, "uz"))
    assert aigul.turn(Text("…")).draft == mine


def test_before_set_up_no_report_is_taken_and_no_draft_is_lost(
    settings: Settings, library: Library, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.reports.reception.LOOK_SECONDS", 0)
    aigul, told = Reporter(reception_of(settings, library, desk), "700100200"), draft()
    aigul.saves(told)
    assert not aigul.turn(Text("…")).open_for_reports
    with pytest.raises(Problem, match="not set up yet"):
        aigul.presses_send(told)
    assert aigul.turn(Text("…")).draft == told
    Office.opened(desk)
    assert aigul.presses_send(told).open_for_reports
    assert aigul.types(told.receipt).receipt == "opened"


# Drafts


def test_a_draft_is_only_its_persons(aigul: Reporter, bakyt: Reporter) -> None:
    told = draft(told=("first", "second"), cards=("violence",))
    aigul.saves(told)
    assert aigul.turn(Text("…")).draft == told
    assert bakyt.turn(Text("…")).draft is None


def test_a_draft_moved_to_another_person_does_not_open(office: Office, aigul: Reporter, bakyt: Reporter) -> None:
    aigul.saves(draft())
    with office.desk.database.transaction() as session:
        mine = session.get_one(Draft, (aigul.person, "report"))
        for kind in ("report", "thread"):
            session.add(Draft(person=bakyt.person, kind=kind, sealed=mine.sealed, expires_at=mine.expires_at))
    known = bakyt.turn(Text("…"))
    assert (known.draft, known.thread) == (None, None)


def test_a_draft_past_its_time_is_not_shown(office: Office, aigul: Reporter) -> None:
    aigul.saves(draft())
    older(office.desk, DRAFT_KEPT)
    assert aigul.turn(Text("…")).draft is None


def older(desk: Desk, age: timedelta) -> None:
    with desk.database.transaction() as session:
        for row in session.scalars(select(Draft)):
            row.expires_at -= age


@pytest.mark.parametrize("how", ["dropped", "wiped"])
def test_a_draft_is_deleted_with_its_files(office: Office, aigul: Reporter, how: str) -> None:
    database = office.desk.database
    told, sent = draft(), aigul.reports()
    aigul.saves(told)
    with database.transaction() as session:
        session.add(Attachment(id="a" * 32, report=told.report, copy_state="none", created_at=now()))
        session.add(Attachment(id="b" * 32, report=sent.report, sent=True, copy_state="none", created_at=now()))
    if how == "dropped":
        aigul.turn(Text("…"), DropDraft())
    else:
        aigul.wipes()
    assert rows(database, Draft) == []
    assert [file.report for file in rows(database, Attachment)] == [sent.report]
    assert aigul.types(sent.receipt).receipt == "opened"
