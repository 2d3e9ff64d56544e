"""The list of cases: coarse fields only, the newest first, a page at a time.

A page costs the same however many reports there are. One filter is the index that is walked, in the order of the list;
others are checked on what it finds, and after SCANNED reports the page ends, full or not, and says where to go on.
A caseworker sees two desks: each is walked by itself, and the two are merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, select, tuple_
from sqlmodel import Session, col

from api.database import now
from api.people.sessions import Person
from api.reports.casework.cursors import Position
from api.reports.casework.queries import desks_of, group_desk, visible
from api.reports.models import FACETS, Report, ReportLabel

SCANNED = 500
_WALKED_BY_DESK = frozenset(FACETS) | {"overdue", "tag", "violation"}
# The rarer its values are, the earlier a filter stands: the first that is set is walked.
_ORDER = (
    *("region", "tag", "violation", "month", "overdue", "has_news"),
    *("urgency", "country", "nobody", "status", "group"),
)
COARSE = [
    col(getattr(Report, name))
    for name in (
        *("id", "received_at", "violation", "language", "country", "region", "month", "sector", "gender", "age_band"),
        *("urgency", "status", "outcome", "group", "assignee", "has_news", "version", "entries"),
        *("due_at", "first_reply_at", "closed_on", "expires_on", "person_wrote_on"),
    )
]


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty: not at all. `assignee` is an account's id, `me` or `none`."""

    status: str = ""
    urgency: str = ""
    violation: str = ""
    country: str = ""
    region: str = ""
    month: str = ""
    assignee: str = ""
    tag: str = ""
    group: str | None = None
    overdue: bool | None = None
    has_news: bool | None = None


@dataclass(frozen=True)
class Page:
    """Rows of COARSE columns, and where the next page begins; None on the last one."""

    rows: Sequence[Row[Any]]
    next: Position | None


def page(session: Session, person: Person, filters: Filters, after: Position | None, limit: int) -> Page:
    """Up to `limit` reports that this person may see; those after a position."""
    halves = [_half(session, desk, filters, after, limit) for desk in _desks(person, filters)]
    rows = sorted((row for half in halves for row in half.rows), key=_position, reverse=True)
    # Below the place that one desk was walked to, the other's rows wait for the next page.
    floor = max((half.next for half in halves if half.next), default=None)
    shown = [row for row in rows if floor is None or _position(row) >= floor][:limit]
    if len(shown) < len(rows) and len(shown) == limit:
        return Page(shown, _position(shown[-1]))
    return Page(shown, floor)


def some(session: Session, person: Person, reports: Sequence[str]) -> list[Row[Any]]:
    """COARSE columns of these reports, in this order; without those that this person may not see (any more)."""
    found = session.execute(select(*COARSE).where(col(Report.id).in_(reports), visible(person))).all()
    return sorted(found, key=lambda row: reports.index(row.id))


def labels(session: Session, reports: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Codes by report, then by kind (violation, tag), in alphabetical order."""
    found: dict[str, dict[str, list[str]]] = {report: {"violation": [], "tag": []} for report in reports}
    query = select(col(ReportLabel.report), col(ReportLabel.kind), col(ReportLabel.code))
    for report, kind, code in session.execute(query.where(col(ReportLabel.report).in_(reports))):
        found[report][kind].append(code)
    return {report: {kind: sorted(codes) for kind, codes in kinds.items()} for report, kinds in found.items()}


def _position(row: Row[Any]) -> Position:
    return Position(row.received_at, row.id)


def _desks(person: Person, filters: Filters) -> list[str | None]:
    """The desks to walk; None is all of them at once."""
    mine = desks_of(person)
    if filters.assignee == "none":
        if mine is None:
            return [None] if filters.group is None else [group_desk(filters.group)]
        return [group_desk(person.group)]
    wanted = person.id if filters.assignee == "me" else filters.assignee
    if wanted:
        return [wanted] if mine is None or wanted in mine else []
    return [None] if mine is None else list(mine)


def _half(session: Session, desk: str | None, filters: Filters, after: Position | None, limit: int) -> Page:
    """One desk's share; `next` is where the walk stopped, if there may be more."""
    conditions = _conditions(desk, filters, now())
    walked = next((name for name in _ORDER if name in conditions and (desk is None or name in _WALKED_BY_DESK)), "")
    checked = [condition for name, condition in conditions.items() if name != walked]
    found = _walk(desk, walked, conditions.get(walked), filters, after)
    some = found.limit(SCANNED if checked else limit + 1).subquery()
    rows = session.execute(_rows(some, checked).limit(limit + 1)).all()
    if len(rows) > limit:
        return Page(rows[:limit], _position(rows[limit - 1]))
    last = session.execute(found.offset(SCANNED - 1).limit(1)).first() if checked else None
    return Page(rows, _position(last) if last else None)


def _conditions(desk: str | None, filters: Filters, moment: datetime) -> dict[str, ColumnElement[bool]]:
    """By name of filter, on Report."""
    found: dict[str, ColumnElement[bool]] = {
        name: col(getattr(Report, name)) == value
        for name in ("status", "urgency", "country", "region", "month")
        if (value := getattr(filters, name))
    }
    for kind in ("violation", "tag"):
        if code := getattr(filters, kind):
            found[kind] = _labelled(kind, code)
    if filters.has_news is not None:
        found["has_news"] = col(Report.has_news).is_(filters.has_news)
    if filters.group is not None:
        found["group"] = col(Report.group) == filters.group
    if filters.overdue is not None:
        dated, over = col(Report.due_at).is_not(None), col(Report.due_at) <= moment
        found["overdue" if filters.overdue else "in time"] = (
            and_(dated, over) if filters.overdue else ~and_(dated, over)
        )
    if filters.assignee == "none" and desk is None:
        found["nobody"] = col(Report.assignee).is_(None)
    return found


def _labelled(kind: str, code: str) -> ColumnElement[bool]:
    """Looked up for each report that is walked over: as EXISTS, PostgreSQL would join all reports with this label."""
    label = (col(ReportLabel.kind) == kind) & (col(ReportLabel.code) == code)
    one = select(col(ReportLabel.code)).where(col(ReportLabel.report) == col(Report.id), label)
    return one.scalar_subquery().is_not(None)


def _walk(
    desk: str | None, walked: str, condition: ColumnElement[bool] | None, filters: Filters, after: Position | None
) -> Select[Any]:
    """Ids and hours in the order of the list, from an index that holds both."""
    if walked in ("violation", "tag"):
        table: Any = ReportLabel
        id_, received_at = col(ReportLabel.report), col(ReportLabel.received_at)
        where = [col(ReportLabel.kind) == walked, col(ReportLabel.code) == getattr(filters, walked)]
    else:
        table = Report
        id_, received_at = col(Report.id), col(Report.received_at)
        where = [] if condition is None else [condition]
    if desk is not None:
        where.append(col(table.desk) == desk)
    if after is not None:
        where.append(tuple_(received_at, id_) < (after.received_at, after.id))
    columns: list[Any] = [id_.label("id"), received_at.label("received_at")]
    return select(*columns).where(*where).order_by(received_at.desc(), id_.desc())


def _rows(some: Subquery, checked: list[ColumnElement[bool]]) -> Select[Any]:
    query = select(*COARSE).join(some, some.c.id == col(Report.id)).where(*checked)
    return query.order_by(some.c.received_at.desc(), some.c.id.desc())
