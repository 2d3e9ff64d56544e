"""Input that means no good: forged, guessed, oversized, of the wrong kind. A clear answer, and nothing of others."""

import base64
import secrets
from typing import Any

import pytest

from tests.api.problems import fields_at_fault
from tests.reports.casework.cases import Cases, Worker


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "====",
        "ж",
        base64.urlsafe_b64encode(b"\xff" * 23).decode(),
        base64.urlsafe_b64encode(b"\x7f" + b"\xff" * 23).decode(),
        base64.urlsafe_b64encode(b"\x80" + b"\x00" * 23).decode(),
        "A" * 1_000,
    ],
)
async def test_a_cursor_that_no_page_gave_is_refused(bermet: Worker, cursor: str) -> None:
    assert fields_at_fault(await bermet.get("/reports", cursor=cursor)) == ["cursor"]


async def test_a_forged_cursor_shows_nothing_of_others(cases: Cases, cholpon: Worker) -> None:
    mine = cases.comes_in()
    cases.comes_in(group="moscow")
    far = base64.urlsafe_b64encode((2**52).to_bytes(8, "big") + secrets.token_bytes(16)).decode()
    assert await cholpon.lists(cursor=far) == [mine]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"status": "lost"}, "status"),
        ({"month": "2026-13"}, "month"),
        ({"assignee": "group:moscow"}, "assignee"),
        ({"region": "a\x00b"}, "region"),
        ({"violation": "x" * 10_000}, "violation"),
        ({"limit": 101}, "limit"),
        ({"limit": 0}, "limit"),
        ({"desk": "group:moscow"}, "desk"),
    ],
)
async def test_a_filter_that_cannot_be_is_named(bermet: Worker, asked: dict[str, Any], field: str) -> None:
    assert fields_at_fault(await bermet.get("/reports", **asked)) == [field]
