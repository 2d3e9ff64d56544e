from typing import Any

import httpx
import pytest

from api.guidance.guidance import Guidance
from tests.api.problems import fields_at_fault, problem


def turn(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"channel": "telegram", "address": "700100200", "key": "1", "event": event} | more


def says(words: str, **more: Any) -> dict[str, Any]:
    return turn({"type": "text", "text": words}, **more)


def presses(choice: str, **more: Any) -> dict[str, Any]:
    return turn({"type": "choice", "choice": choice}, **more)


# Who may call


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}, {"Authorization": "Basic dXNlcjpwYXNz"}],
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/turns"), ("POST", "/v1/turns/sent"), ("GET", "/v1/channel-texts")]
)
async def test_only_channels_may_call(
    anybody: httpx.AsyncClient, method: str, path: str, headers: dict[str, str]
) -> None:
    response = await anybody.request(method, path, headers=headers)
    problem(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_with_foreign_letters_is_only_wrong(anybody: httpx.AsyncClient) -> None:
    headers = {b"Authorization": "Bearer жардам".encode()}
    problem(await anybody.post("/v1/turns", json=says("salam"), headers=headers), 401)


# A conversation


async def test_a_turn_is_answered_in_the_language_of_the_phone(channel: httpx.AsyncClient) -> None:
    answer = (await channel.post("/v1/turns", json=says("/start", language_hint="ky-KG"))).json()
    assert answer["language"] == "ky"
    assert answer["repeated"] is False
    assert answer["wipe"] is None
    assert answer["replies"][0]["buttons"]


async def test_a_repeated_turn_gets_the_same_answer(channel: httpx.AsyncClient) -> None:
    first = (await channel.post("/v1/turns", json=says("/start"))).json()
    second = (await channel.post("/v1/turns", json=says("/start"))).json()
    assert second == first | {"repeated": True}


async def test_a_button_of_an_answer_can_be_pressed(channel: httpx.AsyncClient) -> None:
    welcome = (await channel.post("/v1/turns", json=says("/start"))).json()
    choices = [button["choice"] for row in welcome["replies"][0]["buttons"] for button in row]
    for key, choice in enumerate(choices):
        answer = await channel.post("/v1/turns", json=presses(choice, key=f"b{key}"))
        assert answer.json()["replies"][0]["in_place"] is True


async def test_a_place_leads_to_the_nearest_office_with_a_pin(channel: httpx.AsyncClient) -> None:
    event = {"type": "location", "lat": 55.75, "lon": 37.62}
    (reply,) = (await channel.post("/v1/turns", json=turn(event))).json()["replies"]
    assert reply["place"]["lat"] == pytest.approx(55.73, abs=0.05)
    assert reply["place"]["title"] in reply["text"]


async def test_a_wipe_lists_the_messages_to_delete(channel: httpx.AsyncClient) -> None:
    await channel.post("/v1/turns", json=says("/help", key="1", message_id=10))
    sent = {"channel": "telegram", "address": "700100200", "key": "1", "message_ids": [11]}
    noted = await channel.post("/v1/turns/sent", json=[sent])
    assert (noted.status_code, noted.content) == (204, b"")
    wiped = (await channel.post("/v1/turns", json=presses("wipe/yes", key="2"))).json()
    assert wiped["wipe"] == [10, 11]


async def test_numbers_for_an_unknown_turn_are_taken_quietly(channel: httpx.AsyncClient) -> None:
    sent = {"channel": "telegram", "address": "nobody", "key": "9", "message_ids": [1]}
    assert (await channel.post("/v1/turns/sent", json=[sent])).status_code == 204
    assert (await channel.post("/v1/turns/sent", json=[])).status_code == 204


@pytest.mark.parametrize(
    "words",
    [
        "😀😀😀",
        "\u202eмаләп\u200f",
        "a\x00b\x1b[31m",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "' OR 1=1 --",
        "",
        "x" * 20_000,
    ],
)
async def test_no_words_are_too_strange(channel: httpx.AsyncClient, words: str) -> None:
    answer = await channel.post("/v1/turns", json=says(words))
    assert answer.status_code == 200
    assert answer.json()["replies"]


# What a channel may send


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["channel", "address", "key", "event"]),
        (says("a", channel="Telegram"), ["channel"]),
        (says("a", address=""), ["address"]),
        (says("a", address="x" * 129), ["address"]),
        (says("a", key=""), ["key"]),
        (says("a", key="x" * 129), ["key"]),
        (says("a", key="a\x00b"), ["key"]),
        (says("a", key=7), ["key"]),
        (says("a", more=1), ["more"]),
        (says("a", message_id="x"), ["message_id"]),
        (says("a", language_hint="x" * 36), ["language_hint"]),
        (says("x" * 20_001), ["event.text.text"]),
        (presses("x" * 201), ["event.choice.choice"]),
        (turn({"type": "dance"}), ["event"]),
        (turn({}), ["event"]),
        (turn({"type": "location", "lat": 90.1, "lon": 0}), ["event.location.lat"]),
        (turn({"type": "location", "lat": 0, "lon": -181}), ["event.location.lon"]),
        (turn({"type": "other", "what": "x" * 33}), ["event.other.what"]),
    ],
)
async def test_fields_at_fault_are_named(channel: httpx.AsyncClient, body: dict[str, Any], fields: list[str]) -> None:
    assert fields_at_fault(await channel.post("/v1/turns", json=body)) == fields


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_a_place_is_a_real_number(channel: httpx.AsyncClient, number: str) -> None:
    body = f'{{"channel":"web","address":"1","key":"1","event":{{"type":"location","lat":{number},"lon":0}}}}'
    response = await channel.post("/v1/turns", content=body, headers={"Content-Type": "application/json"})
    assert fields_at_fault(response) == ["event.location.lat"]


async def test_half_a_character_is_refused(channel: httpx.AsyncClient) -> None:
    body = '{"channel":"web","address":"1","key":"1","event":{"type":"text","text":"\\ud800"}}'
    response = await channel.post("/v1/turns", content=body, headers={"Content-Type": "application/json"})
    assert fields_at_fault(response) == ["event.text.text"]


# Texts of channels


async def test_channel_texts_are_there_in_every_language(channel: httpx.AsyncClient, guidance: Guidance) -> None:
    texts = (await channel.get("/v1/channel-texts")).json()
    assert texts.keys() == guidance.catalogue.languages.keys()
    names = {language: set(of_language) for language, of_language in texts.items()}
    assert len({frozenset(found) for found in names.values()}) == 1
    assert {"command-start", "web-title", "web-too-long", "trouble"} <= names["ru"]
    assert all(guidance.catalogue.value("phone-consular-department", lang) in texts[lang]["trouble"] for lang in texts)
    assert all("{limit}" in of_language["web-too-long"] for of_language in texts.values())
