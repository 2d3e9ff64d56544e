"""Telling a report: the way in, and the whole way."""

from dataclasses import replace

import pytest

from api.conversation.intake import QUESTIONS
from api.guidance.guidance import Guidance
from api.guidance.routing.decision import Guess
from tests.conversation.dialogue import Reporter, choices, deciding
from tests.conversation.telling import STORY, goes_to, sends_it, sent

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
