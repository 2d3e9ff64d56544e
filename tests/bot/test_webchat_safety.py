import re
from collections.abc import AsyncIterator, Iterator
from html import unescape
from typing import Any
from urllib.parse import quote_plus

import httpx
import pytest
from starlette.requests import Request

from bot.backend import Answer, Button, Reply
from bot.webchat import static_files
from bot.webchat.forms import FormTooLarge, read_form
from tests.bot.webchat_visits import KEY, FakeBackend, browser_of

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
async def browser(backend: FakeBackend) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of(backend, secure=False) as client:
        yield client


# Who is who


async def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: httpx.AsyncClient) -> None:
    cookie = (await browser.get("/chat/")).headers["set-cookie"]
    assert re.fullmatch(r"jardam_chat=[A-Za-z0-9_-]{43}; HttpOnly; Path=/; SameSite=lax", cookie)


async def test_over_https_the_cookie_is_bound_to_the_host(backend: FakeBackend) -> None:
    async with browser_of(backend, secure=True) as browser:
        first = await browser.get("/chat/")
        cookie = first.headers["set-cookie"]
        assert re.fullmatch(r"__Host-jardam_chat=[\w-]{43}; HttpOnly; Path=/; SameSite=lax; Secure", cookie)
        backend.answer = Answer((Reply("Done"),), "ky", wipe=())
        await browser.post("/chat/", data={"key": KEY, "choice": "wipe/yes"})
        assert not browser.cookies


@pytest.mark.parametrize("value", ["", "x", "a" * 44, "../../etc", "a" * 42 + "!"])
async def test_a_garbled_cookie_is_a_newcomer(browser: httpx.AsyncClient, backend: FakeBackend, value: str) -> None:
    page = await browser.get("/chat/", headers={"Cookie": f"jardam_chat={value}"})
    assert backend.last.event == {"type": "text", "text": "/start"}
    assert "set-cookie" in page.headers


# Hostile requests


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://jardam.test"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://jardam.test.evil.example"},
        {"Origin": "http://["},
        {"Origin": "null"},
    ],
)
async def test_a_post_from_another_site_is_refused(
    browser: httpx.AsyncClient, backend: FakeBackend, headers: dict[str, str]
) -> None:
    page = await browser.post("/chat/", data={"key": KEY, "choice": "wipe/yes"}, headers=headers)
    assert page.status_code == 403
    assert "set-cookie" not in page.headers
    assert backend.taken == []


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://jardam.test"}]
)
async def test_a_post_from_our_own_page_is_taken(browser: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (await browser.post("/chat/", data={"text": "salam"}, headers=headers)).status_code == 200


async def test_an_old_browser_that_hides_the_origin_is_known_by_its_cookie(browser: httpx.AsyncClient) -> None:
    await browser.get("/chat/")
    assert (await browser.post("/chat/", data={"text": "salam"}, headers={"Origin": "null"})).status_code == 200


async def test_html_in_text_is_shown_as_typed(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    attack = "</textarea></form><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}"
    backend.answer = Answer((Reply(attack),), "en")
    page = (await browser.post("/chat/", data={"key": KEY, "text": attack})).text
    assert page.count("<script") == 1  # our own
    assert "<img" not in page
    assert page.count("{{ 7*7 }}") == 2


async def test_broken_utf8_is_put_right(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    for body in (b"text=a%FF%C3b", b"text=a\xff\xc3b"):
        assert (await browser.post("/chat/", content=body, headers=FORM)).status_code == 200
        assert backend.last.event == {"type": "text", "text": "a\ufffd\ufffdb"}


async def _in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1000):
        yield b"x" * 1000


async def test_a_huge_body_is_refused_kindly_whatever_its_length_says(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    for body in (b"text=" + b"x" * 64_000, _in_pieces(70_000)):
        page = await browser.post("/chat/", content=body, headers=FORM)
        assert page.status_code == 413
        assert "too-long 2000" in page.text
    assert backend.taken == []


async def test_a_body_that_stops_on_the_way_is_refused() -> None:
    async def stopped() -> dict[str, Any]:
        raise OSError

    scope = {"type": "http", "headers": [(b"content-type", b"application/x-www-form-urlencoded")]}
    with pytest.raises(FormTooLarge):
        await read_form(Request(scope, stopped))


async def test_the_longest_question_fits(browser: httpx.AsyncClient) -> None:
    text = quote_plus("😀" * 2000)
    assert (await browser.post("/chat/", content=f"text={text}".encode(), headers=FORM)).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("application/json", 415), ("multipart/form-data; boundary=x", 415), ("text/plain", 415), ("", 415)],
)
async def test_another_content_type_is_refused(
    browser: httpx.AsyncClient, backend: FakeBackend, content_type: str, status: int
) -> None:
    page = await browser.post("/chat/", content=b"text=salam", headers={"Content-Type": content_type})
    assert page.status_code == status
    assert "ru:expired" in page.text
    assert backend.taken == []


async def test_too_many_fields_are_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/chat/", content=b"a=1&" * 500, headers=FORM)).status_code == 400


# What every answer carries


async def _some_answers(browser: httpx.AsyncClient) -> list[httpx.Response]:
    return [
        await browser.get("/chat/"),
        await browser.post("/chat/", data={"text": "salam"}),
        await browser.post("/chat/", data={"text": "salam"}, headers={"Sec-Fetch-Site": "cross-site"}),
        await browser.get("/chat/nothing-here"),
        await browser.delete("/chat/"),
        await browser.get(f"/chat/{static_files.url('chat.js')}"),
    ]


async def test_every_answer_is_guarded_by_headers(browser: httpx.AsyncClient) -> None:
    for answer in await _some_answers(browser):
        policy = answer.headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["permissions-policy"] == "geolocation=(self)"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


async def test_pages_are_not_stored_and_static_files_are(browser: httpx.AsyncClient) -> None:
    *pages, script = await _some_answers(browser)
    assert {page.headers["cache-control"] for page in pages} == {"no-store"}
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("name", ["chat.js", "chat.0.js", "..%2Fapp.py", "%2e%2e/app.py"])
async def test_only_named_static_files_are_sent(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/chat/static/{name}")).status_code == 404


def _links(page: str) -> Iterator[str]:
    for link in re.finditer(r'(?:href|src|action)="([^"]*)"', page):
        yield unescape(link.group(1))


async def test_a_page_is_light_and_points_to_nothing_outside(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    row = (Button("Б" * 40, "s/" + "x" * 60), Button("Б" * 40, "s/" + "y" * 60))
    backend.answer = Answer((Reply("Ө" * 4000, buttons=(row,) * 12),) * 2, "ky")
    page = await browser.post("/chat/", data={"key": KEY, "text": "ө" * 2000})
    weight = len(page.content)
    for link in set(_links(page.text)):
        assert link == "./" or link.startswith("static/")
        if link != "./":
            weight += len((await browser.get(f"/chat/{link}")).content)
    assert weight < 60_000


async def test_nothing_is_styled_or_scripted_inline(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/chat/")).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
