"""Work on a case: taken, handed over, moved, answered; and what the audit says of it."""

from typing import Any

import pytest
from sqlmodel import select

from api.database import now
from api.delivery.models import Outgoing
from api.people.permissions import Role
from api.reports.documents import Contact
from api.reports.rules import GRACE, Targets, due_at, floored
from tests.api.problems import fields_at_fault, problem
from tests.reports.casework.cases import Cases, Worker

CONTACT = Contact(channel="telegram", address="700100200", language="ky")
UNKNOWN = "0" * 32

# Who works on it


async def test_a_case_is_taken_handed_over_and_put_back(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in(tags=("deadline",))
    erkin = cases.joins("erkin")
    for worker, to in ((cholpon, cholpon.id), (cholpon, erkin.id), (erkin, None)):
        answer = await worker.assigns(report, to)
        assert (answer.status_code, answer.json()["assignee"]) == (200, to)
        sees = {login: await one.lists(tag="deadline") for login, one in (("cholpon", cholpon), ("erkin", erkin))}
        holder = {cholpon.id: {"cholpon"}, erkin.id: {"erkin"}, None: {"cholpon", "erkin"}}[to]
        assert {login for login, listed in sees.items() if listed == [report]} == holder
    assert [action for _, action in cases.told(report)].count("report:assigned") == 3


async def test_a_caseworker_gives_away_only_what_they_have(cases: Cases, cholpon: Worker) -> None:
    erkin, report = cases.joins("erkin"), cases.comes_in()
    problem(await cholpon.assigns(report, erkin.id), 403)
    problem(await cholpon.assigns(report, None, group="moscow"), 403)
    problem(await cholpon.assigns(report, None), 409)
    await erkin.assigns(report, erkin.id)
    problem(await cholpon.post(f"/reports/{report}/assignee", {"account": cholpon.id}, If_Match='"2"'), 404)
    assert cases.row(report).assignee == erkin.id


async def test_a_supervisor_gives_any_case_to_anybody_who_can_open_it(
    cases: Cases, cholpon: Worker, bermet: Worker
) -> None:
    farida, report = cases.joins("farida", group="moscow"), cases.comes_in(assignee=cholpon.id)
    assert (await bermet.assigns(report, farida.id)).status_code == 200
    assert (await bermet.assigns(report, None, group="moscow")).status_code == 200
    row = cases.row(report)
    assert (row.assignee, row.group, row.desk) == (None, "moscow", "group:moscow")
    assert await farida.lists(violation="WAG-01") == [report]
    keyless = cases.joins("keyless", with_key=False)
    for who in (cases.office.daniyar.id, cases.office.aizada.id, keyless.id, UNKNOWN):
        assert fields_at_fault(await bermet.assigns(report, who)) == ["account"]
    assert fields_at_fault(await bermet.assigns(report, None, group="nowhere")) == ["group"]


async def test_colleagues_are_those_who_read_reports(cases: Cases, cholpon: Worker) -> None:
    cases.joins("editor", Role.EDITOR)
    answer = (await cholpon.get("/reports/assignees")).json()
    assert [one["login"] for one in answer] == ["bermet", "cholpon"]


# Status


async def test_a_case_goes_its_way_is_closed_and_expires(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in(due_at=now(), person_wrote_on=now().date())
    for status in ("in_review", "in_progress", "waiting", "in_progress"):
        assert (await cholpon.moves(report, status)).json()["status"] == status
    assert problem(await cholpon.moves(report, "in_review"), 409)["detail"].endswith("waiting, referred, closed.")
    problem(await cholpon.moves(report, "closed"), 409)
    assert fields_at_fault(await cholpon.moves(report, "closed", "won")) == ["outcome"]
    closed = (await cholpon.moves(report, "closed", "resolved")).json()
    today = now().date()
    assert (closed["outcome"], closed["closed_on"], closed["due_at"]) == ("resolved", today.isoformat(), None)
    assert cases.row(report).expires_on is not None
    assert cases.row(report).expires_on >= today + GRACE  # type: ignore[operator]
    assert ("cholpon", "report:closed") in cases.told(report)


async def test_a_closed_case_is_reopened_by_a_supervisor_or_when_the_person_wrote(
    cases: Cases, cholpon: Worker, bermet: Worker
) -> None:
    closed: dict[str, Any] = {
        "status": "closed",
        "outcome": "resolved",
        "closed_on": now().date(),
        "expires_on": now().date(),
    }
    quiet = cases.comes_in(**closed, has_news=False)
    written = cases.comes_in(**closed, has_news=True)
    problem(await cholpon.moves(quiet, "in_progress"), 409)
    assert (await bermet.moves(quiet, "in_progress")).status_code == 200
    reopened = (await cholpon.moves(written, "in_progress")).json()
    assert [reopened[name] for name in ("status", "outcome", "closed_on", "expires_on")] == [
        "in_progress",
        "",
        None,
        None,
    ]
    assert ("cholpon", "report:reopened") in cases.told(written)


# Messages


async def test_a_message_answers_the_person(cases: Cases, cholpon: Worker) -> None:
    received = floored(now())
    report = cases.comes_in(received_at=received, due_at=due_at("routine", received, Targets()))
    answer = await cholpon.post(f"/reports/{report}/messages", {"text": "Саламатсызбы", "waiting": True})
    assert (answer.status_code, answer.json()) == (201, {"number": 1, "version": 2})
    case = await cholpon.reads(report)
    assert (case["status"], case["has_news"], case["due_at"]) == ("waiting", False, None)
    assert cases.row(report).first_reply_at == floored(now())
    assert [(entry["direction"], entry["text"]) for entry in case["entries"]] == [("staff", "Саламатсызбы")]
    await cholpon.moves(report, "closed", "informed")
    problem(await cholpon.post(f"/reports/{report}/messages", {"text": "дагы", "waiting": True}), 409)
    assert (await cholpon.post(f"/reports/{report}/messages", {"text": "дагы"})).status_code == 201


@pytest.mark.parametrize(("contact", "notices"), [(CONTACT, 1), (None, 0)])
async def test_who_is_reachable_gets_a_notice_that_says_nothing(
    cases: Cases, cholpon: Worker, contact: Contact | None, notices: int
) -> None:
    report = cases.comes_in(contact=contact)
    for text in ("Саламатсызбы", "дагы бир суроо"):
        assert (await cholpon.post(f"/reports/{report}/messages", {"text": text})).status_code == 201
    outgoing = cases.desk.run(lambda session: list(session.exec(select(Outgoing)).all()))
    assert len(outgoing) == notices
    kept = repr([row.model_dump() for row in outgoing])
    for word in (report, "700100200", "Саламатсызбы", cholpon.id):
        assert word not in kept


async def test_a_template_is_filled_in_the_persons_language(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in(language="uz")
    templates = (await cholpon.get("/message-templates", language="uz")).json()
    template = next(one for one in templates if one["id"] == "more-details")
    question = "{date} Qaysi shaharda edingiz?"
    body = {"template": "more-details", "values": {"question": question}}
    assert (await cholpon.post(f"/reports/{report}/messages", body)).status_code == 201
    entry = (await cholpon.reads(report))["entries"][0]
    assert entry["text"] == template["text"].replace("{question}", question)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": "…"}, "text"),
        ({"text": "a", "template": "received"}, "text"),
        ({"template": "nothing"}, "template"),
        ({"template": "more-details"}, "values"),
        ({"template": "received", "values": {"x": "y"}}, "values"),
        ({"template": "received", "language": "xx"}, "language"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "ж" * 4_001}, "text"),
    ],
)
async def test_a_message_that_cannot_be_sent_names_why(
    cases: Cases, cholpon: Worker, body: dict[str, Any], field: str
) -> None:
    report = cases.comes_in()
    assert fields_at_fault(await cholpon.post(f"/reports/{report}/messages", body)) == [field]
    assert cases.row(report).entries == 0


async def test_what_is_too_large_is_refused_whole(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in()
    for path in ("notes", "messages"):
        problem(await cholpon.post(f"/reports/{report}/{path}", {"text": "ж" * 100_000}), 413)
    assert cases.row(report).entries == 0
