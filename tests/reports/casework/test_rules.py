"""How a case may move."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reports.casework.rules import MOVES, Moved, NotAllowed, Promise, Standing, Status, after_message, move
from api.reports.rules import GRACE, Targets, due_at

KEPT = 180
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
STANDING = st.builds(Standing, st.sampled_from(Status), st.booleans(), DAYS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
URGENCY = st.sampled_from(["emergency", "urgent", "routine"])
TARGETS = Targets()


def tried(standing: Standing, to: Status, today: date, *, supervises: bool) -> Moved | None:
    outcome = "resolved" if to is Status.CLOSED else ""
    try:
        return move(standing, to, outcome, today, KEPT, supervises=supervises)
    except NotAllowed:
        return None


@given(STANDING, st.sampled_from(Status), DAYS, st.booleans())
def test_a_closed_case_has_an_outcome_and_an_end_and_others_have_none(
    standing: Standing, to: Status, today: date, supervises: bool
) -> None:
    moved = tried(standing, to, today, supervises=supervises)
    if moved is None:
        return
    assert moved.status is to
    closed = to is Status.CLOSED
    assert [bool(moved.outcome), moved.closed_on == today, moved.expires_on is not None] == [closed] * 3
    if moved.expires_on:
        assert moved.expires_on >= max(today + timedelta(days=KEPT), standing.person_wrote_on + GRACE)
        assert not moved.has_news


@given(STANDING, DAYS, st.lists(st.sampled_from(Status), max_size=30), st.booleans())
def test_whatever_was_done_a_case_can_be_closed_and_is_never_new_again(
    standing: Standing, today: date, path: list[Status], supervises: bool
) -> None:
    for to in path:
        moved = tried(standing, to, today, supervises=supervises)
        if moved:
            standing = Standing(moved.status, moved.has_news, standing.person_wrote_on)
            assert standing.status is not Status.NEW
    assert standing.status is Status.CLOSED or tried(standing, Status.CLOSED, today, supervises=supervises)


@pytest.mark.parametrize(("has_news", "supervises"), [(True, False), (False, True), (False, False)])
def test_who_reopens(has_news: bool, supervises: bool) -> None:
    closed = Standing(Status.CLOSED, has_news, date(2026, 11, 1))
    reopened = tried(closed, Status.IN_PROGRESS, date(2026, 11, 22), supervises=supervises)
    assert (reopened is not None) == (has_news or supervises)


def test_every_status_but_new_is_reached_and_none_is_a_dead_end() -> None:
    assert set[Status]().union(*MOVES.values()) == set(Status) - {Status.NEW}
    assert all(MOVES[status] for status in Status)


@pytest.mark.parametrize("outcome", ["", "resolved"])
def test_an_outcome_is_for_closing_only(outcome: str) -> None:
    standing = Standing(Status.IN_PROGRESS, False, date(2026, 11, 1))
    to = Status.WAITING if outcome else Status.CLOSED
    with pytest.raises(NotAllowed, match="outcome"):
        move(standing, to, outcome, date(2026, 11, 22), KEPT, supervises=True)


@given(st.sampled_from(Status), st.booleans())
def test_a_message_moves_a_case_only_where_it_may_go(status: Status, waits: bool) -> None:
    try:
        after = after_message(status, waits=waits)
    except NotAllowed:
        assert waits
        assert status is Status.CLOSED
        return
    assert after is status or after in MOVES[status] or after is Status.WAITING
    assert not waits or after is Status.WAITING


@given(MOMENTS, URGENCY, URGENCY, st.timedeltas(timedelta(hours=1), timedelta(days=30)))
def test_the_first_reply_keeps_the_promise_but_a_date_that_was_set_stays(
    received: datetime, urgency: str, other: str, later: timedelta
) -> None:
    target = due_at(urgency, received, TARGETS)
    promised = Promise(urgency, received, target)
    assert promised.after_reply(TARGETS) is None
    assert promised.with_urgency(other, TARGETS) == due_at(other, received, TARGETS)
    chosen = Promise(urgency, received, target + later)
    assert chosen.after_reply(TARGETS) == chosen.with_urgency(other, TARGETS) == target + later
    assert Promise(urgency, received, None).with_urgency(other, TARGETS) is None
