"""Cases for those who work on them: the list, one case, search, comparison. What changes a case is beside it."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import Row, select
from sqlmodel import Session, col

from api.errors import described
from api.people import audit
from api.people.audit import Action
from api.people.guards import CurrentDesk, CurrentUnlocked, requires
from api.people.permissions import Permission
from api.people.sessions import Person
from api.reports.casework import duplicates, listing
from api.reports.casework.actions import colleagues
from api.reports.casework.cursors import Position
from api.reports.casework.opening import SealedEntry, entries_of, open_report
from api.reports.casework.queries import readable
from api.reports.casework.schemas import (
    CaseOut,
    CoarseOut,
    ColleagueOut,
    DuplicateOut,
    ListIn,
    ListOut,
    SearchIn,
    SearchOut,
)
from api.reports.casework.search import Search, search
from api.reports.casework.versions import etag
from api.reports.models import Referral, Report

_EMPLOYERS_SHOWN = 100


def _out(session: Session, rows: Sequence[Row[Any]]) -> list[CoarseOut]:
    labels = listing.labels(session, [row.id for row in rows])
    return [CoarseOut.of(row, labels[row.id]) for row in rows]


def _coarse(session: Session, person: Person, reports: Sequence[str]) -> list[CoarseOut]:
    return _out(session, listing.some(session, person, reports))


router = APIRouter()
_ONE = described(404, 409)
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Reader = Annotated[Person, requires(Permission.REPORTS_READ)]


@router.get("/reports", summary="Cases, the newest first")
def list_reports(asked: Annotated[ListIn, Query()], person: Reader, desk: CurrentDesk) -> ListOut:
    """Those that you may see. Only coarse fields: nothing is opened, and nothing is noted in the audit."""
    after = Position.read(asked.cursor) if asked.cursor else None

    def look(session: Session) -> ListOut:
        page = listing.page(session, person, asked.filters(), after, asked.limit)
        return ListOut(reports=_out(session, page.rows), next=page.next and page.next.written())

    return desk.run(look)


@router.get("/reports/assignees", summary="To whom a case can be handed over")
def list_assignees(_: Reader, desk: CurrentDesk) -> list[ColleagueOut]:
    return desk.run(lambda session: [ColleagueOut.of(account) for account in colleagues(session)])


@router.post("/reports/search", summary="Search for words", responses=described(400, 413, 415))
def search_reports(body: SearchIn, person: Reader, unlocked: CurrentUnlocked, desk: CurrentDesk) -> SearchOut:
    """Any spelling and script finds it. Opens 500 reports at most, the newest first; then go on with `next`."""
    after = Position.read(body.cursor) if body.cursor else None
    looked_for = Search(body.q, body.filters(), after, body.limit)
    looked_for.folded()
    desk.run(lambda session: audit.append(session, person.id, Action.REPORT_SEARCHED, "report", ""))
    found = search(desk, unlocked, looked_for)
    reports = desk.run(lambda session: _coarse(session, person, found.reports))
    return SearchOut(reports=reports, opened=found.opened, next=found.next and found.next.written())


@router.get("/reports/{report_id}", summary="One case", responses=_ONE)
def read_report(
    report_id: Id, person: Reader, unlocked: CurrentUnlocked, desk: CurrentDesk, response: Response
) -> CaseOut:
    """With all messages and notes. The ETag is what a change must send as `If-Match`."""

    def look(session: Session) -> tuple[Report, list[SealedEntry], dict[str, list[str]], list[Referral]]:
        report = readable(session, person, report_id)
        audit.append(session, person.id, Action.REPORT_READ, "report", report_id)
        referrals = select(Referral).where(col(Referral.report) == report_id).order_by(col(Referral.created_at))
        entries, labels = entries_of(session, [report_id]), listing.labels(session, [report_id])
        return report, entries[report_id], labels[report_id], list(session.scalars(referrals))

    report, entries, labels, referrals = desk.run(look)
    case = open_report(unlocked, report, entries)
    response.headers["ETag"] = etag(report.version)
    return CaseOut.opened(report, labels, case, referrals)


@router.get("/reports/{report_id}/duplicates", summary="Cases that may be the same", responses=_ONE)
def list_duplicates(report_id: Id, person: Reader, unlocked: CurrentUnlocked, desk: CurrentDesk) -> list[DuplicateOut]:
    """Of the same kind, country and about the same month: same contact, same employer, or a story much alike."""

    def look(session: Session) -> tuple[Report, list[Report]]:
        report = readable(session, person, report_id)
        audit.append(session, person.id, Action.REPORT_COMPARED, "report", report_id)
        return report, duplicates.candidates(session, person, report)

    found = duplicates.compare(unlocked, *desk.run(look))
    coarse = {one.id: one for one in desk.run(lambda session: _coarse(session, person, [c.report for c in found]))}
    return [DuplicateOut.like(one, coarse[one.report]) for one in found if one.report in coarse]


@router.get("/reports/{report_id}/same-employer", summary="Cases with the same employer", responses=_ONE)
def list_same_employer(report_id: Id, person: Reader, _: CurrentUnlocked, desk: CurrentDesk) -> list[CoarseOut]:
    """However the name was spelt. Up to a hundred, the newest first."""

    def look(session: Session) -> list[CoarseOut]:
        report = readable(session, person, report_id)
        audit.append(session, person.id, Action.REPORT_COMPARED, "report", report_id)
        return _coarse(session, person, duplicates.of_same_employer(session, person, report, _EMPLOYERS_SHOWN))

    return desk.run(look)
