"""Finding a consulate: by city, by place, with its risks."""

import pytest

from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Person, choices

BANS = Guess("entry-bans", "check", 0.9)
WAGES = Guess("unpaid-wages", "first-steps", 0.2)
NONE = Guess("none", None, 0.9)


@pytest.fixture
def aigul(guidance: Guidance) -> Person:
    return Person(guidance, phone="ky")


def test_a_city_leads_to_its_consulate(aigul: Person) -> None:
    assert aigul.presses("offices").ask_location
    assert "Казан" in aigul.says("казанда").text
    assert aigul.state.awaiting == ""


def test_an_unknown_city_is_asked_again_and_may_be_mended(aigul: Person) -> None:
    aigul.presses("offices")
    aigul.says("Зурбаганополис")
    assert aigul.hears("city-not-found", "ky", city="Зурбаганополис")
    assert "Казан" in aigul.says("Казань").text
    assert aigul.state.awaiting == ""


def test_an_unknown_city_cannot_bring_its_own_markup(aigul: Person) -> None:
    aigul.presses("offices")
    assert r"\*\*\<b\>\[x\]" in aigul.says("**<b>[x](y)zzzzqqq").text


def test_a_question_is_understood_where_a_city_was_asked_for(aigul: Person) -> None:
    aigul.presses("offices")
    assert "t/entry-bans" in choices(aigul.says("как проверить есть ли у меня запрет на въезд в россию"))


def test_a_location_leads_to_the_nearest_office_with_distance_and_pin(guidance: Guidance) -> None:
    person = Person(guidance)
    reply = person.is_at(55.75, 37.62)
    assert reply.place
    assert person.hears("office-distance", "ru", km=2)


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))])
def test_a_place_off_the_globe_leads_to_the_choice_of_a_city(aigul: Person, place: tuple[float, float]) -> None:
    aigul.is_at(*place)
    assert aigul.hears("offices", "ky")
    assert aigul.state.awaiting == "city"


def test_an_office_with_risk_comes_with_its_warning_and_without_link_or_pin(guidance: Guidance) -> None:
    person = Person(guidance)
    risky = [o for o in guidance.directory.listed() if o.risk in ("foreign-agent", "unchecked")]
    assert risky
    for office in risky:
        reply = person.presses(f"o/{office.id}")
        assert person.hears(f"risk-{office.risk}", "ru")
        assert reply.place is None
        assert "http" not in reply.text


def test_a_hidden_office_cannot_be_opened(guidance: Guidance) -> None:
    person = Person(guidance)
    for office in guidance.catalogue.offices:
        person.presses(f"o/{office.id}")
        assert person.hears("button-is-old", "ru") == (office.display == "hide")
