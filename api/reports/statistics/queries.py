"""Counts of reports: those that are there, and what remains of deleted ones. Whole reports are never loaded.

They are of all groups, for caseworkers too: counts without people, with small ones hidden.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, String, case, cast, func, literal, select, type_coerce
from sqlmodel import Session, col

from api.reports import rules
from api.reports.models import Report, ReportCount
from api.reports.statistics.dimensions import Dimension, Leaf, columns_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = 3_600_000_000  # in what a Moment counts
_NEVER = -1


def count_leaves(session: Session, dimensions: Sequence[Dimension]) -> Counter[tuple[Leaf, ...]]:
    """Reports by leaf of each dimension's axis: one or two dimensions, of different axes."""
    names = [columns_of(dimension) for dimension in dimensions]
    flat = [name for group in names for name in group]
    counts: Counter[tuple[Leaf, ...]] = Counter()
    for query in (_living(session, flat), _deleted(flat)):
        for *values, count in session.execute(query):
            told = iter(_told(name, value) for name, value in zip(flat, values, strict=True))
            key = tuple(_leaf(tuple(next(told) for _ in group), group) for group in names)
            counts[key] += int(count)
    return counts


def reply_hours(session: Session) -> dict[str, Counter[int]]:
    """Hours to the first reply, by urgency, of those reports that are there and had one."""
    hours = _hours_to_reply()
    query = (
        select(col(Report.urgency), hours, func.count())
        .where(col(Report.first_reply_at).is_not(None))
        .group_by(col(Report.urgency), hours)
    )
    found: dict[str, Counter[int]] = {}
    for urgency, took, count in session.execute(query):
        found.setdefault(urgency, Counter())[int(took)] += count
    return found


def _living(session: Session, names: Sequence[str]) -> Select[Any]:
    columns = [_column(session, name).label(f"by_{number}") for number, name in enumerate(names)]
    grouped = select(*columns).select_from(Report).subquery()
    return select(*grouped.columns, func.count()).group_by(*grouped.columns)


def _column(session: Session, name: str) -> ColumnElement[Any]:
    if name == Dimension.RECEIVED:
        return _month_of_receipt(session)
    if name == Dimension.FIRST_REPLY:
        return case((col(Report.first_reply_at).is_(None), _NEVER), else_=_hours_to_reply())
    return type_coerce(col(getattr(Report, name)), String)


def _deleted(names: Sequence[str]) -> Select[Any]:
    """A deleted report was closed."""
    columns = [literal("closed") if name == Dimension.STATUS else col(getattr(ReportCount, name)) for name in names]
    real = [column for column, name in zip(columns, names, strict=True) if name != Dimension.STATUS]
    return select(*columns, cast(func.sum(col(ReportCount.count)), BigInteger)).group_by(*real)


def _hours_to_reply() -> ColumnElement[int]:
    replied, received = (type_coerce(col(it), BigInteger) for it in (Report.first_reply_at, Report.received_at))
    return (replied - received) // _HOUR


def _month_of_receipt(session: Session) -> ColumnElement[str]:
    """By comparison with the first moments of months, which every database does alike."""
    first, last = session.execute(select(func.min(col(Report.received_at)), func.max(col(Report.received_at)))).one()
    if first is None:
        return literal("")
    months = [(col(Report.received_at) < end, f"{start:%Y-%m}") for start, end in _months(first, last)]
    return case(*months, else_="")


def _months(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    start = datetime(first.year, first.month, 1, tzinfo=UTC)
    while start <= last:
        end = (start + timedelta(days=32)).replace(day=1)
        yield start, end
        start = end


def _told(name: str, value: Any) -> str:
    """A column's value as it is counted. Hours of living reports become the band that is kept of deleted ones."""
    if name == Dimension.FIRST_REPLY and isinstance(value, int):
        return rules.first_reply_band(_EPOCH, None if value == _NEVER else _EPOCH + timedelta(hours=value))
    return str(value)


def _leaf(values: tuple[str, ...], names: tuple[str, ...]) -> Leaf:
    """An outcome counts for closed reports only."""
    if names[0] == Dimension.STATUS and values[0] != "closed":
        return (values[0], "")
    return values
