"""What goes into an edition, from the content."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from api.guidance.pack.edition import Edition
from api.guidance.pack.sms import sms_parts
from api.guidance.pack.writing import editions, sms_card
from api.guidance.reading.loading import load_catalogue
from tests.guidance.pack.contents import IDENTITY, write_pack_content
from tests.guidance.small_content import change


def written(content: Path, day: date = date(2026, 11, 22)) -> list[Edition]:
    return editions(load_catalogue(write_pack_content(content), day), IDENTITY)


def test_one_edition_a_language_with_everything_in_it(content: Path) -> None:
    russian, kyrgyz = written(content)
    assert (russian.code, kyrgyz.code) == ("ru", "ky")
    assert [topic.title for topic in kyrgyz.topics] == ["wages", "bans"]
    assert [each.title for each in kyrgyz.topics[0].passages] == ["First", "Second"]
    assert [each.text for each in kyrgyz.sms] == ["Чалыңыз 112"]
    assert len(kyrgyz.emergency[0].passages) == 7
    assert [step.place for step in kyrgyz.checks[0].steps] == ["c-paid-there", "c-paid-go", "c-paid-wait"]
    assert kyrgyz.date == date(2026, 11, 22)


def test_an_ending_leads_to_sections_and_in_danger_to_the_cards(content: Path) -> None:
    _, go, wait = written(content)[0].checks[0].steps
    assert [way.place for way in go.ways] == ["s-wages-first"]
    assert [way.place for way in wait.ways] == ["emergency"]


def test_each_section_says_when_it_was_checked_and_for_whom(content: Path) -> None:
    first, second = written(content)[0].topics[0].passages
    assert first.notes == ("Для: Россия", "Проверено: 22.11.2026")
    assert second.notes == ("Проверено: 22.11.2026",)


def test_what_is_past_its_date_says_so(content: Path) -> None:
    first = written(content, date(2099, 1, 2))[0].topics[0].passages[0]
    assert "прошёл (01.01.2099)" in first.notes[1]
    assert "прошёл" in written(content, date(2099, 1, 2))[0].checks[0].notes[0]


def test_a_translation_that_is_behind_says_so(content: Path) -> None:
    write_pack_content(content)
    change(content, "topics/wages/ru.md", "facts=BAN-01}", "facts=BAN-01 revision=2}")
    russian, kyrgyz = editions(load_catalogue(content), IDENTITY)
    assert len(kyrgyz.topics[0].passages[0].notes) == len(russian.topics[0].passages[0].notes) + 1


def test_a_card_that_grows_too_long_in_cyrillic_letters_stays_in_latin_ones(content: Path) -> None:
    write_pack_content(content)
    catalogue = load_catalogue(content)
    long, short = "Qoʻngʻiroq qiling. " * 12, "Qoʻngʻiroq"
    cards = {"long": {"uz": long, "uz-Cyrl": "Қўнғироқ қилинг. " * 12}, "short": {"uz": short, "uz-Cyrl": "Қўнғироқ"}}
    languages = {**catalogue.languages} | {
        code: next(iter(catalogue.languages.values())).model_copy(update={"letters_of": base})
        for code, base in (("uz", None), ("uz-Cyrl", "uz"))
    }
    catalogue = replace(catalogue, sms_cards=cards, languages=languages)
    assert sms_card(catalogue, "short", "uz-Cyrl") == "Қўнғироқ"
    assert sms_card(catalogue, "long", "uz-Cyrl") == sms_card(catalogue, "long", "uz")
    assert sms_parts(sms_card(catalogue, "long", "uz-Cyrl") or "") == 2
