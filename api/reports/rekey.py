"""Gives the reports to the organisation's new key, when somebody who held the old one has left."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session, col

from api.people.grants import Keyring
from api.people.models import OrganisationKey
from api.reports import documents
from api.reports.casework.employer import mark
from api.reports.documents import Casework, open_document
from api.reports.models import Report
from api.reports.sealing import seal, unseal

_BATCH = 500
_UPDATE = (
    update(Report.__table__)  # type: ignore[attr-defined]  # SQLModel gives every table one
    .where(col(Report.id) == bindparam("this"))
    .values(key=bindparam("new_key"), private_for_staff=bindparam("sealed"), employer_mark=bindparam("mark"))
)


def reseal(session: Session, keys: Keyring, new: OrganisationKey) -> None:
    """Every report, in the transaction of the re-key: about 4,000 a second. After it an earlier key opens none.

    `keys` holds the new private key too: marks of employers are made with it. Raises Unreadable when a report was
    sealed to a key that the ring lacks: then nothing is renewed.
    """
    for batch in _batches(session, new.id):
        session.connection().execute(_UPDATE, [_resealed(row, keys, new) for row in batch])


def _batches(session: Session, new_key: str) -> Iterator[list[Row[Any]]]:
    query = (
        select(col(Report.id), col(Report.key), col(Report.private_for_staff), col(Report.casework))
        .where(col(Report.key) != new_key)
        .order_by(col(Report.id))
        .limit(_BATCH)
    )
    last = ""
    while batch := session.execute(query.where(col(Report.id) > last)).all():
        yield list(batch)
        last = batch[-1].id


def _resealed(row: Row[Any], keys: Keyring, new: OrganisationKey) -> dict[str, object]:
    place = documents.staff_key_place(row.id)
    private = unseal(row.private_for_staff, keys.private(row.key), place)
    employer = _employer(row, private)
    return {
        "this": row.id,
        "new_key": new.id,
        "sealed": seal(private, new.public, place),
        "mark": mark(keys.private(new.id), employer) if employer else None,
    }


def _employer(row: Row[Any], private: bytes) -> str:
    if not row.casework:
        return ""
    return open_document(Casework, row.casework, private, documents.casework_place(row.id)).employer
