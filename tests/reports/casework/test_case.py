"""One case: what is read, what is corrected, and by which version."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from api.database import now
from api.reports.documents import Contact
from api.reports.models import Report, ReportEntry
from api.reports.rules import Targets, due_at, floored
from tests.api.problems import fields_at_fault, problem
from tests.reports.casework.cases import STORY, Cases, Worker

CONTACT = Contact(channel="telegram", address="700100200", language="ky")


async def test_a_case_is_read_whole(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in(STORY, "дагы бир", place="Люблино", when="августта", wish="answer", contact=CONTACT)
    await cholpon.post(f"/reports/{report}/notes", {"text": "позвонить завтра"})
    case = await cholpon.reads(report)
    told = case["details"]
    assert (told["told"], told["place"], told["when"]) == ([STORY, "дагы бир"], "Люблино", "августта")
    assert told["reachable"] == "telegram"
    assert [(e["direction"], e["text"], e["author"]) for e in case["entries"]] == [
        ("note", "позвонить завтра", cholpon.id)
    ]
    assert (case["status"], case["violations"], case["referrals"]) == ("new", ["WAG-01"], [])
    assert cases.told(report) == [("cholpon", "report:noted"), ("cholpon", "report:read")]


async def test_the_chat_of_a_person_is_not_shown(cases: Cases, bermet: Worker) -> None:
    report = cases.comes_in(contact=CONTACT)
    assert CONTACT.address not in (await bermet.get(f"/reports/{report}")).text


CORRECTED: dict[str, Any] = {
    "violations": ["DET-01", "WAG-01"],
    "country": "KZ",
    "region": "Almaty",
    "month": "2026-10",
    "sector": "construction",
    "tags": ["child-involved", "deadline"],
}


async def test_coarse_fields_and_tags_are_corrected(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in()
    answer = await cholpon.corrects(report, **CORRECTED)
    assert answer.status_code == 200, answer.text
    case = await cholpon.reads(report)
    assert {name: case[name] for name in CORRECTED} == CORRECTED
    assert answer.headers["ETag"] == await cholpon.etag(report) == '"2"'
    assert await cholpon.lists(violation="WAG-01") == await cholpon.lists(tag="deadline") == [report]
    await cholpon.corrects(report, violations=["DET-01"], tags=[], country="")
    case = await cholpon.reads(report)
    assert (case["violations"], case["tags"], case["country"], case["region"]) == (["DET-01"], [], "", "Almaty")
    assert await cholpon.lists(violation="WAG-01") == await cholpon.lists(tag="deadline") == []
    assert ("cholpon", "report:changed") in cases.told(report)


async def test_employer_and_reason_are_sealed(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in(urgency="routine")
    sealed = {"employer": "ОсОО Ромашка", "urgency_reason": "үйдөн чыгарбай жатат"}
    await cholpon.corrects(report, urgency="emergency", **sealed)
    await cholpon.corrects(report, has_news=False)
    case = await cholpon.reads(report)
    assert (case["urgency"], case["employer"], case["has_news"]) == ("emergency", "ОсОО Ромашка", False)
    assert case["urgency_reason"] == sealed["urgency_reason"]
    row = repr(cases.row(report).model_dump()).encode() + cases.row(report).casework
    for word in ("Ромашка", "romaška", "чыгарбай"):
        assert word.encode() not in row


async def test_another_urgency_has_another_target_but_a_date_that_was_set_stays(cases: Cases, cholpon: Worker) -> None:
    received, targets = floored(now()), Targets()
    due = due_at("routine", received, targets)
    report = cases.comes_in(urgency="routine", received_at=received, due_at=due)
    await cholpon.corrects(report, urgency="urgent", urgency_reason="court on Friday")
    assert cases.row(report).due_at == due_at("urgent", received, targets)
    chosen = now() + timedelta(days=3)
    await cholpon.corrects(report, due_at=chosen.isoformat())
    await cholpon.corrects(report, urgency="emergency", urgency_reason="today")
    assert cases.row(report).due_at == floored(chosen)
    await cholpon.corrects(report, due_at=None)
    assert cases.row(report).due_at is None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"violations": ["WAG-99"]}, ["violations"]),
        ({"violations": []}, ["violations"]),
        ({"violations": ["WAG-01", "WAG-02", "LAB-01", "LAB-02"]}, ["violations"]),
        ({"tags": ["hiv"], "gender": "x", "sector": "x", "age_band": "x"}, ["tags", "sector", "gender", "age_band"]),
        ({"country": "XX"}, ["country"]),
        ({"region": "Асановдун үйү, 5-кабат"}, ["region"]),
        ({"country": "KZ", "region": "Moscow"}, ["region"]),
        ({"month": "2199-01"}, ["month"]),
        ({"urgency": "urgent"}, ["urgency_reason"]),
        ({"urgency_reason": "so"}, ["urgency_reason"]),
        ({"due_at": "9999-12-31T23:59:59-12:00"}, ["due_at"]),
        ({"due_at": "2026-11-22T10:00:00"}, ["due_at"]),
        ({"employer": "a\x00b"}, ["employer"]),
        ({"status": "closed"}, ["status"]),
        ({"has_news": True}, ["has_news"]),
    ],
)
async def test_what_is_not_known_is_named_and_not_kept(
    cases: Cases, cholpon: Worker, fields: dict[str, Any], wrong: list[str]
) -> None:
    report = cases.comes_in()
    assert sorted(fields_at_fault(await cholpon.corrects(report, **fields))) == sorted(wrong)
    assert cases.row(report).version == 1


async def test_who_read_an_older_version_changes_nothing(cases: Cases, cholpon: Worker, bermet: Worker) -> None:
    report = cases.comes_in()
    old = await cholpon.etag(report)
    await bermet.corrects(report, country="KZ")
    for path, body in (
        ("", {"country": "TR"}),
        ("/status", {"status": "in_review"}),
        ("/assignee", {"account": cholpon.id}),
    ):
        send = cholpon.patch if path == "" else cholpon.post
        refused = await send(f"/reports/{report}{path}", body, If_Match=old)
        problem(refused, 412)
        assert refused.headers["ETag"] == '"2"'
        problem(await send(f"/reports/{report}{path}", body), 428)
    row = cases.row(report)
    assert (row.country, row.status, row.assignee, row.version) == ("KZ", "new", None, 2)
    assert (await cholpon.patch(f"/reports/{report}", {"country": "TR"}, If_Match='"2"')).status_code == 200


async def test_a_damaged_message_does_not_hide_the_case(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in()
    for text in ("биринчи", "экинчи"):
        await cholpon.post(f"/reports/{report}/notes", {"text": text})

    def damage(session: Session) -> None:
        first, second = (session.get_one(ReportEntry, (report, number)) for number in (1, 2))
        first.sealed = second.sealed

    cases.desk.run(damage)
    assert [entry["text"] for entry in (await cholpon.reads(report))["entries"]] == [None, "экинчи"]


async def test_a_story_moved_to_another_case_does_not_open(cases: Cases, cholpon: Worker) -> None:
    report, other = cases.comes_in(), cases.comes_in()

    def swap(session: Session) -> None:
        session.get_one(Report, report).details = session.get_one(Report, other).details

    cases.desk.run(swap)
    problem(await cholpon.get(f"/reports/{report}"), 409)
