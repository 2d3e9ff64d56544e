"""What changes a case: corrections, status, assignment, notes, messages. Read it first: If-Match needs its ETag."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.delivery.actions import notify_person
from api.errors import Problem, described
from api.guidance.schemas import LANGUAGE
from api.people.guards import CurrentDesk, CurrentUnlocked, requires
from api.people.permissions import Permission
from api.people.sessions import Person
from api.reports.casework import actions, listing
from api.reports.casework.actions import Assignment, Message
from api.reports.casework.corrections import Correction, correct
from api.reports.casework.idempotency import Answer, Call, IdempotencyKey, once
from api.reports.casework.messages import text_of
from api.reports.casework.queries import readable
from api.reports.casework.reading_routes import Id, Reader
from api.reports.casework.schemas import (
    AssignedOut,
    AssigneeIn,
    CoarseOut,
    CorrectionIn,
    MessageIn,
    MessageTemplateOut,
    NoteIn,
    StatusIn,
    WrittenOut,
)
from api.reports.casework.versions import IfMatch, etag
from api.reports.intake import targets_of
from api.reports.models import Report
from api.service import CurrentGuidance, CurrentService

router = APIRouter()
_SAVES = described(400, 404, 409, 413, 415)
_CHANGES = _SAVES | described(412, 428)
Writer = Annotated[Person, requires(Permission.REPORTS_WRITE)]


def _changed(session: Session, report: Report, response: Response) -> CoarseOut:
    response.headers["ETag"] = etag(report.version)
    return CoarseOut.of(report, listing.labels(session, [report.id])[report.id])


@router.patch("/reports/{report_id}", summary="Correct a case", responses=_CHANGES)
def correct_report(
    report_id: Id,
    body: CorrectionIn,
    _: Writer,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    service: CurrentService,
    response: Response,
    if_match: IfMatch = None,
) -> CoarseOut:
    """412 when somebody changed it meanwhile: nothing was saved; the answer's ETag is the current one."""
    correction = Correction(body.fields())
    correction.check(service.library.current.catalogue)

    def save(session: Session) -> CoarseOut:
        report = correct(session, unlocked, report_id, correction, if_match, targets_of(service.settings))
        return _changed(session, report, response)

    return desk.run(save)


@router.post("/reports/{report_id}/status", summary="Move a case", responses=_CHANGES)
def set_status(
    report_id: Id,
    body: StatusIn,
    person: Writer,
    desk: CurrentDesk,
    service: CurrentService,
    response: Response,
    if_match: IfMatch = None,
) -> CoarseOut:
    """409 says where a case may go from its status. Closing needs an outcome, and sets the day of deletion."""
    if body.outcome and body.outcome not in service.library.current.catalogue.intake.outcomes:
        wrong = {"field": "outcome", "message": "is not one that is known"}
        raise Problem(422, "There is no such outcome.", errors=[wrong])
    days = service.settings.reports_kept_days

    def save(session: Session) -> CoarseOut:
        report = actions.set_status(session, person, report_id, body.status, body.outcome, days, if_match)
        return _changed(session, report, response)

    return desk.run(save)


@router.post("/reports/{report_id}/assignee", summary="Take, hand over or put back a case", responses=_CHANGES)
def assign(
    report_id: Id,
    body: AssigneeIn,
    person: Writer,
    desk: CurrentDesk,
    response: Response,
    if_match: IfMatch = None,
) -> AssignedOut:
    """A supervisor gives any case to anybody who reads reports."""
    to = Assignment(body.account, body.group)
    version = desk.run(lambda session: actions.assign(session, person, report_id, to, if_match))
    response.headers["ETag"] = etag(version)
    return AssignedOut(id=report_id, assignee=body.account, version=version)


@router.post("/reports/{report_id}/notes", status_code=201, summary="Note something", responses=_SAVES)
def add_note(
    report_id: Id,
    body: NoteIn,
    person: Writer,
    desk: CurrentDesk,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> WrittenOut:
    """Sealed, for caseworkers only; the person never sees it."""
    call = Call(person, idempotency_key, f"note {report_id}", body.model_dump_json())

    def save(session: Session) -> Answer:
        return once(session, desk.pepper, call, lambda: vars(actions.add_note(session, person, report_id, body.text)))

    return _written(desk.run(save), response)


@router.post("/reports/{report_id}/messages", status_code=201, summary="Write to the person", responses=_SAVES)
def send_message(
    report_id: Id,
    body: MessageIn,
    _: Writer,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    service: CurrentService,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> WrittenOut:
    """They read it with their receipt. Who chose to be reachable gets a notice, which says nothing of the case."""
    person, catalogue = unlocked.person, service.library.current.catalogue
    call = Call(person, idempotency_key, f"message {report_id}", body.model_dump_json())

    def send(session: Session) -> Answer:
        language = readable(session, person, report_id).language
        message = Message(text_of(catalogue, body.composed(language)), waits=body.waiting)
        written, contact = actions.send_message(session, unlocked, report_id, message, targets_of(service.settings))
        if contact:
            notify_person(session, service.intake.key, contact)
        return vars(written)

    return _written(desk.run(lambda session: once(session, desk.pepper, call, lambda: send(session))), response)


def _written(answer: Answer, response: Response) -> WrittenOut:
    response.headers["ETag"] = etag(answer["version"])
    return WrittenOut(**answer)


@router.get("/message-templates", summary="Messages to choose from")
def list_templates(
    _: Reader, guidance: CurrentGuidance, language: Annotated[str, Query(pattern=LANGUAGE)] = ""
) -> list[MessageTemplateOut]:
    """In the language of the person who will read it; Russian, if none is said."""
    chosen = language or guidance.catalogue.source_language
    if chosen not in guidance.catalogue.languages:
        raise Problem(422, "There is no such language.", errors=[{"field": "language", "message": "is not known"}])
    return [MessageTemplateOut.of(key, one, chosen) for key, one in guidance.catalogue.case_messages.items()]
