"""A browser for tests of the web chat, and an api that answers as told."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
from fastapi import FastAPI

from bot.backend import Answer, Message, Reply, Sent, Texts
from bot.webchat.app import create_webchat

HOME = {"type": "choice", "choice": "home"}
SCRIPT = {"X-Jardam-Fragment": "1"}
KEY = "k" * 22


def _texts(language: str) -> dict[str, str]:
    names = (
        "title",
        "label",
        "send",
        "send-file",
        "you",
        "restart",
        "too-long",
        "file-too-large",
        "expired",
        "trouble",
    )
    return {f"web-{name}": f"{language}:{name} {{limit}}" for name in names}


class FakeBackend:
    """Answers everything with `answer`, or raises `error`; remembers what it was asked."""

    def __init__(self) -> None:
        self.answer = Answer((Reply("**Hello**"),), "ky")
        self.error: Exception | None = None
        self.texts_error: Exception | None = None
        self.taken: list[Message] = []
        self.brought: list[bytes] = []
        self.files_missed = 0
        self.texts_fetched = 0

    async def take(self, message: Message) -> Answer:
        self.taken.append(message)
        if self.error:
            raise self.error
        return self.answer

    async def bring(self, message: Message, pieces: AsyncIterator[bytes]) -> Answer:
        self.brought.append(b"".join([piece async for piece in pieces]))
        return Answer((Reply("**Kept**"),), "ky")

    async def missed(self, message: Message) -> Answer:
        self.files_missed += 1
        return Answer((Reply("**Missed**"),), "ky")

    async def sent(self, reports: list[Sent]) -> None:
        raise AssertionError("a page has no message numbers")

    async def texts(self) -> Texts:
        self.texts_fetched += 1
        if self.texts_error:
            raise self.texts_error
        return {language: _texts(language) for language in ("ru", "ky", "uz", "en")}

    @property
    def last(self) -> Message:
        return self.taken[-1]


def browser_of(backend: FakeBackend, *, secure: bool, raise_app_exceptions: bool = True) -> httpx.AsyncClient:
    service = FastAPI()
    service.mount("/chat", create_webchat(backend, secure_cookies=secure))
    transport = httpx.ASGITransport(service, raise_app_exceptions=raise_app_exceptions)
    base_url = "https://jardam.test" if secure else "http://jardam.test"
    return httpx.AsyncClient(transport=transport, base_url=base_url)


def key_in(page: httpx.Response) -> str:
    found = re.search(r'name="key" value="([^"]*)"', page.text)
    assert found
    return found.group(1)


def draft_in(page: httpx.Response) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert found
    return unescape(found.group(1))
