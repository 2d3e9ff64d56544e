"""Which counts may be shown, so that no small one can be worked out from the others.

A count of one to four people is sensitive: whoever knows a village or a workplace may know who they are. It is hidden,
and so is what would let it be computed. What is hidden is found by building other worlds: reports that differ from the
real ones, yet give the same count wherever a count is shown. A count is shown when it is the same in every world that
was built, and each sensitive count differs in at least one: so nobody can tell which of the worlds is the real one,
however they add, subtract or bound what is shown. Two kinds of worlds do it all:

- On one axis (all that is counted of one subject, such as countries and their regions) a report moves from one leaf
  (the finest category) to another. Leaves between which reports may move form a block; a category is shown when no
  block is partly in it and partly outside. This handles sums that overlap (articles of conventions) or stand in each
  other (regions in countries) like any other.
- In a cross table two reports exchange their places on the second axis. That changes no count of either axis alone.

A category that is hidden by itself is hidden in every cross table too (but where nobody is), so that the first kind of
world agrees with every table at once. What was decided for an axis or a pair of axes depends on nothing else: the same
question asked in another way gets the same answer.

There are no filters beside the dimensions, on purpose. With filters that anybody may combine, the difference between
two answers is a count of a few people that no single answer would show.

What this does not keep from somebody: what follows from tables of three different pairs of subjects taken together and
not from their sums (if all reports of a country are of one sector, its rows in two tables are the same people), and
what the growth of a count from one day to the next tells about the newest report.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALLEST_SHOWN = 5
_OF_A_ZERO = 3.0  # what it costs to hide a zero: it protects little, since people often know that it is one
_OF_A_WEAK_WORLD = 0.25  # a world in which nobody is left somewhere is easier to doubt

Bits = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Axis:
    """One subject. `counts` are reports by leaf, each at least one. `member` says by category (row) which leaves
    (columns) are in it; categories may overlap. A category that holds no leaf is no part of it."""

    counts: Counts
    member: Bits

    @property
    def totals(self) -> Counts:
        """By category."""
        return np.asarray(self.member @ self.counts, dtype=np.int64)


@dataclass(frozen=True)
class Shown:
    """The blocks of an axis: the number of each leaf's block. None when nothing but the total can be shown."""

    block: NDArray[np.int64] | None

    def splits(self, member: Bits) -> Bits:
        """By category and block: whether the block is partly in the category."""
        assert self.block is not None
        inside = member.astype(np.float64) @ self._leaves
        return np.asarray((inside > 0) & (inside < self._leaves.sum(axis=0)), dtype=np.bool_)

    def hidden(self, member: Bits) -> Bits:
        """By category."""
        if self.block is None:
            return np.ones(len(member), dtype=np.bool_)
        return np.asarray(self.splits(member).any(axis=1), dtype=np.bool_)

    @property
    def _leaves(self) -> NDArray[np.float64]:
        """By leaf and block, as floats: products of these are ten times faster than of whole numbers."""
        assert self.block is not None
        each: NDArray[np.float64] = np.eye(int(self.block.max(initial=-1)) + 1)
        return np.asarray(each[self.block])


def is_sensitive(counts: Counts) -> Bits:
    return np.asarray((counts > 0) & (counts < SMALLEST_SHOWN), dtype=np.bool_)


# One axis


def suppress_axis(axis: Axis) -> Shown:
    """Which categories may be shown; nothing at all for an axis on which no small one can be kept apart."""
    if axis.counts.sum() < SMALLEST_SHOWN:
        return Shown(None if axis.counts.sum() else np.zeros(0, dtype=np.int64))
    totals, sensitive = axis.totals, is_sensitive(axis.totals)
    weights = np.where(sensitive, 0.0, 1.0 + totals / (axis.counts.sum() + 1.0))
    block = np.arange(len(axis.counts))
    for category in sorted(np.flatnonzero(sensitive), key=lambda c: (totals[c], c)):
        hidden = Shown(block).hidden(axis.member)
        if hidden[category]:
            continue
        pair = _best_pair(axis, int(category), np.where(hidden, 0.0, weights))
        if pair is None:
            return Shown(None)
        block = np.where(block == block[pair[1]], block[pair[0]], block)
        block = np.unique(block, return_inverse=True)[1]
    return Shown(block)


def _best_pair(axis: Axis, category: int, weights: NDArray[np.float64]) -> tuple[int, int] | None:
    """A leaf of the category and one outside, between which a report may move at the least cost in what it hides.

    No category may become empty by the move: those who see that a category is listed know that somebody is in it.
    """
    best: tuple[float, int, int, int] | None = None
    inside = axis.member[category]
    lasts = axis.totals == 1
    for leaf in np.flatnonzero(inside):
        apart = axis.member != axis.member[:, [leaf]]
        emptied_there = (axis.member & ~axis.member[:, [leaf]] & lasts[:, None]).any(axis=0)
        emptied_here = (~axis.member & axis.member[:, [leaf]] & lasts[:, None]).any(axis=0)
        possible = ~inside & ~(emptied_there & emptied_here)
        cost = weights @ apart
        for other in np.flatnonzero(possible):
            rank = (float(cost[other]), int(axis.counts[other]), int(leaf), int(other))
            best = rank if best is None or rank < best else best
    return best and (best[2], best[3])


# A cross table


@dataclass(frozen=True)
class _Swap:
    """Two reports that exchange their places: what it changes is every pair of a changed row and a changed column."""

    rows: Bits
    columns: Bits

    @property
    def changed(self) -> Bits:
        return self.rows[:, None] & self.columns[None, :]


def suppress_table(counts: Counts, rows: tuple[Axis, Shown], columns: tuple[Axis, Shown]) -> Bits:
    """What to hide of a cross table, by category of the rows and category of the columns.

    `counts` are reports by leaf of the rows and leaf of the columns.
    """
    (row_axis, shown_rows), (column_axis, shown_columns) = rows, columns
    table = _Table(counts, row_axis.member, column_axis.member)
    if shown_rows.block is None or shown_columns.block is None:
        return np.ones_like(table.totals, dtype=np.bool_)
    hidden = _moved(counts, shown_rows, row_axis.member, column_axis.member)
    hidden |= _moved(counts.T, shown_columns, column_axis.member, row_axis.member).T
    swaps = _swaps(table, hidden)
    if swaps is None:
        return np.ones_like(hidden)
    for swap in swaps:
        hidden |= swap.changed
    return hidden


def _moved(counts: Counts, shown: Shown, member: Bits, across: Bits) -> Bits:
    """What changes when reports move along one axis: categories that split a block, where that block holds reports."""
    assert shown.block is not None
    size = int(shown.block.max(initial=-1)) + 1
    by_block = np.zeros((size, counts.shape[1]), dtype=np.int64)
    np.add.at(by_block, shown.block, counts)
    held = by_block @ across.T > 0
    return np.asarray(shown.splits(member).astype(np.int64) @ held > 0, dtype=np.bool_)


@dataclass(frozen=True)
class _Table:
    counts: Counts
    rows: Bits
    columns: Bits

    @property
    def totals(self) -> Counts:
        return np.asarray(self.rows.astype(np.int64) @ self.counts @ self.columns.T.astype(np.int64), dtype=np.int64)


def _swaps(table: _Table, hidden: Bits) -> list[_Swap] | None:
    """Exchanges that change every sensitive count that is not hidden yet; None when there is none for one of them."""
    totals, sensitive = table.totals, is_sensitive(table.totals)
    weights = np.where(totals > 0, 1.0 + totals / (table.counts.sum() + 1.0), _OF_A_ZERO)
    weights[sensitive | hidden] = 0.0
    changes = hidden.astype(np.int64)
    leaves = np.outer(table.rows.sum(axis=1), table.columns.sum(axis=1))
    swaps: list[_Swap] = []
    for row, column in sorted(np.argwhere(sensitive).tolist(), key=lambda at: (leaves[*at], totals[*at], at)):
        if changes[row, column]:
            continue
        swap = _best_swap(table, row, column, weights)
        if swap is None:
            return None
        swaps.append(swap)
        weights[swap.changed] = 0.0
        changes += swap.changed
    return [swap for swap in reversed(swaps) if not _spared(swap, changes, sensitive)]


def _spared(swap: _Swap, changes: Counts, sensitive: Bits) -> bool:
    """Whether every sensitive count that this one changes is changed by others too; then they must do without it."""
    if (changes[swap.changed & sensitive] < 2).any():
        return False
    changes -= swap.changed
    return True


def _best_swap(table: _Table, row: int, column: int, weights: NDArray[np.float64]) -> _Swap | None:
    """Takes one report out of a cell or puts one in, at the least cost in what it hides."""
    best: tuple[float, int, int, int, int] | None = None
    outside_rows, outside_columns = ~table.rows[row], ~table.columns[column]
    for here in np.flatnonzero(table.rows[row]):
        apart_rows = (table.rows != table.rows[:, [here]])[:, outside_rows]
        cost_by_row = apart_rows.T.astype(np.float64) @ weights
        for there in np.flatnonzero(table.columns[column]):
            apart_columns = (table.columns != table.columns[:, [there]])[:, outside_columns]
            cost = cost_by_row @ apart_columns
            cost += _doubt(table.counts, int(here), int(there), outside_rows, outside_columns)
            other = int(cost.argmin()) if cost.size else -1
            if other < 0 or not np.isfinite(cost.flat[other]):
                continue
            k, m = divmod(other, cost.shape[1])
            found = (np.flatnonzero(outside_rows)[k], np.flatnonzero(outside_columns)[m])
            rank = (float(cost.flat[other]), int(here), int(there), int(found[0]), int(found[1]))
            best = rank if best is None or rank < best else best
    if best is None:
        return None
    _, row_here, column_here, row_there, column_there = best
    return _Swap(
        table.rows[:, row_here] != table.rows[:, row_there],
        table.columns[:, column_here] != table.columns[:, column_there],
    )


def _doubt(counts: Counts, here: int, there: int, rows: Bits, columns: Bits) -> NDArray[np.float64]:
    """By leaf outside: infinite where no two reports can exchange, a little where a cell would be left empty."""
    out = np.minimum(counts[here, there], counts[np.ix_(rows, columns)])
    into = np.minimum.outer(counts[rows, there], counts[here, columns])
    most = np.maximum(out, into)
    return np.asarray(np.where(most == 0, np.inf, np.where(most == 1, _OF_A_WEAK_WORLD, 0.0)), dtype=np.float64)
