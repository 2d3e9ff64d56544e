"""How urgent a report is, when contact is due, how long it is kept, and what a coarse field may hold."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.reading.content_rows import DANGERS, Urgency
from api.reports import rules
from api.reports.models import PLACE_LENGTH
from api.reports.rules import URGENCIES, Targets

TARGETS = Targets()
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


# Urgency


@pytest.mark.parametrize("urgency", URGENCIES)
def test_a_report_is_as_urgent_as_its_kind(urgency: Urgency) -> None:
    assert (
        rules.urgency_of(urgency) == rules.urgency_of(urgency, "no") == rules.urgency_of(urgency, "unknown") == urgency
    )


@given(st.sampled_from([*URGENCIES, None]), st.sampled_from(["", "information", "urgent-help"]))
def test_danger_now_is_an_emergency_whatever_the_kind(urgency: Urgency | None, wish: str) -> None:
    assert rules.urgency_of(urgency, "yes", wish=wish) == "emergency"
    for danger in DANGERS:
        assert rules.urgency_of(urgency, "no", danger, wish) == "emergency"


def test_who_wishes_urgent_help_is_taken_one_level_up() -> None:
    assert rules.urgency_of("routine", wish="urgent-help") == "urgent"
    assert rules.urgency_of("urgent", wish="urgent-help") == "emergency"
    assert rules.urgency_of("emergency", wish="urgent-help") == "emergency"
    assert rules.urgency_of("routine", wish="complaint") == "routine"


def test_a_report_that_nobody_sorted_is_looked_at_soon() -> None:
    assert rules.urgency_of(None) == "urgent"


# When contact is due

FRIDAY = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def test_an_emergency_is_due_at_once_and_urgent_within_a_day() -> None:
    assert rules.due_at("emergency", FRIDAY, TARGETS) == datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert rules.due_at("urgent", FRIDAY, TARGETS) == datetime(2026, 11, 21, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (TUESDAY, datetime(2026, 12, 1, 9, tzinfo=UTC)),
        (FRIDAY, datetime(2026, 11, 27, 15, tzinfo=UTC)),
        (FRIDAY + timedelta(days=1), datetime(2026, 11, 27, 15, tzinfo=UTC)),
        (FRIDAY + timedelta(days=2), datetime(2026, 11, 27, 15, tzinfo=UTC)),
    ],
)
def test_routine_counts_five_days_from_monday_to_friday(received: datetime, due: datetime) -> None:
    assert rules.due_at("routine", received, TARGETS) == due


def test_targets_can_be_set() -> None:
    slow = Targets(emergency=timedelta(hours=2), urgent=timedelta(hours=48), routine_working_days=1)
    assert rules.due_at("emergency", FRIDAY, slow) == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert rules.due_at("urgent", FRIDAY, slow) == datetime(2026, 11, 22, 15, tzinfo=UTC)
    assert rules.due_at("routine", FRIDAY, slow) == datetime(2026, 11, 23, 15, tzinfo=UTC)


@given(MOMENTS, st.integers(0, 30))
def test_working_days_are_counted_one_by_one(received: datetime, days: int) -> None:
    due = rules.due_at("routine", received, Targets(routine_working_days=days))
    between = [received.date() + timedelta(days=n) for n in range(1, (due.date() - received.date()).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days
    assert days == 0 or due.weekday() < 5


@given(MOMENTS, st.sampled_from(URGENCIES))
def test_what_is_due_tells_no_minute_and_the_more_urgent_is_due_first(received: datetime, urgency: str) -> None:
    due = rules.due_at(urgency, received, TARGETS)
    assert (due.minute, due.second, due.microsecond) == (0, 0, 0)
    assert rules.due_at("emergency", received, TARGETS) <= due <= rules.due_at("routine", received, TARGETS)


def test_contact_is_overdue_after_the_moment_it_was_due() -> None:
    assert not rules.is_overdue(FRIDAY, FRIDAY)
    assert rules.is_overdue(FRIDAY, FRIDAY + timedelta(seconds=1))
    assert not rules.is_overdue(None, FRIDAY)


# How long a report is kept


def test_a_closed_report_is_kept_for_the_set_time() -> None:
    assert rules.expiry(date(2026, 1, 1), date(2025, 12, 1), 180) == date(2026, 6, 30)


def test_who_wrote_lately_has_thirty_days_to_read_the_answer() -> None:
    assert rules.expiry(date(2026, 1, 1), date(2026, 6, 25), 180) == date(2026, 7, 25)


@given(DAYS, DAYS, st.integers(0, 1000))
def test_a_report_never_goes_before_either_time_is_over(closed: date, wrote: date, days: int) -> None:
    gone = rules.expiry(closed, wrote, days)
    assert gone >= closed + timedelta(days=days)
    assert gone >= wrote + timedelta(days=30)
    assert gone in (closed + timedelta(days=days), wrote + timedelta(days=30))


# Coarse fields


@given(MOMENTS, st.integers(-14, 14))
def test_a_moment_in_clear_is_the_hour_in_utc(moment: datetime, hours: int) -> None:
    floored = rules.floored(moment.astimezone(timezone(timedelta(hours=hours))))
    assert floored.utcoffset() == timedelta(0)
    assert timedelta(0) <= moment - floored < timedelta(hours=1)
    assert floored.minute == floored.second == floored.microsecond == 0


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=60)))
def test_a_slower_reply_never_falls_in_a_quicker_band(received: datetime, took: timedelta) -> None:
    bands = ["day", "three-days", "week", "later"]
    band = rules.first_reply_band(received, received + took)
    assert bands.index(band) <= bands.index(rules.first_reply_band(received, received + 2 * took))
    assert (band == "day") == (took <= timedelta(days=1))
    assert rules.first_reply_band(received, None) == "none"


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("text", ["2026-11", "2026-01", "1990-01"])
def test_a_month_in_which_something_can_have_happened(text: str) -> None:
    assert rules.is_month(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-12",
        "2027-01",
        "1989-12",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-11-22",
        "26-11",
        "２０２６-11",
        "2026-11\n",
    ],
)
def test_what_is_no_month(text: str) -> None:
    assert not rules.is_month(text, TODAY)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_every_month_up_to_today_is_one(day: date) -> None:
    assert rules.is_month(f"{day:%Y-%m}", TODAY)


@pytest.mark.parametrize("text", ["Moscow Oblast", "Ош", "x" * PLACE_LENGTH])
def test_a_region(text: str) -> None:
    assert rules.is_region(text)


@pytest.mark.parametrize("text", ["", " ", " Osh", "a\nb", "a\x00b", "a\u202eb", "x" * (PLACE_LENGTH + 1)])
def test_what_is_no_region(text: str) -> None:
    assert not rules.is_region(text)
