from datetime import UTC, datetime, timedelta

import pytest

from api.delivery.rules import hour_of, some_time_before, wait_after


@pytest.mark.parametrize(("tries", "full"), [(1, 15), (2, 30), (4, 120), (7, 900), (500, 900)])
def test_waits_grow_up_to_a_quarter_of_an_hour(tries: int, full: float) -> None:
    waits = [wait_after(tries).total_seconds() for _ in range(50)]
    assert full / 2 <= min(waits) < max(waits) <= full


def test_a_messenger_that_asks_for_more_gets_it() -> None:
    assert wait_after(1, timedelta(hours=2)) == timedelta(hours=2)
    assert wait_after(9, timedelta(seconds=1)) > timedelta(minutes=7)


def test_moments_are_blurred_within_an_hour() -> None:
    moment = datetime(2026, 11, 22, 10, 59, 59, 7, UTC)
    assert hour_of(moment) == datetime(2026, 11, 22, 10, tzinfo=UTC)
    blurred = {some_time_before(moment) for _ in range(50)}
    assert len(blurred) > 40
    assert all(timedelta(0) <= moment - one <= timedelta(hours=1) for one in blurred)
