"""What may name a person is covered before a question can be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.feedback.masking import LENGTH, Masker

MASKER = Masker(["айбек", "нурлан", "гүлнара", "дильноза"], ["Москва", "Сахарово", "Gosuslugi"])


@pytest.mark.parametrize(
    ("question", "covered"),
    [
        ("меня зовут сергей петров у меня запрет", "сергей"),
        ("менин атым асел", "асел"),
        ("ismim dilnoza, pasportim yoqolgan", "dilnoza"),
        ("нурланга кандай жардам берсем болот", "нурлан"),
        ("gulnaraning bolasi maktabga bormayapti", "gulnara"),
        ("бригадир Иванович не платит", "иванович"),
        ("асан уулу мирлан камакта", "мирлан"),
        ("звонил на +7 915 123-45-67", "915"),
        ("паспорт AC1234567 потерял", "1234567"),
        ("пишите на aibek@mail.ru", "aibek"),
        ("мой ник @aibek_osh", "aibek"),
        ("работаю у Сулайманова на стройке", "сулайманов"),
        ("хозяин цеха Чжан нас не пускает", "чжан"),
    ],
)
def test_names_and_numbers_are_covered(question: str, covered: str) -> None:
    assert covered not in MASKER.masked(question).lower()


@pytest.mark.parametrize(
    "question",
    [
        "можно ли взять ипотеку без регистрации",
        "Где делают прививки детям в Москва и Сахарово",
        "алименты с отца ребёнка как получить",
        "pulimni bermayapti nima qilay",
        "кайра барсам болобу",
    ],
)
def test_what_was_asked_stays(question: str) -> None:
    assert MASKER.masked(question) == question


@given(st.text(max_size=2000))
def test_any_text_is_short_and_without_digits(question: str) -> None:
    masked = MASKER.masked(question)
    assert len(masked) <= LENGTH
    assert not any(character in "0123456789" for character in masked)
    assert "\n" not in masked
