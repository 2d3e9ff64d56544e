"""Counts of reports, for those who write about rights: nobody's case, and no small number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Response
from sqlmodel import Session

from api.errors import Problem, described
from api.guidance.routes import LanguageQuery, known_language
from api.people.guards import CurrentDesk, requires
from api.people.permissions import Permission
from api.reports.statistics import csv_files, queries, tables
from api.reports.statistics.dimensions import Categories, Dimension, Leaf, axis_of
from api.reports.statistics.labels import Labels
from api.reports.statistics.schemas import TableOut
from api.reports.statistics.tables import Replies, Table
from api.service import CurrentGuidance

router = APIRouter(prefix="/v1", tags=["statistics"], responses=described(401, 403, 422, 429, 503))
_CSV = "text/csv"
_REPLIES = (Dimension.URGENCY, Dimension.FIRST_REPLY)


def _wants_csv(
    form: Annotated[Literal["json", "csv"] | None, Query(alias="format")] = None,
    accept: Annotated[str, Header()] = "",
) -> bool:
    return form == "csv" or (form is None and _CSV in accept.lower())


@router.get(
    "/statistics",
    dependencies=[requires(Permission.STATISTICS_READ)],
    summary="Counts of reports by one dimension, or by two",
    response_model=TableOut,
    responses={200: {"content": {_CSV: {"schema": {"type": "string"}}}}},
)
def count_reports(
    desk: CurrentDesk,
    guidance: CurrentGuidance,
    by: Dimension,
    across: Annotated[Dimension | None, Query(alias="and")] = None,
    language: LanguageQuery = None,
    *,
    as_csv: Annotated[bool, Depends(_wants_csv)],
) -> Response:
    """Of all groups, for caseworkers too. Counts of one to four are hidden, with what would let them be computed.

    `Accept: text/csv` or `format=csv` gives a file for a spreadsheet.
    """
    spoken = known_language(guidance, language)
    dimensions = (by,) if across is None else (by, across)
    if across is not None and axis_of(by) == axis_of(across):
        message = f"{across} and {by} tell of one subject; choose another"
        raise Problem(422, "Choose two different subjects.", errors=[{"field": "and", "message": message}])
    categories = Categories(guidance.catalogue.violations)
    table, replies = desk.run(lambda session: _Counted.of(session, dimensions)).hidden(dimensions, categories)
    labels = Labels(guidance.catalogue, spoken)
    out = TableOut.of(by, across, table, replies, labels)
    if as_csv:
        headers = {"Content-Disposition": f'attachment; filename="{"-".join(dimensions)}.csv"'}
        return Response(csv_files.written(out, labels), media_type=f"{_CSV}; charset=utf-8", headers=headers)
    return Response(out.model_dump_json(), media_type="application/json")


@dataclass(frozen=True)
class _Counted:
    """What the database told. To hide takes a while, and is done when nobody waits for the database any more."""

    counts: Counter[tuple[Leaf, ...]]
    by_urgency: Counter[tuple[Leaf, ...]] | None
    hours: dict[str, Counter[int]]

    @classmethod
    def of(cls, session: Session, dimensions: Sequence[Dimension]) -> "_Counted":
        counts = queries.count_leaves(session, dimensions)
        if Dimension.FIRST_REPLY not in dimensions or not set(dimensions) <= set(_REPLIES):
            return cls(counts, None, {})
        return cls(counts, queries.count_leaves(session, _REPLIES), queries.reply_hours(session))

    def hidden(self, dimensions: Sequence[Dimension], categories: Categories) -> tuple[Table, tuple[Replies, ...]]:
        by, *across = dimensions
        if across:
            table = tables.table_of_two(by, across[0], self.counts, categories)
        else:
            table = tables.table_of_one(by, self.counts, categories)
        if self.by_urgency is None:
            return table, ()
        by_urgency = tables.table_of_two(*_REPLIES, self.by_urgency, categories)
        return table, tables.replies(by_urgency, self.hours)
