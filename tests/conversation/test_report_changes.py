"""Going back, changing, putting aside and deleting a report that is being told."""

import pytest

from api.conversation.drafts import DropDraft
from api.conversation.intake import QUESTIONS
from tests.conversation.dialogue import Reporter, choices
from tests.conversation.telling import STORY, choice_beginning, goes_to, sent

# Back, edit, skip, later, delete


def test_back_goes_back_once_however_often_it_is_pressed(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.presses("r/back/sector")
    telling.presses("r/back/sector")
    assert telling.draft.asking == "time"


def test_an_answer_can_be_left_or_removed_when_one_comes_back(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.presses("r/a/sector/trade")
    reply = telling.presses("r/back/whom")
    assert {"r/keep/sector", "r/skip/sector"} <= set(choices(reply))
    telling.presses("r/keep/sector")
    assert (telling.draft.sector, telling.draft.asking) == ("trade", "whom")
    telling.presses("r/back/whom")
    telling.presses("r/skip/sector")
    assert (telling.draft.sector, telling.draft.asking) == ("", "whom")


def test_the_same_button_twice_is_the_same_as_once(telling: Reporter) -> None:
    goes_to(telling, "sector")
    telling.presses("r/a/sector/trade")
    telling.presses("r/a/sector/trade")
    assert (telling.draft.sector, telling.draft.asking) == ("trade", "whom")
    goes_to(telling, "shares")
    telling.presses("r/a/shares/+lawyer")
    telling.presses("r/a/shares/+lawyer")
    assert len(telling.draft.shares) == 1
    telling.presses("r/a/shares/-lawyer")
    telling.presses("r/a/shares/-lawyer")
    assert not telling.draft.shares


@pytest.mark.parametrize("name", [q.name for q in QUESTIONS if not q.part_of])
def test_each_part_can_be_changed_from_the_summary(ready: Reporter, name: str) -> None:
    assert f"r/edit/{name}" in choices(ready.presses("r/edit"))
    ready.presses(f"r/edit/{name}")
    assert ready.draft.asking == name
    ready.presses(f"r/back/{name}")
    assert ready.draft.asking == "summary"


def test_a_changed_answer_leads_back_to_the_summary(ready: Reporter) -> None:
    ready.presses("r/edit/country")
    ready.presses("r/a/country/KZ")
    ready.says("Алматы")
    assert ready.draft.asking == "summary"
    assert "Алматы, Казахстан" in ready.replies[-1].text


def test_a_story_emptied_from_the_summary_must_be_told_again(ready: Reporter) -> None:
    ready.presses("r/edit/story")
    ready.presses("r/retell")
    for choice in ("r/back/story", "r/sum", "r/done/story", f"r/send/{ready.draft.report[:8]}"):
        ready.presses(choice)
        assert not sent(ready)
    ready.says("Заново")
    ready.presses("r/done/story")
    assert ready.draft.asking == "summary"
    assert "Заново" in ready.replies[-1].text


def test_who_goes_away_can_go_on_later(telling: Reporter) -> None:
    goes_to(telling, "sector")
    assert "r/go" in choices(telling.presses("r/pause"))
    telling.says("как проверить есть ли у меня запрет на въезд в россию")
    assert telling.told() == (STORY,)
    assert "r/go" in choices(telling.says("/home"))
    telling.presses("r/go")
    assert telling.hears("report-ask-sector", "ru")


def test_whoever_comes_again_chooses_between_the_draft_and_a_new_one(telling: Reporter) -> None:
    reply = telling.says("/report")
    assert telling.hears("report-waits", "ru")
    assert {"r/go", "r/anew", "r/cancel"} <= set(choices(reply))
    first = telling.draft.report
    telling.presses(choice_beginning(telling.presses("r/anew"), "r/anew/"))
    assert DropDraft() in telling.effects
    assert telling.hears("report-consent", "ru", days=180)
    telling.presses("r/yes")
    assert telling.draft.report != first and telling.told() == ()


def test_deleting_is_asked_first_and_then_real(telling: Reporter) -> None:
    question = telling.presses("r/cancel")
    assert telling.reception.drafts
    telling.presses(choice_beginning(question, "r/drop/"))
    assert telling.reception.drafts == {}
    assert not telling.state.draft


def test_a_button_that_deleted_an_earlier_draft_does_nothing_to_this_one(telling: Reporter) -> None:
    old = choice_beginning(telling.presses("r/cancel"), "r/drop/")
    telling.presses(old)
    telling.presses("r/yes")
    telling.says("Другая история")
    telling.presses(old)
    assert telling.told() == ("Другая история",)


def test_wiping_deletes_the_draft(telling: Reporter) -> None:
    telling.presses("wipe/yes")
    assert telling.reception.drafts == {}
    assert not telling.state.draft


def test_the_language_can_change_on_the_way(telling: Reporter) -> None:
    goes_to(telling, "sector")
    assert "r/go" in choices(telling.presses("language/ky"))
    telling.presses("r/go")
    assert telling.hears("report-ask-sector", "ky")


def test_a_draft_whose_time_is_over_says_so(telling: Reporter) -> None:
    telling.reception.passes_time()
    telling.presses("r/a/sector/trade")
    assert telling.hears("report-expired", "ru")
    telling.presses("r/a/sector/trade")
    assert telling.hears("report-gone", "ru")


def test_words_for_a_draft_whose_time_is_over_are_answered(telling: Reporter) -> None:
    telling.reception.passes_time()
    telling.says("как проверить есть ли у меня запрет на въезд в россию")
    expired = telling.guidance.catalogue.interface.say("ru", "report-expired")
    assert expired in telling.replies[0].text and len(telling.replies) > 1
    assert "t/entry-bans" in choices(telling.replies[-1])
