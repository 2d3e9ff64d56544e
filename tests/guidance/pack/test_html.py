"""The page of the pack, as bytes. What a browser makes of it is tested in tests/browser/test_offline_pack.py."""

import html

import pytest

from api.guidance.pack.edition import Group
from api.guidance.pack.html import LIMIT, TooLarge, page
from tests.guidance.pack.contents import LETTERS, VERSION, all_places, edition, opened, passage

LONG = "Очень длинный раздел. " * 90
LARGE = edition(topics=12, sections=18, text=LONG)


@pytest.fixture(scope="module")
def large() -> bytes:
    return page(LARGE, VERSION)


def test_what_fits_stands_in_plain_sight() -> None:
    found = opened(page(edition(), VERSION))
    assert found.packed == {}
    assert sorted(found.plain_places) == all_places(edition())


def test_no_section_of_a_large_pack_is_missing(large: bytes) -> None:
    found = opened(large)
    assert len(large) <= LIMIT
    assert found.packed_places
    assert sorted(found.plain_places + found.packed_places) == all_places(LARGE)


def test_a_single_section_that_does_not_fit_is_not_lost() -> None:
    for sections in range(120, 200):
        just_too_large = edition(topics=1, sections=sections, text=LONG)
        found = opened(page(just_too_large, VERSION))
        assert sorted(found.plain_places + found.packed_places) == all_places(just_too_large)
        if found.packed:
            assert len(found.packed_places) == 1
            return
    raise AssertionError("all of them fitted")


def test_the_room_is_used(large: bytes) -> None:
    assert len(large) > LIMIT * 0.97


def test_what_is_packed_says_what_it_is_about(large: bytes) -> None:
    found = opened(large)
    titles = {each.place: each.title for topic in LARGE.topics for each in topic.passages}
    assert all(titles[place] in found.text for place in found.packed_places)


def test_first_sections_of_all_topics_come_before_second_ones(large: bytes) -> None:
    shown = [place for place in opened(large).plain_places if place.startswith("s-")]
    numbers = [int(place.split("-")[2]) for place in shown]
    full = max(numbers)  # the last row may be begun only
    assert full > 0
    assert {place for place in shown if not place.endswith(f"-{full}")} == {
        f"s-{topic}-{number}" for topic in range(12) for number in range(full)
    }


def test_emergency_cards_and_checks_are_never_packed_before_sections(large: bytes) -> None:
    found = opened(large)
    assert {"e-RU-held", "c-paid-q", "c-paid-end"} <= set(found.plain_places)


def test_a_page_that_cannot_be_made_to_fit_is_refused() -> None:
    with pytest.raises(TooLarge, match="ky"):
        page(edition(topics=60, sections=100), VERSION)


def test_every_link_leads_somewhere_in_the_page(large: bytes) -> None:
    found = opened(large)
    assert found.links <= found.ids
    assert found.outside == []


def test_letters_of_all_our_languages() -> None:
    found = opened(page(edition(text=LETTERS), VERSION))
    assert html.unescape(found.text).count(LETTERS) == 6


def test_nothing_in_the_content_becomes_markup() -> None:
    hostile = '<script>alert("1")</script> <img src=x> [a](http://b)'
    each = passage("s-0-0", hostile, title=hostile).model_copy(update={"notes": (hostile,)})
    topic = Group(place="t-0", title=hostile, summary=hostile, passages=(each,))
    found = opened(page(edition().model_copy(update={"topics": (topic,), "sms": (each,)}), VERSION))
    assert found.text.count("<script") == 1
    assert found.outside == []


def test_a_phone_number_can_be_tapped() -> None:
    assert '<a href="tel:+996312660101">+996 312 66 01 01</a>' in opened(page(edition(), VERSION)).text


def test_version_addresses_and_key_are_shown() -> None:
    text = opened(page(edition(), VERSION)).text
    for shown in (f"[dated {VERSION}]", "@JardamBot", "https://jardam.example/chat/", "RWQabc"):
        assert shown in text


def test_the_same_content_gives_the_same_bytes(large: bytes) -> None:
    assert page(LARGE.model_copy(), VERSION) == large
