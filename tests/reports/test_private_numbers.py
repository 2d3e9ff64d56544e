"""Numbers of papers, cards and phones are found in every spacing; dates, times, sums and hotlines are left alone."""

import time as clock
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reports.private_numbers import private_numbers

AROUND = st.sampled_from(["", "мой номер ", "телефоним ", "вот: ", "(", "Салам. Менин ", "pul bermadi, ", "it is\n"])
AFTER = st.sampled_from(
    ["", ".", " звоните", ", это мой", " к Айбеку", "\nрахмат", ")", " 15000 рублей", "!", " рахмат"]
)
GAP = st.sampled_from(["", " ", "-", " - ", "\u00a0", "–", "."])


def spaced(digits: str, sizes: list[int], gap: str) -> str:
    """Digits in groups of these sizes."""
    ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
    return gap.join(digits[end - size : end] for end, size in zip(ends, sizes, strict=True))


def with_check_digit(digits: str) -> str:
    """A card's number: the digits and the one by which cards are checked."""
    for last in "0123456789":
        reversed_digits = [int(digit) for digit in reversed(digits + last)]
        doubled = [sum(divmod(2 * digit, 10)) for digit in reversed_digits[1::2]]
        if (sum(reversed_digits[::2]) + sum(doubled)) % 10 == 0:
            return digits + last
    raise AssertionError


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


PHONE_STARTS = [("+7", "9"), ("8", "9"), ("7", "9"), ("8", "7"), ("+7", "7")]


@given(st.sampled_from(PHONE_STARTS), digits(9), GAP, st.booleans(), AROUND, AFTER)
def test_a_russian_or_kazakh_phone(
    start: tuple[str, str], rest: str, gap: str, brackets: bool, before: str, after: str
) -> None:
    code, number = start[0], start[1] + rest
    area = f"({number[:3]})" if brackets else number[:3]
    text = f"{before}{gap.join([code, area, number[3:6], number[6:8], number[8:]])}{after}"
    assert "phone" in private_numbers(text), text


@given(st.sampled_from(["+996", "996", "00996", "+998", "998"]), digits(7), GAP, AROUND, AFTER)
def test_a_kyrgyz_or_uzbek_phone(code: str, rest: str, gap: str, before: str, after: str) -> None:
    number = "90" + rest
    for sizes in ([2, 3, 2, 2], [3, 3, 3], [3, 2, 2, 2], [9]):
        text = f"{before}{code}{gap}{spaced(number, sizes, gap)}{after}"
        assert "phone" in private_numbers(text), text


@given(st.sampled_from(["+90", "90", "0"]), digits(7), GAP, AROUND, AFTER)
def test_a_turkish_phone(code: str, rest: str, gap: str, before: str, after: str) -> None:
    text = f"{before}{code}{gap}{spaced('53' + '2' + rest, [3, 3, 2, 2], gap)}{after}"
    assert "phone" in private_numbers(text), text


@pytest.mark.parametrize(
    "text",
    ["0555 12 34 56", "0555123456", "555 12 34 56", "90 123 45 67", "9161234567", "916 123 45 67", "+٧٩١٦١٢٣٤٥٦٧"],
)
def test_phones_as_people_write_them_at_home(text: str) -> None:
    assert private_numbers(text) == {"phone"}


@given(
    st.sampled_from(["4", "51", "2202", "8600", "9417", "9860"]),
    st.integers(13, 19),
    st.data(),
    st.sampled_from(["", " ", "-", " - ", "\u00a0"]),
    AROUND,
    AFTER,
)
def test_a_card_in_any_grouping(
    start: str, length: int, data: st.DataObject, gap: str, before: str, after: str
) -> None:
    number = with_check_digit(start + data.draw(digits(length - 1 - len(start))).replace("0", "1"))
    sizes = [4] * (length // 4) + ([length % 4] if length % 4 else [])
    if data.draw(st.booleans()):
        sizes = data.draw(st.sampled_from([[length], [8, length - 8], [4, 6, length - 10], [6, length - 6]]))
    text = f"{before}{spaced(number, sizes, gap)}{after}"
    assert "card" in private_numbers(text), text


def test_a_card_with_a_wrong_check_digit_is_some_other_number() -> None:
    assert "card" in private_numbers("4276 1234 5678 9014")
    assert "card" not in private_numbers("4276 1234 5678 9015")


SERIES = st.sampled_from(["ID", "AN", "AC", "id", "ИД", "АН", "АС", "Аn", "ас", "AA", "AB", "PE"])
SIGN = st.sampled_from(["", " ", "-", " № ", ": ", " номер ", "№"])


@given(
    SERIES,
    SIGN,
    digits(7),
    st.sampled_from([[7], [3, 4], [2, 2, 3], [1, 3, 3]]),
    st.sampled_from(["", " ", "-"]),
    AROUND,
)
def test_a_kyrgyz_or_uzbek_passport(
    series: str, sign: str, number: str, sizes: list[int], gap: str, before: str
) -> None:
    text = f"{before}{series}{sign}{spaced(number, sizes, gap)}"
    assert "passport" in private_numbers(text), text


@given(
    st.from_regex(r"[1-9][0-9][01][0-9]", fullmatch=True).filter(lambda s: s[:2] not in ("19", "20")), digits(6), AROUND
)
def test_a_russian_passport(series: str, number: str, before: str) -> None:
    for text in (
        f"{series} {number}",
        f"{series[:2]} {series[2:]} {number}",
        f"{series} № {number}",
        f"{series[:2]} {series[2:]} {number[:3]} {number[3:]}",
        f"серия {series} номер {number}",
        f"паспорт {series}{number}",
    ):
        assert "passport" in private_numbers(before + text), before + text
    assert "passport" in private_numbers(f"{before}{series[:2]} № {number}1")  # for abroad


@pytest.mark.parametrize(
    "text",
    [
        "Паспортумдун номери 1234567",
        "pasport raqami AB 1234567",
        "passport number is N12345678",
        "мой ПИН 21505199000123",
    ],
)
def test_papers_by_their_name_and_personal_numbers(text: str) -> None:
    assert private_numbers(text) == {"passport"}


# What is left alone


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%y", "%d %m %Y"]),
    AROUND,
)
def test_a_date_is_no_private_number(day: date, form: str, before: str) -> None:
    written = format(day, form)
    assert private_numbers(f"{before}{written} и {written}") == set(), written


@given(
    st.integers(1, 10**10),
    st.sampled_from(["", " ", ".", "\u00a0"]),
    st.sampled_from(["руб", "сом", "so'm", "тенге", "$", "минг"]),
)
def test_a_sum_of_money_is_no_private_number(amount: int, gap: str, currency: str) -> None:
    written = f"{amount:,}".replace(",", gap)
    assert private_numbers(f"должен {written} {currency} за работу") == set(), written


@given(st.integers(1, 9_999_999), st.sampled_from(["до {}", "дал {} и ушёл", "{}", "в 2024 {} рублей", "$ {}"]))
def test_a_number_as_it_stands_in_a_story_is_none(number: int, words: str) -> None:
    assert private_numbers(words.format(number)) == set()


@given(st.times(), st.times())
def test_hours_of_work_are_none(first: time, last: time) -> None:
    for form in ("%H:%M", "%H.%M"):
        text = f"с {format(first, form)} до {format(last, form)}, иногда {format(first, form)}-{format(last, form)}"
        assert private_numbers(text) == set(), text


@pytest.mark.parametrize(
    "text",
    [
        "позвонил 112 и 102",
        "8-800-555-35-35",
        "8 800 555 35 35",
        "+7 (800) 555-35-35",
        "2020-2021 2022-2023",
        "5000 6000 7000 8000",
        "работал 8 9 10 11 12 13 5 числа",
        "10 20 30 40 50",
        "с 20.00-08.00 21.00-09.00",
        "статья 18.8 и 327.2 часть 3",
        "115-ФЗ от 25.07.2002",
        "паспорт забрал и просит 150000",
        "паспорт выдан 12.03.2015",
        "12 часов 30 дней 15 человек",
        "",
    ],
)
def test_public_and_harmless_numbers(text: str) -> None:
    assert private_numbers(text) == set()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert private_numbers(text) <= {"passport", "card", "phone"}


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "12 ", "8-", "паспорт ", "паспорт номер ", "а1", "+", "ID ", "1.", "1,000 "]
)
def test_a_long_text_of_traps_is_read_quickly(piece: str) -> None:
    started = clock.perf_counter()
    private_numbers((piece * 8_000)[:8_000])
    assert clock.perf_counter() - started < 1
