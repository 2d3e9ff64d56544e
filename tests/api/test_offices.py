import httpx
import pytest

from api.guidance.guidance import Guidance
from tests.api.problems import fields_at_fault

HIDDEN_FIELDS = {"phones_old", "risk_note", "note", "status", "display", "sources", "whatsapp", "telegram"}


async def test_offices_near_a_place_come_with_their_distance(anybody: httpx.AsyncClient) -> None:
    offices = (await anybody.get("/v1/offices", params={"near": "56.83,60.60"})).json()
    assert 1 <= len(offices) <= 3
    distances = [office["distance_km"] for office in offices]
    assert distances == sorted(distances)
    assert offices[0]["city"] == "Екатеринбург"


@pytest.mark.parametrize("city", ["Казань", "kazan", "Kazanda", "в Казани", "казан", "Qozon"])
async def test_a_city_is_found_in_any_spelling(anybody: httpx.AsyncClient, city: str) -> None:
    offices = (await anybody.get("/v1/offices", params={"city": city})).json()
    assert offices[0]["id"] == "ru-kazan-cg"


async def test_offices_of_a_country(anybody: httpx.AsyncClient) -> None:
    offices = (await anybody.get("/v1/offices", params={"country": "TR"})).json()
    assert offices
    assert {office["country"] for office in offices} == {"TR"}


async def test_offices_of_a_kind(anybody: httpx.AsyncClient) -> None:
    offices = (await anybody.get("/v1/offices", params={"kind": "embassy"})).json()
    assert {office["kind"] for office in offices} == {"embassy"}


async def test_an_unknown_city_or_country_gives_an_empty_list(anybody: httpx.AsyncClient) -> None:
    assert (await anybody.get("/v1/offices", params={"city": "Зурбаганополис"})).json() == []
    assert (await anybody.get("/v1/offices", params={"country": "ZZ"})).json() == []


async def test_rows_that_nobody_has_checked_are_never_shown(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    rows = guidance.catalogue.offices
    hidden = {office.id for office in rows if office.display == "hide"}
    assert hidden
    searches: list[dict[str, str]] = [{}, *({"country": office.country} for office in rows)]
    for office in rows:
        if office.point:
            searches.append({"near": f"{office.point.lat},{office.point.lon}"})
        if office.city:
            searches.append({"city": office.city["en"]})
    for search in searches:
        shown = (await anybody.get("/v1/offices", params=search)).json()
        assert hidden.isdisjoint(office["id"] for office in shown)


async def test_what_only_editors_may_see_is_not_sent(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    response = await anybody.get("/v1/offices")
    assert all(HIDDEN_FIELDS.isdisjoint(office) for office in response.json())
    current = {phone for o in guidance.catalogue.offices for phone in [*o.phones, o.emergency_phone or ""]}
    stale = {phone for o in guidance.catalogue.offices for phone in o.phones_old} - current
    assert stale
    assert not [phone for phone in stale if phone in response.text]


async def test_a_city_centre_is_never_given_as_a_point(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    rows = {office.id: office for office in guidance.catalogue.offices}
    offices = (await anybody.get("/v1/offices")).json()
    assert any(office["point"] for office in offices)
    assert not [office["id"] for office in offices if office["point"] and rows[office["id"]].coords == "city_only"]


async def test_a_dated_contact_says_so(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    dated = {office.id for office in guidance.catalogue.offices if office.display == "show_dated"}
    offices = (await anybody.get("/v1/offices")).json()
    assert {office["id"] for office in offices if office["check_first"]} == dated


async def test_a_website_is_a_name_and_not_a_link(anybody: httpx.AsyncClient) -> None:
    offices = (await anybody.get("/v1/offices")).json()
    assert any(office["website"] for office in offices)
    assert not [office["website"] for office in offices if office["website"] and "://" in office["website"]]


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "en"])
async def test_every_office_has_a_name_in_every_language(anybody: httpx.AsyncClient, language: str) -> None:
    offices = (await anybody.get("/v1/offices", params={"language": language})).json()
    assert all(office["name"] != office["id"] for office in offices)


@pytest.mark.parametrize("near", ["", "x", "1", "1,2,3", "nan,0", "0,inf", "91,0", "0,181", "-90.1,0", "1;2", "😀,1"])
async def test_a_place_that_is_not_on_the_globe_is_refused(anybody: httpx.AsyncClient, near: str) -> None:
    assert fields_at_fault(await anybody.get("/v1/offices", params={"near": near})) == ["near"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("country", "ru"), ("country", "RUS"), ("kind", "palace"), ("city", "x" * 101), ("near", "1" * 61)],
)
async def test_fields_at_fault_are_named(anybody: httpx.AsyncClient, field: str, value: str) -> None:
    assert fields_at_fault(await anybody.get("/v1/offices", params={field: value})) == [field]


@pytest.mark.parametrize("near", ["90,180", "-90,-180", "0,0", " 55.7 , 37.6 ", "1e1,2e1"])
async def test_every_place_on_the_globe_has_a_nearest_office(anybody: httpx.AsyncClient, near: str) -> None:
    assert (await anybody.get("/v1/offices", params={"near": near})).json()
