import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.people import recovery_key
from api.people.recovery_key import Mistyped
from api.reports.receipts import ALPHABET

KEY = bytes(range(32))
PRINTED = recovery_key.written(KEY)


@given(st.binary(min_size=32, max_size=32))
def test_what_is_printed_is_read_back(private: bytes) -> None:
    assert recovery_key.read(recovery_key.written(private)) == private


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.lower(),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", " "),
        PRINTED.replace("-", "\n") + "\n",
        PRINTED.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")),
    ],
)
def test_it_may_be_typed_in_small_letters_with_spaces_or_in_cyrillic_lookalikes(typed: str) -> None:
    assert recovery_key.read(typed) == KEY


@given(st.integers(0, 64), st.sampled_from(ALPHABET))
def test_every_wrong_symbol_is_found_and_its_group_is_named(position: int, symbol: str) -> None:
    symbols = list(PRINTED.replace("-", ""))
    if symbols[position] == symbol:
        return
    symbols[position] = symbol
    with pytest.raises(Mistyped, match=rf"^Group {position // 5 + 1} of"):
        recovery_key.read("".join(symbols))


@given(st.integers(0, 63))
def test_symbols_that_changed_places_are_found(position: int) -> None:
    symbols = list(PRINTED.replace("-", ""))
    first, second = symbols[position : position + 2]
    symbols[position : position + 2] = [second, first]
    if first != second:
        with pytest.raises(Mistyped, match="Group"):
            recovery_key.read("".join(symbols))


def test_groups_that_changed_places_are_found() -> None:
    groups = PRINTED.split("-")
    groups[3], groups[4] = groups[4], groups[3]
    with pytest.raises(Mistyped, match="Group 4"):
        recovery_key.read("-".join(groups))


@pytest.mark.parametrize("typed", ["", PRINTED[:-6], PRINTED + "-22222", "hello", "💧" * 65, "Z" * 65])
def test_what_is_no_key_is_told_so(typed: str) -> None:
    with pytest.raises(Mistyped):
        recovery_key.read(typed)
