"""For those who report: other forms than the conversation, and the way back with a receipt. No log-in."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from sqlmodel import Session

from api.database import now
from api.errors import Problem, described, not_found
from api.guidance.catalogue import Catalogue
from api.reports import intake, threads
from api.reports.intake import NewReport
from api.reports.models import new_id
from api.reports.private_numbers import private_numbers
from api.reports.receipt_holder import CurrentHolder, address_of
from api.reports.receipts import new_receipt, read_receipt
from api.reports.rules import is_month, urgency_of
from api.reports.schemas import MessageIn, MessageOut, ReportIn, ReportSentOut, ThreadOut
from api.service import CurrentGuidance, CurrentService

router = APIRouter(prefix="/v1", tags=["reports"], responses=described(422, 429, 503))
_SAVES = described(400, 413, 415)
_GONE = described(404)


@router.post("/reports", status_code=201, summary="Report a violation", responses=_SAVES | described(409))
def send_report(
    body: ReportIn,
    service: CurrentService,
    guidance: CurrentGuidance,
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            pattern=r"^[!-~]{16,128}$",
            description="Random. When an answer did not arrive, send the report again with the same one: it takes the"
            " place of the first, whose receipt nobody has seen, and gets a new receipt.",
        ),
    ] = None,
) -> ReportSentOut:
    """Sealed before it is saved: from then on only caseworkers and whoever has the receipt can open it.

    409: caseworkers work on the first report under this Idempotency-Key already; it was not lost.
    """
    new = _new_report(guidance.catalogue, body)
    service.new_reports.claim_try(address_of(request))
    receipt = new_receipt()
    keys = service.receipts.keys(read_receipt(receipt))
    retry_of = service.receipts.pepper.hash("report retry", idempotency_key.encode()) if idempotency_key else None
    sealed = service.intake.seal(new, keys, retry_of)

    def save(session: Session) -> None:
        if retry_of:
            intake.make_way(session, retry_of)
        service.intake.take_in(session.connection(), sealed)

    service.database.run(save)
    warnings = sorted(private_numbers("\n".join((body.told, body.place, body.when))))
    return ReportSentOut(receipt=receipt, status="new", urgency=new.urgency, warnings=warnings)


def _new_report(catalogue: Catalogue, body: ReportIn) -> NewReport:
    _check_codes(catalogue, body)
    violation = catalogue.violations.get(body.violation)
    today = now().date()
    return NewReport(
        id=new_id(),
        told=(body.told,),
        urgency=urgency_of(violation.urgency if violation else None, body.danger_now, wish=body.wish),
        consent=f"{catalogue.intake.consent_version}/{body.language}/{today}",
        **body.model_dump(exclude={"told", "consent", "shares"}),
        shares=tuple(body.shares),
    )


def _check_codes(catalogue: Catalogue, body: ReportIn) -> None:
    """What stands in clear is taken from closed lists only. Raises Problem 422 that names every field at fault."""
    lists = catalogue.intake
    known = {
        "violation": catalogue.violations,
        "language": catalogue.languages,
        "country": {*catalogue.countries, "other"},
        "region": {city.name_en for city in catalogue.cities if body.country in ("", city.country)},
        "sector": lists.sectors,
        "for_whom": lists.for_whom,
        "gender": lists.genders,
        "age_band": lists.age_bands,
        "wish": lists.wishes,
    }
    wrong = [name for name, codes in known.items() if (given := getattr(body, name)) and given not in codes]
    wrong += ["shares"] * (not set(body.shares) <= lists.shares.keys())
    wrong += ["month"] * (body.month != "" and not is_month(body.month, now().date()))
    if wrong:
        errors = [{"field": name, "message": "is not one that is known"} for name in wrong]
        raise Problem(422, "Some fields hold what is not known; `errors` names them.", errors=errors)


@router.get("/receipts/report", summary="What became of my report", responses=_GONE)
def read_report(holder: CurrentHolder) -> ThreadOut:
    """Status and messages. A wrong receipt and a report that is gone are answered alike."""
    return ThreadOut.of(threads.read(holder.thread, holder.private))


@router.post("/receipts/messages", status_code=201, summary="Write to the caseworkers", responses=_SAVES | _GONE)
def send_message(body: MessageIn, holder: CurrentHolder, service: CurrentService) -> MessageOut:
    number = service.database.run(lambda session: threads.add_message(session, holder.report, body.text))
    if number is None:
        raise not_found("report")
    return MessageOut(number=number)


@router.delete(
    "/receipts/report",
    status_code=204,
    response_class=Response,
    summary="Withdraw and delete my report",
    responses=_GONE,
)
def withdraw_report(holder: CurrentHolder, service: CurrentService) -> None:
    """With all messages, notes and files. Nobody can bring it back."""
    service.database.run(lambda session: threads.withdraw(session, holder.report))
