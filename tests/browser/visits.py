"""One person's visit in one browser window, watched for what must never happen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request, expect


class Visit:
    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.posts: list[Request] = []
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)
        if request.method == "POST":
            self.posts.append(request)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def box(self) -> Locator:
        return self.page.locator("#text")

    @property
    def send(self) -> Locator:
        return self.page.locator("#say button")

    @property
    def replies(self) -> Locator:
        return self.page.locator("#transcript > .reply")

    @property
    def said(self) -> Locator:
        return self.page.locator("#transcript .typed")

    async def open(self, query: str = "") -> None:
        await self.page.goto(self.address + query)
        await expect(self.replies).not_to_have_count(0)

    async def write(self, text: str) -> None:
        await self.box.fill(text)
        await self.send.click()
        await expect(self.said.last).to_have_text(text)

    async def press(self, choice: str) -> None:
        posted = len(self.posts)
        async with self.page.expect_response(lambda response: response.request.method == "POST"):
            await self.page.locator(f'button[value="{choice}"]').last.click()
        await expect(self.page.locator('#say[aria-busy="true"]')).to_have_count(0)
        assert len(self.posts) == posted + 1


@asynccontextmanager
async def visit(browser: Browser, address: str, **context: Any) -> AsyncIterator[Visit]:
    """A window, of a small phone unless told otherwise. In the end only our host was asked and nothing was amiss."""
    context = {"viewport": {"width": 320, "height": 640}, "locale": "ru-RU"} | context
    window = await browser.new_context(**context)
    try:
        seen = Visit(await window.new_page(), address)
        yield seen
        assert seen.hosts == {urlsplit(address).netloc}
        assert seen.complaints == []
    finally:
        await window.close()
