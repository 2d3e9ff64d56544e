"""The package for a partner: chosen fields of one case, sealed to the partner's key."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from api.errors import Problem
from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_rows import Texts
from api.reports.packages import NewPackage
from api.reports.referral.archive import File, packed
from api.reports.referral.cases import Case, CaseFiles, Json, as_json
from api.reports.referral.rules import Field, consent, naming

_MESSAGES = frozenset({"person", "staff"})


def case_number(report_id: str) -> str:
    """Short enough to be told by voice."""
    return report_id[:8]


def check_consent(case: Case, kind: str, fields: Collection[Field]) -> str:
    """How the person agreed. Raises Problem 409 when they did not, 422 for fields that would name them."""
    how = consent(kind, case.opened.details, case.opened.casework)
    if how is None:
        raise Problem(
            409,
            f"The person has not agreed to share with this kind of partner: {kind}. Ask them first, and record what "
            "they said: POST /v1/reports/{id}/consents.",
        )
    if names := naming(kind, fields):
        told = ", ".join(names)
        message = f"the person agreed to be told of without a name; leave out: {told}"
        raise Problem(422, "Some fields would name the person.", errors=[{"field": "fields", "message": message}])
    return how


@dataclass(frozen=True)
class Referred:
    """What one partner gets of one case. `language` is that of the words beside the codes, and of the letter."""

    case: Case = field(repr=False)
    fields: tuple[Field, ...]
    at: datetime
    catalogue: Catalogue = field(repr=False)
    language: str
    cover: str
    note: str = field(repr=False)
    files: CaseFiles | None = field(default=None, repr=False)

    def package(self, public: bytes) -> Iterator[bytes]:
        """Sealed to a partner's public key, bit by bit."""
        return NewPackage.for_key(public).pieces(packed(self._files()))

    def _files(self) -> Iterator[File]:
        yield File.whole("cover.md", self.cover.encode())
        yield File.whole("case.json", as_json(self.document()))
        if self.files:
            yield from self.files.packed("")

    def document(self) -> Json:
        told = {field.value: self._told(field) for field in self.fields}
        case = case_number(self.case.report.id)
        return {"case": case, "referred_at": self.at.isoformat(), "note": self.note, "fields": told}

    def _told(self, chosen: Field) -> Any:
        codes = self._codes()
        if chosen in codes:
            return self._labelled(*codes[chosen])
        report, details = self.case.report, self.case.opened.details
        told = {
            Field.STORY: details.told,
            Field.PLACE: {"country": self._country(), "region": report.region, "as_told": details.place},
            Field.WHEN: {"month": report.month, "as_told": details.when},
            Field.CONTACT: details.contact and details.contact.model_dump(),
            Field.MESSAGES: self._messages(),
            Field.ATTACHMENTS: self.files.listed() if self.files else [],
        }
        return told[chosen]

    def _codes(self) -> dict[Field, tuple[str, Mapping[str, Texts]]]:
        report, details, lists = self.case.report, self.case.opened.details, self.catalogue.intake
        violations = {code: violation.name for code, violation in self.catalogue.violations.items()}
        return {
            Field.VIOLATION: (report.violation, violations),
            Field.SECTOR: (report.sector, lists.sectors),
            Field.GENDER: (report.gender, lists.genders),
            Field.AGE_BAND: (report.age_band, lists.age_bands),
            Field.FOR_WHOM: (details.for_whom, lists.for_whom),
            Field.WISH: (details.wish, lists.wishes),
        }

    def _country(self) -> Json | None:
        return self._labelled(
            self.case.report.country, {code: country.name for code, country in self.catalogue.countries.items()}
        )

    def _labelled(self, code: str, texts: Mapping[str, Texts]) -> Json | None:
        """A partner does not have our lists."""
        return {"code": code, "label": texts.get(code, {}).get(self.language, code)} if code else None

    def _messages(self) -> list[Json]:
        """Without the names of our accounts."""
        kept = ("number", "direction", "text", "at")
        return [{name: entry[name] for name in kept} for entry in self.case.entries(_MESSAGES)]
