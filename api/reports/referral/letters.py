"""Puts a referral together: the case, the letter, and the files when they are wanted."""

from dataclasses import dataclass, field

from api.database import Database
from api.guidance.catalogue import Catalogue
from api.reports.models import Partner, Referral
from api.reports.referral.cases import Attached, Case
from api.reports.referral.cover import Cover
from api.reports.referral.packing import Referred, case_number
from api.reports.referral.rules import Field


@dataclass(frozen=True)
class Letter:
    """Who gets it, how the person agreed (first or later), whom to answer, and in which language it is."""

    partner: Partner = field(repr=False)
    consent: str
    answer_to: str = field(repr=False)
    language: str

    def with_case(
        self,
        case: Case,
        referral: Referral,
        note: str,
        catalogue: Catalogue,
        database: Database | None = None,
    ) -> Referred:
        """Files come with it if a database is given to read them from. Raises Problem 409 when one is damaged."""
        fields = tuple(Field(name) for name in referral.fields.split())
        with_files = database is not None and Field.ATTACHMENTS in fields
        files = case.files(database, Attached.COPIES).check() if database and with_files else None
        cover = Cover(
            partner=self.partner.name,
            case=case_number(case.report.id),
            day=referral.created_at.date(),
            consent=self.consent,
            fields=fields,
            answer_to=self.answer_to,
        )
        return Referred(
            case=case,
            fields=fields,
            at=referral.created_at,
            catalogue=catalogue,
            language=self.language,
            cover=cover.written(catalogue.referral, self.language),
            note=note,
            files=files,
        )
