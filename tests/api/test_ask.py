from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.guidance.guidance import Guidance
from tests.api.problems import fields_at_fault

ZAPRET = "как проверить есть ли у меня запрет на въезд"


async def asked(anybody: httpx.AsyncClient, text: str, **more: str) -> dict[str, Any]:
    response = await anybody.post("/v1/ask", json={"text": text, **more})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


async def test_a_question_gets_a_checked_answer(anybody: httpx.AsyncClient, guidance: Guidance) -> None:
    found = await asked(anybody, ZAPRET)
    assert (found["intent"], found["language"], found["script"]) == ("entry-bans", "ru", "cyrl")
    topic = guidance.catalogue.topics["entry-bans"]["ru"]
    section = topic.sections[found["section"]]
    assert found["answer"]["text"] == section.text
    assert found["answer"]["title"] == section.title
    assert found["answer"]["checked"] == topic.checked.isoformat()
    assert found["answer"]["status"] == "draft"
    assert found["urgent"] is False
    assert found["emergency"] is None


async def test_alternatives_are_less_sure_than_the_answer(anybody: httpx.AsyncClient) -> None:
    found = await asked(anybody, ZAPRET)
    confidences = [found["confidence"], *(guess["confidence"] for guess in found["alternatives"])]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert found["intent"] not in {guess["intent"] for guess in found["alternatives"]}


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "en"])
async def test_the_answer_is_in_the_language_asked_for(
    anybody: httpx.AsyncClient, guidance: Guidance, language: str
) -> None:
    found = await asked(anybody, ZAPRET, language=language)
    assert found["language"] == language
    assert found["answer"]["topic_title"] == guidance.catalogue.topics["entry-bans"][language].title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Мага эмгек акымды бербей жатышат, эмне кылам?", "ky"),
        ("Хозяин не платит зарплату уже два месяца", "ru"),
        ("Ish haqimni uch oydan beri bermayapti, nima qilay", "uz"),
        ("My boss has not paid me for two months", "en"),
    ],
)
async def test_unpaid_wages_are_understood_in_every_language(
    anybody: httpx.AsyncClient, text: str, language: str
) -> None:
    found = await asked(anybody, text)
    assert (found["intent"], found["language"]) == ("unpaid-wages", language)


@pytest.mark.parametrize("country", ["RU", "KZ", "TR", "FR"])
async def test_someone_in_danger_gets_the_card_of_the_country(
    anybody: httpx.AsyncClient, guidance: Guidance, country: str
) -> None:
    found = await asked(anybody, "меня прямо сейчас избивают", country=country)
    assert found["urgent"] is True
    card = found["emergency"]
    _, expected = guidance.catalogue.card(card["danger"], country, found["language"])
    assert (card["text"], card["checked"]) == (expected.text, expected.checked.isoformat())


async def test_sources_are_titles_and_dates_without_links(anybody: httpx.AsyncClient) -> None:
    answer = (await asked(anybody, ZAPRET))["answer"]
    assert answer["sources"]
    assert all(source.keys() == {"title", "date"} for source in answer["sources"])
    assert "http" not in str(answer)


async def test_a_question_that_is_none_of_ours_gets_no_answer(anybody: httpx.AsyncClient) -> None:
    found = await asked(anybody, "какая завтра погода в лондоне")
    assert (found["intent"], found["section"], found["answer"]) == ("none", None, None)


async def test_the_same_question_gets_the_same_answer(anybody: httpx.AsyncClient) -> None:
    first, second = await asked(anybody, ZAPRET), await asked(anybody, ZAPRET)
    assert first == second


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "   \n\t ",
        "\u202e\u200f\u200e",
        "a\x00b\x07\x1b[0m",
        "<b onmouseover=alert(1)>zapret</b>",
        "{{phone-emergency}} ${jndi:ldap://x} %s %(x)s",
        "مرحبا 你好 ქართული",
        "é" * 4000,
        "1" * 4000,
        "'" * 4000,
    ],
)
async def test_no_text_is_too_strange(anybody: httpx.AsyncClient, text: str) -> None:
    assert (await asked(anybody, text))["intent"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["text"]),
        ({"text": ""}, ["text"]),
        ({"text": "x" * 4001}, ["text"]),
        ({"text": 5}, ["text"]),
        ({"text": None}, ["text"]),
        ({"text": "salam", "language": "kyr"}, ["language"]),
        ({"text": "salam", "language": "fr"}, ["language"]),
        ({"text": "salam", "country": "ru"}, ["country"]),
        ({"text": "salam", "country": "Russia"}, ["country"]),
        ({"text": "salam", "name": "Айгүл"}, ["name"]),
        ({"text": 5, "language": 5}, ["text", "language"]),
    ],
)
async def test_fields_at_fault_are_named(anybody: httpx.AsyncClient, body: dict[str, Any], fields: list[str]) -> None:
    assert fields_at_fault(await anybody.post("/v1/ask", json=body)) == fields


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300), country=st.none() | st.from_regex(r"[A-Z]{2}", fullmatch=True))
async def test_any_text_is_answered(anybody: httpx.AsyncClient, text: str, country: str | None) -> None:
    response = await anybody.post("/v1/ask", json={"text": text, "country": country})
    assert response.status_code == 200
    found = response.json()
    assert (found["answer"] is None) == (found["section"] is None)
    assert (found["emergency"] is None) == (not found["urgent"])
