from collections.abc import AsyncIterator

import httpx
import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from api.guidance.library import Library
from api.main import create_app
from api.settings import Settings
from tests.api.problems import fields_at_fault, problem

JSON = {"Content-Type": "application/json"}


async def test_an_unknown_address_is_a_problem(anybody: httpx.AsyncClient) -> None:
    problem(await anybody.get("/v1/nothing"), 404)


async def test_a_wrong_method_is_a_problem(anybody: httpx.AsyncClient) -> None:
    response = await anybody.get("/v1/ask")
    problem(response, 405)
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("body", [b"{", b'{"text": ', b"hello", b"\xff\xfe", b'{"text": "\xff"}', b"[" * 30_000])
async def test_broken_json_is_a_bad_request(anybody: httpx.AsyncClient, body: bytes) -> None:
    problem(await anybody.post("/v1/ask", content=body, headers=JSON), 400)


async def test_broken_json_is_blamed_on_the_body(anybody: httpx.AsyncClient) -> None:
    assert fields_at_fault(await anybody.post("/v1/ask", content=b'{"text": ', headers=JSON), 400) == ["body"]


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"7", b""])
async def test_json_that_is_no_object_is_blamed_on_the_body(anybody: httpx.AsyncClient, body: bytes) -> None:
    assert fields_at_fault(await anybody.post("/v1/ask", content=body, headers=JSON)) == ["body"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_another_content_type_is_refused_with_advice(anybody: httpx.AsyncClient, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    response = await anybody.post("/v1/ask", content=b'{"text": "salam"}', headers=headers)
    assert "application/json" in problem(response, 415)["detail"]


async def test_a_body_without_content_type_is_refused_with_advice(anybody: httpx.AsyncClient) -> None:
    problem(await anybody.post("/v1/ask", content=b'{"text": "salam"}'), 415)


async def test_a_charset_beside_json_is_fine(anybody: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    assert (await anybody.post("/v1/ask", content=b'{"text": "salam"}', headers=headers)).status_code == 200


async def test_a_hundred_kilobytes_are_too_large(anybody: httpx.AsyncClient) -> None:
    assert "64 kB" in problem(await anybody.post("/v1/ask", json={"text": "x" * 100_000}), 413)["detail"]


async def test_a_length_that_lies_does_not_help(anybody: httpx.AsyncClient) -> None:
    headers = JSON | {"Content-Length": "10"}
    problem(await anybody.post("/v1/ask", content=b'"' + b"x" * 100_000, headers=headers), 413)


async def test_a_large_body_is_refused_on_every_address_that_reads_one(channel: httpx.AsyncClient) -> None:
    for path in ("/v1/ask", "/v1/turns", "/v1/turns/sent"):
        problem(await channel.post(path, content=b"x" * 70_000, headers=JSON), 413)


async def test_errors_do_not_repeat_what_was_sent(anybody: httpx.AsyncClient) -> None:
    secret = "my-passport-AC1234567"
    for body in ({"text": "a", secret[:5]: secret}, {"text": [secret]}, {"text": "a", "country": secret}):
        response = await anybody.post("/v1/ask", json=body)
        problem(response, 422)
        assert "AC1234567" not in response.text


async def test_a_fault_of_the_program_is_a_problem_without_its_details(
    anybody: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.guidance.routes.answer_to", _break)
    response = await anybody.post("/v1/ask", json={"text": "salam"})
    problem(response, 500)
    assert "secret" not in response.text


def _break(*_arguments: object) -> None:
    raise RuntimeError("secret")


# What a limit lets through


@pytest.fixture
async def hurried(settings: Settings, library: Library) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a service that takes five requests a minute."""
    app = create_app(settings.model_copy(update={"requests_per_minute": 5}), library)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
        yield client
    app.state.service.database.close()


async def test_too_many_requests_of_one_address_are_refused(hurried: httpx.AsyncClient) -> None:
    caller = hurried
    for _ in range(5):
        assert (await caller.get("/v1/topics")).status_code == 200
    response = await caller.get("/v1/topics")
    problem(response, 429)
    assert response.headers["retry-after"] == "60"


async def test_channels_and_signs_of_life_are_not_limited(hurried: httpx.AsyncClient) -> None:
    caller = hurried
    token = {"Authorization": "Bearer the-token-of-channels"}
    for _ in range(10):
        assert (await caller.get("/v1/channel-texts", headers=token)).status_code == 200
        assert (await caller.get("/healthz")).status_code == 200


async def test_a_wrong_token_is_limited_like_anybody(hurried: httpx.AsyncClient) -> None:
    token = {"Authorization": "Bearer guess"}
    answers = [await hurried.get("/v1/channel-texts", headers=token) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]


@hypothesis.settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
async def test_no_body_breaks_the_service(anybody: httpx.AsyncClient, body: bytes) -> None:
    response = await anybody.post("/v1/ask", content=body, headers=JSON)
    assert response.status_code in (200, 400, 422)
