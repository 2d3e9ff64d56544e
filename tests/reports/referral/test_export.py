"""Supervisors take cases out as a package with a password; the audit tells which."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from api.people.models import AuditEntry
from api.reports.models import AttachmentChunk, Report
from api.reports.referral import export as exports
from tests.people.staff import bearer
from tests.reports.casework.cases import STORY, Cases, Worker
from tests.reports.referral.partners import CLEAN, PASSWORD, PHOTO, attach, jardam, opened, read


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Rows are looked at on both databases in one test: the others are about what is in the package."""
    return sqlite_url


async def exported(worker: Worker, **wanted: Any) -> httpx.Response:
    response = await worker.post("/exports", {"password": PASSWORD} | wanted)
    assert response.status_code == 200, response.text
    return response


async def unpacked(folder: Path, worker: Worker, **wanted: Any) -> Path:
    return opened(folder, (await exported(worker, **wanted)).content, typed=f"{PASSWORD}\n")


def ids(folder: Path) -> set[str]:
    return {path.name for path in (folder / "cases").iterdir()} if (folder / "cases").exists() else set()


def told(cases: Cases) -> list[tuple[str, str]]:
    query = select(AuditEntry).where(
        col(AuditEntry.action).like("%:exported") | (col(AuditEntry.action) == "export:made")
    )
    entries = cases.desk.run(lambda session: session.scalars(query.order_by(col(AuditEntry.number))).all())
    return [(entry.action, entry.subject) for entry in entries]


class TestOnBoth:
    @pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
    def database_url(self, request: pytest.FixtureRequest) -> str:
        return str(request.getfixturevalue(f"{request.param}_url"))

    async def test_every_case_with_its_messages_and_each_is_told(
        self, cases: Cases, bermet: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exports, "_BATCH", 2)
        reports = {cases.comes_in(group=group) for group in ("osh", "moscow", "", "osh", "osh")}
        one = min(reports)
        await bermet.post(f"/reports/{one}/notes", {"text": "a note"})
        await bermet.post(f"/reports/{one}/messages", {"text": "Саламатсызбы"})
        folder = await unpacked(tmp_path, bermet)
        assert ids(folder) == reports
        case = read(folder / "cases" / one / "case.json")
        assert case["details"]["told"] == [STORY]
        assert case["coarse"]["violation"] == "WAG-01"
        assert [entry["text"] for entry in case["entries"]] == ["Саламатсызбы"]
        (first, export), *rest = told(cases)
        assert first == "export:made"
        assert rest == [("report:exported", report) for report in sorted(reports)]
        assert read(folder / "export.json")["export"] == export


async def test_notes_only_when_they_are_wanted(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    report = cases.comes_in()
    await bermet.post(f"/reports/{report}/notes", {"text": "a note"})
    case = read(await unpacked(tmp_path, bermet, notes=True) / "cases" / report / "case.json")
    assert [entry["direction"] for entry in case["entries"]] == ["note"]


async def test_filters(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    reports = {
        "a": cases.comes_in(urgency="urgent", month="2026-08"),
        "b": cases.comes_in(status="waiting", violation="LAB-03", month="2026-09"),
        "c": cases.comes_in(country="KZ", month="2026-10"),
        "d": cases.comes_in(),
    }
    for wanted, found in (
        ({}, "abcd"),
        ({"status": "waiting"}, "b"),
        ({"urgency": "urgent"}, "a"),
        ({"violation": "LAB-03"}, "b"),
        ({"country": "KZ"}, "c"),
        ({"first_month": "2026-09"}, "bc"),
        ({"last_month": "2026-09"}, "ab"),
        ({"first_month": "2026-09", "last_month": "2026-09"}, "b"),
        ({"country": "KZ", "urgency": "urgent"}, ""),
    ):
        assert ids(await unpacked(tmp_path, bermet, **wanted)) == {reports[name] for name in found}, wanted


async def test_files(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    report = cases.comes_in()
    attach(cases, report)
    for which, content in (("copies", CLEAN), ("originals", PHOTO), ("none", None)):
        folder = await unpacked(tmp_path, bermet, attachments=which) / "cases" / report
        (file,) = read(folder / "case.json")["files"]
        assert file["name"] == "паспорт Асанова.jpg"
        assert (file["file"] and (folder / file["file"]).read_bytes()) == content


async def test_a_damaged_case_or_file_does_not_hold_up_the_others(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    damaged, without_file, whole = (cases.comes_in() for _ in range(3))
    attachment = attach(cases, without_file)
    attach(cases, whole)

    def damage(session: Session) -> None:
        session.execute(update(Report).where(col(Report.id) == damaged).values(details=b"x"))
        session.execute(delete(AttachmentChunk).where(col(AttachmentChunk.attachment) == attachment))

    cases.desk.run(damage)
    folder = await unpacked(tmp_path, bermet, attachments="copies") / "cases"
    assert "does not open" in read(folder / damaged / "case.json")["unreadable"]
    assert read(folder / without_file / "case.json")["files"][0]["file"] is None
    assert (folder / whole / "files/01.jpg").read_bytes() == CLEAN


async def test_it_is_kept_by_nobody_on_the_way(cases: Cases, bermet: Worker) -> None:
    cases.comes_in()
    response = await exported(bermet)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="cases-20')
    assert "Айлыгымды".encode() not in response.content


# Who may


async def test_a_caseworker_and_a_program_may_not(cases: Cases, bermet: Worker, cholpon: Worker) -> None:
    assert (await cholpon.post("/exports", {"password": PASSWORD})).status_code == 403
    token = {"name": "monthly", "scopes": ["reports:export", "partners:write"], "expires_at": "2027-01-01T00:00:00Z"}
    made = await bermet.post("/tokens", token)
    program = Worker(bermet.staff, bermet.client, made.json()["token"])
    refused = await program.post("/exports", {"password": PASSWORD})
    assert refused.status_code == 403
    assert "log in" in refused.json()["detail"]
    assert (await program.client.delete(f"/v1/partners/{'0' * 32}", headers=bearer(program.token))).status_code == 403
    assert told(cases) == []


async def test_a_weak_password_or_an_unknown_wish_is_refused(cases: Cases, bermet: Worker) -> None:
    for password in ("short", "aaaaaaaaaaaaaaa", "bermetbermet"):
        response = await bermet.post("/exports", {"password": password})
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "password"
    for wrong in ({"first_month": "soon"}, {"attachments": "all"}, {"group": "osh"}, {"status": "odd"}):
        assert (await bermet.post("/exports", {"password": PASSWORD} | wrong)).status_code == 422
    assert told(cases) == []


async def test_who_is_shut_out_meanwhile_gets_no_further_case(
    cases: Cases, bermet: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = sorted(cases.comes_in() for _ in range(4))
    read_one = exports.Export._read

    def read_and_shut_out(export: exports.Export, session: Session, report_id: str) -> Any:
        if report_id == reports[2]:
            cases_removed.append(report_id)
            from api.people import actions, queries

            actions.remove(session, queries.account(session, bermet.id), cases.office.aizada.id)
        return read_one(export, session, report_id)

    cases_removed: list[str] = []
    monkeypatch.setattr(exports.Export, "_read", read_and_shut_out)
    with pytest.raises(exports.Stopped):
        list(exports_of(cases, bermet))
    assert [subject for action, subject in told(cases) if action == "report:exported"] == reports[:2]


def exports_of(cases: Cases, worker: Worker) -> Any:
    """The stream of an export, without HTTP."""
    from api.people.guards import Unlocked
    from api.people.keys import Token

    person = worker.staff.person(cases.desk, Token(worker.token))
    keyring = worker.staff.keyring(cases.desk, Token(worker.token))
    assert keyring is not None
    return exports.Export(cases.desk, Unlocked(person, keyring), exports.Wanted()).begin().stream()


# On the supervisor's computer


async def test_a_wrong_password_opens_nothing(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    cases.comes_in()
    (tmp_path / "cases.jardam").write_bytes((await exported(bermet)).content)
    result = jardam("package", "open", str(tmp_path / "cases.jardam"), typed="nine cranes over the sea\n")
    assert result.exit_code == 1
    assert "The password is wrong" in result.output
    assert not (tmp_path / "cases").exists()


async def test_a_damaged_package_leaves_nothing(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    cases.comes_in()
    package = (await exported(bermet)).content
    for number, damaged in enumerate(
        (package[:-1], package[:-300], package + b"more", package[:-9] + b"x" + package[-8:])
    ):
        file = tmp_path / f"{number}.jardam"
        file.write_bytes(damaged)
        result = jardam("package", "open", str(file), typed=f"{PASSWORD}\n")
        assert result.exit_code == 1
        assert "package" in result.output
        assert not (tmp_path / str(number)).exists()


async def test_a_folder_that_is_there_is_left_alone(cases: Cases, bermet: Worker, tmp_path: Path) -> None:
    file, folder = tmp_path / "cases.jardam", tmp_path / "mine"
    file.write_bytes((await exported(bermet)).content)
    folder.mkdir()
    result = jardam("package", "open", str(file), "--into", str(folder), typed=f"{PASSWORD}\n")
    assert result.exit_code == 1
    assert "choose a new folder" in result.output


async def test_other_people_are_served_while_a_package_is_made(cases: Cases, bermet: Worker, cholpon: Worker) -> None:
    for _ in range(10):
        cases.comes_in()
    export, other = await asyncio.gather(exported(bermet), cholpon.get("/reports"))
    assert other.status_code == 200
    assert len(export.content) > 10_000
