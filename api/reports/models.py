"""What is kept of reports: sealed content, and in clear only the coarse fields that filters and statistics need.

Ids are random hex digits. Moments in clear are whole hours, so that a thief of the database cannot tell by the clock
which chat a report came from; exact ones are inside the seal.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from api.database import Moment

ID_LENGTH = 32
CODE_LENGTH = 32
PLACE_LENGTH = 64


def new_id() -> str:
    return uuid4().hex


# What the list is filtered by. Each has an index in the order of the list, and one more after the desk: a page costs
# the same however many reports there are, and however few of them fit.
FACETS = ("status", "urgency", "country", "region", "month", "has_news")
_NOBODY = text("assignee IS NULL")
_DUE = text("due_at IS NOT NULL")


def _list_indexes() -> Iterator[Index]:
    yield Index("ix_report_list", "received_at", "id")
    yield Index("ix_report_desk", "desk", "received_at", "id")
    for facet in FACETS:
        yield Index(f"ix_report_{facet}", facet, "received_at", "id")
        yield Index(f"ix_report_desk_{facet}", "desk", facet, "received_at", "id")
    yield Index("ix_report_group", "group", "received_at", "id")
    yield Index("ix_report_nobody", "received_at", "id", sqlite_where=_NOBODY, postgresql_where=_NOBODY)
    yield Index("ix_report_due", "received_at", "id", "due_at", sqlite_where=_DUE, postgresql_where=_DUE)
    yield Index("ix_report_desk_due", "desk", "received_at", "id", "due_at", sqlite_where=_DUE, postgresql_where=_DUE)


class Report(SQLModel, table=True):
    """One report, later a case.

    `receipt` is the lookup id made from the receipt. `private_for_staff` is the report's private key sealed to the
    organisation's key `key`; `private_for_receipt` is the same key under the receipt. `details` and `casework` are
    sealed to the report. `desk` says who sees it: the assignee's id, or `group:` and the group's name while nobody
    is assigned. `version` is the ETag. Codes that were not given are empty.

    Sealed columns stand last: SQLite reads a row from its beginning, and lists need only what is before them.
    """

    __tablename__ = "report"
    __table_args__ = (*_list_indexes(), Index("ix_report_expires", "expires_on"))

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)

    violation: str = Field(max_length=CODE_LENGTH)
    language: str = Field(max_length=8)
    country: str = Field("", max_length=8)
    region: str = Field("", max_length=PLACE_LENGTH)
    month: str = Field("", max_length=7)
    sector: str = Field("", max_length=CODE_LENGTH)
    gender: str = Field("", max_length=CODE_LENGTH)
    age_band: str = Field("", max_length=CODE_LENGTH)
    urgency: str = Field(max_length=16)
    status: str = Field("new", max_length=16)
    outcome: str = Field("", max_length=CODE_LENGTH)

    group: str = Field("", max_length=64)
    assignee: str | None = Field(None, foreign_key="account.id", max_length=ID_LENGTH)
    desk: str = Field(max_length=72)
    has_news: bool = True
    version: int = 1
    entries: int = 0

    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    due_at: datetime | None = Field(None, sa_column=Column(Moment))
    first_reply_at: datetime | None = Field(None, sa_column=Column(Moment))
    closed_on: date | None = None
    expires_on: date | None = None
    person_wrote_on: date

    receipt: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False, unique=True))
    retry_of: bytes | None = Field(None, sa_column=Column(LargeBinary(32), unique=True))
    key: str = Field(foreign_key="organisation_key.id", max_length=ID_LENGTH, index=True)
    employer_mark: bytes | None = Field(None, sa_column=Column(LargeBinary(32), index=True))
    public_key: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    private_for_staff: bytes
    private_for_receipt: bytes
    details: bytes
    casework: bytes = b""


class ReportLabel(SQLModel, table=True):
    """A violation code (`kind` violation) or an editor's tag (`kind` tag) of a report. Tags come from a closed list.

    `received_at` and `desk` are the report's, so that a list by label needs nothing else.
    """

    __tablename__ = "report_label"
    __table_args__ = (
        Index("ix_report_label_list", "kind", "code", "received_at", "report"),
        Index("ix_report_label_desk", "desk", "kind", "code", "received_at", "report"),
    )

    report: str = Field(sa_column=Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True))
    kind: str = Field(primary_key=True, max_length=16)
    code: str = Field(primary_key=True, max_length=CODE_LENGTH)
    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    desk: str = Field(max_length=72)


class ReportEntry(SQLModel, table=True):
    """One message or note. `direction` is person, staff or note; `sealed` holds the text, the moment and the author."""

    __tablename__ = "report_entry"

    report: str = Field(sa_column=Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True))
    number: int = Field(primary_key=True)
    direction: str = Field(max_length=8)
    sealed: bytes


class Attachment(SQLModel, table=True):
    """A file. `about` holds its key, name, type and size: sealed by the server in a draft, to the report once sent.

    `copy` tells of the copy without metadata: none, made or failed. `size` is of the original, in bytes.
    """

    __tablename__ = "attachment"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    report: str = Field(max_length=ID_LENGTH, index=True)
    entry: int | None = None
    sent: bool = False
    complete: bool = False
    size: int = 0
    copy_state: str = Field("none", max_length=8)
    about: bytes = b""
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class AttachmentChunk(SQLModel, table=True):
    """A piece of a file (`copy` false) or of its copy, sealed under the attachment's key."""

    __tablename__ = "attachment_chunk"

    attachment: str = Field(
        sa_column=Column("attachment", ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True)
    )
    of_copy: bool = Field(primary_key=True)
    number: int = Field(primary_key=True)
    sealed: bytes


class Draft(SQLModel, table=True):
    """What the server's own key can open, for a short time: a report being written (`kind` report), which report a
    person opened with its receipt a moment ago (thread), and which files are on their way (upload)."""

    __tablename__ = "draft"

    person: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    kind: str = Field(primary_key=True, max_length=8)
    sealed: bytes
    expires_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class Partner(SQLModel, table=True):
    """An organisation to which cases are referred; packages are sealed to its public key.

    `kind` is one of the consents to share of content/intake.yaml: whoever agreed to that one agreed to this partner.
    """

    __tablename__ = "partner"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    name: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=CODE_LENGTH)
    public_key: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    active: bool = True
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class Referral(SQLModel, table=True):
    """That a case was referred, and which fields; what they held is with the partner.

    `fields` are words with spaces between; `note` is what the caseworker wrote to the partner, sealed to the report.
    """

    __tablename__ = "referral"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    report: str = Field(
        sa_column=Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    partner: str = Field(foreign_key="partner.id", max_length=ID_LENGTH)
    by: str = Field(foreign_key="account.id", max_length=ID_LENGTH)
    fields: str
    note: bytes = b""
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False))


class ReportCount(SQLModel, table=True):
    """What remains of deleted reports: counts without people."""

    __tablename__ = "report_count"

    violation: str = Field(primary_key=True, max_length=CODE_LENGTH)
    country: str = Field(primary_key=True, max_length=8)
    region: str = Field(primary_key=True, max_length=PLACE_LENGTH)
    month: str = Field(primary_key=True, max_length=7)
    received: str = Field(primary_key=True, max_length=7)
    sector: str = Field(primary_key=True, max_length=CODE_LENGTH)
    gender: str = Field(primary_key=True, max_length=CODE_LENGTH)
    age_band: str = Field(primary_key=True, max_length=CODE_LENGTH)
    urgency: str = Field(primary_key=True, max_length=16)
    outcome: str = Field(primary_key=True, max_length=CODE_LENGTH)
    first_reply: str = Field(primary_key=True, max_length=16)
    count: int


class DoneCall(SQLModel, table=True):
    """A call that was answered, by its Idempotency-Key, for 24 hours. `answer` is JSON without content of people."""

    __tablename__ = "done_call"

    account: str = Field(primary_key=True, foreign_key="account.id", max_length=ID_LENGTH)
    key: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    call: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    status: int
    answer: str
    created_at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
