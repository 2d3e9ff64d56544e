import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.routing.folding import MAX_CHARACTERS, fold

SKELETON = set("abcdefghijklmnopqrstuvwxyzčš0123456789 ")


@given(st.text(max_size=300))
def test_any_text_becomes_letters_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= SKELETON
    assert folded == " ".join(folded.split())


@given(st.text(alphabet="абвдеёжзийқлмноөўпрстуүфыэ 0123456789,", max_size=100))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгғдеёжзийкқлмнңоөўпрстуүфхҳцчшщъыьэюя '-", max_size=60))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(st.text(alphabet="абвгдежзиклмнопруф ", max_size=60))
def test_cyrillic_and_latin_spellings_have_one_skeleton(text: str) -> None:
    latin = dict(zip("абвгдезиклмнопруф", "abvgdeziklmnopruf", strict=True)) | {"ж": "zh"}
    assert fold("".join(latin.get(letter, letter) for letter in text)) == fold(text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("үчүн", "учун", "uchun", "UCHUN", "ÜÇÜN", "үчүүн"),
        ("өлкө", "олко", "olko", "ölkö"),
        ("жаңы", "жаны", "jany", "jaŋy".replace("ŋ", "ng"), "zhany"),
        ("зарплата", "zarplata", "ZARPLATA", "zar'plata"),
        ("қайтгим келди", "qaytgim keldi", "kaytgim keldi", "qaytgim  keldi!!!"),
        ("ўғлим", "oʻgʻlim", "o'g'lim", "o`g`lim", "o‘g‘lim", "oglim"),
        ("щука", "shchuka", "schuka"),
        ("Ещё", "еще"),
        ("é", "e", "e\u0301"),
        ("помогитеееее", "помогите"),
    ],
)
def test_spellings_of_one_word_are_one_word(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("text", ["", " ", "😀", "\u202e\u200f", "你好", "!?,.", "\x00"])
def test_what_holds_no_letters_of_ours_is_empty(text: str) -> None:
    assert fold(text) == ""


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert fold("а б " * MAX_CHARACTERS) == fold(("а б " * MAX_CHARACTERS)[:MAX_CHARACTERS])
