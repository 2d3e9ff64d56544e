"""The offline page as a phone opens it: from its storage, without any network, with or without JavaScript."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from api.guidance.pack.html import page
from tests.guidance.pack.contents import LETTERS, VERSION, all_places, edition

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LARGE = edition(topics=12, sections=18, text=f"{LETTERS} " + "Очень длинный раздел. " * 90)
PLACES = "() => [...document.querySelectorAll('details:not(.country), .step')].map((e) => e.id)"
TEXT_OF = "(id) => document.getElementById(id).textContent"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("phone") / "jardam-ky.html"
    path.write_bytes(page(LARGE, VERSION))
    return path


@asynccontextmanager
async def opened(browser: Browser, file: Path, anchor: str = "", **context: Any) -> AsyncIterator[Page]:
    """In the end nothing but the file was asked for, and nothing was amiss."""
    window = await browser.new_context(viewport={"width": 320, "height": 640}, offline=True, **context)
    complaints: list[str] = []
    asked: list[str] = []
    try:
        shown = await window.new_page()
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        await shown.goto(f"{file.as_uri()}{anchor}")
        yield shown
        assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
        assert complaints == []
    finally:
        await window.close()


async def test_with_the_script_every_section_is_there(browser: Browser, file: Path) -> None:
    async with opened(browser, file) as shown:
        await expect(shown.locator("#search")).to_be_visible()
        assert sorted(await shown.evaluate(PLACES)) == all_places(LARGE)
        for topic in LARGE.topics:
            for each in topic.passages:
                assert each.text in await shown.evaluate(TEXT_OF, each.place)


async def test_without_the_script_the_most_important_is_there_and_the_rest_is_named(
    browser: Browser, file: Path
) -> None:
    async with opened(browser, file, java_script_enabled=False) as shown:
        await expect(shown.locator("#search")).to_be_hidden()
        await expect(shown.locator("#e-RU-held")).to_contain_text("Звоните 112.")
        await expect(shown.locator("#m-0")).to_have_text("Чалыңыз 112")
        await expect(shown.locator("#c-paid-end")).to_contain_text("Жалоба.")
        await expect(shown.locator("#s-0-0")).to_contain_text(LETTERS)
        last = LARGE.topics[-1].passages[-1]
        await expect(shown.locator(f"#{last.place}")).to_have_text(last.title)
        await expect(shown.locator("[data-packed] p").last).to_have_text(f"[packed {VERSION}]")


async def test_a_browser_that_cannot_unpack_says_where_the_rest_is(browser: Browser, file: Path) -> None:
    async with opened(browser, file) as shown:
        await shown.add_init_script("delete window.DecompressionStream")
        await shown.reload()
        await expect(shown.locator("#search")).to_be_visible()
        assert await shown.locator("[data-packed]").count() > 0
        await expect(shown.locator("[data-packed] p").first).to_be_visible()


async def test_search_finds_words_in_sections_that_were_packed(browser: Browser, file: Path) -> None:
    wanted = LARGE.topics[7].passages[17]
    async with opened(browser, file) as shown:
        await shown.locator("input").fill("  СЛОВА 7-17: ")
        await expect(shown.locator("details:not(.country):visible")).to_have_count(1)
        await expect(shown.locator("details:not(.country):visible summary")).to_have_text(wanted.title)
        await expect(shown.locator("[role=status]")).to_have_text("1")
        await shown.locator("input").fill("нет такого слова")
        await expect(shown.locator("[role=status]")).to_have_text(f"[search-none {VERSION}]")
        await shown.locator("input").fill("")
        await expect(shown.locator("nav")).to_be_visible()


async def test_search_forgives_letters_that_a_keyboard_lacks(browser: Browser, file: Path) -> None:
    async with opened(browser, file) as shown:
        for typed in ("нн уу оо ее", "malumot", "кк гг хх"):
            await shown.locator("input").fill(f"{typed} слова 7-17:")
            await expect(shown.locator("details:not(.country):visible"), typed).to_have_count(1)


async def test_an_answer_of_a_check_leads_on_to_the_section(browser: Browser, file: Path) -> None:
    async with opened(browser, file) as shown:
        await shown.get_by_role("link", name="Да").click()
        await expect(shown.locator("#c-paid-end")).to_be_in_viewport()
        await shown.get_by_role("link", name="Ещё").click()
        await expect(shown.locator("#s-0-0")).to_have_attribute("open", "")


async def test_in_danger_nobody_has_to_search(browser: Browser, file: Path) -> None:
    async with opened(browser, file, java_script_enabled=False) as shown:
        card = shown.locator("#e-RU-held summary")
        await expect(card).to_be_in_viewport()
        await card.click()
        await expect(shown.get_by_text("Звоните 112.")).to_be_visible()


async def test_an_address_with_an_anchor_opens_that_section(browser: Browser, file: Path) -> None:
    async with opened(browser, file, "#s-7-17") as shown:
        await expect(shown.locator("#s-7-17")).to_have_attribute("open", "")
        await expect(shown.locator("#s-7-17 summary")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_can_be_read_on_a_small_phone(browser: Browser, file: Path, scheme: Any) -> None:
    async with opened(browser, file, color_scheme=scheme) as shown:
        await expect(shown.locator("#search")).to_be_visible()
        assert await shown.evaluate("document.documentElement.scrollWidth") <= 320
        low = await shown.evaluate(
            "() => [...document.querySelectorAll('summary, nav a, input')].filter("
            "(e) => e.offsetParent && e.getBoundingClientRect().height < 44).length"
        )
        assert low == 0
