"""Files of a report: announced, taken in, kept with the draft, sealed to the report with it, deleted.

For the conversation: `expect` when a message says that a file comes; `keep_drafts`, `drop_file`, `drop_drafts` and
`seal_drafts` with the draft; `forget` for `/wipe`. Each works in the caller's transaction.
"""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from api.conversation.drafts import ExpectFile, KeptFile, ReportDraft
from api.conversation.models import Conversation
from api.database import now
from api.reports import rules, threads
from api.reports.attachments import expected
from api.reports.attachments.expected import Expected, Notes
from api.reports.attachments.files import Gone
from api.reports.attachments.receiving import Begun, Received
from api.reports.attachments.rules import Limits, Refused, plain_name
from api.reports.documents import FileAbout, about_place, seal_document
from api.reports.models import Attachment, Draft, Report, new_id
from api.reports.retention import UNSENT_KEPT
from api.server_key import ServerKey, Unreadable

_THREAD_KEPT = timedelta(minutes=30)

# For the conversation


def expect(session: Session, server_key: ServerKey, person: bytes, key: str, effect: ExpectFile) -> None:
    """The file of the message `key` may come now."""
    kept = _THREAD_KEPT if session.get(Report, effect.report) else UNSENT_KEPT
    file = Expected(report=effect.report, kind=effect.kind, name=plain_name(effect.name), until=now() + kept)
    expected.note(session, server_key, person, key, file)


def keep_drafts(session: Session, report: str) -> None:
    """A draft that changes keeps its files for another day."""
    mine = (col(Attachment.report) == report, col(Attachment.sent).is_(False))
    session.execute(update(Attachment).where(*mine).values(created_at=now()))


def drop_file(session: Session, report: str, attachment: str) -> None:
    """One file of a draft."""
    session.execute(
        delete(Attachment).where(
            col(Attachment.id) == attachment, col(Attachment.report) == report, col(Attachment.sent).is_(False)
        )
    )


def drop_drafts(session: Session, report: str) -> None:
    """All files of a draft; those that are on their way, too."""
    session.execute(delete(Attachment).where(col(Attachment.report) == report, col(Attachment.sent).is_(False)))


def forget(session: Session, person: bytes) -> None:
    """Which files are waited for from this person."""
    expected.forget(session, person)


def seal_drafts(session: Session, server_key: ServerKey, person: bytes, report: str, public: bytes) -> None:
    """The draft was sent: what tells of its files is sealed to the report. A file still on its way follows it."""
    query = select(Attachment).where(col(Attachment.report) == report, col(Attachment.sent).is_(False))
    for row in session.scalars(query.with_for_update()).all():
        row.created_at = rules.floored(now())
        if row.complete:
            about = _open_about(server_key, person, row)
            if about is None:
                session.delete(row)
                continue
            row.about, row.sent = seal_document(about, public, about_place(report, row.id)), True
    notes = expected.read(session, server_key, person).files
    soon = now() + _THREAD_KEPT
    coming = {key: file for key, file in notes.items() if file.report != report or not file.done}
    left = {key: file.until_at_most(soon) if file.report == report else file for key, file in coming.items()}
    expected.write(session, server_key, person, Notes(files=left))
    session.flush()


def _open_about(server_key: ServerKey, person: bytes, row: Attachment) -> FileAbout | None:
    """None when the server's key has changed since: nobody can open that file any more."""
    try:
        return FileAbout.model_validate_json(server_key.open(row.about, "attachment", person, row.id))
    except Unreadable:
        return None


# A file comes


def begin_for_person(
    session: Session, server_key: ServerKey, person: bytes, key: str, limits: Limits, name: str
) -> Begun | int:
    """Makes a place for the file of a message; an upload that broke off, or is still going on, gives way to this one.

    Gives the number of files when this one is there already. Raises Gone when nothing was announced under this key,
    and Refused.
    """
    notes = expected.read(session, server_key, person)
    file = notes.files.get(key)
    if file is None:
        raise Gone
    if file.done:
        return count(session, file.report)
    discard(session, file.attachment)
    thread = _hold(session, file.report)
    begun = _begin(session, file.report, file.kind, name or file.name, limits, thread=thread)
    started = file.model_copy(update={"attachment": begun.attachment})
    expected.note(session, server_key, person, key, started)
    return begun


def begin_for_report(session: Session, report: str, name: str, limits: Limits) -> Begun:
    """Makes a place for a file of a report that was sent. Raises Gone and Refused."""
    if not _hold(session, report):
        raise Gone
    return _begin(session, report, "", plain_name(name), limits, thread=True)


def _hold(session: Session, report: str) -> bool:
    """Whether the report was sent; then two files at once are counted one after the other."""
    query = select(col(Report.id)).where(col(Report.id) == report).with_for_update()
    return session.execute(query).first() is not None


def _begin(session: Session, report: str, kind: str, name: str, limits: Limits, *, thread: bool) -> Begun:
    theirs = col(Attachment.report) == report
    files, size = session.execute(select(func.count(), func.sum(col(Attachment.size))).where(theirs)).one()
    if files >= limits.files:
        raise Refused("count")
    room = min(limits.file_bytes, limits.report_bytes - (size or 0))
    moment = rules.floored(now()) if thread else now()
    row = Attachment(id=new_id(), report=report, copy_state="none", created_at=moment)
    session.add(row)
    session.flush()
    return Begun(report, row.id, kind, name, room, limits.report_bytes, thread)


def finish_for_person(
    session: Session, server_key: ServerKey, person: bytes, key: str, begun: Begun, received: Received
) -> int:
    """The file is there; gives how many the report has now. Raises Gone, and Refused when together they are too large.

    A report that was sent while the file came gets it, too.
    """
    _hold_person(session, person)
    _hold(session, begun.report)
    report = session.get(Report, begun.report)
    row = _complete(session, begun, received)
    if report:
        _seal_to(session, report, row, begun, received.about)
    else:
        row.about = server_key.seal(received.about.model_dump_json().encode(), "attachment", person, row.id)
        _add_to_draft(session, server_key, person, begun, received.about)
    notes = expected.read(session, server_key, person)
    if file := notes.files.get(key):
        done = file.model_copy(update={"done": True})
        left = {**notes.files, key: done} if begun.thread or not report else _without(notes, key)
        expected.write(session, server_key, person, Notes(files=left))
    session.flush()
    return count(session, begun.report)


def finish_for_report(session: Session, received: Received, begun: Begun) -> FileAbout:
    """Raises Gone when the report was deleted meanwhile, and Refused when its files together are too large."""
    _hold(session, begun.report)
    report = session.get(Report, begun.report)
    if report is None:
        raise Gone
    _seal_to(session, report, _complete(session, begun, received), begun, received.about)
    session.flush()
    return received.about


def _without(notes: Notes, key: str) -> dict[str, Expected]:
    return {other: file for other, file in notes.files.items() if other != key}


def _hold_person(session: Session, person: bytes) -> None:
    """Files of one person end one after the other, and no turn writes the draft back as it was before."""
    for query in (
        select(col(Conversation.person)).where(col(Conversation.person) == person),
        select(col(Draft.person)).where(col(Draft.person) == person, col(Draft.kind) == "report"),
    ):
        session.execute(query.with_for_update())


def _complete(session: Session, begun: Begun, received: Received) -> Attachment:
    row = session.get(Attachment, begun.attachment)
    if row is None:
        raise Gone
    every = select(func.sum(col(Attachment.size))).where(col(Attachment.report) == begun.report)
    row.size, row.copy_state, row.complete = received.about.size, received.copy.state, True
    session.flush()
    if session.execute(every).scalar_one() > begun.most:
        raise Refused("size")
    return row


def _seal_to(session: Session, report: Report, row: Attachment, begun: Begun, about: FileAbout) -> None:
    row.about = seal_document(about, report.public_key, about_place(report.id, row.id))
    row.sent, row.created_at = True, rules.floored(now())
    if begun.thread:
        row.entry = threads.add_message(session, report.id, "")


def _add_to_draft(session: Session, server_key: ServerKey, person: bytes, begun: Begun, about: FileAbout) -> None:
    """The draft lists its files. Raises Gone when it was given up."""
    draft = session.get(Draft, (person, "report"))
    if draft is None:
        raise Gone
    try:
        told = ReportDraft.from_bytes(server_key.open(draft.sealed, "report", person))
    except Unreadable as error:
        raise Gone from error
    if told.report != begun.report:
        raise Gone
    file = KeptFile(id=begun.attachment, kind=about.kind, name=about.name, size=about.size)
    draft.sealed = server_key.seal(replace(told, files=(*told.files, file)).to_bytes(), "report", person)
    draft.expires_at = now() + UNSENT_KEPT
    keep_drafts(session, told.report)


def count(session: Session, report: str) -> int:
    """Files of a report that are there."""
    whole = (col(Attachment.report) == report, col(Attachment.complete))
    return int(session.execute(select(func.count()).select_from(Attachment).where(*whole)).scalar_one())


def discard(session: Session, attachment: str) -> None:
    """An upload that came to nothing."""
    this = (col(Attachment.id) == attachment, col(Attachment.complete).is_(False))
    session.execute(delete(Attachment).where(*this))


def is_awaited(session: Session, server_key: ServerKey, person: bytes, key: str) -> bool:
    """Whether the file of a message was announced, and may still come."""
    file = expected.read(session, server_key, person).files.get(key)
    return file is not None and session.get(Attachment, file.attachment) is not None


def give_up(session: Session, server_key: ServerKey, person: bytes, key: str) -> bool:
    """The file of a message will not come. False when it was not waited for."""
    notes = expected.read(session, server_key, person)
    file = notes.files.get(key)
    if file is None or file.done:
        return False
    discard(session, file.attachment)
    expected.write(session, server_key, person, Notes(files=_without(notes, key)))
    return True
