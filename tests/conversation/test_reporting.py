"""Telling a report: the questions, the way through them, and what is sent in the end."""

from dataclasses import replace
from typing import Any

import pytest

from api.conversation.context import World
from api.conversation.drafts import DropDraft, DropFile, SaveDraft, SendReport
from api.conversation.intake import LONGEST_STORY, QUESTIONS
from api.conversation.replies import Reply
from api.conversation.screens import files
from api.guidance.decision import Guess
from api.guidance.guidance import Guidance
from tests.conversation.dialogue import Reporter, buttons, choices, deciding

STORY = "Начальник третий месяц не платит зарплату за стройку"
NONE = Guess("none", None, 0.9)


@pytest.fixture
def aigul(guidance: Guidance) -> Reporter:
    return Reporter(guidance, phone="ru")


@pytest.fixture
def telling(aigul: Reporter) -> Reporter:
    """Agreed, and told what happened."""
    aigul.presses("r/yes")
    aigul.says(STORY)
    return aigul


@pytest.fixture
def ready(telling: Reporter) -> Reporter:
    """At the summary, with only what happened."""
    goes_to(telling, "summary")
    return telling


def goes_to(person: Reporter, name: str) -> None:
    """Skips questions until one is on the screen."""
    while person.draft.asking != name:
        asked = person.draft.asking
        person.presses(f"r/done/{asked}" if asked in ("story", "shares", "files") else f"r/skip/{asked}")


def choice_beginning(reply: Reply, beginning: str) -> str:
    return next(choice for choice in choices(reply) if choice.startswith(beginning))


def sends_it(person: Reporter) -> Reply:
    return person.presses(choice_beginning(person.replies[-1], "r/send/"))


def sent(person: Reporter) -> list[SendReport]:
    return [effect for effect in person.effects if isinstance(effect, SendReport)]


# The way in


@pytest.mark.parametrize("way", ["report", "/report"])
def test_consent_comes_before_any_question(aigul: Reporter, way: str) -> None:
    reply = aigul.says(way) if way.startswith("/") else aigul.presses(way)
    assert aigul.hears("report-consent", "ru", days=180)
    assert {"r/yes", "r/no", "receipt", "home"} <= set(choices(reply))
    assert aigul.effects == []


def test_who_does_not_agree_leaves_nothing_behind(aigul: Reporter) -> None:
    aigul.presses("r/no")
    assert aigul.effects == []
    assert not aigul.state.draft


def test_words_that_ask_for_a_complaint_lead_to_consent(guidance: Guidance) -> None:
    person = Reporter(deciding(guidance, Guess("report", None, 0.9)))
    person.says("хочу пожаловаться")
    assert person.hears("report-consent", "ru", days=180)


def test_guidance_about_violations_offers_to_report(aigul: Reporter) -> None:
    assert "report" in choices(aigul.presses("s/unpaid-wages/first-steps"))
    aigul.reception.closed = True
    assert "report" not in choices(aigul.presses("s/unpaid-wages/first-steps"))


@pytest.mark.parametrize("choice", ["report", "r/yes"])
def test_a_service_that_is_not_set_up_says_so_kindly(aigul: Reporter, choice: str) -> None:
    aigul.reception.closed = True
    reply = aigul.presses(choice)
    assert aigul.hears("report-closed", "ru")
    assert "t/unpaid-wages" in choices(reply)


def test_the_web_chat_hears_of_the_browser_instead_of_the_messenger(guidance: Guidance) -> None:
    person = Reporter(guidance, phone="ru", channel="webchat")
    person.presses("report")
    assert person.hears("report-consent-webchat", "ru", days=180)


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "en"])
def test_consent_fits_a_phone(guidance: Guidance, language: str) -> None:
    person = Reporter(guidance, phone=language)
    assert len(person.presses("report").text) < 1_200


# The whole way


def test_a_report_is_told_checked_and_sent(aigul: Reporter) -> None:
    aigul.presses("r/yes")
    aigul.says(STORY)
    aigul.says("И паспорт забрал")
    aigul.presses("r/done/story")
    aigul.presses("r/a/kind/WAG-01")
    aigul.presses("r/a/danger/no")
    aigul.says("Казань")
    aigul.presses("r/a/time/last-month")
    aigul.presses("r/a/sector/construction")
    aigul.presses("r/a/whom/self")
    aigul.presses("r/a/gender/man")
    aigul.presses("r/a/age/adult")
    aigul.presses("r/a/wish/complaint")
    aigul.presses("r/a/shares/+lawyer")
    aigul.presses("r/done/shares")
    aigul.brings("photo")
    aigul.presses("r/go")
    aigul.presses("r/done/files")
    summary = aigul.presses("r/a/chat/yes")
    receipt = aigul.draft.receipt
    for shown in (STORY, "И паспорт забрал", "Не платят", "Казань", "Россия", "прошлом месяце", "Стройка", "За себя",
                  "Мужчина", "18–60", "Помощь с жалобой", "Адвокату", receipt):  # fmt: skip
        assert shown in summary.text
    reply = sends_it(aigul)
    assert receipt in reply.text
    draft = sent(aigul)[0].draft
    assert draft.told == (STORY, "И паспорт забрал")
    assert (draft.country, draft.region, draft.place, draft.month) == ("RU", "Kazan", "Казань", "2026-10")
    assert (draft.violation, draft.danger_now, draft.wish, draft.shares) == ("WAG-01", "no", "complaint", ("lawyer",))
    assert (draft.for_whom, draft.gender, draft.age_band, draft.sector) == ("self", "man", "adult", "construction")
    assert [file.kind for file in draft.files] == ["photo"]
    assert draft.consent == f"{aigul.guidance.catalogue.intake.consent_version}/ru/2026-11-22"
    assert aigul.reception.contacts[draft.report].address == "aigul"
    assert not aigul.state.draft and aigul.reception.drafts == {}


@pytest.mark.parametrize("language", ["ky", "uz", "en"])
def test_the_way_is_the_same_in_every_language(guidance: Guidance, language: str) -> None:
    person = Reporter(guidance, phone=language)
    person.presses("report")
    person.presses("r/yes")
    assert person.hears("report-ask-story", language)
    person.says("abc")
    for question in QUESTIONS:
        if question.name in ("story", "city"):
            continue
        goes_to(person, question.name)
        assert person.hears(f"report-ask-{question.name}", language)
    goes_to(person, "summary")
    sends_it(person)
    assert person.hears("report-sent", language)
    assert sent(person)[0].language == language


def test_only_what_happened_must_be_told(ready: Reporter) -> None:
    sends_it(ready)
    draft = sent(ready)[0].draft
    told = replace(draft, report="", consent="", receipt="", asking="", editing=False, told=())
    assert told == replace(told, **{name: type(getattr(told, name))() for q in QUESTIONS for name in q.fields})
    assert draft.told == (STORY,)


def test_nothing_is_asked_before_something_is_told(aigul: Reporter) -> None:
    aigul.presses("r/yes")
    for choice in ("r/done/story", "r/skip/story", "r/sum", "r/edit/sector", "r/skip/kind", "r/a/kind/WAG-01"):
        aigul.presses(choice)
        assert aigul.draft.asking == "story"
    assert aigul.draft.violation == ""


def test_only_a_channel_that_can_push_asks_whether_it_may(guidance: Guidance) -> None:
    person = Reporter(guidance, phone="ru", channel="webchat")
    person.presses("r/yes")
    person.says(STORY)
    goes_to(person, "files")
    person.presses("r/done/files")
    assert person.draft.asking == "summary"


def test_no_question_names_what_is_never_asked(guidance: Guidance) -> None:
    asked = {question.name for question in QUESTIONS}
    assert not asked & {"name", "passport", "address", "phone", "status", "diagnosis", "religion", "nationality"}


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
