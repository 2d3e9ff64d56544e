"""The preview shows a section as the channels will, with what the check says, and tells the browser of edits."""

import asyncio
import shutil
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.guidance.editing.preview import Channels, create_preview
from api.settings import PROJECT
from bot import preview as shown
from tests.guidance.editing.conftest import text_of
from tests.guidance.small_content import change

PLACE = "wages/first"
KY = "topics/wages/ky.md"
HEADING = "## First {#first countries=RU facts=BAN-01}"


@pytest.fixture
def content(content: Path) -> Path:
    """With the words that stand around a section."""
    for language in ("ru", "ky"):
        shutil.copy(PROJECT / f"content/interface/{language}.ftl", content / "interface")
    change(content, "values/shared.yaml", "phone:", "phone-consular-department:")
    row = text_of(content, "values/shared.yaml").replace("-consular-department", "")
    (content / "values/wages.yaml").write_text(row, encoding="utf-8")
    return content


@pytest.fixture
def app(content: Path) -> Starlette:
    channels = Channels(shown.in_telegram, shown.in_webchat, shown.routes)
    return create_preview(content, PLACE, "ky", channels)


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8010") as client:
        yield client


async def test_both_channels_stand_side_by_side(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/")).text
    web = await browser.get("/web", params={"place": PLACE, "language": "ky"})
    for html in (page, web.text):
        assert "Call 112 about wages, then wait for the answer of the office." in html
        assert "👍 Жардам берди" in html
    assert '<div class="message"><b>First</b>\n\n' in page
    assert "/web?place=wages%2Ffirst&amp;language=ky" in page
    assert "<p>All well.</p>" in page
    assert '<li class="reply"' in web.text
    style = web.text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert (await browser.get(f"/{style}")).headers["content-type"].startswith("text/css")


async def test_an_edit_shows_with_what_the_check_says_of_it(browser: httpx.AsyncClient, content: Path) -> None:
    await browser.get("/")
    change(content, KY, HEADING, f"{HEADING}\n\nЧалыңыз 777 & күт.")
    page = (await browser.get("/")).text
    assert "Чалыңыз 777 &amp; күт." in page
    assert f"{KY}: line 19: 777 does not stand in ru.md; correct it there or here" in page
    change(content, KY, HEADING, "## Broken")
    page = (await browser.get("/")).text
    assert f"{KY}: line 17: write the heading as" in page
    assert "iframe" not in page
    change(content, KY, "## Broken\n\nЧалыңыз 777 & күт.", HEADING)
    assert "<p>All well.</p>" in (await browser.get("/")).text


async def test_whole_topics_and_emergency_cards_are_shown_too(browser: httpx.AsyncClient) -> None:
    topic = (await browser.get("/web", params={"place": "wages", "language": "ru"})).text
    assert topic.count('<li class="reply"') == 2
    card = (await browser.get("/web", params={"place": "emergency/any/held", "language": "ru"})).text
    assert card.count('<li class="reply emergency"') == 1


@pytest.mark.parametrize(
    "asked", [{"place": "gone"}, {"place": "emergency/XX"}, {"language": "<b>"}, {"place": "<b>/x"}]
)
async def test_what_is_not_there_is_said(browser: httpx.AsyncClient, asked: dict[str, str]) -> None:
    page = await browser.get("/", params=asked)
    assert page.status_code == 200
    assert "There is no " in page.text
    assert "<b>/" not in page.text
    assert (await browser.get("/web", params=asked)).text == ""


async def test_other_sites_cannot_read_it(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/", headers={"Host": "evil.example"})).status_code == 400


async def test_the_browser_is_told_of_an_edit(app: Starlette, content: Path) -> None:
    told: list[str] = []
    gone = asyncio.Event()

    async def receive() -> MutableMapping[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.extend(message.get("body", b"").decode().split("\n\n")[:-1])
        if told == [": still here"]:
            path = content / KY
            path.write_bytes(path.read_bytes())
        if "data: changed" in told:
            gone.set()

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/changes", "query_string": b""}
    scope["headers"] = [(b"host", b"localhost")]
    await asyncio.wait_for(app(scope, receive, send), timeout=20)
    assert told[0] == ": still here"
    assert "data: changed" in told
