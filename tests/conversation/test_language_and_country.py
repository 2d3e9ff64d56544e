"""In which language, and for which country, people are answered."""

import pytest

from api.conversation.state import State
from api.guidance.decision import Guess
from api.guidance.guidance import Guidance
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
        applies = [bool({country, "any"} & set(sections[section].countries)) for section in shown]
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
