from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.backend import Answer, BackendDown, BackendRefused, Button, Place, Reply
from bot.webchat.pages import reply_html
from tests.bot.webchat_visits import HOME, KEY, SCRIPT, FakeBackend, browser_of, draft_in, key_in


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
async def browser(backend: FakeBackend) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of(backend, secure=False) as client:
        yield client


# Opening the page


async def test_a_newcomer_sees_the_start_screen_in_the_language_of_the_browser(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    page = await browser.get("/chat/", headers={"Accept-Language": "ky-KG,ru;q=0.8"})
    assert page.status_code == 200
    assert backend.last.event == {"type": "text", "text": "/start"}
    assert backend.last.language_hint == "ky-kg"
    assert '<html lang="ky" dir="ltr">' in page.text
    assert "<strong>Hello</strong>" in page.text


async def test_who_comes_back_sees_the_home_screen_under_the_same_address(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    await browser.get("/chat/")
    await browser.get("/chat/")
    first, second = backend.taken
    assert second.event == HOME
    assert first.address == second.address
    assert first.key != second.key


async def test_a_deep_link_opens_its_topic_for_newcomers_and_others(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    for _ in range(2):
        await browser.get("/chat/?start=unpaid-wages_ky")
        assert backend.last.event == {"type": "text", "text": "/start unpaid-wages_ky"}


@pytest.mark.parametrize("payload", ["a b", "x" * 65, "%00", "%D1%8F", "<script>"])
async def test_a_garbled_deep_link_is_a_plain_start(
    browser: httpx.AsyncClient, backend: FakeBackend, payload: str
) -> None:
    await browser.get(f"/chat/?start={payload}")
    assert backend.last.event == {"type": "text", "text": "/start"}


async def test_the_mount_answers_with_and_without_the_last_slash(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/chat", follow_redirects=True)
    assert page.status_code == 200
    assert len(page.history) == 1


# Writing and pressing


async def test_a_question_is_shown_with_its_answer_and_a_new_key(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    page = await browser.get("/chat/")
    answer = await browser.post("/chat/", data={"key": key_in(page), "text": "  Айлык бербей жатат\r\nэмне кылам? "})
    assert backend.last.event == {"type": "text", "text": "Айлык бербей жатат\nэмне кылам?"}
    assert "Айлык бербей жатат\nэмне кылам?" in answer.text
    assert "ky:you" in answer.text
    assert key_in(answer) != key_in(page)
    assert draft_in(answer) == ""


async def test_a_double_tap_sends_the_same_key(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    page = await browser.get("/chat/")
    for _ in range(2):
        await browser.post("/chat/", data={"key": key_in(page), "text": "zarplata"})
    assert backend.taken[1] == backend.taken[2]


async def test_another_act_on_the_same_page_is_another_message(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    for choice in ("topics", "offices"):
        await browser.post("/chat/", data={"key": KEY, "choice": choice})
    assert backend.taken[0].key != backend.taken[1].key


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "ключ" * 6, "<b>" * 8])
async def test_a_garbled_key_is_replaced(browser: httpx.AsyncClient, backend: FakeBackend, key: str) -> None:
    answer = await browser.post("/chat/", data={"key": key, "text": "salam"})
    assert answer.status_code == 200
    assert backend.last.event == {"type": "text", "text": "salam"}
    assert 1 <= len(backend.last.key) <= 128


async def test_a_pressed_button_is_a_choice(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    await browser.post("/chat/", data={"key": KEY, "choice": "t/unpaid-wages", "text": "left in the box"})
    assert backend.last.event == {"type": "choice", "choice": "t/unpaid-wages"}


async def test_empty_text_leads_home(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    await browser.post("/chat/", data={"key": KEY, "text": "   "})
    assert backend.last.event == HOME


async def test_a_location_is_passed_on(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    await browser.post("/chat/", data={"key": KEY, "lat": "55.751", "lon": "37.618"})
    assert backend.last.event == {"type": "location", "lat": 55.751, "lon": 37.618}


@pytest.mark.parametrize(
    ("lat", "lon"), [("nan", "1"), ("1", "inf"), ("91", "0"), ("0", "-181"), ("x", "1"), ("1", "")]
)
async def test_a_location_off_the_earth_is_refused(
    browser: httpx.AsyncClient, backend: FakeBackend, lat: str, lon: str
) -> None:
    answer = await browser.post("/chat/", data={"key": KEY, "lat": lat, "lon": lon})
    assert answer.status_code == 400
    assert backend.taken == []


async def test_the_page_keeps_to_the_language_that_it_was_in(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.error = BackendDown()
    answer = await browser.post(
        "/chat/", data={"key": KEY, "text": "salom", "language": "uz"}, headers={"Accept-Language": "ru"}
    )
    assert "uz:trouble" in answer.text
    assert backend.last.language_hint == "uz"


async def test_the_script_gets_only_the_new_part_with_the_next_key(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    answer = await browser.post("/chat/", data={"key": KEY, "text": "salam"}, headers=SCRIPT)
    assert answer.text.startswith('<div id="part" lang="ky" data-wiped="no">')
    assert "<html" not in answer.text
    assert "salam" in answer.text
    assert key_in(answer) != KEY


# Rendering


async def test_an_emergency_comes_first_and_is_announced(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = Answer((Reply("Wages"), Reply("**Call 112**", kind="emergency")), "en")
    page = (await browser.get("/chat/")).text
    assert page.index("Call 112") < page.index("Wages")
    assert page.count('class="reply emergency"') == 1
    assert 'class="text" role="alert"' in page


async def test_a_place_is_text_without_a_link(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = Answer((Reply("Here", place=Place(55.75, 37.61, "Embassy <1>", "Bolshaya Ordynka, 64")),), "en")
    page = (await browser.get("/chat/")).text
    assert "Embassy &lt;1&gt;" in page
    assert "Bolshaya Ordynka, 64" in page
    assert "55.75000, 37.61000" in page
    assert "geo:" not in page


async def test_the_location_button_waits_for_the_script(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = Answer((Reply("Which city?", ask_location="Send where I am"),), "en")
    page = (await browser.get("/chat/")).text
    assert 'data-locate="Send where I am"></p>' in page


async def test_buttons_carry_their_choice(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = Answer((Reply("Choose", buttons=((Button("A & B", 's/a"b'),),)),), "en")
    assert '<button name="choice" value="s/a&#34;b">A &amp; B</button>' in (await browser.get("/chat/")).text


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("+996 999 312 002.", '<a href="tel:+996999312002">+996 999 312 002</a>.'),
        ("+7 (495) 237-48-82, +7 499 237 44 81", '<a href="tel:+74952374882">+7 (495) 237-48-82</a>, '),
        ("**+996 312 66-66-66**", '<strong><a href="tel:+996312666666">+996 312 66-66-66</a></strong>'),
    ],
)
def test_phone_numbers_can_be_tapped(text: str, link: str) -> None:
    assert link in reply_html(text)


@pytest.mark.parametrize("text", ["112", "8 800 555", "2+2", "+18", "1+99631266666666", "+" + "1" * 16])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert "<a" not in reply_html(text)


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert reply_html("Address\nPhone") == "<p>Address<br>\nPhone</p>\n"


# When something is wrong


async def test_when_the_api_is_down_the_text_and_the_key_stay_in_the_form(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    await browser.get("/chat/")
    backend.error = BackendDown()
    page = await browser.post("/chat/", data={"key": KEY, "text": "<help> me"})
    assert page.status_code == 503
    assert "ru:trouble" in page.text
    assert draft_in(page) == "<help> me"
    assert key_in(page) == KEY
    backend.error = None
    await browser.post("/chat/", data={"key": key_in(page), "text": draft_in(page)})
    assert backend.taken[-1] == replace(backend.taken[-2], language_hint=backend.last.language_hint)


async def test_a_newcomer_keeps_the_address_over_a_failure(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.error = BackendDown()
    await browser.post("/chat/", data={"key": KEY, "text": "salam"})
    await browser.post("/chat/", data={"key": KEY, "text": "salam"})
    assert backend.taken[0].address == backend.taken[1].address


async def test_a_button_that_met_a_failure_is_offered_again(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.error = BackendDown()
    page = await browser.post("/chat/", data={"key": KEY, "choice": "topics"})
    assert '<button name="choice" value="topics">ru:send' in page.text


async def test_a_refused_message_is_answered_kindly(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.error = BackendRefused()
    page = await browser.post("/chat/", data={"key": KEY, "choice": "forged/" + "x" * 500})
    assert page.status_code == 400
    assert "ru:expired" in page.text


async def test_texts_are_fetched_once_but_asked_for_again_after_a_failure(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    backend.texts_error = backend.error = BackendDown()
    page = await browser.get("/chat/")
    assert page.status_code == 503
    assert "112" in page.text
    backend.texts_error = backend.error = None
    for _ in range(3):
        assert "ky:label" in (await browser.get("/chat/")).text
    assert backend.texts_fetched == 2


async def test_text_at_the_limit_is_sent_and_longer_text_stays_in_the_box(
    browser: httpx.AsyncClient, backend: FakeBackend
) -> None:
    await browser.post("/chat/", data={"key": KEY, "text": "ө" * 2000})
    page = await browser.post("/chat/", data={"key": KEY, "text": "ө" * 2001})
    assert page.status_code == 422
    assert "ru:too-long 2000" in page.text
    assert draft_in(page) == "ө" * 2001
    assert len(backend.taken) == 1


async def test_a_fault_of_the_program_is_told_kindly_and_safely(backend: FakeBackend) -> None:
    backend.error = RuntimeError("secret")
    async with browser_of(backend, secure=False, raise_app_exceptions=False) as browser:
        page = await browser.post("/chat/", data={"key": KEY, "text": "salam"})
    assert page.status_code == 500
    assert "ru:trouble" in page.text
    assert "secret" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


# Wiping


async def test_wiping_drops_the_cookie_and_what_was_said(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    await browser.get("/chat/")
    before = backend.last.address
    backend.answer = Answer((Reply("Done"),), "ky", wipe=())
    page = await browser.post("/chat/", data={"key": KEY, "text": "/wipe everything"})
    assert "Done" in page.text
    assert "/wipe everything" not in page.text
    assert not browser.cookies
    backend.answer = Answer((Reply("Hello"),), "ky")
    await browser.post("/chat/", data={"key": KEY, "text": "salam"})
    assert backend.last.address != before


async def test_the_script_is_told_to_empty_the_transcript(browser: httpx.AsyncClient, backend: FakeBackend) -> None:
    backend.answer = Answer((Reply("Done"),), "ky", wipe=(1, 2))
    page = await browser.post("/chat/", data={"key": KEY, "choice": "wipe/yes"}, headers=SCRIPT)
    assert 'data-wiped="yes"' in page.text
