"""No small count can be worked out from those that are shown, and not more is hidden than that takes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from api.reports.statistics.suppression import Axis, Counts, Shown, is_sensitive, suppress_axis, suppress_table
from tests.reports.statistics.attacker import Published, worlds

HIDDEN = None


def plain(*counts: int) -> Axis:
    """An axis whose categories are its leaves."""
    return Axis(np.array(counts, dtype=np.int64), np.eye(len(counts), dtype=np.bool_))


def shown(axis: Axis) -> list[int | None]:
    hidden = suppress_axis(axis).hidden(axis.member)
    return [None if hide else int(count) for hide, count in zip(hidden, axis.totals, strict=True)]


# One axis: examples


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ((5, 6, 7), [5, 6, 7]),
        ((3, 20, 30), [HIDDEN, HIDDEN, 30]),  # the smallest of the others goes with it
        ((3, 30, 20), [HIDDEN, 30, HIDDEN]),
        ((2, 3, 20), [HIDDEN, HIDDEN, 20]),  # two small ones hide each other
        ((1, 2, 20), [HIDDEN, HIDDEN, 20]),
        ((1, 1, 20), [HIDDEN, HIDDEN, HIDDEN]),  # together they are two, and in each is somebody: both would be one
        ((1, 1, 1, 20, 30), [HIDDEN, HIDDEN, HIDDEN, HIDDEN, 30]),
        ((1, 1, 2, 20), [HIDDEN, HIDDEN, HIDDEN, 20]),
        ((4, 9), [HIDDEN, HIDDEN]),
        ((12,), [12]),
        ((), []),
    ],
)
def test_what_is_hidden_of_one_axis(counts: tuple[int, ...], seen: list[int | None]) -> None:
    assert shown(plain(*counts)) == seen


def test_when_all_are_fewer_than_five_nothing_is_shown() -> None:
    assert suppress_axis(plain(2, 2)).block is None


def test_five_people_in_five_places_are_not_told_apart() -> None:
    assert suppress_axis(plain(1, 1, 1, 1, 1)).block is None


def test_an_article_does_not_tell_the_violation_that_is_hidden() -> None:
    """Article 25 covers the violations 0 and 1: without it, 1 is known from it and 0."""
    covers = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 0, 0]]
    axis = Axis(np.array([20, 3, 9, 30]), np.array(covers, dtype=np.bool_))
    assert shown(axis) == [None, None, 9, 30, 23]  # to hide 2 instead would take the article too


def test_regions_are_hidden_within_their_country_when_that_is_enough() -> None:
    """Countries 0 and 1 of three regions each."""
    regions = np.eye(6, dtype=np.bool_)
    countries = np.array([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], dtype=np.bool_)
    axis = Axis(np.array([2, 30, 8, 7, 9, 9]), np.vstack([regions, countries]))
    assert shown(axis) == [None, 30, None, 7, 9, 9, 40, 25]


# One axis: anything


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    """Leaves, each a category too, and some sums of them."""
    counts = draw(st.lists(st.one_of(st.integers(1, 6), st.integers(1, 40)), min_size=1, max_size=7))
    sums = draw(st.lists(st.lists(st.booleans(), min_size=len(counts), max_size=len(counts)).filter(any), max_size=4))
    member = np.vstack([np.eye(len(counts), dtype=np.bool_), *(np.array([one], dtype=np.bool_) for one in sums)])
    return Axis(np.array(counts, dtype=np.int64), member)


def published(axis: Axis) -> Published:
    """With the total, which every answer tells."""
    parts = np.vstack([axis.member, np.ones((1, len(axis.counts)), dtype=np.bool_)]).astype(np.int64)
    return Published(parts, [*shown(axis), int(axis.counts.sum())])


@settings(max_examples=80, deadline=None)
@given(axes())
def test_no_small_count_of_an_axis_is_shown_or_can_be_computed(axis: Axis) -> None:
    seen = shown(axis)
    for count, small in zip(seen, is_sensitive(axis.totals), strict=True):
        assert not small or count is None
    if suppress_axis(axis).block is not None:
        assert published(axis).pinned() == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_it_helps_nobody_to_know_that_each_hidden_category_holds_somebody(counts: list[int]) -> None:
    axis = plain(*counts)
    seen = shown(axis)
    if suppress_axis(axis).block is None or None not in seen:
        return
    possible = worlds(sum(counts), len(counts), seen)
    for at, count in enumerate(seen):
        if count is None:
            assert len({world[at] for world in possible}) > 1


@given(axes())
def test_the_order_of_leaves_does_not_change_how_much_is_hidden(axis: Axis) -> None:
    turned = Axis(axis.counts[::-1].copy(), axis.member[:, ::-1].copy())
    again = suppress_axis(turned)
    for count, hide in zip(axis.totals, again.hidden(turned.member), strict=True):
        assert hide or count >= 5


# Cross tables


def cross(counts: Counts, rows: Axis, columns: Axis) -> tuple[NDArray[np.bool_], Shown, Shown]:
    shown_rows, shown_columns = suppress_axis(rows), suppress_axis(columns)
    return suppress_table(counts, (rows, shown_rows), (columns, shown_columns)), shown_rows, shown_columns


def plain_cross(*rows: tuple[int, ...]) -> list[list[int | None]]:
    counts = np.array(rows, dtype=np.int64)
    hidden, _, _ = cross(counts, plain(*counts.sum(axis=1)), plain(*counts.sum(axis=0)))
    return [
        [None if hide else int(n) for n, hide in zip(*both, strict=True)] for both in zip(counts, hidden, strict=True)
    ]


def test_a_large_table_is_shown_whole() -> None:
    assert plain_cross((5, 6), (7, 8)) == [[5, 6], [7, 8]]


def test_zeros_are_shown() -> None:
    assert plain_cross((0, 9), (9, 0)) == [[0, 9], [9, 0]]


def test_one_small_cell_takes_three_others_with_it() -> None:
    assert plain_cross((3, 20, 50), (21, 6, 50), (50, 50, 50)) == [
        [None, None, 50],
        [None, None, 50],
        [50, 50, 50],
    ]


def test_small_cells_that_hide_each_other_take_no_other() -> None:
    assert plain_cross((3, 2, 50), (2, 4, 50), (50, 50, 50)) == [
        [None, None, 50],
        [None, None, 50],
        [50, 50, 50],
    ]


def test_a_row_that_is_hidden_alone_is_hidden_in_a_cross_table() -> None:
    table = plain_cross((2, 0, 1), (6, 0, 0), (20, 30, 40), (20, 30, 40))
    assert [row[0] for row in table] == [None, None, 20, 20]
    assert [row[1] for row in table] == [0, 0, 30, 30]  # nobody of the two hidden rows is there: that is no secret


@st.composite
def crossed(draw: st.DrawFn) -> tuple[Counts, Axis, Axis]:
    """Leaves of two axes with some sums on each; every leaf holds somebody."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cell = draw(st.sampled_from([st.integers(0, 3), st.integers(0, 9), st.integers(3, 30)]))
    counts = np.array(draw(st.lists(cell, min_size=height * width, max_size=height * width)), dtype=np.int64)
    counts = counts.reshape(height, width)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if not counts.size:
        counts = np.array([[7]])
    return counts, _with_sums(draw, counts.sum(axis=1)), _with_sums(draw, counts.sum(axis=0))


def _with_sums(draw: st.DrawFn, counts: Counts) -> Axis:
    size = len(counts)
    sums = draw(st.lists(st.lists(st.booleans(), min_size=size, max_size=size).filter(any), max_size=2))
    return Axis(counts, np.vstack([np.eye(size, dtype=np.bool_), *(np.array([one], dtype=np.bool_) for one in sums)]))


def everything_published(counts: Counts, rows: Axis, columns: Axis) -> tuple[Published, NDArray[np.bool_]]:
    """The cross table, both tables of one dimension, and the total, as sums over the leaves of the cross table."""
    hidden, shown_rows, shown_columns = cross(counts, rows, columns)
    totals = rows.member.astype(np.int64) @ counts @ columns.member.T.astype(np.int64)
    parts, told = [], []
    for (at, into), hide in np.ndenumerate(hidden):
        parts.append(np.outer(rows.member[at], columns.member[into]).ravel())
        told.append(None if hide else int(totals[at, into]))
    for member, hide, total in zip(rows.member, shown_rows.hidden(rows.member), rows.totals, strict=True):
        parts.append(np.outer(member, np.ones(counts.shape[1], dtype=np.bool_)).ravel())
        told.append(None if hide else int(total))
    for member, hide, total in zip(columns.member, shown_columns.hidden(columns.member), columns.totals, strict=True):
        parts.append(np.outer(np.ones(counts.shape[0], dtype=np.bool_), member).ravel())
        told.append(None if hide else int(total))
    total = int(counts.sum())
    parts.append(np.ones(counts.size, dtype=np.bool_))
    told.append(total if total >= 5 else None)
    return Published(np.array(parts, dtype=np.int64), told), hidden


@settings(max_examples=60, deadline=None)
@given(crossed())
def test_no_small_count_of_a_cross_table_is_shown_or_can_be_computed(table: tuple[Counts, Axis, Axis]) -> None:
    counts, rows, columns = table
    seen, hidden = everything_published(counts, rows, columns)
    totals = rows.member.astype(np.int64) @ counts @ columns.member.T.astype(np.int64)
    assert hidden[is_sensitive(totals)].all()
    assert seen.pinned() == []


def test_the_attacker_finds_what_a_careless_table_tells() -> None:
    """Only the small count is hidden: its row gives it away. An attacker who missed that would prove nothing."""
    parts = np.array([[1, 0], [0, 1], [1, 1]])
    assert Published(parts, [None, 20, 23]).pinned() == [0]
    assert Published(parts, [None, None, 23]).pinned() == []
    assert Published(parts, [None, None, 23]).range_of(0) == (0, 23)
