"""All readable cases as one package with a password: for supervisors, told in the audit case by case.

The package is made while it is sent: one case is open at a time, one piece of a file. Each case is read, and told, in
a transaction of its own, and whoever is shut out meanwhile gets no further one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.people import audit, sessions
from api.people.audit import Action
from api.people.desk import Desk
from api.people.guards import Unlocked
from api.reports.casework.queries import visible
from api.reports.models import Report, ReportLabel, new_id
from api.reports.referral.archive import File, packed
from api.reports.referral.cases import Attached, Case, CaseFiles, SealedCase, as_json

_BATCH = 200
_MESSAGES = frozenset({"person", "staff"})
_WITH_NOTES = _MESSAGES | {"note"}
_COARSE = (
    *("violation", "language", "country", "region", "month", "sector", "gender", "age_band", "urgency", "status"),
    *("outcome", "group", "assignee", "received_at", "due_at", "first_reply_at", "closed_on", "expires_on"),
)


class Stopped(Exception):
    """Whoever asked for the export may not have it any more. The package has no end, and does not open."""


@dataclass(frozen=True)
class Wanted:
    """Which cases, and what of them. Empty: not narrowed. Months are those in which it happened, both included."""

    status: str = ""
    urgency: str = ""
    violation: str = ""
    country: str = ""
    first_month: str = ""
    last_month: str = ""
    notes: bool = False
    attachments: Attached = Attached.NONE

    def conditions(self) -> list[Any]:
        given = [
            col(getattr(Report, name)) == value
            for name in ("status", "urgency", "country")
            if (value := getattr(self, name))
        ]
        if self.violation:
            label = (col(ReportLabel.kind) == "violation") & (col(ReportLabel.code) == self.violation)
            given.append(exists().where(col(ReportLabel.report) == col(Report.id), label))
        if self.first_month or self.last_month:
            given.append(col(Report.month) >= (self.first_month or "0"))
            given.append(col(Report.month) <= (self.last_month or "9"))
        return given


@dataclass(frozen=True)
class Export:
    """One export. `files` is what the package holds."""

    desk: Desk = field(repr=False)
    unlocked: Unlocked = field(repr=False)
    wanted: Wanted
    id: str = field(default_factory=new_id)

    def begin(self) -> "Export":
        """Tells the audit, before anything is sent."""
        by = self.unlocked.person.id
        self.desk.run(lambda session: audit.append(session, by, Action.EXPORT_MADE, "export", self.id))
        return self

    def stream(self) -> Iterator[bytes]:
        """A tar stream. Raises Stopped."""
        return packed(self._files())

    def _files(self) -> Iterator[File]:
        yield File.whole("export.json", as_json(self._about()))
        for report_id in self._ids():
            sealed = self.desk.run(partial(self._read, report_id=report_id))
            if sealed is not None:
                yield from self._case(sealed)

    def _about(self) -> dict[str, Any]:
        asked = {name: str(value) for name, value in vars(self.wanted).items() if value}
        return {"export": self.id, "made_at": now().isoformat(), "by": self.unlocked.person.id, "asked": asked}

    def _ids(self) -> Iterator[str]:
        """In the order of ids, which tells nothing; cases that come in meanwhile may be among them or not."""
        last = ""
        while batch := self.desk.run(partial(self._batch, last=last)):
            yield from batch
            last = batch[-1]

    def _batch(self, session: Session, last: str) -> Sequence[str]:
        mine = (visible(self.unlocked.person), *self.wanted.conditions(), col(Report.id) > last)
        return session.scalars(select(col(Report.id)).where(*mine).order_by(col(Report.id)).limit(_BATCH)).all()

    def _read(self, session: Session, report_id: str) -> SealedCase | None:
        """None for a case that is gone by now."""
        person = self.unlocked.person
        if sessions.find_person(session, person.token) is None:
            raise Stopped
        try:
            found = SealedCase.find(session, self.unlocked, report_id)
        except Problem:
            return None
        audit.append(session, person.id, Action.REPORT_EXPORTED, "report", report_id)
        return found

    def _case(self, sealed: SealedCase) -> Iterator[File]:
        """A case that does not open is named; the others follow."""
        folder = f"cases/{sealed.report.id}/"
        try:
            case = sealed.open(self.unlocked)
        except Problem as problem:
            yield File.whole(f"{folder}case.json", as_json({"id": sealed.report.id, "unreadable": problem.detail}))
            return
        files = self._checked(case)
        yield File.whole(f"{folder}case.json", as_json(self._document(case, files)))
        yield from files.packed(folder)

    def _checked(self, case: Case) -> CaseFiles:
        """Without the files when one of them is damaged."""
        try:
            return case.files(self.desk.database, self.wanted.attachments).check()
        except Problem:
            return case.files(self.desk.database, Attached.NONE)

    def _document(self, case: Case, files: CaseFiles) -> dict[str, Any]:
        coarse = case.report.model_dump(mode="json", include=set(_COARSE))
        return {
            "id": case.report.id,
            "coarse": coarse,
            "details": case.opened.details.model_dump(mode="json"),
            "casework": case.opened.casework.model_dump(mode="json"),
            "entries": case.entries(_WITH_NOTES if self.wanted.notes else _MESSAGES),
            "files": files.listed(),
        }
