"""Sending a report, the files in it, and buttons that are old or forged."""

from dataclasses import replace
from typing import Any

import pytest

from api.conversation.context import World
from api.conversation.drafts import DropFile, SaveDraft
from api.conversation.intake import QUESTIONS
from api.conversation.screens import files
from tests.conversation.dialogue import Reporter, buttons, choices
from tests.conversation.telling import STORY, choice_beginning, goes_to, sends_it, sent

# Sending


def test_sending_twice_sends_once(ready: Reporter) -> None:
    button = choice_beginning(ready.replies[-1], "r/send/")
    ready.presses(button)
    ready.presses(button)
    assert len(sent(ready)) == 1
    assert ready.hears("report-gone", "ru")


def test_the_send_button_of_an_earlier_report_does_not_send_this_one(ready: Reporter) -> None:
    old = choice_beginning(ready.replies[-1], "r/send/")
    ready.presses(old)
    ready.presses("r/yes")
    ready.says("Другая история")
    goes_to(ready, "summary")
    ready.presses(old)
    assert len(sent(ready)) == 1


def test_a_send_button_from_before_a_change_shows_the_summary_again(ready: Reporter) -> None:
    button = choice_beginning(ready.replies[-1], "r/send/")
    ready.presses("r/edit/sector")
    ready.presses(button)
    assert not sent(ready)
    assert ready.hears("report-ask-sector", "ru")


@pytest.mark.parametrize("fate", ["busy", "wait"])
def test_nothing_is_lost_when_too_many_send_at_once(ready: Reporter, fate: str) -> None:
    ready.reception.fate = fate
    reply = sends_it(ready)
    assert ready.hears("report-busy", "ru")
    assert not sent(ready)
    ready.reception.fate = ""
    ready.presses(choice_beginning(reply, "r/send/"))
    assert len(sent(ready)) == 1


def test_the_answer_to_sending_is_saved_without_the_receipt(ready: Reporter) -> None:
    receipt = ready.draft.receipt
    reply = sends_it(ready)
    assert receipt in reply.text
    assert reply.kept and receipt not in reply.kept
    assert reply.in_place and STORY not in reply.text


def test_the_receipt_stays_the_same_however_often_the_summary_is_shown(ready: Reporter) -> None:
    receipt = ready.draft.receipt
    ready.presses("r/edit/sector")
    ready.presses("r/a/sector/trade")
    assert ready.draft.receipt == receipt
    assert receipt in ready.replies[-1].text


# Files


def test_a_file_may_come_at_any_question(telling: Reporter) -> None:
    telling.brings("voice")
    goes_to(telling, "sector")
    telling.brings("video_note")
    telling.brings("document", "справка.pdf")
    assert telling.files() == ("voice", "video", "document")
    telling.presses("r/go")
    assert telling.hears("report-ask-sector", "ru")


def test_the_question_about_files_offers_to_send_one_and_to_remove_one(telling: Reporter) -> None:
    telling.brings("document", "справка.pdf")
    goes_to(telling, "files")
    reply = telling.replies[-1]
    assert reply.ask_file
    file = telling.draft.files[0]
    telling.presses(f"r/unfile/{file.id}")
    assert telling.files() == ()
    assert DropFile(telling.draft.report, file.id) in telling.effects
    telling.presses(f"r/unfile/{file.id}")


def test_words_that_come_with_a_file_are_told_too(telling: Reporter) -> None:
    telling.brings("photo", caption="вот моя расписка")
    assert telling.told() == (STORY, "вот моя расписка")
    telling.brings("photo", caption="мой паспорт AC1234567")
    assert telling.draft.pending == ("мой паспорт AC1234567",)


def test_a_file_without_a_report_is_answered(aigul: Reporter) -> None:
    assert "report" in choices(aigul.brings("photo"))
    aigul.brings("photo", caption="как проверить есть ли у меня запрет на въезд в россию")
    assert "t/entry-bans" in choices(aigul.replies[-1])


def test_every_refusal_of_a_file_has_its_words(telling: Reporter) -> None:
    ctx = World(telling.guidance, "telegram").context(telling.state)
    assert len({files.refused(ctx, reason).text for reason in files.REASONS}) == len(files.REASONS)


# Forged and old buttons


@pytest.mark.parametrize(
    "data",
    ["r", "r/", "r/a", "r/a/sector", "r/a/nothing/x", "r/a/sector/nothing", "r/a/kind/XXX-99", "r/a/shares/lawyer",
     "r/a/shares/", "r/a/shares/*lawyer", "r/a/told/x", "r/a/files/x", "r/a/story/x", "r/skip", "r/skip/story",
     "r/skip/files", "r/done/x", "r/back/x", "r/kinds/XXX", "r/edit/x", "r/edit/city", "r/unfile", "r/unfile/x",
     "r/pend", "r/pend/x", "r/drop", "r/drop/x", "r/anew/x", "r/send", "r/send/x", "r/go/x", "r/sum/x", "r/yes/x",
     "r/a/country/XX", "r/a/chat/maybe", "r/a/time/x", "r/a/danger/", "r/a/city/x", "report/x", "receipt/x"],
)  # fmt: skip
def test_a_forged_button_neither_breaks_nor_sends_nor_deletes(ready: Reporter, data: str) -> None:
    before: Any = replace(ready.draft, asking="", editing=True)
    ready.presses(data)
    assert replace(ready.draft, asking="", editing=True) == before
    assert not sent(ready)
    assert {type(effect) for effect in ready.effects} <= {SaveDraft}


def test_buttons_of_a_question_fit_telegram(ready: Reporter) -> None:
    for question in QUESTIONS:
        reply = ready.presses(f"r/edit/{question.name}")
        assert all(len(button.choice.encode()) <= 64 and len(button.label) <= 45 for button in buttons(reply))
