"""Reports that may tell of the same thing: found by coarse fields, compared in the memory of one request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from api.errors import Problem
from api.people.guards import Unlocked
from api.people.sessions import Person
from api.reports.casework import listing
from api.reports.casework.listing import Filters
from api.reports.casework.opening import Opened, open_report
from api.reports.casework.queries import visible
from api.reports.casework.words import folded, likenesses
from api.reports.models import Report

COMPARED = 200
_SHOWN = 20
_ALIKE = 0.35  # below it, stories have no more in common than what happens to many people
_CONTACT, _EMPLOYER = 0.5, 0.2


@dataclass(frozen=True)
class Candidate:
    """`reasons` are of: contact, employer, story. `score` is 0 to 1."""

    report: str
    score: float
    reasons: list[str]


def candidates(session: Session, person: Person, report: Report) -> list[Report]:
    """Reports that this person may see, of the same kind, country and about the same month; the newest 200."""
    found: list[Report] = []
    for month in _months_around(report.month):
        alike = Filters(violation=report.violation, country=report.country, month=month)
        rows = listing.page(session, person, alike, None, COMPARED + 1).rows
        ids = [row.id for row in rows if row.id != report.id]
        found += session.scalars(select(Report).where(col(Report.id).in_(ids)))
    found.sort(key=lambda one: (one.received_at, one.id), reverse=True)
    return found[:COMPARED]


def _months_around(month: str) -> list[str]:
    """The month, the one before and the one after; for an unknown month, any."""
    if not month:
        return [""]
    first = date(int(month[:4]), int(month[5:]), 1).toordinal()
    return [f"{date.fromordinal(first + days):%Y-%m}" for days in (-1, 0, 31)]


def compare(unlocked: Unlocked, report: Report, others: Sequence[Report]) -> list[Candidate]:
    """Those that are likely the same, the likeliest first. Call it outside transactions. Raises Problem 409."""
    mine = open_report(unlocked, report)
    theirs = [(other, opened) for other in others if (opened := _opened(unlocked, other))]
    likes = likenesses(_story(mine), [_story(opened) for _, opened in theirs])
    found = []
    for (other, opened), like in zip(theirs, likes, strict=True):
        same = mine.details.contact is not None and _address(mine) == _address(opened)
        employer = report.employer_mark is not None and report.employer_mark == other.employer_mark
        reasons = {"contact": same, "employer": employer, "story": like >= _ALIKE}
        score = min(_CONTACT * same + _EMPLOYER * employer + like, 1.0)
        if any(reasons.values()):
            found.append(Candidate(other.id, round(score, 2), [name for name, holds in reasons.items() if holds]))
    return sorted(found, key=lambda candidate: candidate.score, reverse=True)[:_SHOWN]


def _opened(unlocked: Unlocked, report: Report) -> Opened | None:
    """A damaged report does not stand in the way of the others."""
    try:
        return open_report(unlocked, report)
    except Problem:
        return None


def _story(opened: Opened) -> str:
    return folded(opened.details.told)


def _address(opened: Opened) -> tuple[str, str] | None:
    contact = opened.details.contact
    return (contact.channel, contact.address) if contact else None


def of_same_employer(session: Session, person: Person, report: Report, limit: int) -> list[str]:
    """Ids of other reports with the same employer's mark that this person may see, the newest first."""
    if report.employer_mark is None:
        return []
    query = select(col(Report.id)).where(
        col(Report.employer_mark) == report.employer_mark, col(Report.id) != report.id, visible(person)
    )
    return list(session.scalars(query.order_by(col(Report.received_at).desc(), col(Report.id).desc()).limit(limit)))
