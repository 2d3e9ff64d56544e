from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from api.database import Database
from api.guidance.library import Library
from api.main import create_app
from api.service import Service
from api.settings import Settings
from tests.api.problems import problem
from tests.api.test_turns import says

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def no_database(app: FastAPI) -> Iterator[None]:
    """The database stops answering while the service runs."""
    service: Service = app.state.service
    alive = service.database.engine
    service.database.engine = create_engine("postgresql+psycopg://nobody@127.0.0.1:9/none")
    yield
    service.database.engine.dispose()
    service.database.engine = alive


# Health


async def test_a_service_that_is_well_is_alive_and_ready(anybody: httpx.AsyncClient) -> None:
    assert (await anybody.get("/healthz")).json() == {"status": "ok"}
    assert (await anybody.get("/readyz")).json() == {"status": "ok", "content": []}


@pytest.mark.usefixtures("no_database")
async def test_without_database_the_service_is_alive_but_not_ready(anybody: httpx.AsyncClient) -> None:
    assert (await anybody.get("/healthz")).status_code == 200
    response = await anybody.get("/readyz")
    problem(response, 503)
    assert response.headers["retry-after"]


@pytest.mark.usefixtures("no_database")
async def test_without_database_turns_are_refused_and_guidance_still_answers(channel: httpx.AsyncClient) -> None:
    problem(await channel.post("/v1/turns", json=says("salam")), 503)
    assert (await channel.post("/v1/ask", json={"text": "kak proverit zapret na vezd"})).status_code == 200
    assert (await channel.get("/v1/topics")).status_code == 200


async def test_a_turn_is_taken_again_when_the_database_is_back(
    channel: httpx.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Database, "run_plain", _locked)
        problem(await channel.post("/v1/turns", json=says("/help")), 503)
    answer = await channel.post("/v1/turns", json=says("/help"))
    assert answer.status_code == 200
    assert answer.json()["repeated"] is False


def _locked(*_arguments: object) -> None:
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


async def test_broken_edits_are_told_by_readyz(
    anybody: httpx.AsyncClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "problems", ["topics/x/ru.md: line 3: …"])
    assert (await anybody.get("/readyz")).json()["content"] == ["topics/x/ru.md: line 3: …"]


async def test_metrics_are_given_in_the_words_of_prometheus(anybody: httpx.AsyncClient) -> None:
    response = await anybody.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert "# TYPE " in response.text


async def test_the_service_starts_and_stops(settings: Settings, library: Library) -> None:
    app = create_app(settings, library)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
            assert (await client.get("/readyz")).status_code == 200


# The description of the api


@pytest.fixture
def description(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method in METHODS & methods.keys():
            yield f"{method.upper()} {path}", methods[method]


def test_every_route_has_a_summary_and_a_tag(description: dict[str, Any]) -> None:
    found = dict(operations(description))
    assert {"POST /v1/ask", "GET /v1/topics", "GET /v1/offices", "POST /v1/turns", "GET /readyz"} <= found.keys()
    assert [name for name, route in found.items() if not (route.get("summary") and route.get("tags"))] == []


def test_every_error_is_described_as_a_problem(description: dict[str, Any]) -> None:
    for name, route in operations(description):
        for status, response in route["responses"].items():
            if status >= "4":
                assert list(response["content"]) == ["application/problem+json"], f"{name} {status}"
                assert response["description"]


@pytest.mark.parametrize(
    ("route", "errors"),
    [
        ("POST /v1/ask", {"400", "413", "415", "422", "429"}),
        ("GET /v1/topics/{topic_id}", {"404", "422", "429"}),
        ("GET /v1/offices", {"422", "429"}),
        ("POST /v1/turns", {"400", "401", "413", "415", "422", "429", "503"}),
        ("GET /readyz", {"503"}),
    ],
)
def test_routes_say_which_errors_they_give(description: dict[str, Any], route: str, errors: set[str]) -> None:
    responses = dict(operations(description))[route]["responses"]
    assert {status for status in responses if status >= "4"} == errors


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


def test_the_description_holds_together(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    schemas = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert set(_references(description["paths"])) <= schemas
    assert schemas <= set(_references(description))
    names = [route["operationId"] for _, route in operations(description)]
    assert len(names) == len(set(names))
    for name, route in operations(description):
        in_path = {p["name"] for p in route.get("parameters", []) if p["in"] == "path"}
        assert all(f"{{{parameter}}}" in name for parameter in in_path)


def test_turns_say_that_they_need_the_token(description: dict[str, Any]) -> None:
    guarded = {name for name, route in operations(description) if {"Channel token": []} in route.get("security", [])}
    assert guarded == {
        "POST /v1/turns",
        "POST /v1/turns/sent",
        "PUT /v1/turns/files/{key}",
        "DELETE /v1/turns/files/{key}",
        "GET /v1/channel-texts",
        "POST /v1/outgoing/claim",
        "POST /v1/outgoing/{notice_id}",
    }
