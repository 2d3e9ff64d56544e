"""Which files a person is about to bring: noted under the server's key, for a short time, by the key of the message.

The ids of files are random: one made from the message's key would tell a thief of the server's key, for ever, who sent
the file. This note is the only link, and it is deleted with the draft.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, select
from sqlmodel import Session, col

from api.database import now
from api.reports.models import Draft
from api.server_key import ServerKey, Unreadable

_KIND = "upload"
_AT_MOST = 40  # the newest; a person brings a few at once


class Expected(BaseModel):
    """A file that was announced. `attachment` is where it is being stored, `done` that it is there."""

    model_config = ConfigDict(frozen=True)

    report: str
    kind: str
    name: str
    until: datetime
    attachment: str = ""
    done: bool = False

    def until_at_most(self, moment: datetime) -> "Expected":
        return self.model_copy(update={"until": min(self.until, moment)})


class Notes(BaseModel):
    """The files of one person, by the keys of their messages."""

    files: dict[str, Expected] = {}


def read(session: Session, server_key: ServerKey, person: bytes) -> Notes:
    """What is still waited for. Nobody else changes it until the transaction ends."""
    query = select(col(Draft.sealed)).where(col(Draft.person) == person, col(Draft.kind) == _KIND).with_for_update()
    sealed = session.execute(query).scalar_one_or_none()
    if sealed is None:
        return Notes()
    try:
        notes = Notes.model_validate_json(server_key.open(sealed, _KIND, person))
    except Unreadable:  # the server's key has changed since
        return Notes()
    return Notes(files={key: file for key, file in notes.files.items() if file.until > now()})


def write(session: Session, server_key: ServerKey, person: bytes, notes: Notes) -> None:
    """With nothing left to wait for, the row goes."""
    if not notes.files:
        forget(session, person)
        return
    kept = Notes(files=dict(list(notes.files.items())[-_AT_MOST:]))
    sealed = server_key.seal(kept.model_dump_json().encode(), _KIND, person)
    expires_at = max(file.until for file in kept.files.values())
    session.merge(Draft(person=person, kind=_KIND, sealed=sealed, expires_at=expires_at))
    session.flush()


def note(session: Session, server_key: ServerKey, person: bytes, key: str, file: Expected) -> None:
    """Adds one, or changes it; the newest is the last."""
    files = read(session, server_key, person).files
    files.pop(key, None)
    write(session, server_key, person, Notes(files={**files, key: file}))


def forget(session: Session, person: bytes) -> None:
    session.execute(delete(Draft).where(col(Draft.person) == person, col(Draft.kind) == _KIND))
