"""In which language, and for which country, people are answered."""

import pytest

from api.conversation.state import State
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Person, choices, deciding

BANS = Guess("entry-bans", "check", 0.9)
WAGES = Guess("unpaid-wages", "first-steps", 0.2)
NONE = Guess("none", None, 0.9)


@pytest.fixture
def aigul(guidance: Guidance) -> Person:
    return Person(guidance, phone="ky")


# Language


def test_people_are_answered_in_the_language_in_which_they_write(guidance: Guidance) -> None:
    person = Person(guidance, phone="ru")
    person.says("/start")
    person.says("Мага эмгек акымды эки айдан бери бербей жатышат")
    assert person.state.language == "ky"


def test_a_chosen_language_is_not_changed_by_words(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("language/uz")
    person.says("My boss has not paid me for two months")
    assert person.state.language == "uz"


def test_two_words_do_not_change_the_language(guidance: Guidance) -> None:
    person = Person(deciding(guidance, BANS, language="en", language_confidence=1.0), state=State("ky"))
    person.says("entry ban")
    assert person.state.language == "ky"
    person.says("my entry ban")
    assert person.state.language == "en"


def test_an_unclear_guess_does_not_change_the_language(guidance: Guidance) -> None:
    person = Person(deciding(guidance, BANS, language="uz", language_confidence=0.7), state=State("ky"))
    person.says("bir eki uch tort")
    assert person.state.language == "ky"


def test_a_language_that_is_gone_is_guessed_again(guidance: Guidance) -> None:
    person = Person(guidance, phone="ky", state=State("xx", True))
    person.says("/help")
    assert person.state.language == "ky"


def test_choosing_a_language_shows_home_in_it(aigul: Person) -> None:
    aigul.presses("language/en")
    assert aigul.hears("home", "en")
    assert aigul.state == State("en", True)


# Country


def test_the_country_chooses_the_emergency_card(guidance: Guidance) -> None:
    person = Person(deciding(guidance, NONE, danger="held"))
    for country in ("KZ", "TR", "other"):
        person.presses(f"country/{country}")
        assert guidance.catalogue.card("held", country, "ru")[1].text in person.says("меня держат").text


def test_sections_for_the_country_come_first(guidance: Guidance) -> None:
    person = Person(guidance)
    for country in ("RU", "KZ", "TR"):
        person.presses(f"country/{country}")
        reply = person.presses("t/entry-bans")
        sections = guidance.catalogue.topics["entry-bans"]["ru"].sections
        shown = [choice.split("/")[2] for choice in choices(reply) if choice.startswith("s/")]
        applies = [bool({country, "any", "KG"} & set(sections[section].countries)) for section in shown]
        assert len(shown) == len(sections)
        assert applies == sorted(applies, reverse=True)


def test_guidance_for_another_country_says_so(guidance: Guidance) -> None:
    section = next(s for s in guidance.catalogue.topics["entry-bans"]["ru"].sections.values() if s.countries == ("RU",))
    person = Person(guidance)
    person.presses("country/TR")
    person.presses(f"s/entry-bans/{section.id}")
    assert person.hears("for-other-country", "ru", countries="Россия")
    person.presses("country/RU")
    person.presses(f"s/entry-bans/{section.id}")
    assert not person.hears("for-other-country", "ru", countries="Россия")


@pytest.mark.parametrize("choice", ["country/XX", "country/", "country/RU/KZ", "language/xx", "language/ky/ru"])
def test_a_forged_language_or_country_changes_nothing(aigul: Person, choice: str) -> None:
    aigul.says("/start")
    before = aigul.state
    aigul.presses(choice)
    assert aigul.hears("button-is-old", "ky")
    assert aigul.state == before


def test_a_question_about_a_country_without_guidance_is_told_whom_to_ask(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("unpaid-wages", "first-steps", 0.9), country="DE"))
    person.presses("language/ru")
    reply = person.says("в Германии не платят зарплату")
    phone = guidance.catalogue.value("phone-consular-department", "ru")
    topic = guidance.catalogue.topics["unpaid-wages"]["ru"].title
    assert person.hears("no-guidance-here", "ru", country="Германия", topic=topic, phone=phone)
    assert {"in/DE", "s/unpaid-wages/first-steps"} <= set(choices(reply))


def test_who_is_elsewhere_and_did_not_say_where_is_told_whom_to_ask(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("unpaid-wages", "first-steps", 0.9)))
    person.presses("language/ru")
    person.presses("country/other")
    reply = person.says("не платят зарплату")
    assert "нет проверенного ответа" in reply.text
    assert not any(choice.startswith("in/") for choice in choices(reply))


def test_naming_the_country_at_home_does_not_hide_the_answer(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("unpaid-wages", "first-steps", 0.9), country="KG"))
    person.presses("language/ru")
    section = guidance.catalogue.topics["unpaid-wages"]["ru"].sections["first-steps"]
    assert section.text in person.says("я уже в Оше, а в Москве не заплатили").text


def test_uzbek_in_cyrillic_letters_is_answered_in_cyrillic_letters(guidance: Guidance) -> None:
    person = Person(guidance)
    person.says("Ойлигимни бермаяпти бошлиқ, нима қилай энди")
    assert person.state.language == "uz-Cyrl"
    person.says("Endi lotincha yozsam, javob qanday boʻladi aka, oyligimni bermayapti")
    assert person.state.language == "uz"


def test_the_letters_can_be_chosen(guidance: Guidance) -> None:
    person = Person(guidance)
    assert "language/uz-Cyrl" in choices(person.presses("language"))
    person.presses("language/uz-Cyrl")
    assert person.hears("home", "uz-Cyrl")
