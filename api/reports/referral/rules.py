"""What may be referred, and to whom. Pure."""

from collections.abc import Collection
from enum import StrEnum

from api.reports.documents import Casework, Details

NAMELESS = frozenset({"un"})
"""Kinds of partners with whom people agree to share without their name: content/intake.yaml says so to them."""


class Field(StrEnum):
    """What a package can hold. Notes of caseworkers are never in one."""

    STORY = "story"
    VIOLATION = "violation"
    PLACE = "place"
    WHEN = "when"
    SECTOR = "sector"
    GENDER = "gender"
    AGE_BAND = "age_band"
    FOR_WHOM = "for_whom"
    WISH = "wish"
    CONTACT = "contact"
    MESSAGES = "messages"
    ATTACHMENTS = "attachments"


_NAMING = frozenset({Field.CONTACT, Field.ATTACHMENTS})


def consent(kind: str, details: Details, casework: Casework) -> str | None:
    """`first` when the person agreed in the report, `later` when a caseworker recorded it; None without a consent."""
    if kind in casework.withdrawn:
        return None
    if kind in details.shares:
        return "first"
    return "later" if kind in casework.shares else None


def naming(kind: str, fields: Collection[Field]) -> list[Field]:
    """Those of the fields that would name a person who agreed to be told of without a name."""
    return [field for field in fields if kind in NAMELESS and field in _NAMING]
