"""Guessing is slowed down; nobody is locked out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import httpx
import pytest

from api.database import Database, now
from api.errors import Problem
from api.people import delays
from api.people.delays import FREE_TRIES, LONGEST, AddressLimit, claim_try, wait_after
from api.people.models import Delay
from api.people.slow_hash import SlowHash
from tests.api.problems import problem
from tests.databases import on_sqlite
from tests.people.staff import PASSWORD, Office

KEY = bytes(32)
Wait = Callable[[float], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Lets seconds pass for those who must wait."""
    passed = timedelta()

    def later() -> datetime:
        return now() + passed

    def wait(seconds: float) -> None:
        nonlocal passed
        passed += timedelta(seconds=seconds)

    monkeypatch.setattr(delays, "now", later)
    return wait


def test_the_first_tries_are_free_and_the_wait_never_exceeds_a_minute() -> None:
    waits = [wait_after(tries).total_seconds() for tries in range(FREE_TRIES + 9)]
    assert waits == [0] * FREE_TRIES + [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(10**9) == LONGEST


def tries(database: Database) -> bool:
    try:
        database.run(lambda session: claim_try(session, KEY))
    except Problem as problem:
        assert problem.status == 429
        return False
    return True


def test_after_the_free_tries_one_must_wait(database: Database, wait: Wait) -> None:
    assert [tries(database) for _ in range(FREE_TRIES + 2)] == [True] * FREE_TRIES + [False] * 2
    wait(1)
    assert [tries(database), tries(database)] == [True, False]
    wait(1)
    assert not tries(database)
    wait(1)
    assert tries(database)


def test_tries_made_at_once_are_all_counted(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda _: tries(database), range(20)))
    assert outcomes.count(True) == FREE_TRIES


def test_tries_are_forgotten_after_an_hour(database: Database, wait: Wait) -> None:
    while tries(database):
        pass
    wait(delays.FORGOTTEN_AFTER.total_seconds() + 1)
    assert all(tries(database) for _ in range(FREE_TRIES))
    wait(delays.FORGOTTEN_AFTER.total_seconds() + 1)
    database.run(delays.forget_old)
    with database.transaction() as session:
        assert session.get(Delay, KEY) is None


async def test_whoever_guesses_on_and_on_delays_the_owner_by_a_minute_at_most(
    client: httpx.AsyncClient, office: Office, wait: Wait
) -> None:
    for _ in range(30):
        wait(61)
        await office.bermet.gives_password(client, "a guess, and a wrong one")
    refused = await office.bermet.gives_password(client)
    assert problem(refused, 429)["detail"].startswith("Too many tries")
    seconds = int(refused.headers["retry-after"])
    assert 0 < seconds <= 60
    wait(seconds)
    assert (await office.bermet.gives_password(client)).status_code == 201


async def test_guesses_made_elsewhere_do_not_delay_a_known_device(
    client: httpx.AsyncClient, office: Office, wait: Wait
) -> None:
    await office.bermet.logs_in(client)
    device, office.bermet.device = office.bermet.device, ""
    for _ in range(FREE_TRIES + 1):
        last = await office.bermet.gives_password(client, "a guess, and a wrong one")
    problem(last, 429)
    office.bermet.device = device
    assert (await office.bermet.gives_password(client)).status_code == 201


@on_sqlite
@pytest.mark.parametrize("made_up", ["x", "A" * 64, "💧", "AAAA=", " "])
async def test_a_made_up_device_is_no_way_round(client: httpx.AsyncClient, office: Office, made_up: str) -> None:
    office.bermet.device = made_up
    answers = [await office.bermet.gives_password(client, "a guess, and a wrong one") for _ in range(FREE_TRIES + 1)]
    office.bermet.device = made_up + "B"
    answers.append(await office.bermet.gives_password(client))
    assert [answer.status_code for answer in answers] == [401] * FREE_TRIES + [429] * 2


async def test_a_device_of_somebody_else_is_no_way_round(client: httpx.AsyncClient, office: Office) -> None:
    await office.cholpon.logs_in(client)
    office.bermet.device = office.cholpon.device
    for _ in range(FREE_TRIES):
        await office.bermet.gives_password(client, "a guess, and a wrong one")
    office.bermet.device = ""
    problem(await office.bermet.gives_password(client), 429)


async def test_an_unknown_login_is_delayed_like_a_known_one(client: httpx.AsyncClient, office: Office) -> None:
    answers = {}
    for login in ("bermet", "erkin"):
        body = {"login": login, "password": "a guess, and a wrong one"}
        responses = [await client.post("/v1/session", json=body) for _ in range(FREE_TRIES + 2)]
        answers[login] = [(response.status_code, response.json()["title"]) for response in responses]
    assert answers["bermet"] == answers["erkin"]
    assert answers["erkin"][-1][0] == 429


async def test_guessing_codes_is_slowed_down_across_sessions(client: httpx.AsyncClient, office: Office) -> None:
    statuses = []
    for _ in range(3):
        token = (await office.bermet.gives_password(client)).json()["token"]
        statuses += [(await office.bermet.gives_code(client, token, "wrong!")).status_code for _ in range(3)]
    assert statuses[:FREE_TRIES] == [422] * FREE_TRIES
    assert set(statuses[FREE_TRIES:]) == {429}


async def test_a_right_password_ends_the_delay(client: httpx.AsyncClient, office: Office) -> None:
    for _ in range(3):
        for _ in range(FREE_TRIES - 1):
            problem(await office.bermet.gives_password(client, "a guess, and a wrong one"), 401)
        assert (await office.bermet.gives_password(client)).status_code == 201


def test_one_address_has_so_many_tries_a_minute() -> None:
    limit = AddressLimit(3)
    for _ in range(3):
        limit.claim_try("198.51.100.7")
    with pytest.raises(Problem) as refused:
        limit.claim_try("198.51.100.7")
    assert refused.value.status == 429
    limit.claim_try("198.51.100.8")


async def test_when_hashes_wait_in_line_the_next_is_told_to_try_again(
    client: httpx.AsyncClient, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SlowHash, "begin", _full)
    response = await client.post("/v1/session", json={"login": "bermet", "password": PASSWORD})
    problem(response, 503)
    assert response.headers["retry-after"] == "5"
    assert (await client.get("/healthz")).status_code == 200


def _full(*_arguments: object) -> None:
    raise Problem(503, "Try again.", headers={"Retry-After": "5"})
