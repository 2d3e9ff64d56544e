import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.cities import City, Gazetteer, Point
from api.guidance.guidance import Guidance


def found(guidance: Guidance, typed: str, country: str | None = None) -> str | None:
    city = guidance.gazetteer.find(typed, country)
    return city.name_ru if city else None


@pytest.mark.parametrize(
    "typed",
    ["Казань", "казан", "KAZAN", "Kazan'", "в Казани", "Казанда", "казанга", "Kazanda", "Qozon", "город Казань",
     "Казнь", "казань!", "  казань  ", "г. Казань"],
)  # fmt: skip
def test_kazan_is_found_however_it_is_typed(guidance: Guidance, typed: str) -> None:
    assert found(guidance, typed) == "Казань"


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Москва", "Москва"),
        ("москвада", "Москва"),
        ("maskva", "Москва"),
        ("Moscow", "Москва"),
        ("Moskva shahrida", "Москва"),
        ("мск", "Москва"),
        ("питер", "Санкт-Петербург"),
        ("spb", "Санкт-Петербург"),
        ("Санкт Петербург", "Санкт-Петербург"),
        ("екб", "Екатеринбург"),
        ("Ekaterinburg", "Екатеринбург"),
        ("Yekaterinburg", "Екатеринбург"),
        ("Новосибирск шаары", "Новосибирск"),
        ("novosibirskda", "Новосибирск"),
        ("Алматыда", "Алматы"),
        ("Olmaota", "Алматы"),
        ("Stambul", "Стамбул"),
        ("İstanbul", "Стамбул"),
        ("istanbulda", "Стамбул"),
        ("Dubay", "Дубай"),
    ],
)
def test_cities_are_found_by_the_names_that_people_use(guidance: Guidance, typed: str, city: str) -> None:
    assert found(guidance, typed) == city


@pytest.mark.parametrize(
    "typed",
    ["", " ", "😀", "ok", "да", "йо", "aa", "zz", "kgb", "Зурбаганополис", "1234", "в", "город",
     "я живу далеко от всех больших городов", "x" * 5000],
)  # fmt: skip
def test_what_is_no_city_is_not_found(guidance: Guidance, typed: str) -> None:
    assert found(guidance, typed) is None


def test_a_mistake_in_a_short_name_finds_nothing() -> None:
    gazetteer = Gazetteer([City("RU", "Уфа", "Ufa", Point(54.7, 56.0), 1_100_000, ())])
    assert gazetteer.find("ufa") is not None
    assert gazetteer.find("ifa") is gazetteer.find("ufо1") is None


def test_of_two_cities_with_one_name_the_larger_is_found() -> None:
    small = City("KZ", "Кировск", "Kirovsk", Point(0, 0), 1_000, ())
    large = City("RU", "Кировск", "Kirovsk", Point(1, 1), 30_000, ())
    gazetteer = Gazetteer([small, large])
    assert gazetteer.find("кировск") == large
    assert gazetteer.find("кировск", "KZ") == small
    assert gazetteer.find("кировск", "TR") is None


def test_every_city_is_found_by_its_own_names(guidance: Guidance) -> None:
    for city in guidance.catalogue.cities:
        for name in (city.name_ru, city.name_en):
            if name and len(name.split()) <= 3:
                assert guidance.gazetteer.find(name, city.country), f"{city.country} {name}"


def test_every_city_lies_on_the_globe(guidance: Guidance) -> None:
    assert len(guidance.catalogue.cities) > 1_000
    for city in guidance.catalogue.cities:
        assert -90 <= city.point.lat <= 90 and -180 <= city.point.lon <= 180
        assert city.country in guidance.catalogue.countries, city.country


@given(typed=st.text(max_size=80))
def test_any_text_may_be_typed_for_a_city(guidance: Guidance, typed: str) -> None:
    guidance.gazetteer.find(typed)
