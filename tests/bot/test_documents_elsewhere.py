"""Files in the web chat, which links to them, and in the terminal, which names them."""

from bot.backend import Answer, Document, Message, Reply
from bot.terminal import Terminal
from tests.bot.webchat_visits import FakeBackend, browser_of

PAGE = Document("/v1/pack/ky.html", "jardam-ky.html", "Версиясы <2026>", "Болбой калды")


async def test_the_web_chat_links_to_the_file() -> None:
    backend = FakeBackend()
    backend.answer = Answer((Reply("Сактап алыңыз", documents=(PAGE,)),), "ky")
    async with browser_of(backend, secure=False) as browser:
        page = (await browser.get("/chat/")).text
    assert '<a href="../v1/pack/ky.html" download="jardam-ky.html">jardam-ky.html</a>' in page
    assert "Версиясы &lt;2026&gt;" in page


async def test_the_terminal_names_the_file_and_its_path() -> None:
    shown: list[str] = []
    backend = FakeBackend()
    backend.answer = Answer((Reply("Сактап алыңыз", documents=(PAGE,)),), "ky")
    await Terminal(backend, shown.append, "ky").say("/offline")
    assert "jardam-ky.html" in shown[0]
    assert "/v1/pack/ky.html" in shown[0]
    assert isinstance(backend.last, Message)
