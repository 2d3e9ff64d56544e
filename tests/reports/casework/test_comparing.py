"""Search, likely duplicates, and the same employer: found by those who may read, told in the audit, kept nowhere."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from api.people.models import AuditEntry
from api.reports.casework import search
from api.reports.casework.employer import mark
from api.reports.documents import Contact
from tests.api.problems import fields_at_fault
from tests.reports.casework.cases import STORY, Cases, Worker

CONTACT = Contact(channel="telegram", address="700100200", language="ky")


async def found(worker: Worker, q: str, **more: Any) -> list[str]:
    answer = await worker.post("/reports/search", {"q": q, **more})
    assert answer.status_code == 200, answer.text
    return [report["id"] for report in answer.json()["reports"]]


@pytest.mark.parametrize("q", ["үчүн", "учун", "uchun", "UCHUN Паспорт", "pasp"])
async def test_any_spelling_and_script_finds_it(cases: Cases, cholpon: Worker, q: str) -> None:
    report = cases.comes_in("Паспортум үчүн акча сурап жатат")
    cases.comes_in("Ничего похожего")
    assert await found(cholpon, q) == [report]


async def test_messages_notes_places_and_employers_are_searched(cases: Cases, cholpon: Worker) -> None:
    report = cases.comes_in("x" * 1_990 + " менин тарыхым " + "y" * 3_000 + " акыры", place="Люблино")
    await cholpon.post(f"/reports/{report}/notes", {"text": "адвокат чалды"})
    await cholpon.corrects(report, employer="ОсОО Ромашка")
    for q in ("lyublino", "advokat", "romashka", "tarihim", "акыры"):
        assert await found(cholpon, q) == [report], q
    assert await found(cholpon, "адвокат сот") == []
    assert await found(cholpon, "вокат") == []


async def test_a_search_goes_on_where_it_stopped(
    cases: Cases, cholpon: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "OPENED", 4)
    monkeypatch.setattr(search, "_AT_ONCE", 2)
    there = [cases.comes_in("паспорт" if number % 3 == 0 else "айлык") for number in range(13)]
    right = [report for number, report in enumerate(there) if number % 3 == 0][::-1]
    for limit in (1, 20):
        shown: list[str] = []
        cursor = ""
        while True:
            answer = (await cholpon.post("/reports/search", {"q": "паспорт", "cursor": cursor, "limit": limit})).json()
            assert answer["opened"] <= 4
            shown += [report["id"] for report in answer["reports"]]
            cursor = answer["next"]
            if cursor is None:
                break
        assert shown == right


async def test_a_search_is_told_but_not_its_words(cases: Cases, cholpon: Worker) -> None:
    cases.comes_in()
    await found(cholpon, "Эрмек", country="RU")
    assert fields_at_fault(await cholpon.post("/reports/search", {"q": "…"})) == ["q"]
    query = select(AuditEntry).where(col(AuditEntry.action) == "report:searched")
    (entry,) = cases.desk.run(lambda session: list(session.scalars(query)))
    assert (entry.actor, entry.subject) == (cholpon.id, "")


async def duplicates(worker: Worker, report: str) -> dict[str, list[str]]:
    answer = await worker.get(f"/reports/{report}/duplicates")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["reasons"] for one in answer.json()}


async def test_what_may_be_the_same_is_shown_with_reasons(cases: Cases, cholpon: Worker) -> None:
    for text in ("Полиция меня избила в метро", "Ребёнка не берут в школу", "Начальник сказал ждать до весны"):
        cases.comes_in(text, month="2026-10")
    mine = cases.comes_in(STORY, month="2026-10", contact=CONTACT)
    retold = cases.comes_in("Ailigimdi uch aidan beri berbei jatat, pasportumdu alip koigon", month="2026-11")
    same_chat = cases.comes_in("Мага дагы эле эч ким жооп берген жок", month="2026-10", contact=CONTACT)
    same_employer = cases.comes_in("Ишке келбе деп айтышты", month="2026-09")
    for report, employer in ((mine, "ООО «Ромашка»"), (same_employer, "romashka")):
        await cholpon.corrects(report, employer=employer)
    cases.comes_in(STORY, month="2026-10", country="KZ")
    cases.comes_in(STORY, month="2026-05")
    cases.comes_in(STORY, month="2026-10", group="moscow")
    assert await duplicates(cholpon, mine) == {
        retold: ["story"],
        same_chat: ["contact"],
        same_employer: ["employer"],
    }
    assert [action for _, action in cases.told(mine)].count("report:compared") == 1


async def test_the_same_employer_is_found_by_its_mark(cases: Cases, cholpon: Worker, bermet: Worker) -> None:
    mine, other, hidden = cases.comes_in(), cases.comes_in(country="KZ"), cases.comes_in(group="moscow")
    for report, name in ((mine, "ОсОО Ромашка"), (other, "ROMASHKA"), (hidden, "Ромашка")):
        await bermet.corrects(report, employer=name)
    for worker, there in ((cholpon, [other]), (bermet, [hidden, other])):
        answer = (await worker.get(f"/reports/{mine}/same-employer")).json()
        assert [one["id"] for one in answer] == there
    assert (await cholpon.get(f"/reports/{cases.comes_in()}/same-employer")).json() == []


async def test_marks_follow_the_organisations_key(cases: Cases, bermet: Worker) -> None:
    """Whoever knew the old key can try names against no mark that is kept."""
    mine, other = cases.comes_in(), cases.comes_in()
    for report in (mine, other):
        await bermet.corrects(report, employer="Ромашка")
    old = cases.office.keyring()
    cases.office.renews_key()
    marks = {cases.row(report).employer_mark for report in (mine, other)}
    assert len(marks) == 1
    assert mark(old.private(old.current), "Ромашка") not in marks
    third = cases.comes_in()
    await bermet.corrects(third, employer="ромашка")
    assert {one["id"] for one in (await bermet.get(f"/reports/{third}/same-employer")).json()} == {mine, other}


@pytest.mark.parametrize("name", ["ООО Ромашка", "ромашка", "Romashka LLC", "«РОМАШКА», ООО", "ooo romaшka"])
def test_spellings_of_a_name_have_one_mark(name: str) -> None:
    assert mark(bytes(32), name) == mark(bytes(32), "Ромашка")


def test_other_names_and_other_keys_have_other_marks() -> None:
    marks = {mark(bytes(32), name) for name in ("Ромашка", "Роза", "ООО", "李", "王", "")}
    assert len({*marks, mark(bytes(31) + b"1", "Ромашка")}) == 7
