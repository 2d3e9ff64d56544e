"""Who may see which case, by role, group and assignment; for everybody else it does not exist."""

from datetime import timedelta
from typing import Any

import pytest

from api.database import now
from api.people.permissions import Role
from tests.api.problems import problem
from tests.people.staff import NEW_PASSWORD, bearer
from tests.reports.casework.cases import Cases, Worker

UNKNOWN = "0" * 32
ON_ONE = {
    "GET": ["", "/duplicates", "/same-employer"],
    "PATCH": [""],
    "POST": ["/status", "/assignee", "/notes", "/messages"],
}
BODIES: dict[str, Any] = {
    "": {"tags": []},
    "/status": {"status": "in_review"},
    "/assignee": {"account": None},
    "/notes": {"text": "called back"},
    "/messages": {"text": "Саламатсызбы"},
}


async def everything(worker: Worker, report: str) -> list[tuple[int, bytes]]:
    """Status and body of every call on one case."""
    answers = []
    for method, paths in ON_ONE.items():
        for path in paths:
            body = {"json": BODIES[path]} if method != "GET" else {}
            headers = bearer(worker.token) | {"If-Match": '"1"'}
            response = await worker.client.request(method, f"/v1/reports/{report}{path}", headers=headers, **body)
            answers.append((response.status_code, response.content))
    return answers


@pytest.mark.parametrize(
    ("whose", "seen_by"),
    [
        ("nobody's, in osh", {"cholpon", "erkin", "bermet"}),
        ("cholpon's", {"cholpon", "bermet"}),
        ("nobody's, in moscow", {"farida", "bermet"}),
        ("farida's", {"farida", "bermet"}),
        ("nobody's, in no group", {"bermet"}),
    ],
)
async def test_who_sees_what(cases: Cases, cholpon: Worker, bermet: Worker, whose: str, seen_by: set[str]) -> None:
    workers = {"cholpon": cholpon, "bermet": bermet, "erkin": cases.joins("erkin")}
    workers["farida"] = cases.joins("farida", group="moscow")
    of_whom: dict[str, dict[str, Any]] = {
        "nobody's, in osh": {},
        "cholpon's": {"assignee": cholpon.id},
        "nobody's, in moscow": {"group": "moscow"},
        "farida's": {"assignee": workers["farida"].id},
        "nobody's, in no group": {"group": ""},
    }
    report = cases.comes_in(tags=("deadline",), **of_whom[whose])
    for login, worker in workers.items():
        status = (await worker.get(f"/reports/{report}")).status_code
        listed = await worker.lists() == [report], await worker.lists(violation="WAG-01", tag="deadline") == [report]
        found = (await worker.post("/reports/search", {"q": "паспорт"})).json()["reports"]
        same = {login in seen_by}
        assert {status == 200, *listed, [one["id"] for one in found] == [report]} == same, login


async def test_a_case_of_others_answers_like_one_that_does_not_exist(cases: Cases, cholpon: Worker) -> None:
    hidden = cases.comes_in(group="moscow")
    answers = await everything(cholpon, hidden)
    assert {status for status, _ in answers} == {404}
    assert answers == await everything(cholpon, UNKNOWN)
    assert cases.row(hidden).version == 1
    assert cases.told(hidden) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR])
async def test_who_runs_the_service_or_edits_guidance_reads_no_case(cases: Cases, role: Role) -> None:
    report = cases.comes_in()
    other = cases.joins("other", role)
    answers = [status for status, _ in await everything(other, report)]
    answers += [
        (await other.get(path)).status_code for path in ("/reports", "/reports/assignees", "/message-templates")
    ]
    answers.append((await other.post("/reports/search", {"q": "паспорт"})).status_code)
    assert set(answers) == {403}


async def test_without_the_organisations_key_the_list_is_all_there_is(cases: Cases) -> None:
    report = cases.comes_in()
    erkin = cases.joins("erkin", with_key=False)
    assert await erkin.lists() == [report]
    assert "supervisor" in problem(await erkin.get(f"/reports/{report}"), 403)["detail"]
    problem(await erkin.post("/reports/search", {"q": "паспорт"}), 403)


async def test_a_program_sees_no_more_than_its_scopes(cases: Cases, bermet: Worker) -> None:
    hers, elsewhere = cases.comes_in(group="osh"), cases.comes_in(group="moscow")
    body = {"name": "export", "scopes": ["reports:read"], "expires_at": (now() + timedelta(days=1)).isoformat()}
    token = (await bermet.post("/tokens", body)).json()["token"]
    program = Worker(bermet.staff, bermet.client, token)
    assert await bermet.lists() == [elsewhere, hers]
    assert await program.lists() == [hers]
    problem(await program.post(f"/reports/{hers}/notes", {"text": "seen"}), 403)


async def test_who_was_removed_opens_nothing_any_more(cases: Cases, cholpon: Worker, bermet: Worker) -> None:
    """Neither with the session, nor a token, nor the password; and the key that they knew fits nothing."""
    before = cases.comes_in(assignee=cholpon.id)
    body = {"name": "mine", "scopes": ["reports:read"], "expires_at": (now() + timedelta(days=1)).isoformat()}
    program = Worker(cholpon.staff, cholpon.client, (await cholpon.post("/tokens", body)).json()["token"])
    known = cholpon.staff.keyring(cases.desk)
    cases.office.removes(cholpon.staff)
    cases.office.renews_key()
    after = cases.comes_in()
    for worker in (cholpon, program):
        assert {status for status, _ in await everything(worker, after)} == {401}
        problem(await worker.get("/reports"), 401)
    for password in (cholpon.staff.password, NEW_PASSWORD):
        problem(await cholpon.staff.gives_password(cholpon.client, password), 401)
    assert known is not None
    assert {cases.row(report).key for report in (before, after)}.isdisjoint(known.privates)
    assert (await bermet.reads(before))["details"]["told"] == (await bermet.reads(after))["details"]["told"]


async def test_what_was_read_is_not_kept_on_the_way(cases: Cases, bermet: Worker) -> None:
    report = cases.comes_in()
    for path in ("/reports", f"/reports/{report}", f"/reports/{report}/duplicates"):
        assert (await bermet.get(path)).headers["cache-control"] == "no-store"
