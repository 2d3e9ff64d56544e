"""Tables of counts in which small ones are hidden, from counts of leaves. Nothing here knows a database or a language.

Rows stand in an order that does not tell which of two hidden counts is the larger.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.reports.statistics.dimensions import Categories, Dimension, Leaf, axis_of
from api.reports.statistics.suppression import (
    SMALLEST_SHOWN,
    Axis,
    Counts,
    Shown,
    suppress_axis,
    suppress_table,
)


@dataclass(frozen=True)
class Line:
    """One category and its count; None for a hidden one. `cells` are by category of the second dimension."""

    code: str
    count: int | None
    cells: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Table:
    """`total` counts reports; where categories overlap, their sum is larger. `columns` are empty for one dimension."""

    total: int | None
    rows: tuple[Line, ...]
    columns: tuple[Line, ...] = ()


@dataclass(frozen=True)
class _Side:
    """An axis with the categories of all its dimensions: those that hold a report."""

    leaves: tuple[Leaf, ...]
    names: tuple[tuple[Dimension, str], ...]
    axis: Axis
    shown: Shown

    @classmethod
    def of(cls, dimension: Dimension, counts: Mapping[Leaf, int], categories: Categories) -> "_Side":
        leaves = tuple(sorted(leaf for leaf, count in counts.items() if count))
        within = [{(d, code) for d in axis_of(dimension) for code in categories.of(d, leaf)} for leaf in leaves]
        names = tuple(sorted(set().union(*within)))
        member = np.array([[name in inside for inside in within] for name in names], dtype=np.bool_)
        numbers = np.array([counts[leaf] for leaf in leaves], dtype=np.int64)
        axis = Axis(numbers, member.reshape(len(names), len(leaves)))
        return cls(leaves, names, axis, suppress_axis(axis))

    def lines(self, dimension: Dimension) -> list[tuple[int, str, int | None]]:
        """By category: its place on the axis, code and count. None at all where nothing but the total is shown."""
        if self.shown.block is None:
            return []
        hidden, totals = self.shown.hidden(self.axis.member), self.axis.totals
        return [
            (place, code, None if hidden[place] else int(totals[place]))
            for place, (of, code) in enumerate(self.names)
            if of == dimension
        ]


def table_of_one(dimension: Dimension, counts: Counter[tuple[Leaf, ...]], categories: Categories) -> Table:
    side = _Side.of(dimension, _margin(counts, 0), categories)
    return Table(_total(counts), tuple(Line(code, count) for _, code, count in side.lines(dimension)))


def table_of_two(by: Dimension, across: Dimension, counts: Counter[tuple[Leaf, ...]], categories: Categories) -> Table:
    """The categories of `across` are columns. The two are of different axes."""
    rows = _Side.of(by, _margin(counts, 0), categories)
    columns = _Side.of(across, _margin(counts, 1), categories)
    inner = _matrix(rows.leaves, columns.leaves, counts)
    hidden = suppress_table(inner, (rows.axis, rows.shown), (columns.axis, columns.shown))
    totals = rows.axis.member.astype(np.int64) @ inner @ columns.axis.member.T.astype(np.int64)
    places = columns.lines(across)
    lines = tuple(
        Line(code, count, tuple(None if hidden[row, at] else int(totals[row, at]) for at, _, _ in places))
        for row, code, count in rows.lines(by)
    )
    return Table(_total(counts), lines, tuple(Line(code, count) for _, code, count in places))


def _total(counts: Counter[tuple[Leaf, ...]]) -> int | None:
    total = counts.total()
    return None if 0 < total < SMALLEST_SHOWN else total


def _margin(counts: Counter[tuple[Leaf, ...]], side: int) -> Counter[Leaf]:
    margin: Counter[Leaf] = Counter()
    for key, count in counts.items():
        margin[key[side]] += count
    return margin


def _matrix(rows: Sequence[Leaf], columns: Sequence[Leaf], counts: Counter[tuple[Leaf, ...]]) -> Counts:
    at_row, at_column = ({leaf: at for at, leaf in enumerate(leaves)} for leaves in (rows, columns))
    matrix = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for (row, column), count in counts.items():
        matrix[at_row[row], at_column[column]] += count
    return matrix


# Time to the first reply


@dataclass(frozen=True)
class Replies:
    """How soon people of one urgency got a first reply. Shares are of all of them, by band; None where one is hidden.

    `median_hours` counts those reports only that are there and had a reply; hidden with any count of the line.
    """

    urgency: str
    shares: Mapping[str, float | None]
    median_hours: int | None


def replies(table: Table, hours: Mapping[str, Counter[int]]) -> tuple[Replies, ...]:
    """`table` is urgency by first reply; `hours` are by urgency."""
    return tuple(_replies_of(line, table, hours.get(line.code, Counter())) for line in table.rows)


def _replies_of(line: Line, table: Table, hours: Counter[int]) -> Replies:
    shares = {
        column.code: None if cell is None or not line.count else round(cell / line.count, 3)
        for column, cell in zip(table.columns, line.cells, strict=True)
    }
    is_open = line.count is not None and None not in line.cells and hours.total() >= SMALLEST_SHOWN
    return Replies(line.code, shares, _median(hours) if is_open else None)


def _median(hours: Counter[int]) -> int:
    """The lower one of two in the middle."""
    middle, seen = (hours.total() + 1) // 2, 0
    for took in sorted(hours):
        seen += hours[took]
        if seen >= middle:
            return took
    raise ValueError("no replies")
