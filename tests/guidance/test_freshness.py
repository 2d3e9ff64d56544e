"""What a reader is told of the age of a text: when it was checked, whether its time is over, whether it is behind."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from api.conversation.context import Context
from api.conversation.screens import answers, topics
from api.guidance.guidance import Guidance
from api.guidance.reading.freshness import fingerprint
from api.guidance.reading.loading import load_catalogue
from api.guidance.topics import Section
from tests.guidance.small_content import change, problems

RU = "topics/bans/ru.md"
KY = "topics/bans/ky.md"
FIRST = "## First {#first"
TODAY = datetime.date(2026, 11, 22)


def section(content: Path, language: str = "ru", day: datetime.date = TODAY) -> Section:
    return load_catalogue(content, day).topics["bans"][language].sections["first"]


# Past its time


def test_a_section_is_overdue_the_day_after(content: Path) -> None:
    change(content, RU, FIRST, f"{FIRST} review-by=2026-12-01")
    assert not section(content, day=datetime.date(2026, 12, 1)).overdue
    assert section(content, day=datetime.date(2026, 12, 2)).overdue


def test_a_section_without_a_date_of_its_own_has_that_of_the_file(content: Path) -> None:
    assert section(content).review_by == datetime.date(2099, 1, 1)
    assert section(content, day=datetime.date(2099, 1, 2)).overdue


def test_a_section_with_an_expired_value_is_overdue(content: Path) -> None:
    change(content, "values/shared.yaml", "as_of: 2026-01-01", "as_of: 2026-01-01, until: 2026-11-30")
    assert not section(content, day=datetime.date(2026, 11, 30)).overdue
    assert section(content, day=datetime.date(2026, 12, 1)).overdue


def test_a_guided_check_with_an_expired_value_is_overdue(content: Path) -> None:
    change(content, "values/shared.yaml", "as_of: 2026-01-01", "as_of: 2026-01-01, until: 2026-11-30")
    assert not load_catalogue(content, datetime.date(2026, 11, 30)).checks["paid"].overdue
    assert load_catalogue(content, datetime.date(2026, 12, 1)).checks["paid"].overdue
    assert load_catalogue(content, datetime.date(2099, 1, 2)).checks["paid"].overdue


def test_a_value_changes_by_itself_on_the_day_of_the_law(content: Path) -> None:
    later = "until: 2026-12-31, then: [{since: 2027-01-01, value: '113'}]"
    change(content, "values/shared.yaml", "as_of: 2026-01-01", f"as_of: 2026-01-01, {later}")
    for language in ("ru", "ky"):
        assert "112" in section(content, language, datetime.date(2026, 12, 31)).text
        assert "113" in section(content, language, datetime.date(2027, 1, 1)).text
        assert not section(content, language, datetime.date(2027, 1, 1)).overdue
    assert load_catalogue(content, datetime.date(2027, 1, 1)).value("phone", "ru") == "113"


# Behind the text that it translates


def test_a_translation_of_an_older_revision_is_stale(content: Path) -> None:
    change(content, RU, FIRST, f"{FIRST} revision=2")
    assert section(content, "ky").stale
    assert not section(content, "ru").stale
    change(content, KY, FIRST, f"{FIRST} revision=2")
    assert not section(content, "ky").stale


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("then wait for", "then wait 14 days for"),
        ("then wait for", "then wait till March for"),
        ("Call {{phone}} about", "Call about"),
    ],
)
def test_a_number_month_or_value_in_one_language_only_makes_the_translation_stale(
    content: Path, old: str, new: str
) -> None:
    change(content, RU, old, new)
    assert section(content, "ky").stale


def test_other_words_make_nothing_stale(content: Path) -> None:
    change(content, RU, "then wait for", "and then please wait for")
    assert not section(content, "ky").stale


# Signed


def test_a_signed_section_is_reviewed_until_it_changes(content: Path) -> None:
    mark = fingerprint("First", section(content).text)
    change(content, RU, FIRST, f"{FIRST} reviewed-by=a.asanova signed={mark}")
    assert section(content).status == "reviewed"
    change(content, "values/shared.yaml", "'112'", "'113'")
    assert section(content).status == "draft"


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ("checked=yesterday", "`checked=yesterday` is no date; write it as 2026-12-31"),
        ("review-by=2026-02-30", "`review-by=2026-02-30` is no date; write it as 2026-12-31"),
        ("revision=two", "`revision=two` should be a number; count changes of fact from 1"),
        ("reviewed-by=a.asanova", "`reviewed-by` and `signed` belong together; sign with `jardam content review`"),
        ("reviewed-by=Asanova signed=123456789abc", "write a short name in small Latin letters, like a.asanova"),
    ],
)
def test_marks_that_cannot_be_read_are_told(content: Path, attributes: str, told: str) -> None:
    change(content, RU, FIRST, f"{FIRST} {attributes}")
    (line,) = problems(content)
    assert line.startswith(f"{RU}: line 16: ")
    assert told in line


# What people see


@pytest.mark.parametrize("language", ["ky", "ru", "uz", "uz-Cyrl", "en"])
def test_people_are_warned_above_the_text(guidance: Guidance, language: str) -> None:
    shown = next(iter(guidance.catalogue.topics["entry-bans"][language].sections.values()))
    ctx = Context(guidance, language, None)
    phone = ctx.value("phone-consular-department")
    old = shown.model_copy(update={"overdue": True, "stale": True})
    text = topics.section_text(ctx, old)
    for warning in (
        ctx.say("section-overdue", date=f"{shown.review_by:%d.%m.%Y}", phone=phone),
        ctx.say("section-stale", phone=phone),
    ):
        assert text.index(warning) < text.index(shown.text)
        assert warning not in topics.section_text(ctx, shown)


def test_every_text_shows_the_day_on_which_it_was_checked(guidance: Guidance) -> None:
    ctx = Context(guidance, "en", None)
    shown = guidance.catalogue.topics["entry-bans"]["en"].sections["check"]
    assert ctx.say("checked", date=f"{shown.checked:%d.%m.%Y}") in topics.section_text(ctx, shown)


def test_an_emergency_card_past_its_time_says_so_below_the_first_steps(content: Path, guidance: Guidance) -> None:
    later = load_catalogue(content, datetime.date(2099, 1, 2)).emergency
    old = replace(guidance, catalogue=replace(guidance.catalogue, emergency={"any": later["any"]}))
    text = answers.emergency(Context(old, "ky", None), "army").text
    phone = guidance.catalogue.value("phone-consular-department", "ky")
    warning = guidance.catalogue.interface.say("ky", "section-overdue", date="01.01.2099", phone=phone)
    assert text.index("Call.") < text.index(warning)
