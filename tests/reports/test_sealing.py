from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reports.sealing import KeyPair, Place, Unreadable, lock, seal, unlock, unseal

HERE = Place("message", "report-1", "row-1", "to-person")
ALICE, BOB = KeyPair.new(), KeyPair.new()


@given(st.binary(max_size=2_000))
def test_what_is_sealed_opens_with_the_private_half(plain: bytes) -> None:
    assert unseal(seal(plain, ALICE.public, HERE), ALICE.private, HERE) == plain


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"they took my papers", ALICE.public, HERE), BOB.private, HERE)


@pytest.mark.parametrize("field", ["purpose", "report", "row", "direction"])
def test_a_moved_ciphertext_does_not_open(field: str) -> None:
    sealed = seal(b"they took my papers", ALICE.public, HERE)
    with pytest.raises(Unreadable):
        unseal(sealed, ALICE.private, replace(HERE, **{field: "elsewhere"}))


def test_parts_of_a_place_do_not_run_together() -> None:
    assert Place("a", "bc").as_bytes() != Place("ab", "c").as_bytes()


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_noticed(position: int, change: int) -> None:
    sealed = bytearray(seal(b"they took my papers", ALICE.public, HERE))
    sealed[position % len(sealed)] ^= change
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), ALICE.private, HERE)


@given(st.binary(max_size=100))
def test_rubbish_is_unreadable_and_no_other_error(rubbish: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(rubbish, ALICE.private, HERE)


def test_a_shared_key_binds_to_its_place_too() -> None:
    key = bytes(range(32))
    assert unlock(lock(b"x", key, HERE), key, HERE) == b"x"
    with pytest.raises(Unreadable):
        unlock(lock(b"x", key, HERE), key, replace(HERE, report="report-2"))


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert seal(b"x", ALICE.public, HERE) != seal(b"x", ALICE.public, HERE)
