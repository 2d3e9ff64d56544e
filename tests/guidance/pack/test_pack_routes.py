"""The pack over HTTP, for anybody."""

import dataclasses
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI

from api.guidance.library import Library
from api.guidance.pack.build import build
from api.guidance.pack.shelf import Shelf
from api.guidance.pack.signature import PublicKey, verify
from api.guidance.pack.writing import editions
from api.guidance.reading.loading import load_catalogue
from api.settings import Settings
from tests.api.problems import problem
from tests.guidance.pack.contents import write_pack_content


@pytest.fixture
def database_url(tmp_path: Any) -> str:
    return f"sqlite:///{tmp_path / 'jardam.db'}"


@pytest.fixture
def ready(app: FastAPI, settings: Settings, content: Any) -> Iterator[FastAPI]:
    """The app with a finished pack of the small content."""
    catalogue = load_catalogue(write_pack_content(content))
    shelf = Shelf(settings, cast(Library, SimpleNamespace(current=SimpleNamespace(catalogue=catalogue))))
    build(editions(catalogue, shelf.published().identity), settings.data.absolute() / "pack", settings.key_of_packs)
    shelf.make()
    shelf.wait()
    before = app.state.service
    inbox = dataclasses.replace(before.inbox, packs=shelf)
    app.state.service = dataclasses.replace(before, packs=shelf, inbox=inbox)
    yield app
    app.state.service = before


async def test_the_list_leads_to_files_that_are_signed_with_its_key(ready: FastAPI, anybody: httpx.AsyncClient) -> None:
    told = (await anybody.get("/v1/pack")).json()
    assert told["version"].startswith("2026-11-22-")
    assert told["files"].keys() == {"ru", "ky"}
    for kinds in told["files"].values():
        for file in kinds.values():
            content, signature = [await anybody.get(file["path"] + ending) for ending in ("", ".minisig")]
            assert len(content.content) == file["size"]
            comment = verify(content.content, signature.content, PublicKey.read(told["public_key"]))
            assert f"version:{told['version']}" in comment


async def test_a_browser_saves_it_and_runs_nothing(ready: FastAPI, anybody: httpx.AsyncClient) -> None:
    answer = await anybody.get("/v1/pack/ky.html")
    assert answer.headers["content-type"] == "text/html; charset=windows-1251"
    assert answer.headers["content-disposition"].startswith('attachment; filename="jardam-ky-2026-11-22-')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert (await anybody.get("/v1/pack/ky.pdf")).headers["content-type"] == "application/pdf"


async def test_what_a_browser_has_it_need_not_load_again(ready: FastAPI, anybody: httpx.AsyncClient) -> None:
    tags = {}
    for name in ("ky.html", "ky.pdf", "ru.html", "ky.html.minisig"):
        answer = await anybody.get(f"/v1/pack/{name}")
        tags[name] = answer.headers["etag"]
        again = await anybody.get(f"/v1/pack/{name}", headers={"If-None-Match": tags[name]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(set(tags.values())) == len(tags)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/pack/tg.html", 404),
        ("/v1/pack/..%2fky.html", 404),
        ("/v1/pack/ky.exe", 422),
        ("/v1/pack/ky.html.minisig.html", 422),
        ("/v1/pack/" + "k" * 500 + ".html", 422),
    ],
)
async def test_there_is_nothing_else(ready: FastAPI, anybody: httpx.AsyncClient, path: str, status: int) -> None:
    problem(await anybody.get(path), status)


@pytest.mark.parametrize("path", ["/v1/pack", "/v1/pack/ky.html"])
async def test_before_it_is_made_that_is_said(app: FastAPI, anybody: httpx.AsyncClient, path: str) -> None:
    answer = await anybody.get(path)
    problem(answer, 404)
    assert "try again" in answer.json()["detail"]


async def test_downloads_are_counted_with_other_requests(
    ready: FastAPI, anybody: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready.state.service.requests, "allows", lambda _address: False)
    problem(await anybody.get("/v1/pack/ky.html"), 429)


def offline(word: str) -> dict[str, Any]:
    return {"channel": "terminal", "address": "1", "key": word.strip("/"), "event": {"type": "text", "text": word}}


async def test_whoever_asks_for_a_missing_pack_has_it_made(
    app: FastAPI, channel: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Shelf, "make", lambda _self: asked.append("made"))
    answer = (await channel.post("/v1/turns", json=offline("/offline"))).json()
    assert asked == ["made"]
    assert answer["replies"][0]["documents"] == []


async def test_the_path_in_an_answer_gives_the_file(ready: FastAPI, channel: httpx.AsyncClient) -> None:
    press = {"type": "choice", "choice": "offline/ky/pdf"}
    answer = (await channel.post("/v1/turns", json=offline("press") | {"event": press})).json()
    (document,) = answer["replies"][0]["documents"]
    given = await channel.get(document["path"])
    assert given.content.startswith(b"%PDF")
    assert document["name"] in given.headers["content-disposition"]


async def test_verify_shows_the_key_that_signs(ready: FastAPI, channel: httpx.AsyncClient) -> None:
    answer = (await channel.post("/v1/turns", json=offline("/verify"))).json()
    assert (await channel.get("/v1/pack")).json()["public_key"] in answer["replies"][0]["text"]
