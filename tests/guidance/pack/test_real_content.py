"""The pack of the content that we ship."""

from datetime import date

import pytest

from api.guidance.guidance import Guidance
from api.guidance.pack.edition import Edition, Group
from api.guidance.pack.html import LIMIT, page
from api.guidance.pack.sheet import Sheet
from api.guidance.pack.writing import editions
from tests.guidance.pack.contents import IDENTITY, VERSION, all_places, opened

LANGUAGES = ("ru", "ky", "uz", "uz-Cyrl", "en")
_LEFT_OUT = set("⚠️\n")  # signs before warnings that print does not need


@pytest.fixture(scope="module")
def by_language(guidance: Guidance) -> dict[str, Edition]:
    return {edition.code: edition for edition in editions(guidance.catalogue, IDENTITY)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_the_page_can_be_forwarded(by_language: dict[str, Edition], language: str) -> None:
    edition = by_language[language]
    made = page(edition, VERSION)
    found = opened(made)
    assert len(made) <= LIMIT == 300_000
    assert sorted(found.plain_places + found.packed_places) == all_places(edition)
    assert found.links <= found.ids
    assert found.outside == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_emergency_cards_and_first_steps_need_no_script(by_language: dict[str, Edition], language: str) -> None:
    found = opened(page(by_language[language], VERSION))
    cards = {each.place for group in by_language[language].emergency for each in group.passages}
    assert cards <= set(found.plain_places)
    assert all(f'id="{card.place}"' in found.text for card in by_language[language].sms)


def test_every_topic_of_the_content_is_in_every_edition(guidance: Guidance, by_language: dict[str, Edition]) -> None:
    assert set(by_language) == set(LANGUAGES)
    for edition in by_language.values():
        places = {each.place for topic in edition.topics for each in topic.passages}
        assert places == {
            f"s-{name}-{section}"
            for name, translations in guidance.catalogue.topics.items()
            for section in translations["ru"].sections
        }


def test_every_letter_can_be_printed(by_language: dict[str, Edition]) -> None:
    sheet = Sheet("", "ru", date(2026, 11, 22))
    for edition in by_language.values():
        letters = set("".join(_texts(edition)))
        assert letters - set(sheet.drawable("".join(letters))) <= _LEFT_OUT, edition.code
    assert sheet.finished()


def _texts(edition: Edition) -> list[str]:
    groups: tuple[Group, ...] = (*edition.emergency, *edition.topics)
    passages = [each for group in groups for each in group.passages]
    steps = [step for check in edition.checks for step in check.steps]
    return [
        *edition.words.values(),
        *(text for each in passages for text in (each.title, each.text, *each.notes)),
        *(text for group in groups for text in (group.title, group.summary)),
        *(text for step in steps for text in (step.title, step.text, *(way.label for way in step.ways))),
        *(card.text for card in edition.sms),
    ]
