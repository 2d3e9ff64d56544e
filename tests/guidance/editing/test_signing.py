"""An editor signs a section; only its heading changes, and the signature holds as long as what was signed."""

import datetime
import json
from pathlib import Path

import pytest

from api.guidance.reading.loading import load_catalogue
from api.guidance.topics import Section
from tests.guidance.editing.conftest import Jardam, state, text_of
from tests.guidance.small_content import change

KY = "topics/bans/ky.md"
HEADING = "## First {#first countries=RU facts=BAN-01}\n"
SIGN = ("review", "bans/first", "--language", "ky", "--by", "a.asanova", "--on", "2026-11-22")


def first(root: Path) -> Section:
    return load_catalogue(root).topics["bans"]["ky"].sections["first"]


def test_a_signature_touches_the_heading_alone(content: Path, jardam: Jardam) -> None:
    before = text_of(content, KY)
    result = jardam(*SIGN, "--review-by", "2098-12-31")
    section = first(content)
    marks = f" checked=2026-11-22 review-by=2098-12-31 reviewed-by=a.asanova signed={section.signed}}}"
    assert text_of(content, KY) == before.replace(HEADING, HEADING.replace("}", marks))
    assert (section.status, section.review_by) == ("reviewed", datetime.date(2098, 12, 31))
    assert result.output == f"{KY}: first is signed by a.asanova.\n"


def test_line_ends_and_marks_of_other_editors_stay(content: Path, jardam: Jardam) -> None:
    path = content / KY
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    jardam(*SIGN)
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert first(content).status == "reviewed"


def test_a_whole_topic_is_signed_at_once(content: Path, jardam: Jardam) -> None:
    assert jardam("review", "bans", "--language", "ky", "--by", "a.asanova").exit_code == 0
    found = load_catalogue(content).topics["bans"]
    assert {section.status for section in found["ky"].sections.values()} == {"reviewed"}
    assert {section.status for section in found["ru"].sections.values()} == {"draft"}


def test_emergency_cards_are_signed_too(content: Path, jardam: Jardam) -> None:
    assert jardam("review", "emergency/any/held", "--language", "ky", "--by", "a.asanova").exit_code == 0
    assert load_catalogue(content).emergency["any"]["ky"].cards["held"].status == "reviewed"


def test_signing_again_replaces_the_marks(content: Path, jardam: Jardam) -> None:
    jardam(*SIGN)
    jardam(*SIGN[:-3], "b.bekov")
    heading = text_of(content, KY).splitlines()[16]
    assert heading.count("reviewed-by=") == heading.count("signed=") == heading.count("checked=") == 1
    assert first(content).reviewed_by == "b.bekov"


def test_without_a_date_it_is_checked_again_after_half_a_year_at_most(content: Path, jardam: Jardam) -> None:
    jardam(*SIGN)
    assert first(content).review_by == datetime.date(2027, 5, 23)


def test_a_changed_value_ends_the_signature(content: Path, jardam: Jardam) -> None:
    jardam(*SIGN)
    change(content, "values/shared.yaml", "'112'", "'113'")
    assert first(content).status == "draft"
    assert "title, text or a value has changed since a.asanova signed it" in jardam("check").output


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("review", "bans/frist", "--language", "ky", "--by", "x"), "no topic or section `bans/frist`. Did you"),
        (("review", "bans", "--language", "tg", "--by", "x"), "There is no language `tg`; there are ru, ky."),
        (("review", "bans", "--language", "ky", "--by", "Айгүл Асанова"), "write the name like a.asanova"),
        ((*SIGN[:-1], "2199-01-01"), "2199-01-01 is in the future"),
        ((*SIGN, "--review-by", "2020-01-01"), "--review-by 2020-01-01 is not in the future"),
        (("translated", "bans", "--language", "ru"), "ru is the language that the others are translated from"),
        (("status", "--topic", "wage"), "There is no topic `wage`. Did you mean wages?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_kindly(content: Path, jardam: Jardam, words: tuple[str, ...], why: str) -> None:
    before = state(content)
    result = jardam(*words)
    assert result.exit_code == 1
    assert why in result.output
    assert state(content) == before


def test_nobody_signs_what_is_stale_or_no_longer_holds(content: Path, jardam: Jardam) -> None:
    change(content, "topics/bans/ru.md", "facts=BAN-01", "facts=BAN-01 revision=2")
    change(content, "values/shared.yaml", "confidence", "until: 2026-02-01, confidence")
    before = state(content)
    result = jardam("review", "bans", "--language", "ky", "--by", "a.asanova")
    assert f"{KY}: line 17: is behind the source text" in result.output
    assert f"{KY}: line 17: uses phone, which no longer holds" in result.output
    assert (result.exit_code, state(content)) == (1, before)


def test_a_translation_follows_its_source_again(content: Path, jardam: Jardam) -> None:
    change(content, "topics/bans/ru.md", "facts=BAN-01", "facts=BAN-01 revision=2")
    assert first(content).stale
    result = jardam("translated", "bans", "--language", "ky")
    assert result.output == f"{KY}: first follows the source again.\n"
    assert "{#first countries=RU facts=BAN-01 revision=2}" in text_of(content, KY)
    assert not first(content).stale
    assert jardam("translated", "bans", "--language", "ky").output == "Nothing there was behind the source.\n"


def test_a_translation_with_other_figures_does_not_follow(content: Path, jardam: Jardam) -> None:
    change(content, "topics/bans/ru.md", "wait for", "wait 30 days for")
    result = jardam("translated", "bans/first", "--language", "ky")
    assert f"{KY}: line 17: differs from the source in 30; mend that first." in result.output
    assert result.exit_code == 1


def test_status_counts_by_topic_and_language(content: Path, jardam: Jardam) -> None:
    jardam(*SIGN, "--review-by", "2098-12-31")
    change(
        content, "topics/bans/ru.md", "facts=BAN-02", "facts=BAN-02 revision=2 checked=2020-01-01 review-by=2020-02-01"
    )
    change(content, "values/shared.yaml", "confidence", "until: 2199-02-01, confidence")
    (content / "situations.yaml").write_text(
        "- {situation: Turned back, answered_by: [bans/first]}\n- {situation: Robbed, answered_by: []}\n",
        encoding="utf-8",
    )
    found = json.loads(jardam("status", "--json").output)
    rows = {(row["topic"], row["language"]): row for row in found["topics"]}
    assert rows["bans", "ky"] == {
        "topic": "bans", "language": "ky", "sections": 2, "missing": 0, "stale": 1, "overdue": 0, "reviewed": 1,
        "draft": 1, "oldest_checked": "2026-11-22", "next_review_by": "2098-12-31",
    }  # fmt: skip
    assert (rows["bans", "ru"]["overdue"], rows["bans", "ru"]["oldest_checked"]) == (1, "2020-01-01")
    assert found["situations"] == {"total": 2, "answered": 1, "unanswered": ["Robbed"]}
    assert found["values"]["by_confidence"] == {"confirmed": 1}
    assert (found["values"]["expires"], found["values"]["expires_first"]) == ("2199-02-01", "phone")


def test_status_is_a_table_for_people(jardam: Jardam) -> None:
    lines = jardam("status", "--topic", "bans").output.splitlines()
    assert [line.split()[:3] for line in lines[:3]] == [
        ["topic", "language", "sections"], ["bans", "ru", "2"], ["bans", "ky", "2"],
    ]  # fmt: skip
    assert len({line.index("2026-11-22") for line in lines[1:3]}) == 1
    assert "Values: 1 (1 confirmed)." in lines
