"""The questions of a report: what they understand, keep and leave out."""

import pytest

from api.conversation.intake import LONGEST_STORY
from api.guidance.guidance import Guidance
from tests.conversation.dialogue import Reporter, choices, deciding
from tests.conversation.telling import NONE, STORY, goes_to, sends_it

# What happened


def test_words_that_sound_dangerous_show_the_card_first_and_once(guidance: Guidance) -> None:
    person = Reporter(deciding(guidance, NONE, danger="held"))
    person.presses("r/yes")
    person.says("нас заперли")
    assert [reply.kind for reply in person.replies] == ["emergency", "message"]
    person.says("и не выпускают")
    assert [reply.kind for reply in person.replies] == ["message"]
    assert person.draft.danger == "held"


def test_private_numbers_are_asked_about_before_they_are_kept(telling: Reporter) -> None:
    telling.says("мой паспорт AC1234567")
    assert telling.hears("report-private-numbers", "ru")
    assert telling.told() == (STORY,)
    telling.presses("r/pend/drop")
    assert telling.told() == (STORY,) and telling.draft.pending == ()
    telling.says("мой паспорт AC1234567")
    telling.presses("r/pend/keep")
    assert telling.told() == (STORY, "мой паспорт AC1234567")


def test_no_words_are_lost_while_a_number_is_asked_about(telling: Reporter) -> None:
    telling.says("мой паспорт AC1234567")
    telling.says("и ещё он меня бил")
    assert telling.told() == (STORY, "и ещё он меня бил")
    telling.presses("r/done/story")
    assert telling.hears("report-private-numbers", "ru")
    telling.presses("r/pend/keep")
    assert "мой паспорт AC1234567" in telling.told()


def test_a_story_that_is_too_long_is_refused_kindly(telling: Reporter) -> None:
    telling.says("а" * (LONGEST_STORY - len(STORY) + 1))
    assert telling.told() == (STORY,)
    left = LONGEST_STORY - len(STORY)
    assert telling.hears("report-story-too-long", "ru", limit=LONGEST_STORY, left=left, more=1)
    telling.says("а" * left)
    assert len("".join(telling.told())) == LONGEST_STORY


def test_a_long_story_is_shown_whole_at_the_end(telling: Reporter) -> None:
    lines = [f"- строка {number}: *было* так_и_так" for number in range(200)]
    telling.says("\n".join(lines))
    goes_to(telling, "summary")
    shown = "\n".join(reply.text.replace("\\", "") for reply in telling.replies)
    assert all(line in shown for line in lines)
    assert all(len(reply.text) < 4_000 for reply in telling.replies)


def test_the_story_can_be_told_anew(telling: Reporter) -> None:
    telling.presses("r/retell")
    assert telling.told() == ()
    assert telling.hears("report-ask-story", "ru")


# Kind


def test_the_words_suggest_a_kind(telling: Reporter) -> None:
    assert "r/a/kind/WAG-01" in choices(telling.presses("r/done/story"))


def test_any_kind_can_be_chosen_by_its_family(telling: Reporter) -> None:
    telling.presses("r/done/story")
    for family in telling.guidance.catalogue.families:
        assert f"r/kinds/{family}" in choices(telling.presses("r/kinds"))
        kinds = [code for code, each in telling.guidance.catalogue.violations.items() if each.family == family]
        assert {f"r/a/kind/{code}" for code in kinds} <= set(choices(telling.presses(f"r/kinds/{family}")))
    telling.presses("r/a/kind/CHD-03")
    assert telling.draft.violation == "CHD-03"


def test_who_does_not_know_the_kind_leaves_it_unsorted(telling: Reporter) -> None:
    goes_to(telling, "danger")
    assert telling.draft.violation == ""


# Danger


def test_danger_now_shows_the_card_that_fits(telling: Reporter) -> None:
    telling.presses("r/done/story")
    telling.presses("r/a/kind/LAB-03")
    telling.presses("r/a/danger/yes")
    card, question = telling.replies
    assert card.kind == "emergency"
    assert telling.guidance.catalogue.card("trafficking", "RU", "ru")[1].text in card.text
    assert "r/a/country/RU" in choices(question)


def test_a_kind_that_is_an_emergency_shows_a_card_once(telling: Reporter) -> None:
    telling.presses("r/done/story")
    telling.presses("r/a/kind/COE-04")
    assert [reply.kind for reply in telling.replies] == ["emergency", "message"]
    telling.presses("r/a/danger/yes")
    assert [reply.kind for reply in telling.replies] == ["message"]


@pytest.mark.parametrize(
    ("answers", "text_id"),
    [
        ({"kind": "WAG-01"}, "report-target-routine"),
        ({"kind": "LAB-03"}, "report-target-urgent"),
        ({"kind": "WAG-01", "danger": "yes"}, "report-target-emergency"),
        ({"kind": "WAG-01", "wish": "urgent-help"}, "report-target-urgent"),
        ({}, "report-target-urgent"),
    ],
)
def test_the_promise_of_an_answer_fits_the_urgency(telling: Reporter, answers: dict[str, str], text_id: str) -> None:
    for name in ("kind", "danger", "wish"):
        goes_to(telling, name)
        if name in answers:
            telling.presses(f"r/a/{name}/{answers[name]}")
    goes_to(telling, "summary")
    sends_it(telling)
    assert telling.hears(text_id, "ru", hours=24, days=5)


# Where and when


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["Казань"], ("RU", "Kazan", "Казань")),
        (["Стамбулда"], ("TR", "Istanbul", "Стамбулда")),
        (["Казахстан", "Алматы"], ("KZ", "Almaty", "Алматы")),
        (["r/a/country/RU", "Казань"], ("RU", "Kazan", "Казань")),
        (["r/a/country/RU", "посёлок Зурбаган"], ("RU", "", "посёлок Зурбаган")),
        (["r/a/country/RU", "r/skip/city"], ("RU", "", "")),
        (["r/a/country/other", "r/skip/city"], ("other", "", "")),
        (["где-то в степи под Оренбургом у трассы"], ("RU", "", "где-то в степи под Оренбургом у трассы")),
        (["r/skip/country"], ("", "", "")),
    ],
)
def test_a_place_is_kept_as_coarsely_as_it_was_said(
    telling: Reporter, said: list[str], kept: tuple[str, str, str]
) -> None:
    goes_to(telling, "country")
    for words in said:
        telling.presses(words) if words.startswith("r/") else telling.says(words)
    assert (telling.draft.country, telling.draft.region, telling.draft.place) == kept
    assert telling.draft.asking == "time"


def test_a_location_is_not_kept(telling: Reporter) -> None:
    goes_to(telling, "country")
    before = telling.draft
    telling.is_at(55.75, 37.62)
    assert telling.hears("report-no-location", "ru")
    assert telling.draft == before


@pytest.mark.parametrize(
    ("said", "month"),
    [("r/a/time/ongoing", "2026-11"), ("r/a/time/this-month", "2026-11"), ("r/a/time/last-month", "2026-10"),
     ("r/a/time/earlier", ""), ("12.05.2026", "2026-05"), ("5.2026", "2026-05"), ("2026-05-12", "2026-05"),
     ("30.12", "2025-12"), ("летом, 08.2025 кажется", "2025-08"), ("31.02.2026", ""), ("12.2026", ""),
     ("давно", ""), ("99.99.9999", ""), ("1.1.1001", "")],
)  # fmt: skip
def test_a_time_is_read_to_the_month(telling: Reporter, said: str, month: str) -> None:
    goes_to(telling, "time")
    telling.presses(said) if said.startswith("r/") else telling.says(said)
    assert telling.draft.month == month
    assert telling.draft.when == said.removeprefix("r/a/time/")
    assert telling.draft.asking == "sector"


def test_an_answer_that_is_too_long_is_asked_for_again(telling: Reporter) -> None:
    goes_to(telling, "time")
    telling.says("давно " * 50)
    assert telling.draft.asking == "time" and telling.draft.when == ""


# Words where a button is expected


def test_the_words_of_a_button_may_be_typed(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.says("стройка")
    assert telling.draft.sector == "construction"
    assert telling.draft.asking == "whom"


def test_other_words_may_join_the_story(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.says("забыла сказать: нас там десять человек")
    assert telling.hears("report-stray-words", "ru")
    telling.presses("r/pend/keep")
    assert telling.told()[-1] == "забыла сказать: нас там десять человек"
    assert telling.draft.asking == "sector"


def test_stray_words_are_not_lost_on_the_way_to_the_summary(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.says("нас там десять человек")
    while telling.draft.asking != "summary":
        asked = telling.draft.asking
        telling.presses(f"r/skip/{asked}" if asked not in ("shares", "files") else f"r/done/{asked}")
        if telling.draft.asking == asked:
            telling.presses("r/pend/keep")
    goes_to(telling, "summary")
    assert "нас там десять человек" in telling.replies[-1].text + "".join(telling.told())
