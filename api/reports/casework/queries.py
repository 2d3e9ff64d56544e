"""Reads of single cases. Who may see what is part of the query: a stranger gets the 404 of an unknown one."""

from sqlalchemy import ColumnElement, select, true
from sqlmodel import Session, col

from api.errors import not_found
from api.people.guards import Unlocked
from api.people.permissions import Permission
from api.people.sessions import Person
from api.reports.documents import staff_key_place
from api.reports.models import Report
from api.reports.sealing import unseal


def group_desk(group: str) -> str:
    """The desk of a group's cases while nobody is assigned."""
    return f"group:{group}"


def desks_of(person: Person) -> list[str] | None:
    """What a person sees, as values of Report.desk; None for everything."""
    return None if person.may(Permission.REPORTS_READ_ALL) else [person.id, group_desk(person.group)]


def visible(person: Person) -> ColumnElement[bool]:
    """The condition on Report that this person may see it."""
    desks = desks_of(person)
    return true() if desks is None else col(Report.desk).in_(desks)


def readable(session: Session, person: Person, report_id: str, *, for_update: bool = False) -> Report:
    """A report that this person may see. Raises Problem 404, the same for one of others and for one that is not."""
    query = select(Report).where(col(Report.id) == report_id, visible(person))
    found = session.scalars(query.with_for_update() if for_update else query).first()
    if found is None:
        raise not_found("report")
    return found


def report_private(unlocked: Unlocked, report: Report) -> bytes:
    """The report's own private key, which opens everything in it. Raises Unreadable for one sealed to another."""
    organisation = unlocked.keys.private(report.key)
    return unseal(report.private_for_staff, organisation, staff_key_place(report.id))
