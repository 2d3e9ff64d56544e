from concurrent.futures import Future
from threading import Event

import pytest

from api.errors import Problem
from api.people import slow_hash
from api.people.slow_hash import Cost, SlowHash

QUICK = Cost(8, 1)
SALT = bytes(16)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Hashes take until this is set."""
    go = Event()

    def wait(secret: bytes, _salt: bytes, _cost: Cost) -> bytes:
        go.wait(10)
        return secret

    monkeypatch.setattr(slow_hash, "_hash", wait)
    return go


def test_it_is_argon2id() -> None:
    """A vector of the reference implementation's own tests."""
    expected = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"
    assert SlowHash(Cost(256, 2))(b"password", b"somesalt").hex() == expected


def test_secret_salt_and_cost_all_count() -> None:
    hashed = SlowHash(QUICK)
    variants = [hashed(b"a", SALT), hashed(b"b", SALT), hashed(b"a", b"1" * 16), hashed(b"a", SALT, Cost(16, 1))]
    assert len(set(variants)) == 4


def test_a_cost_is_read_as_it_was_written() -> None:
    assert str(Cost()) == "65536/3/1"
    assert Cost.read("65536/3/1") == Cost()


def test_when_the_queue_is_full_one_is_asked_to_try_again(slow: Event) -> None:
    hashed = SlowHash(QUICK, workers=2, waiting=3)
    waiting: list[Future[bytes]] = [hashed.begin(b"x", SALT) for _ in range(5)]
    with pytest.raises(Problem) as full:
        hashed.begin(b"y", SALT)
    assert full.value.status == 503
    assert full.value.headers == {"Retry-After": "5"}
    slow.set()
    assert [done.result(10) for done in waiting] == [b"x"] * 5
    assert hashed(b"y", SALT) == b"y"


def test_a_place_in_the_queue_is_given_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = SlowHash(QUICK, workers=1, waiting=0)
    for _ in range(3):
        with pytest.raises(Exception, match=r"[Ss]alt"):
            hashed(b"x", b"short")
    assert len(hashed(b"x", SALT)) == 32
