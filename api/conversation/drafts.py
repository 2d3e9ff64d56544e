"""A report while it is being written, and a thread that was opened with its receipt: what the conversation remembers.

Kept apart from the state, under the server's key, for a short time only (`draft` in the database).
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal

from api.conversation.missed import Missed
from api.reports.rules import DangerNow, Targets

_TARGETS = Targets()


@dataclass(frozen=True)
class KeptFile:
    """A file that was stored for a report. `kind` is photo, document, voice or video; `size` is in bytes."""

    id: str
    kind: str
    name: str
    size: int


@dataclass(frozen=True)
class ReportDraft:
    """What was told so far. An empty field was not asked yet or was skipped.

    `report` is the id that the report will have. `asking` is the question on the screen, `editing` whether it was
    reached from the summary. `told` are the messages about what happened; `pending` are typed ones about which the
    person was asked whether to keep them. `violation` is empty for «not sorted yet». `place` and `when` are as typed
    (`when` may be a code: ongoing, this-month, last-month, earlier), `country` (ISO, or `other`), `region` (a city's
    English name) and `month` (`2026-11`) what could be read from them. `danger` is the kind of danger that the words
    showed, `cards` the kinds whose card was shown. `danger_now` is yes, no or unknown. `consent` is the version,
    language and day of the consent: `1/ky/2026-11-22`. `receipt`, as people copy it, is made when the summary is first
    shown, so that it can be copied before anything is sent.
    """

    report: str
    asking: str
    editing: bool = False
    consent: str = ""
    told: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    violation: str = ""
    country: str = ""
    region: str = ""
    place: str = ""
    month: str = ""
    when: str = ""
    sector: str = ""
    for_whom: str = ""
    gender: str = ""
    age_band: str = ""
    wish: str = ""
    shares: tuple[str, ...] = ()
    danger: str = ""
    cards: tuple[str, ...] = ()
    danger_now: DangerNow = ""
    reachable: bool = False
    files: tuple[KeptFile, ...] = ()
    receipt: str = ""

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "ReportDraft":
        """Reads what any earlier version wrote."""
        kept: dict[str, Any] = json.loads(data)
        known = {field.name for field in fields(cls)}
        kept = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
        files = tuple(KeptFile(**file) for file in kept.pop("files", ()))
        return cls(files=files, **{name: value for name, value in kept.items() if name in known})


@dataclass(frozen=True)
class ThreadMessage:
    """One message of a thread. `direction` is person or staff."""

    direction: Literal["person", "staff"]
    text: str
    day: date
    files: int = 0


@dataclass(frozen=True)
class Thread:
    """A report as its receipt opens it. `expires_on` is when it will be deleted, once it is closed."""

    report: str
    status: str
    received: date
    messages: tuple[ThreadMessage, ...]
    expires_on: date | None = None
    outcome: str = ""


ReceiptFate = Literal["", "opened", "unknown", "busy", "wait", "ready"]


@dataclass(frozen=True)
class Known:
    """What was looked up for one step.

    `thread` is the id of the report that this person opened with its receipt within the last half hour. `receipt`
    tells what became of a well-formed receipt in this very message; `opened` is what it opened. For the button that
    sends a report, `receipt` is `ready` when the keys of the draft's own receipt are at hand: only then is it sent.
    `new_report` and `new_receipt` are fresh ones, for a draft that begins or a summary that is shown.
    `open_for_reports`: there is an organisation key to seal reports to. `kept_days`: how long after closing.
    `targets`: how soon an answer is promised. `offered` is the question about which this person was asked whether we
    may keep it.
    """

    today: date
    draft: ReportDraft | None = None
    thread: str | None = None
    opened: Thread | None = None
    receipt: ReceiptFate = ""
    new_report: str = ""
    new_receipt: str = ""
    open_for_reports: bool = False
    kept_days: int = 180
    targets: Targets = _TARGETS
    offered: Missed | None = None


@dataclass(frozen=True)
class SaveDraft:
    """Keep the draft for 24 hours from now."""

    draft: ReportDraft


@dataclass(frozen=True)
class DropDraft:
    """Delete the draft and its files."""


@dataclass(frozen=True)
class DropFile:
    """Delete one file of the draft. A SaveDraft without it comes along."""

    report: str
    file: str


@dataclass(frozen=True)
class SendReport:
    """Seal the draft as a report under its receipt, delete the draft, and all kept answers that show its words."""

    draft: ReportDraft
    language: str


@dataclass(frozen=True)
class OpenThread:
    """Remember for half an hour which report this person opened."""

    report: str


@dataclass(frozen=True)
class CloseThread:
    """Forget which report was open."""


@dataclass(frozen=True)
class SendMessage:
    """A message of the person to the caseworkers, sealed into the thread."""

    report: str
    text: str


@dataclass(frozen=True)
class WithdrawReport:
    """Delete the report with everything in it."""

    report: str


@dataclass(frozen=True)
class ExpectFile:
    """The channel shall bring the bytes of the file of this message, for the draft or the open thread."""

    report: str
    kind: str
    name: str


ReportEffect = (
    SaveDraft | DropDraft | DropFile | SendReport | OpenThread | CloseThread | SendMessage | WithdrawReport | ExpectFile
)
NOTHING_KNOWN = Known(date(1970, 1, 1))
