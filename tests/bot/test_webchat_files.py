from collections.abc import AsyncIterator
from urllib.parse import urlencode

import httpx
import pytest

from bot.backend import Answer, Reply
from tests.bot.webchat_visits import HOME, KEY, FakeBackend, browser_of

WELCOME = Answer((Reply("Photos?", ask_file="A photo or a paper"),), "ky")
WAITS = Answer((), "ky", upload=True)
BOUNDARY = "----jardam"


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
async def browser(backend: FakeBackend) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of(backend, secure=False) as client:
        await client.get("/chat/")
        yield client


async def sends(browser: httpx.AsyncClient, content: bytes, name: str = "photo.jpg") -> httpx.Response:
    fields = {"key": KEY, "language": "ky"}
    return await browser.post("/chat/file", data=fields, files={"file": (name, content, "image/jpeg")})


async def test_the_page_has_a_field_for_a_file_only_when_one_is_welcome(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    assert 'type="file"' not in (await browser.get("/chat/")).text
    backend.answer = WELCOME
    page = (await browser.get("/chat/")).text
    assert 'enctype="multipart/form-data"' in page
    assert "A photo or a paper" in page


@pytest.mark.parametrize("size", [1, 70_000, 1_500_000])
async def test_a_file_reaches_the_api_byte_for_byte(
    browser: httpx.AsyncClient, backend: FakeBackend, size: int
) -> None:
    backend.answer = WAITS
    content = (b"\r\n--" + BOUNDARY.encode() + bytes(range(256))) * (size // 256 + 1)
    page = await sends(browser, content[:size])
    assert backend.brought == [content[:size]]
    assert "<strong>Kept</strong>" in page.text
    assert backend.last.event["type"] == "file"
    assert backend.last.event["name"] == "photo.jpg"


async def test_the_same_file_from_the_same_page_has_the_same_key(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    backend.answer = WAITS
    await sends(browser, b"same")
    await sends(browser, b"same")
    first, second = backend.taken[-2:]
    assert first.key == second.key


async def test_a_file_that_nobody_waits_for_gets_the_answer_all_the_same(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    page = await sends(browser, bytes(500_000))
    assert backend.brought == []
    assert "<strong>Hello</strong>" in page.text


async def test_without_a_chosen_file_the_person_is_where_they_were(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n'
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    await browser.post("/chat/file", content=f"{part}--{BOUNDARY}--\r\n".encode(), headers=kind)
    assert backend.last.event == HOME


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\papers\\passwd", "a/b/passwd"])
async def test_a_path_is_not_part_of_a_name(browser: httpx.AsyncClient, backend: FakeBackend, name: str) -> None:
    await sends(browser, b"x", name)
    assert backend.last.event["name"] == "passwd"


async def test_half_a_file_is_not_taken_for_a_whole_one(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = WAITS
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'.encode()
    body = head + bytes(100_000)  # and then the connection breaks
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    page = await browser.post("/chat/file", content=body, headers=kind)
    assert backend.brought == []
    assert "<strong>Missed</strong>" in page.text


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", urlencode({"key": KEY}).encode(), 415),
        ("multipart/form-data", b"", 415),
        (f"multipart/form-data; boundary={BOUNDARY}", b"", 400),
        (f"multipart/form-data; boundary={BOUNDARY}", b"no form at all", 400),
        (f"multipart/form-data; boundary={BOUNDARY}", b"--" + BOUNDARY.encode() + b"\r\n" + b"x" * 10_000, 400),
    ],
)
async def test_what_is_no_form_with_a_file_is_refused_kindly(
    browser: httpx.AsyncClient, backend: FakeBackend, kind: str, body: bytes, status: int
) -> None:
    page = await browser.post("/chat/file", content=body, headers={"Content-Type": kind})
    assert page.status_code == status
    assert ":expired" in page.text
    assert len(backend.taken) == 1  # the opening


async def test_another_site_cannot_send_a_file(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    page = await browser.post("/chat/file", files={"file": ("a", b"b")}, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403
    assert backend.brought == []


async def test_the_address_of_a_file_leads_back_to_the_chat(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/chat/file")
    assert page.status_code == 303
    assert page.headers["location"] == "./"


async def test_what_the_api_leaves_of_a_file_is_read_so_that_the_answer_is_seen(
    browser: httpx.AsyncClient, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.answer = WAITS
    read = 0

    async def refuse(_message: object, _pieces: object) -> Answer:
        return Answer((Reply("**Too large**"),), "ky")

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'.encode()
        for _ in range(10):
            yield bytes(60_000)
            read += 1
        yield f"\r\n--{BOUNDARY}--\r\n".encode()

    monkeypatch.setattr(backend, "bring", refuse)
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    page = await browser.post("/chat/file", content=body(), headers=kind)
    assert "<strong>Too large</strong>" in page.text
    assert read == 10
