"""A question without an answer: counted always, kept only when its person says so, with names and numbers covered."""

import pytest

from api.conversation.missed import CountUnanswered, DropOffered, KeepOffered, OfferToKeep
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Person, choices, deciding

QUESTION = "Айбек Асанов сорап жатат: 0555123456 номердеги банк ипотека береби"


@pytest.fixture
def person(guidance: Guidance) -> Person:
    """Someone whose question is none of ours."""
    person = Person(deciding(guidance, Guess("none", None, 0.9)))
    person.presses("language/ru")
    return person


@pytest.fixture
def unsure(guidance: Guidance) -> Person:
    """Someone who is asked «did you mean»."""
    person = Person(deciding(guidance, Guess("citizenship", None, 0.3), Guess("stranded", None, 0.2)))
    person.presses("language/ru")
    return person


def test_what_nothing_fits_is_counted_without_words(person: Person) -> None:
    person.says(QUESTION)
    assert CountUnanswered("none", "ru") in person.effects
    assert person.kept == []


def test_the_offer_shows_the_question_as_it_would_be_kept(person: Person) -> None:
    reply = person.says(QUESTION)
    assert person.offered
    assert "ипотека" in person.offered.words
    assert person.offered.words in reply.text
    for private in ("Айбек", "Асанов", "0555", "123456"):
        assert private not in person.offered.words
    assert "q/yes" in choices(reply)


def test_a_question_is_kept_when_its_person_says_yes(person: Person) -> None:
    person.says(QUESTION)
    person.presses("q/yes")
    assert person.hears("missed-kept", "ru")
    assert [kept.topic for kept in person.kept] == ["none"]


def test_a_question_is_kept_once(person: Person) -> None:
    person.says(QUESTION)
    person.presses("q/yes")
    person.presses("q/yes")
    assert person.hears("missed-gone", "ru")
    assert len(person.kept) == 1


def test_no_means_no(unsure: Person) -> None:
    unsure.says("что-то с паспортом и банком")
    unsure.presses("q/no")
    assert unsure.hears("missed-not-kept", "ru")
    assert unsure.effects[-1] == DropOffered()
    unsure.presses("q/yes")
    assert unsure.kept == []


def test_an_hour_later_nothing_is_kept(person: Person) -> None:
    person.says(QUESTION)
    person.offered = None  # the hour is over
    person.presses("q/yes")
    assert person.hears("missed-gone", "ru")
    assert person.kept == []


def test_none_of_these_is_counted_for_the_topic_that_was_guessed(unsure: Person) -> None:
    reply = unsure.says("что-то с паспортом и банком")
    assert "none/citizenship" in choices(reply)
    reply = unsure.presses("none/citizenship")
    assert unsure.effects[-1] == CountUnanswered("citizenship", "ru")
    assert "q/yes" in choices(reply)
    unsure.presses("q/yes")
    assert [kept.topic for kept in unsure.kept] == ["citizenship"]


@pytest.mark.parametrize("choice", ["none", "none/nothing", "none/report"])
def test_a_button_of_last_year_counts_for_no_topic(unsure: Person, choice: str) -> None:
    unsure.presses(choice)
    assert unsure.effects[-1] == CountUnanswered("none", "ru")


def test_who_was_not_helped_may_say_what_was_missing(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("language/ky")
    reply = person.presses("h/entry-bans/check/n")
    assert "q/entry-bans/check" in choices(reply)
    person.presses("q/entry-bans/check")
    reply = person.says("Казакстандагы тыюуну кайдан карайм, атым Нурлан")
    assert person.offered
    assert "Нурлан" not in reply.text
    person.presses("q/yes")
    assert [(kept.topic, kept.section, kept.language) for kept in person.kept] == [("entry-bans", "check", "ky")]


def test_a_cry_for_help_is_heard_where_words_for_editors_are_awaited(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("language/ru")
    person.presses("q/entry-bans/check")
    replies = person.says("меня прямо сейчас избивают полицейские помогите")
    assert replies.kind == "emergency"
    assert not any(isinstance(effect, OfferToKeep | KeepOffered) for effect in person.effects)


def test_an_answer_asks_nothing(guidance: Guidance) -> None:
    person = Person(deciding(guidance, Guess("entry-bans", "check", 0.9)))
    reply = person.says("как проверить запрет")
    assert "q/yes" not in choices(reply)
    assert person.offered is None
