"""Verbs that change a case: move it, assign it, write in it. Each is told in the audit; none commits."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people import audit, grants
from api.people.audit import Action
from api.people.guards import Unlocked
from api.people.models import Account
from api.people.permissions import Permission, Role, reads_reports
from api.people.sessions import Person
from api.reports.casework.opening import open_report
from api.reports.casework.queries import group_desk, readable
from api.reports.casework.rules import NotAllowed, Promise, Standing, Status, after_message, move
from api.reports.casework.versions import change, check_version
from api.reports.documents import Contact, Direction, Entry, entry_place, seal_document
from api.reports.models import Report, ReportEntry, ReportLabel
from api.reports.rules import Targets, floored


@dataclass(frozen=True)
class Written:
    """What was added to a case, by its number, and the case's version then."""

    number: int
    version: int


# Status


def set_status(
    session: Session, person: Person, report_id: str, to: Status, outcome: str, kept_days: int, if_match: str | None
) -> Report:
    """Raises Problem 409 for a move that the rules do not allow; 404, 412, 428."""
    report = readable(session, person, report_id)
    check_version(report, if_match)
    standing = Standing(Status(report.status), report.has_news, report.person_wrote_on)
    supervises = person.may(Permission.REPORTS_ASSIGN)
    try:
        moved = move(standing, to, outcome, now().date(), kept_days, supervises=supervises)
    except NotAllowed as refusal:
        raise Problem(409, refusal.reason) from refusal
    columns = {**vars(moved), "status": str(to)}
    if to is Status.CLOSED:
        columns["due_at"] = None
    change(session, person, report, columns)
    told = Action.REPORT_CLOSED if to is Status.CLOSED else Action.REPORT_MOVED
    told = Action.REPORT_REOPENED if standing.status is Status.CLOSED else told
    audit.append(session, person.id, told, "report", report.id)
    return report


# Who works on it


@dataclass(frozen=True)
class Assignment:
    """`account` None: nobody. `group` None: as it is."""

    account: str | None
    group: str | None = None


def assign(session: Session, person: Person, report_id: str, to: Assignment, if_match: str | None) -> int:
    """The case's new version; the person may not see it any more then.

    Whoever may assign gives any case to anybody. A caseworker takes one of their group that nobody has, hands over
    their own, or puts it back. Raises Problem 403 for more than that, 409 when nothing changes; 404, 412, 422, 428.
    """
    report = readable(session, person, report_id)
    check_version(report, if_match)
    group = report.group if to.group is None else to.group
    if not person.may(Permission.REPORTS_ASSIGN):
        _check_own_choice(person, report, to.account, group)
    if (to.account, group) == (report.assignee, report.group):
        raise Problem(409, "So it is already.")
    if to.account is not None:
        _check_works_on_reports(session, to.account)
    if group != report.group:
        _check_group(session, group)
    desk = to.account or group_desk(group)
    version = change(session, person, report, {"assignee": to.account, "group": group, "desk": desk})
    session.execute(update(ReportLabel).where(col(ReportLabel.report) == report_id).values(desk=desk))
    audit.append(session, person.id, Action.REPORT_ASSIGNED, "report", report_id)
    return version


def _check_own_choice(person: Person, report: Report, account: str | None, group: str) -> None:
    if group != report.group:
        raise Problem(403, "Another group is chosen by a supervisor.")
    if report.assignee is None and account not in (None, person.id):
        raise Problem(403, "Take the case yourself first; then you can hand it over.")


def _check_works_on_reports(session: Session, account_id: str) -> None:
    """The row is locked: who is removed at this moment gets no case."""
    query = select(Account).where(col(Account.id) == account_id, col(Account.active)).with_for_update(read=True)
    account = session.scalars(query).first()
    if account is None or not reads_reports(Role(account.role)) or not grants.holds_current_key(session, account.id):
        wrong = {"field": "account", "message": "is nobody who reads reports here"}
        raise Problem(422, "Choose somebody who was given the organisation's key.", errors=[wrong])


def _check_group(session: Session, group: str) -> None:
    members = select(col(Account.id)).where(col(Account.group) == group, col(Account.active)).limit(1)
    if session.scalars(members).first() is None:
        wrong = {"field": "group", "message": "has no members"}
        raise Problem(422, "Nobody of this group would see the case.", errors=[wrong])


def colleagues(session: Session) -> list[Account]:
    """Those who read reports, by login."""
    query = select(Account).where(col(Account.active)).order_by(col(Account.login))
    return [account for account in session.scalars(query) if reads_reports(Role(account.role))]


# Notes and messages


def add_note(session: Session, person: Person, report_id: str, text: str) -> Written:
    """For caseworkers only: the person never sees it. Raises Problem 404."""
    report = readable(session, person, report_id, for_update=True)
    written = _write(session, person, report, "note", text, {})
    audit.append(session, person.id, Action.REPORT_NOTED, "report", report_id)
    return written


@dataclass(frozen=True)
class Message:
    """`waits`: the case waits for the person's answer then."""

    text: str = field(repr=False)
    waits: bool = False


def send_message(
    session: Session, unlocked: Unlocked, report_id: str, message: Message, targets: Targets
) -> tuple[Written, Contact | None]:
    """To the person, in the thread that the receipt opens. Gives the contact of one who chose to be reachable.

    Raises Problem 404, and 409 for waiting in a closed case.
    """
    person = unlocked.person
    report = readable(session, person, report_id, for_update=True)
    contact = open_report(unlocked, report).details.contact
    try:
        status = after_message(Status(report.status), waits=message.waits)
    except NotAllowed as refusal:
        raise Problem(409, refusal.reason) from refusal
    columns: dict[str, Any] = {"status": str(status), "has_news": False}
    if report.first_reply_at is None:
        columns["first_reply_at"] = floored(now())
        columns["due_at"] = Promise(report.urgency, report.received_at, report.due_at).after_reply(targets)
    written = _write(session, person, report, "staff", message.text, columns)
    audit.append(session, person.id, Action.REPORT_ANSWERED, "report", report_id)
    return written, contact


def _write(
    session: Session, person: Person, report: Report, direction: Direction, text: str, columns: dict[str, Any]
) -> Written:
    """`report` is locked: two who write at once get two numbers."""
    report_id, number = report.id, report.entries + 1
    entry = Entry(text=text, at=now(), author=person.id)
    sealed = seal_document(entry, report.public_key, entry_place(report_id, number, direction))
    version = change(session, person, report, {**columns, "entries": number})
    session.add(ReportEntry(report=report_id, number=number, direction=direction, sealed=sealed))
    session.flush()
    return Written(number, version)
