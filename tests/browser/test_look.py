"""What everyone must be able to see and touch, whatever phone and eyes they have."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.visits import Visit, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG_WORD = "Құпиясыз" * 30
FAINT = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).slice(0, 3).map((c) => c / 255)
      .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (channels(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!element.offsetParent || !words) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(`${element.className || element.tagName} ${contrast.toFixed(1)}`);
  }
  return faint;
}"""
SMALL = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => e.tagName)"""
HARD_TO_HIT = """() => [...document.querySelectorAll("button, textarea, header a")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).map((e) => e.textContent)"""


async def _screens(person: Visit) -> None:
    """A page that holds something of everything."""
    await person.open()
    await person.press("topics")
    await person.write(LONG_WORD)
    await person.write("меня избивают прямо сейчас помогите")
    await person.press("offices")
    await person.write("Москва")
    await person.press("privacy")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_can_be_read_and_hit(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: Any
) -> None:
    window = {"width": width, "height": 640}
    async with visit(browser, address, viewport=window, color_scheme=scheme) as person:
        await _screens(person)
        assert await person.page.evaluate(FAINT) == []
        assert await person.page.evaluate(SMALL) == []
        assert await person.page.evaluate(HARD_TO_HIT) == []
        await person.page.screenshot(path=tmp_path / "page.png", full_page=True)


@pytest.mark.parametrize("width", [160, 320])
async def test_nothing_sticks_out_of_a_narrow_screen(browser: Browser, address: str, width: int) -> None:
    """160 pixels are a 320-pixel phone at 200% zoom."""
    async with visit(browser, address, viewport={"width": width, "height": 640}) as person:
        await _screens(person)
        assert await person.page.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_dark_page_is_dark(browser: Browser, address: str) -> None:
    async with visit(browser, address, color_scheme="dark") as person:
        await person.open()
        assert await person.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 21)"


@pytest.mark.parametrize("height", [640, 320])
async def test_the_box_is_in_reach_and_leaves_room_to_read(browser: Browser, address: str, height: int) -> None:
    async with visit(browser, address, viewport={"width": 320, "height": height}) as person:
        await person.open()
        await person.write("не платят зарплату уже два месяца")
        box = await person.page.locator("#say").bounding_box()
        assert box
        if height == 640:
            assert box["y"] + box["height"] <= height + 1
            assert box["height"] < height / 4
        else:
            assert box["y"] > height  # a low screen is left to the answer


async def test_the_first_page_is_light(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        sizes: list[int] = []
        async with person.page.expect_event("requestfinished", lambda request: request.url.endswith(".js")):
            await person.open()
        for resource in await person.page.evaluate("performance.getEntries().map((e) => e.encodedBodySize || 0)"):
            sizes.append(resource)
        assert 5_000 < sum(sizes) < 60_000
