"""Guided checks, pressed through as a frightened person would."""

from collections.abc import Iterator

import pytest

from api.conversation.replies import Reply
from api.guidance.guidance import Guidance
from bot.telegram.rendering import parts
from tests.conversation.dialogue import Person, choices


@pytest.fixture
def person(guidance: Guidance) -> Person:
    person = Person(guidance)
    person.presses("language/ky")
    return person


def walk(person: Person, choice: str, seen: set[str]) -> Iterator[tuple[str, tuple[Reply, ...]]]:
    """Every screen of a check that can be reached by pressing, with the button that opened it."""
    if choice in seen:
        return
    seen.add(choice)
    person.presses(choice)
    replies = person.replies
    yield choice, replies
    check = "/".join(choice.split("/")[:2])
    for following in choices(replies[-1]):
        if following.startswith(f"{check}/"):
            yield from walk(person, following, seen)


def test_every_check_can_be_begun_from_the_menu(person: Person) -> None:
    reply = person.presses("g")
    begun = [choice for choice in choices(reply) if choice.startswith("g/")]
    assert [choice.removeprefix("g/") for choice in begun] == list(person.guidance.catalogue.checks)
    assert len(begun) >= 4


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "uz-Cyrl", "en"])
def test_every_answer_leads_on_and_every_way_ends_in_steps(guidance: Guidance, language: str) -> None:
    person = Person(guidance)
    person.presses(f"language/{language}")
    for check_id, check in guidance.catalogue.checks.items():
        shown = dict(walk(person, f"g/{check_id}", set()))
        endings = {choice.split("/")[2] for choice in shown if choice.count("/") == 2} & check.endings.keys()
        assert endings == check.endings.keys(), check_id
        for choice, replies in shown.items():
            assert "home" in choices(replies[-1])
            assert all(len(parts(reply.text)) == 1 for reply in replies), choice


def test_danger_shows_the_emergency_card_before_the_steps(guidance: Guidance) -> None:
    person = Person(guidance)
    dangerous = [
        f"g/{check_id}/{name}"
        for check_id, check in guidance.catalogue.checks.items()
        for name, ending in check.endings.items()
        if ending.danger
    ]
    assert dangerous
    for choice in dangerous:
        person.presses(choice)
        assert [reply.kind for reply in person.replies] == ["emergency", "message"]


def test_a_step_back_and_the_beginning_are_at_hand(person: Person) -> None:
    check = person.guidance.catalogue.checks["banned"]
    first = person.presses("g/banned")
    second = next(option.to for option in check.questions[check.start].options if option.to in check.questions)
    reply = person.presses(f"g/banned/{second}")
    assert "g/banned" in choices(reply)
    assert person.presses("g/banned").text == first.text


def test_a_topic_offers_its_checks(person: Person) -> None:
    assert "g/banned" in choices(person.presses("t/entry-bans"))
    assert "g/banned" in choices(person.presses("s/entry-bans/check"))


def test_nothing_of_a_check_is_remembered(person: Person) -> None:
    before = person.state
    check = person.guidance.catalogue.checks["banned"]
    person.presses("g/banned")
    person.presses(f"g/banned/{next(iter(check.endings))}")
    assert person.state == before
    assert person.effects == []


@pytest.mark.parametrize("choice", ["g/nothing", "g/banned/nothing", "g/nothing/go", "g/banned/a/b", "g//"])
def test_a_forged_step_leads_home(person: Person, choice: str) -> None:
    person.presses(choice)
    assert person.hears("button-is-old", "ky")


@pytest.mark.parametrize("command", ["/check", "/checks"])
def test_checks_have_a_command(person: Person, command: str) -> None:
    assert "g/banned" in choices(person.says(command))
