"""What leaves the service: cases that are referred to partners, and exports. All of it locked."""

import base64
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from api.database import now
from api.errors import Problem, described
from api.guidance.guidance import Guidance
from api.guidance.routes import LanguageQuery, known_language
from api.people import audit
from api.people.actions import check_password
from api.people.audit import Action
from api.people.guards import CurrentDesk, CurrentUnlocked, check_in_person, requires
from api.people.permissions import Permission
from api.people.sessions import Person
from api.reports.models import Partner, Referral
from api.reports.packages import MEDIA_TYPE, SUFFIX, NewPackage
from api.reports.referral import actions, partner_keys, queries
from api.reports.referral.actions import NewPartner, NewReferral
from api.reports.referral.cases import SealedCase
from api.reports.referral.export import Export
from api.reports.referral.letters import Letter
from api.reports.referral.packing import case_number, check_consent
from api.reports.referral.rules import Field
from api.reports.referral.schemas import (
    ConsentIn,
    ConsentsOut,
    ExportIn,
    PartnerIn,
    PartnerOut,
    ReferralIn,
    ReferredOut,
)
from api.service import CurrentGuidance, CurrentService

router = APIRouter(prefix="/v1", responses=described(401, 403, 422, 429, 503))
_SAVES = described(400, 404, 409, 413, 415)
_PACKAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Writer = Annotated[Person, requires(Permission.REPORTS_WRITE)]
Manager = Annotated[Person, requires(Permission.PARTNERS_WRITE)]

# Partners


@router.get("/partners", tags=["referral"], summary="To whom cases can be referred")
def list_partners(_: Annotated[Person, requires(Permission.REPORTS_READ)], desk: CurrentDesk) -> list[PartnerOut]:
    return [PartnerOut.of(partner) for partner in desk.run(queries.partners)]


@router.post("/partners", status_code=201, tags=["referral"], summary="Add a partner", responses=_SAVES)
def add_partner(body: PartnerIn, by: Manager, desk: CurrentDesk, guidance: CurrentGuidance) -> PartnerOut:
    """Compare the key with the partner by voice: whoever has its private half reads what is referred."""
    check_in_person(by)
    _check_share(guidance, body.kind, "kind")
    new = NewPartner(body.name, body.kind, partner_keys.read_public(body.public_key))
    return PartnerOut.of(desk.run(lambda session: actions.add_partner(session, by, new)))


@router.delete(
    "/partners/{partner_id}",
    status_code=204,
    response_class=Response,
    tags=["referral"],
    summary="Refer nothing to a partner any more",
    responses=described(404),
)
def remove_partner(partner_id: Id, by: Manager, desk: CurrentDesk) -> None:
    check_in_person(by)
    desk.run(lambda session: actions.remove_partner(session, by, partner_id))


def _check_share(guidance: Guidance, share: str, field: str) -> None:
    known = guidance.catalogue.intake.shares
    if share not in known:
        message = f"use one of {', '.join(known)}"
        raise Problem(422, "There is no such consent.", errors=[{"field": field, "message": message}])


# Consents and referrals


@router.post(
    "/reports/{report_id}/consents",
    status_code=201,
    tags=["referral"],
    summary="Record that the person agreed to share with a kind of partner, or took it back",
    responses=_SAVES,
)
def record_consent(
    report_id: Id,
    body: ConsentIn,
    _: Writer,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    guidance: CurrentGuidance,
) -> ConsentsOut:
    """Said in the thread or by voice, after the report. It is sealed, with where it was said."""
    _check_share(guidance, body.share, "share")
    consent = actions.Consent(body.share, body.given, body.given_how)
    recorded = desk.run(lambda session: actions.record_consent(session, unlocked, report_id, consent))
    return ConsentsOut(shares_later=recorded.shares, shares_withdrawn=recorded.withdrawn)


@router.post(
    "/reports/{report_id}/referrals",
    status_code=201,
    tags=["referral"],
    summary="Refer chosen fields of a case to a partner",
    responses=_SAVES,
)
def refer(
    report_id: Id,
    body: ReferralIn,
    person: Writer,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    service: CurrentService,
    guidance: CurrentGuidance,
) -> ReferredOut:
    """409 unless the person agreed to share with this kind of partner, in the report or as a caseworker recorded it.

    The letter and the package go to the partner in any way that you have; only the partner opens the package.
    """
    language = known_language(guidance, body.language)
    fields = tuple(dict.fromkeys(body.fields))

    def find(session: Session) -> tuple[SealedCase, Partner]:
        return SealedCase.find(session, unlocked, report_id), queries.partner(session, body.partner)

    sealed, partner = desk.run(find)
    case = sealed.open(unlocked)
    consent = check_consent(case, partner.kind, fields)
    new = NewReferral(partner.id, fields, body.note, body.status_referred)
    kept_days = service.settings.reports_kept_days
    referral = desk.run(lambda session: actions.refer(session, person, report_id, new, kept_days))
    letter = Letter(partner, consent, body.answer_to or person.login, language)
    referred = letter.with_case(case, referral, body.note, guidance.catalogue)
    package = None if Field.ATTACHMENTS in fields else b"".join(referred.package(partner.public_key))
    return ReferredOut(
        id=referral.id,
        partner=partner.id,
        fields=list(fields),
        created_at=referral.created_at,
        cover=referred.cover,
        package=package and base64.b64encode(package).decode(),
        package_url=f"/v1/reports/{report_id}/referrals/{referral.id}/package",
    )


@router.get(
    "/reports/{report_id}/referrals/{referral_id}/package",
    tags=["referral"],
    summary="The package of a referral, with its files",
    response_class=StreamingResponse,
    responses={**_PACKAGE, **described(404, 409)},
)
def read_package(
    report_id: Id,
    referral_id: Id,
    person: Writer,
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
    service: CurrentService,
    language: LanguageQuery = None,
) -> StreamingResponse:
    """Made anew, from the case as it is now, if the partner is still one and the consent still stands."""

    def find(session: Session) -> tuple[SealedCase, Referral, Partner]:
        found = SealedCase.find(session, unlocked, report_id)
        referral = queries.referral(session, report_id, referral_id)
        audit.append(session, person.id, Action.REPORT_PACKED, "report", report_id)
        return found, referral, queries.partner(session, referral.partner)

    guidance = service.library.current
    spoken = known_language(guidance, language)
    sealed, referral, partner = desk.run(find)
    case = sealed.open(unlocked)
    fields = [Field(name) for name in referral.fields.split()]
    letter = Letter(partner, check_consent(case, partner.kind, fields), person.login, spoken)
    note = actions.open_note(referral, case.opened.private)
    referred = letter.with_case(case, referral, note, guidance.catalogue, desk.database)
    return _package(f"case-{case_number(report_id)}", referred.package(partner.public_key))


# Export


@router.post(
    "/exports",
    tags=["export"],
    summary="All readable cases as a package with a password",
    response_class=StreamingResponse,
    responses={**_PACKAGE, **described(400, 413, 415)},
)
def export(
    body: ExportIn,
    person: Annotated[Person, requires(Permission.REPORTS_EXPORT)],
    unlocked: CurrentUnlocked,
    desk: CurrentDesk,
) -> StreamingResponse:
    """Told in the audit, once for the export and once for each case in it. `jardam package open` opens it."""
    check_in_person(person)
    password = body.password.get_secret_value()
    check_password(password, person.login)
    package = NewPackage.with_password(password, desk.slow_hash, desk.slow_hash.cost)
    made = Export(desk, unlocked, body.wanted()).begin()
    return _package(f"cases-{now():%Y-%m-%d}", package.pieces(made.stream()))


def _package(name: str, pieces: Iterable[bytes]) -> StreamingResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}{SUFFIX}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(pieces, media_type=MEDIA_TYPE, headers=headers)
