"""`jardam content check` names what an editor should mend, by file and line, in words that help."""

import json
from pathlib import Path

import pytest

from tests.guidance.editing.conftest import Jardam
from tests.guidance.small_content import change

RU, KY = "topics/bans/ru.md", "topics/bans/ky.md"
GLOSSARY = "letter:\n  ru: [letter]\n  ky: [кат]\n  avoid: {ky: [copy]}\n  facts: [BAN-01]\n"
VALUES = "values/shared.yaml"
FACT = "facts=BAN-01"
STALE = (
    "the facts in ru.md have changed since this was translated; bring it up to date, then "
    "`jardam content translated bans/first --language ky`"
)
NO_LONGER_SIGNED = (
    "title, text or a value has changed since a.asanova signed it; read it again, then "
    "`jardam content review bans/first --language ru --by …`"
)
OVERDUE = (
    "the facts should have been checked again by 2020-02-01; check them, then "
    "`jardam content review bans/first --language ru --by …`"
)
IN_THE_FUTURE = "checked on 2199-01-01 is in the future; write the day on which somebody checked the facts"
BACKWARDS = "to be checked again by 2020-01-01, which is before it was checked on 2026-11-22; correct one"
LITERAL_PHONE = "+996 555 123 456 looks like a phone number; make it a named value in values/ and write {{its-name}}"
STRAY_BRACE = "`{` belongs to no value; a value is written {{its-name}}, with two braces on each side"
NO_QUESTIONS = "there are no questions for the section `second`; add some, as people would type them"
TOO_LONG = "a sentence of 44 words («Call {{phone}} about bans, then…»); a tired person reads up to 28: make two of it"
CALL_IN_CHECK = "{ru: '+996 555 123 456', ky: '+996 555 123 456'}\n    danger"
NO_SOURCE = "`phone` has no source; add `sources: [id of a row in sources.yaml]`"
EXPIRED = (
    "`phone` held until 2026-02-01; find out what holds now. It is used in wages/first, bans/first, "
    "case_messages.yaml, checks/paid.yaml, sms_cards.yaml"
)
LONG = " ".join(["word"] * 35)


def told(result_lines: str, file: str) -> list[str]:
    return [line for line in result_lines.splitlines() if line.startswith(file)]


def test_where_all_is_well_it_says_what_it_has_seen(jardam: Jardam) -> None:
    result = jardam("check")
    assert (result.exit_code, result.output) == (0, "2 topics, 8 sections in 2 languages: all well.\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        (KY, "wait for", "wait 30 days for", f"{KY}: line 19", "30 does not stand in ru.md; correct it there or here"),
        (KY, "Call {{phone}}", "Call", f"{KY}: line 17", "ru.md has {{phone}}, this text has not; put it in"),
        (RU, FACT, f"{FACT} revision=2", f"{KY}: line 17", STALE),
        (KY, FACT, f"{FACT} revision=3", f"{KY}: line 17", "revision=3 is newer than that of ru.md; correct it"),
        (RU, FACT, f"{FACT} reviewed-by=a.asanova signed=0123456789ab", f"{RU}: line 17", NO_LONGER_SIGNED),
        (RU, FACT, f"{FACT} checked=2020-01-01 review-by=2020-02-01", f"{RU}: line 17", OVERDUE),
        (RU, FACT, f"{FACT} checked=2199-01-01 review-by=2199-02-01", f"{RU}: line 17", IN_THE_FUTURE),
        (RU, "review_by: 2099-01-01", "review_by: 2020-01-01", f"{RU}: line 7", BACKWARDS),
        (RU, "Call {{phone}}", "Call {{phone}} or +996 555 123 456", f"{RU}: line 19", LITERAL_PHONE),
        (RU, "write a letter", "write a {letter}", f"{RU}: line 23", STRAY_BRACE),
        (RU, "  second: [a letter]\n", "", f"{RU}: line 10", NO_QUESTIONS),
        (RU, "status: draft", "status: reviewed", f"{RU}: line 5", "says reviewed, but 2 section(s) are not signed"),
        (RU, "title: bans", f"title: {'b' * 41}", f"{RU}: line 2", "the title has 41 characters, at most 40 fit"),
        (RU, "summary: Short.", f"summary: {'b' * 141}", f"{RU}: line 3", "the summary has 141 characters, at most"),
        (RU, "## First", f"## {'b' * 61}", f"{RU}: line 17", "the title has 61 characters, at most 60 fit a button"),
        (RU, "of the office", LONG, f"{RU}: line 19", TOO_LONG),
        ("checks/paid.yaml", "checked: 2026-11-22", "checked: 2199-01-01", "checks/paid.yaml: line 3", IN_THE_FUTURE),
        (
            "checks/paid.yaml",
            "[BAN-01]",
            "[ban]",
            "checks/paid.yaml: line 6",
            "`ban` is no id of a fact, they look like",
        ),
        (
            "checks/paid.yaml",
            "{ru: Слово, ky: Сөз}\n    danger",
            CALL_IN_CHECK,
            "checks/paid.yaml: line 24",
            LITERAL_PHONE,
        ),
        (VALUES, "sources: [law]", "sources: []", f"{VALUES}: line 1", NO_SOURCE),
        (VALUES, "CON-01", "con1", f"{VALUES}: line 1", "`phone` names `con1`, which is no id of a fact"),
        (
            VALUES,
            "as_of: 2026-01-01",
            "as_of: 2199-01-01",
            f"{VALUES}: line 1",
            "`phone` is as of 2199-01-01, which is",
        ),
        (VALUES, "'112'", "{ru: '112'}", f"{VALUES}: line 1", "`phone` has no text in ky; add it"),
        (VALUES, "confidence", "until: 2026-02-01, confidence", f"{VALUES}: line 1", EXPIRED),
    ],
)
def test_a_problem_makes_it_fail(
    content: Path, jardam: Jardam, file: str, old: str, new: str, where: str, what: str
) -> None:
    change(content, file, old, new)
    result = jardam("check")
    assert any(line.startswith(f"{where}: {what}") for line in result.output.splitlines()), result.output
    assert result.exit_code == 1


def test_what_nothing_uses_is_named(content: Path, jardam: Jardam) -> None:
    row = "{value: '3', kind: number, facts: [BAN-01], sources: [law], confidence: confirmed, as_of: 2026-01-01}"
    (content / "values/bans.yaml").write_text(f"# of bans\nmonths: {row}\n", encoding="utf-8")
    change(
        content,
        "sources.yaml",
        "law:",
        "old: {title: Old, address: null, date: 2020, publisher: null, risk: none}\nlaw:",
    )
    result = jardam("check")
    assert "values/bans.yaml: line 2: `months` is used nowhere; use it or remove it" in result.output
    assert "sources.yaml: line 1: (advice) `old` is used nowhere; remove it" in result.output


def test_a_file_in_which_all_is_signed_may_say_so(content: Path, jardam: Jardam) -> None:
    assert jardam("review", "bans", "--language", "ru", "--by", "a.asanova").exit_code == 0
    assert f"{RU}: line 5: (advice) every section is signed; write `status: reviewed`" in jardam("check").output
    change(content, RU, "status: draft", "status: reviewed")
    assert jardam("check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("write a letter", "write a letter. " + "A letter goes. " * 90 + "It is", "characters; people read up to 1300"),
        ("of the office", " ".join(["word"] * 24), "a sentence of 33 words"),
    ],
)
def test_advice_does_not_make_it_fail(content: Path, jardam: Jardam, old: str, new: str, expected: str) -> None:
    change(content, RU, old, new)
    result = jardam("check")
    assert expected in result.output
    assert all("(advice)" in line for line in told(result.output, "topics"))
    assert result.exit_code == 0


def test_translations_keep_to_the_glossary(content: Path, jardam: Jardam) -> None:
    (content / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    result = jardam("check")
    assert told(result.output, KY) == [
        f"{KY}: line 21: ru.md says «letter…»; write «кат» or another form of `letter` in glossary.yaml",
        f"{KY}: line 23: «copy…» is not our word; write «кат», see `letter` in glossary.yaml",
    ]
    change(content, KY, "write a letter", "write a катты")
    change(content, KY, "keep a copy", "keep it")
    assert told(jardam("check").output, KY) == []


def test_a_broken_glossary_is_named_by_its_key(content: Path, jardam: Jardam) -> None:
    (content / "glossary.yaml").write_text(GLOSSARY.replace("[кат]", "кат"), encoding="utf-8")
    result = jardam("check")
    assert told(result.output, "glossary") == [
        "glossary.yaml: line 3: key `letter.ky`: Input should be a valid list",
    ]
    assert result.exit_code == 1


def test_links_of_situations_lead_somewhere(content: Path, jardam: Jardam) -> None:
    turned_back = "- situation: Turned back\n  answered_by:\n    - bans/first\n    - bans/gone\n"
    robbed = "- situation: Robbed\n  answered_by: []\n"
    (content / "situations.yaml").write_text(turned_back + robbed, encoding="utf-8")
    result = jardam("check")
    assert told(result.output, "situations") == [
        "situations.yaml: line 4: there is no section `bans/gone`; correct it",
        "situations.yaml: line 5: no section answers this situation; write one, or name it under `answered_by`",
    ]


def test_what_stops_a_load_has_the_line_of_its_key(content: Path, jardam: Jardam) -> None:
    change(content, "checks/paid.yaml", "sections: [wages/first]", "sections: [wages/gone]")
    change(content, RU, "related: [wages]", "related: [gone]")
    result = jardam("check")
    assert f"{RU}: line 9: key `related`: there is no topic `gone`; correct it" in result.output
    assert "checks/paid.yaml: line 21: key `endings.go.sections`: there is no section `wages/gone`" in result.output
    assert result.output.endswith("so the rest was not checked: 2 problem(s) to mend, 0 piece(s) of advice.\n")
    assert result.exit_code == 1


def test_programs_get_json(content: Path, jardam: Jardam) -> None:
    change(content, KY, "wait for", "wait 30 days for")
    result = json.loads(jardam("check", "--json").output)
    assert result == {
        "problems": 1,
        "findings": [
            {
                "file": KY,
                "line": 19,
                "what": "30 does not stand in ru.md; correct it there or here",
                "severity": "problem",
                "place": "bans/first",
            }
        ],
    }
