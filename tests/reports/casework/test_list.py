"""The list: filters, alone and together, and pages that neither repeat nor miss a case while others come in."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from api.database import now
from api.reports.casework import listing
from tests.reports.casework.cases import FIRST, Cases, Worker


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


LATE, SOON = now() - timedelta(days=1), now() + timedelta(days=1)
PLAIN: dict[str, Any] = {"due_at": None, "has_news": False}
FILTERED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"status": "waiting"}, {"status": "waiting"}),
    ({"urgency": "emergency"}, {"urgency": "emergency"}),
    ({"violation": "DET-01"}, {"violation": "DET-01"}),
    ({"country": "KZ"}, {"country": "KZ"}),
    ({"region": "Kazan"}, {"region": "Kazan"}),
    ({"month": "2026-09"}, {"month": "2026-09"}),
    ({"overdue": True}, {"due_at": LATE}),
    ({"tag": "deadline"}, {"tags": ("deadline",)}),
    ({"has_news": True}, {"has_news": True}),
]
"""A filter, and what a report is to meet it."""


@pytest.mark.parametrize("who", ["cholpon", "bermet"])
async def test_every_filter_finds_what_meets_it_and_nothing_else(
    cases: Cases, cholpon: Worker, bermet: Worker, who: str
) -> None:
    worker = {"cholpon": cholpon, "bermet": bermet}[who]
    meeting = [cases.comes_in(**(PLAIN | made)) for _, made in FILTERED]
    hers = cases.comes_in(**PLAIN, assignee=cholpon.id)
    cases.comes_in(**PLAIN | {"due_at": SOON})
    for (asked, _), report in zip(FILTERED, meeting, strict=True):
        assert await worker.lists(**asked) == [report], asked
    assert hers not in await worker.lists(assignee="none")
    assert len(await worker.lists(assignee="none")) == len(FILTERED) + 1
    assert await worker.lists(assignee=cholpon.id) == [hers]
    assert await cholpon.lists(assignee="me") == [hers]
    assert await bermet.lists(assignee="me") == []
    assert len(await worker.lists(overdue=False)) == len(FILTERED) + 1
    assert len(await worker.lists(has_news=False)) == len(FILTERED) + 1


async def test_filters_at_once_are_all_met(cases: Cases, cholpon: Worker, bermet: Worker) -> None:
    whole: dict[str, Any] = {"assignee": cholpon.id}
    for _, made in FILTERED:
        whole |= made
    right = cases.comes_in(**whole)
    for _, made in FILTERED:
        lacking = {"due_at": SOON, "has_news": False, "tags": ()}
        cases.comes_in(**whole | {name: lacking.get(name, "routine" if name == "urgency" else "new") for name in made})
    asked: dict[str, Any] = {"group": "osh", "assignee": cholpon.id}
    for filters, _ in FILTERED:
        asked |= filters
    assert await bermet.lists(**asked) == await cholpon.lists(**asked) == [right]


async def test_a_group_is_a_filter(cases: Cases, cholpon: Worker, bermet: Worker) -> None:
    osh, moscow, none = cases.comes_in(), cases.comes_in(group="moscow"), cases.comes_in(group="")
    taken = cases.comes_in(group="moscow", assignee=cholpon.id)
    assert await bermet.lists(group="moscow") == [taken, moscow]
    assert await bermet.lists(group="moscow", assignee="none") == [moscow]
    assert await bermet.lists(group="") == [none]
    assert await cholpon.lists(group="moscow") == [taken]
    assert await cholpon.lists() == [taken, osh]


@pytest.mark.parametrize("asked", [{}, {"violation": "WAG-01"}, {"status": "new", "country": "RU"}])
@pytest.mark.parametrize("who", ["cholpon", "bermet"])
async def test_pages_miss_and_repeat_nothing_while_others_come_in(
    cases: Cases, cholpon: Worker, bermet: Worker, asked: dict[str, str], who: str
) -> None:
    worker = {"cholpon": cholpon, "bermet": bermet}[who]
    same_hour = FIRST + timedelta(days=9)
    there = {cases.comes_in(received_at=same_hour) for _ in range(4)}
    there |= {cases.comes_in(assignee=cholpon.id if number % 3 else None) for number in range(9)}
    cases.comes_in(group="moscow", country="KZ", violation="DET-01")
    shown: list[str] = []
    cursor = ""
    while True:
        answer = (await worker.get("/reports", limit=3, cursor=cursor, **asked)).json()
        shown += [report["id"] for report in answer["reports"]]
        if answer["next"] is None:
            break
        cursor = answer["next"]
        cases.comes_in(received_at=now())
    assert len(shown) == len(set(shown))
    assert there == set(shown) & there
    hours = [cases.row(report).received_at for report in shown]
    assert hours == sorted(hours, reverse=True)


async def test_a_walk_that_finds_little_ends_and_goes_on(
    cases: Cases, cholpon: Worker, bermet: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a page costs the same, whatever is asked for."""
    monkeypatch.setattr(listing, "SCANNED", 4)
    kept = [cases.comes_in(status="waiting") for _ in range(2)]
    for number in range(9):
        cases.comes_in(assignee=cholpon.id if number % 2 else None)
    kept.append(cases.comes_in(status="waiting", assignee=cholpon.id))
    for worker in (cholpon, bermet):
        pages = await worker.pages(status="waiting", country="RU")
        assert len(pages) > 2
        assert sorted(chain(*pages)) == sorted(kept)


async def test_what_the_list_shows_was_never_sealed(cases: Cases, bermet: Worker) -> None:
    report = cases.comes_in("Асанов Эрмек мени урду", place="Люблино", tags=("deadline", "child-involved"))
    answer = await bermet.get("/reports")
    shown = answer.json()["reports"][0]
    assert (shown["id"], shown["violations"], shown["tags"]) == (report, ["WAG-01"], ["child-involved", "deadline"])
    assert not {"Эрмек", "Люблино"} & set(answer.text.split())
    assert cases.told(report) == []
