import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversation.context import Context
from api.conversation.screens import offices as screens
from api.guidance.cities import Point
from api.guidance.guidance import Guidance
from api.guidance.offices import CONSULAR_KINDS, NEAREST, Found, distance_km

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
MOSCOW = Point(55.7558, 37.6173)
BISHKEK = Point(42.8746, 74.5698)
HALF_ROUND = math.pi * 6371


# Distance


def test_moscow_is_three_thousand_kilometres_from_bishkek() -> None:
    assert distance_km(MOSCOW, BISHKEK) == pytest.approx(2980, abs=15)


def test_the_date_line_is_no_wall() -> None:
    assert distance_km(Point(66, 179.9), Point(66, -179.9)) < 10


@given(POINTS, POINTS)
def test_the_way_back_is_as_long(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= HALF_ROUND + 0.001


@given(POINTS)
def test_nothing_is_far_from_itself(a: Point) -> None:
    assert distance_km(a, a) == 0


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 0.001


# Who is found


@given(point=POINTS)
def test_the_nearest_come_first_from_every_place(guidance: Guidance, point: Point) -> None:
    found = guidance.directory.near(point)
    assert len(found) == NEAREST
    distances = [f.distance_km for f in found if f.distance_km is not None]
    assert distances == sorted(distances)
    assert all(f.office.kind in CONSULAR_KINDS for f in found)
    nearer = [o for o in guidance.directory.listed() if o.kind in CONSULAR_KINDS and o not in [f.office for f in found]]
    assert all(distance_km(point, o.point) >= distances[-1] - 0.1 for o in nearer if o.point)


@pytest.mark.parametrize(
    ("city", "office"),
    [("Москва", "ru-moscow-embassy"), ("Казань", "ru-kazan-cg"), ("екб", "ru-ekb-cg"), ("питер", "ru-spb-cg"),
     ("новосиб", "ru-nsk-cg"), ("Стамбул", "tr-istanbul-cg"), ("Алматы", "kz-almaty-cg")],
)  # fmt: skip
def test_a_city_with_a_consulate_leads_to_it(guidance: Guidance, city: str, office: str) -> None:
    found = [f.office.id for f in guidance.directory.in_city(city)]
    assert office in found[:2]


def test_a_city_leads_to_offices_of_its_own_country_first(guidance: Guidance) -> None:
    found = guidance.directory.in_city("Оренбург")
    assert {f.office.country for f in found} == {"RU"}


def test_an_unknown_city_leads_nowhere(guidance: Guidance) -> None:
    assert guidance.directory.in_city("Зурбаганополис") == []


def test_rows_that_nobody_has_checked_are_not_in_the_directory(guidance: Guidance) -> None:
    hidden = [office for office in guidance.catalogue.offices if office.display == "hide"]
    assert hidden
    assert all(guidance.directory.get(office.id) is None for office in hidden)
    assert not {office.id for office in hidden} & {office.id for office in guidance.directory.listed()}


def test_every_country_in_the_list_has_a_name_and_a_consular_office(guidance: Guidance) -> None:
    countries = guidance.directory.countries()
    assert countries[0] == "RU"
    assert len(countries) == len(set(countries))
    for code in countries:
        assert guidance.catalogue.countries[code].name.keys() >= guidance.catalogue.languages.keys()


# How a contact is shown


@pytest.fixture(params=["ru", "ky", "uz", "en"])
def ctx(guidance: Guidance, request: pytest.FixtureRequest) -> Context:
    return Context(guidance, request.param, "KZ")


def test_a_card_shows_every_phone_that_may_be_shown_and_no_stale_one(ctx: Context) -> None:
    for office in ctx.guidance.directory.listed():
        text = screens.office(ctx, Found(office)).text
        shown = text.replace(" ", "")
        assert all(phone.replace(" ", "") in shown for phone in office.phones), office.id
        current = {*office.phones, office.emergency_phone}
        assert not [p for p in office.phones_old if p not in current and p.replace(" ", "") in shown], office.id


def test_a_dated_contact_comes_with_its_date_and_advice(ctx: Context) -> None:
    for office in ctx.guidance.directory.listed():
        advice = ctx.say("office-dated", date=office.as_of)
        assert (advice in screens.office(ctx, Found(office)).text) == office.dated


def test_a_city_centre_is_never_a_pin(ctx: Context) -> None:
    for office in ctx.guidance.directory.listed():
        place = screens.office(ctx, Found(office)).place
        if place:
            assert office.coords != "city_only"
            assert office.risk not in screens.RISKY


def test_a_risk_is_told_to_people_who_may_be_in_russia(guidance: Guidance) -> None:
    for country in ("RU", None):
        here = Context(guidance, "ru", country)
        for office in guidance.directory.listed("RU"):
            text_id = f"risk-{office.risk}"
            if here.catalogue.interface.has(text_id):
                assert here.say(text_id) in screens.office(here, Found(office)).text


def test_notes_for_editors_are_not_shown(ctx: Context) -> None:
    for office in ctx.guidance.directory.listed():
        text = screens.office(ctx, Found(office)).text
        assert not [note for note in (office.note, office.risk_note) if note and note in text]


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("112", "112"),
        ("+996999312002", "+996 999 312 002"),
        ("+79251155047", "+7 925 115 5047"),
        ("+905551234567", "+90 555 123 4567"),
        ("8 800 555 35 35", "8 800 555 35 35"),
    ],
)
def test_phones_are_spaced_for_reading_aloud(phone: str, shown: str) -> None:
    assert screens.spaced(phone) == shown


@given(st.from_regex(r"\+[0-9]{10,15}", fullmatch=True))
def test_spacing_a_phone_loses_no_digit(phone: str) -> None:
    assert screens.spaced(phone).replace(" ", "") == phone
