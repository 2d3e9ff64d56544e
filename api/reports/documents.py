"""What stands inside the seals: the JSON documents of a report, and where each ciphertext belongs.

Every document is sealed to the report's own key, bound to its place: a ciphertext that was moved does not open.
"""

from datetime import datetime
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from api.reports.sealing import Place, seal, unseal

Direction = Literal["person", "staff", "note"]


class _Document(BaseModel):
    """Unknown fields are dropped, missing ones take their default: earlier versions wrote what still must open."""

    model_config = ConfigDict(frozen=True)


class Contact(_Document):
    """The chat of a person who chose to be reachable."""

    channel: str
    address: str
    language: str


class Details(_Document):
    """What the person told. `violation` and the other codes are those of the moment of sending."""

    told: list[str]
    received_at: datetime
    language: str
    consent: str = ""
    shares: list[str] = []
    violation: str = ""
    place: str = ""
    when: str = ""
    for_whom: str = ""
    wish: str = ""
    danger_now: str = ""
    contact: Contact | None = None


class Casework(_Document):
    """What caseworkers recorded beside the story.

    `shares` are consents given later, `withdrawn` those taken back, also of the report's own; each with where that was.
    """

    employer: str = ""
    shares: dict[str, str] = {}
    withdrawn: dict[str, str] = {}
    urgency_reason: str = ""


class Entry(_Document):
    """A message or a note. `author` is an account's id, or empty for the person."""

    text: str
    at: datetime
    author: str = ""


class FileAbout(_Document):
    """A file's own key (hex), the name as it was sent, the type judged from its bytes, and its size in bytes.

    `kind` is photo, document, voice or video. `sha256` is of the original, as evidence that it was not changed.
    """

    key: str
    name: str
    kind: str
    type: str
    size: int
    sha256: str = ""
    copy_type: str = ""
    copy_size: int = 0


D = TypeVar("D", bound=_Document)


def seal_document(document: _Document, public: bytes, place: Place) -> bytes:
    return seal(document.model_dump_json().encode(), public, place)


def open_document(kind: type[D], sealed: bytes, private: bytes, place: Place) -> D:
    """Raises Unreadable."""
    return kind.model_validate_json(unseal(sealed, private, place))


def staff_key_place(report: str) -> Place:
    return Place("report key", report)


def receipt_key_place(report: str) -> Place:
    return Place("report key by receipt", report)


def details_place(report: str) -> Place:
    return Place("details", report)


def casework_place(report: str) -> Place:
    return Place("casework", report)


def entry_place(report: str, number: int, direction: Direction) -> Place:
    return Place("entry", report, str(number), direction)


def about_place(report: str, attachment: str) -> Place:
    return Place("attachment", report, attachment)


def chunk_place(report: str, attachment: str, number: int, *, of_copy: bool, last: bool) -> Place:
    """`last` is bound too, so that a file that was cut off does not open as a whole one."""
    return Place("chunk of a copy" if of_copy else "chunk", report, f"{attachment}/{number}", "last" if last else "")
