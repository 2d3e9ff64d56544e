import pytest

from tests.bot.telegram_stand_ins import from_bot
from tests.botapi.users import User

NEVA = (59.93, 30.31)
RED_SQUARE = (55.7539, 37.6208)


def pins(person: User) -> list[tuple[float, float]]:
    places = [message.content["location"] for message in from_bot(person) if "location" in message.content]
    return [(place["latitude"], place["longitude"]) for place in places]


@pytest.mark.parametrize("typed", ["Москва", "moskva", "MOSCOW", "Москвада", "в Москве", "Масква", "moskvada"])
def test_a_city_is_found_in_any_spelling(aigul: User, typed: str) -> None:
    aigul.sends("/offices")
    aigul.waits_for("Шаардын атын жазыңыз")
    aigul.sends(typed)
    card = aigul.waits_for("Консулдук бөлүмү (Москва)")
    assert "Дареги" in card.text
    aigul.waits_for(lambda message: "location" in message.content)


@pytest.mark.parametrize("typed", ["Санкт-Петербург", "Питер", "sankt peterburg", "спб"])
def test_an_office_known_only_by_its_city_has_no_pin(bakyt: User, typed: str) -> None:
    bakyt.sends("/offices")
    bakyt.waits_for("Напишите город")
    bakyt.sends(typed)
    bakyt.waits_for("Санкт-Петербург")
    bakyt.sends("/help")
    bakyt.waits_for("Как пользоваться")
    assert pins(bakyt) == []


def test_an_office_whose_place_is_known_comes_with_a_pin(bakyt: User) -> None:
    bakyt.sends("/offices")
    bakyt.waits_for("Напишите город")
    bakyt.taps("in/RU")
    bakyt.waits_for("консульства и линии помощи")
    bakyt.taps("o/ru-moscow-embassy")
    shown = bakyt.waits_for(lambda message: "location" in message.content)
    assert shown.content["venue"]["title"].startswith("Посольство")
    assert pins(bakyt) == [(55.73222, 37.62417)]


def test_a_place_on_the_map_gets_the_nearest_office(bakyt: User) -> None:
    bakyt.sends("/offices")
    bakyt.waits_for("📍")
    bakyt.presses_keyboard("📍 Отправить, где я", location=NEVA)
    card = bakyt.waits_for("Расстояние")
    assert "Санкт-Петербург" in card.text
    bakyt.sends_location(*RED_SQUARE)
    bakyt.waits_for(lambda message: "location" in message.content)
    assert len(pins(bakyt)) == 1


def test_a_place_is_answered_without_being_asked_for(john: User) -> None:
    john.sends_location(*RED_SQUARE)
    john.waits_for("Moscow")


def test_a_city_that_nobody_knows_is_named_and_asked_for_again(john: User) -> None:
    john.sends("/offices")
    john.waits_for("Write your city")
    john.sends("Qwrtzpx")
    shown = john.waits_for("I did not find the city “Qwrtzpx”")
    assert "in/RU" in [data for row in shown.buttons for _, data in row]
    john.sends("Moscow")
    john.waits_for("Address:")


def test_a_question_where_a_city_was_asked_for_is_still_a_question(john: User) -> None:
    john.sends("/offices")
    john.waits_for("Write your city")
    john.sends("my boss does not pay my salary what can I do")
    john.waits_for("Checked on")
