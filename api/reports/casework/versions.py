"""Optimistic concurrency: of two who change a case at once, one wins and the other is told to look again."""

from typing import Annotated, Any

from fastapi import Header
from sqlalchemy import update
from sqlmodel import Session, col

from api.errors import Problem
from api.people.sessions import Person
from api.reports.casework.queries import readable
from api.reports.models import Report

IfMatch = Annotated[
    str | None, Header(alias="If-Match", max_length=64, description="The ETag of the case as you last read it.")
]


def etag(version: int) -> str:
    return f'"{version}"'


def check_version(report: Report, if_match: str | None) -> None:
    """Raises Problem 428 without If-Match, 412 when it is not the version at hand."""
    if if_match is None:
        raise Problem(428, "Read the case first, and send its ETag as `If-Match`.")
    if if_match.strip() != etag(report.version):
        raise _changed(report)


def change(session: Session, person: Person, report: Report, values: dict[str, Any]) -> int:
    """Sets columns of the row as it was read, and gives its new version.

    Raises Problem 412 when somebody else was first, 404 when they took it out of this person's sight. The key must
    still be the one that was read, too: an employer's mark is made with it.
    """
    version = report.version + 1
    as_read = (col(Report.id) == report.id, col(Report.version) == report.version, col(Report.key) == report.key)
    mine = update(Report).where(*as_read).values(**values, version=version).returning(col(Report.id))
    won = session.execute(mine, execution_options={"synchronize_session": False}).first()
    session.expire(report)
    if won is None:
        raise _changed(readable(session, person, report.id))
    return version


def _changed(report: Report) -> Problem:
    current = {"ETag": etag(report.version)}
    return Problem(412, "The case was changed meanwhile; read it again, then decide.", headers=current)
