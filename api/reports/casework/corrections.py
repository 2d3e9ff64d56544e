"""What caseworkers correct in a case: coarse fields, urgency, tags, the due date, the employer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from api.database import now
from api.errors import Problem
from api.guidance.catalogue import Catalogue
from api.people import audit
from api.people.audit import Action
from api.people.guards import Unlocked
from api.reports.casework.employer import mark
from api.reports.casework.listing import labels
from api.reports.casework.opening import does_not_open, open_casework
from api.reports.casework.queries import readable, report_private
from api.reports.casework.rules import Promise
from api.reports.casework.versions import change, check_version
from api.reports.documents import Casework, casework_place, seal_document
from api.reports.models import Report, ReportLabel
from api.reports.rules import Targets, floored, is_month
from api.reports.sealing import Unreadable

_LABELS = {"violations": "violation", "tags": "tag"}
_IN_CLEAR = ("country", "region", "month", "sector", "gender", "age_band", "urgency")
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_SEALED = ("employer", "urgency_reason")


@dataclass(frozen=True)
class Correction:
    """`fields` are those that are corrected, by name; the rest stay as they are.

    `violations` is the main code, then up to two more. `due_at` None: no date. An empty code: it is not known.
    """

    fields: Mapping[str, Any] = field(repr=False)

    def check(self, catalogue: Catalogue) -> None:
        """Raises Problem 422 that names every field at fault: what stands in clear is from closed lists only."""
        wrong = [name for name, known in _known(catalogue, self.fields).items() if not self._within(name, known)]
        month = self.fields.get("month")
        wrong += ["month"] * bool(month and not is_month(month, now().date()))
        due_at = self.fields.get("due_at")
        wrong += ["due_at"] * bool(due_at and not _FIRST_YEAR <= due_at.year < _LAST_YEAR)
        if wrong:
            errors = [{"field": name, "message": "is not one that is known"} for name in wrong]
            raise Problem(422, "Some fields hold what is not known; `errors` names them.", errors=errors)
        if ("urgency" in self.fields) != bool(self.fields.get("urgency_reason")):
            missing = {"field": "urgency_reason", "message": "goes with `urgency`, and only with it"}
            raise Problem(422, "Say why the urgency is another one.", errors=[missing])

    def _within(self, name: str, known: Collection[str]) -> bool:
        given = self.fields.get(name) or ()
        return set([given] if isinstance(given, str) else given) <= set(known)


def _known(catalogue: Catalogue, fields: Mapping[str, Any]) -> dict[str, Collection[str]]:
    lists, country = catalogue.intake, fields.get("country")
    return {
        "violations": catalogue.violations,
        "tags": lists.tags,
        "country": {*catalogue.countries, "other"},
        "region": {city.name_en for city in catalogue.cities if not country or city.country == country},
        "sector": lists.sectors,
        "gender": lists.genders,
        "age_band": lists.age_bands,
    }


def correct(
    session: Session, unlocked: Unlocked, report_id: str, correction: Correction, if_match: str | None, targets: Targets
) -> Report:
    """The case as it is then. Raises Problem 404, 412, 428, and 409 for one that does not open."""
    person = unlocked.person
    report = readable(session, person, report_id)
    check_version(report, if_match)
    change(session, person, report, _columns(unlocked, report, correction.fields, targets))
    for name in _LABELS.keys() & correction.fields.keys():
        put_labels(session, report, _LABELS[name], correction.fields[name])
    audit.append(session, person.id, Action.REPORT_CHANGED, "report", report.id)
    return report


def _columns(unlocked: Unlocked, report: Report, fields: Mapping[str, Any], targets: Targets) -> dict[str, Any]:
    columns = {name: fields[name] for name in _IN_CLEAR if name in fields}
    if "violations" in fields:
        columns["violation"] = fields["violations"][0]
    if "has_news" in fields:
        columns["has_news"] = fields["has_news"]
    if "urgency" in fields:
        promise = Promise(report.urgency, report.received_at, report.due_at)
        columns["due_at"] = promise.with_urgency(fields["urgency"], targets)
    if "due_at" in fields:
        columns["due_at"] = floored(fields["due_at"]) if fields["due_at"] else None
    if recorded := {name: fields[name] for name in _SEALED if name in fields}:
        columns |= _sealed(unlocked, report, recorded)
    return columns


def _sealed(unlocked: Unlocked, report: Report, recorded: dict[str, Any]) -> dict[str, Any]:
    try:
        casework: Casework = open_casework(report, report_private(unlocked, report)).model_copy(update=recorded)
    except Unreadable as error:
        raise does_not_open() from error
    columns: dict[str, Any] = {
        "casework": seal_document(casework, report.public_key, casework_place(report.id)),
    }
    if "employer" in recorded:
        name = recorded["employer"]
        columns["employer_mark"] = mark(unlocked.keys.private(report.key), name) if name else None
    return columns


def put_labels(session: Session, report: Report, kind: str, codes: list[str]) -> None:
    """In place of all that the report has of this kind."""
    session.execute(delete(ReportLabel).where(col(ReportLabel.report) == report.id, col(ReportLabel.kind) == kind))
    same = {"report": report.id, "kind": kind, "received_at": report.received_at, "desk": report.desk}
    if codes:
        session.execute(insert(ReportLabel), [{**same, "code": code} for code in codes])


def labels_of(session: Session, report: Report) -> dict[str, list[str]]:
    """`violation`: the main one first; `tag`: by alphabet."""
    found = labels(session, [report.id])[report.id]
    found["violation"].sort(key=lambda code: code != report.violation)
    return found
