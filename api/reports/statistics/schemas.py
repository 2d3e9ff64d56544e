"""What crosses HTTP of statistics."""

from pydantic import BaseModel, Field

from api.reports.statistics.dimensions import Dimension
from api.reports.statistics.labels import Labels
from api.reports.statistics.tables import Line, Replies, Table

_HIDDEN = "Null where it is hidden: small, or it would tell a small one."


class CategoryOut(BaseModel):
    code: str = Field(description="Empty where it was not told.")
    label: str
    count: int | None = Field(description=_HIDDEN)

    @classmethod
    def of(cls, line: Line, dimension: Dimension, labels: Labels) -> "CategoryOut":
        return cls(code=line.code, label=labels.of(dimension, line.code), count=line.count)


class RowOut(CategoryOut):
    cells: list[int | None] | None = Field(None, description="By column, in a cross table. " + _HIDDEN)


class RepliesOut(BaseModel):
    urgency: str
    label: str
    median_hours: int | None = Field(description="Of reports that are still kept and had a reply.")
    shares: dict[str, float | None] = Field(description="Of all reports of this urgency, by time to the first reply.")

    @classmethod
    def of(cls, replies: Replies, labels: Labels) -> "RepliesOut":
        return cls(
            urgency=replies.urgency,
            label=labels.of(Dimension.URGENCY, replies.urgency),
            median_hours=replies.median_hours,
            shares=dict(replies.shares),
        )


class TableOut(BaseModel):
    """Reports that are kept, and those that were deleted after their time. All groups together."""

    by: Dimension
    across: Dimension | None
    language: str
    total: int | None = Field(description="Reports; an article's report may count for others too. " + _HIDDEN)
    rows: list[RowOut]
    columns: list[CategoryOut] | None
    replies: list[RepliesOut] | None = Field(description="With `first_reply`, alone or by urgency.")

    @classmethod
    def of(
        cls, by: Dimension, across: Dimension | None, table: Table, replies: tuple[Replies, ...], labels: Labels
    ) -> "TableOut":
        order = [labels.place(across, line.code) for line in table.columns] if across else []
        places = sorted(range(len(order)), key=order.__getitem__)
        rows = sorted(table.rows, key=lambda line: labels.place(by, line.code))
        return cls(
            by=by,
            across=across,
            language=labels.language,
            total=table.total,
            rows=[
                RowOut(
                    **CategoryOut.of(line, by, labels).model_dump(),
                    cells=[line.cells[place] for place in places] if across else None,
                )
                for line in rows
            ],
            columns=[CategoryOut.of(table.columns[place], across, labels) for place in places] if across else None,
            replies=[RepliesOut.of(each, labels) for each in replies] or None,
        )
