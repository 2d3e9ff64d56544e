import re

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browser.visits import visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WAGES = "не платят зарплату уже два месяца"
BEATEN = "меня избивают прямо сейчас помогите"
with_and_without_script = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@with_and_without_script
async def test_a_question_is_answered(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open()
        await person.write(WAGES)
        await expect(person.replies.last).to_contain_text("Что сделать сегодня")
        await expect(person.box).to_have_value("")
        await expect(person.replies).to_have_count(2 if script else 1)


@with_and_without_script
async def test_a_button_leads_on(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open()
        await person.press("topics")
        await expect(person.replies.last).to_contain_text("Все темы")
        await person.press("t/unpaid-wages")
        await expect(person.replies.last).to_contain_text("Не платят зарплату")


@with_and_without_script
async def test_an_emergency_is_shown_first(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open()
        await person.write(BEATEN)
        card = person.page.locator(".said + .reply")
        await expect(card).to_have_class(re.compile("emergency"))
        await expect(card).to_contain_text("112")
        await expect(card).to_be_in_viewport()


@with_and_without_script
async def test_choosing_a_language_changes_the_whole_page(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open()
        await person.press("language/ky")
        await expect(person.page.locator("html")).to_have_attribute("lang", "ky")
        await expect(person.page.locator("label")).to_have_text("Сурооңуз")
        await expect(person.page).to_have_title(re.compile("мигранттарга жардам"))
        assert len(person.posts) == 1


@with_and_without_script
async def test_a_deep_link_opens_its_topic(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open("?start=unpaid-wages_ky")
        await expect(person.page.locator("html")).to_have_attribute("lang", "ky")
        await person.press("home")
        assert person.page.url.split("?")[0] == address


@with_and_without_script
async def test_wiping_empties_the_page_and_the_cookies(browser: Browser, address: str, script: bool) -> None:
    async with visit(browser, address, java_script_enabled=script) as person:
        await person.open()
        await person.write(WAGES)
        await person.write("/wipe")
        await person.press("wipe/yes")
        await expect(person.replies).to_have_count(1)
        await expect(person.said).to_have_count(0)
        assert await person.page.context.cookies() == []
        await person.write(WAGES)
        await expect(person.replies.last).to_contain_text("Что сделать сегодня")


async def test_with_the_script_the_new_answer_gets_the_focus(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.write(WAGES)
        await expect(person.replies.last).to_be_focused()
        box = await person.replies.last.bounding_box()
        assert box and 0 <= box["y"] < 100


async def test_a_double_click_sends_one_message(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.box.fill(WAGES)
        await person.send.dblclick()
        await expect(person.replies).to_have_count(2)
        await expect(person.said).to_have_count(1)
        assert len(person.posts) == 1


async def test_the_enter_key_sends_where_there_is_a_keyboard(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.box.fill("не платят")
        await person.box.press("Shift+Enter")
        await person.box.press_sequentially("зарплату")
        await person.box.press("Enter")
        await expect(person.said).to_have_text("не платят\nзарплату")


async def test_what_was_typed_survives_the_press_of_a_button(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.box.fill("начал писать")
        await person.press("topics")
        await expect(person.box).to_have_value("начал писать")


async def test_text_that_is_too_long_stays_in_the_box(browser: Browser, address: str) -> None:
    async with visit(browser, address, java_script_enabled=False) as person:
        await person.open()
        await person.box.fill("ы" * 2001)
        await person.send.click()
        await expect(person.replies).to_contain_text("2000")
        await expect(person.box).to_have_value("ы" * 2001)
        assert person.complaints.pop().endswith("422 (Unprocessable Entity)")


async def test_without_network_the_text_and_the_transcript_stay(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.write(WAGES)
        await person.page.context.set_offline(True)
        await person.box.fill("а если нет договора")
        await person.send.click()
        await expect(person.page.locator("#offline")).to_contain_text("отправьте ещё раз")
        await expect(person.box).to_have_value("а если нет договора")
        await expect(person.replies).to_have_count(2)
        await person.page.context.set_offline(False)
        await person.send.click()
        await expect(person.said).to_have_count(2)
        await expect(person.page.locator("#offline")).to_be_hidden()


async def test_when_the_script_cannot_post_the_form_posts_itself(browser: Browser, address: str) -> None:
    async def fail_fetches(route: Route) -> None:
        await (route.abort() if route.request.resource_type == "fetch" else route.continue_())

    async with visit(browser, address) as person:
        await person.open()
        await person.page.route("**/*", fail_fetches)
        await person.write(WAGES)
        await expect(person.replies).to_contain_text("Что сделать сегодня")
        assert [post.resource_type for post in person.posts] == ["fetch", "document"]
        assert person.posts[0].post_data == person.posts[1].post_data
        person.complaints.clear()  # the browser reports the broken request


async def test_a_location_finds_the_nearest_office(browser: Browser, address: str) -> None:
    moscow = {"latitude": 55.751244, "longitude": 37.618423}
    async with visit(browser, address, geolocation=moscow, permissions=["geolocation"]) as person:
        await person.open()
        await person.press("offices")
        await person.page.locator("[data-locate] button").click()
        await expect(person.replies).to_have_count(3)
        assert "lat=55.751&lon=37.618" in (person.posts[-1].post_data or "")


async def test_without_the_script_the_city_is_typed(browser: Browser, address: str) -> None:
    async with visit(browser, address, java_script_enabled=False) as person:
        await person.open()
        await person.press("offices")
        await expect(person.page.locator("[data-locate] button")).to_have_count(0)
        await person.write("Москва")
        await expect(person.replies.last).to_contain_text("Москв")


async def test_reloading_an_answer_shows_the_same_answer(browser: Browser, address: str) -> None:
    async with visit(browser, address, java_script_enabled=False) as person:
        await person.open()
        await person.write(WAGES)
        before = await person.replies.inner_text()
        await person.page.reload()
        await expect(person.said).to_have_text(WAGES)
        assert await person.replies.inner_text() == before
        first, second = (post.post_data for post in person.posts)
        assert first == second


async def test_the_page_that_the_back_button_brings_still_works(browser: Browser, address: str) -> None:
    async with visit(browser, address, java_script_enabled=False) as person:
        await person.open()
        await person.write(WAGES)
        await person.page.go_back()
        await person.press("topics")
        await expect(person.replies).to_contain_text("Все темы")


async def test_reloading_with_the_script_starts_anew(browser: Browser, address: str) -> None:
    async with visit(browser, address) as person:
        await person.open()
        await person.write(WAGES)
        await person.page.reload()
        await expect(person.said).to_have_count(0)
        await expect(person.replies).to_have_count(1)
