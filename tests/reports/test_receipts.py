import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reports.receipts import ALPHABET, Mistyped, new_receipt, read_receipt

RECEIPT = new_receipt()
SYMBOLS = RECEIPT.replace("-", "")


def test_a_receipt_is_read_as_it_was_given() -> None:
    assert read_receipt(RECEIPT) == SYMBOLS


def test_it_may_be_typed_small_with_spaces_and_with_lookalikes() -> None:
    typed = RECEIPT.lower().replace("-", "  ").replace("h", "н").replace("k", "к").replace("a", "а")
    assert read_receipt(typed) == SYMBOLS


def test_no_two_are_alike() -> None:
    assert len({new_receipt() for _ in range(1_000)}) == 1_000


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_is_found(place: int, symbol: str) -> None:
    if SYMBOLS[place] != symbol:
        with pytest.raises(Mistyped):
            read_receipt(SYMBOLS[:place] + symbol + SYMBOLS[place + 1 :])


@given(st.integers(0, 17), st.integers(0, 17))
def test_every_two_that_changed_places_are_found(one: int, other: int) -> None:
    symbols = list(SYMBOLS)
    symbols[one], symbols[other] = symbols[other], symbols[one]
    if symbols != list(SYMBOLS):
        with pytest.raises(Mistyped):
            read_receipt("".join(symbols))


@pytest.mark.parametrize(("begins", "ends", "kind"), [("", 0, "length"), ("", 17, "length"), ("O", 18, "symbol")])
def test_what_is_wrong_is_named(begins: str, ends: int, kind: str) -> None:
    with pytest.raises(Mistyped) as mistake:
        read_receipt(begins + SYMBOLS[len(begins) : ends])
    assert mistake.value.kind == kind
