"""`jardam content diff` says what changed and how much it matters; a figure is always a fact."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from api.guidance.editing.significance import significance
from api.guidance.reading.loading import load_catalogue
from tests.guidance.editing.conftest import Jardam, state, text_of
from tests.guidance.small_content import change

RU, KY = "topics/bans/ru.md", "topics/bans/ky.md"


@pytest.fixture
def earlier(content: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(content, tmp_path / "earlier"))


def diff(jardam: Jardam, earlier: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jardam("diff", "--against", str(earlier), "--json", *words).output)
    return found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Позвоните в посольство.", "Позвонитe в посольство!", "typo"),
        ("Не смотря на это, звоните", "Несмотря на это звоните", "typo"),
        ("Подайте заявленние", "Подайте заявление", "typo"),
        ("ещё не поздно", "еще не поздно", "typo"),
        ("1. Поешьте\n2. Идите", "1. Идите\n2. Поешьте", "change"),
        ("Звоните консулу", "Сначала звоните консулу", "change"),
        ("Это законно", "Это незаконно", "change"),
        ("Можете ехать", "Не можете ехать", "change"),
        ("Акы төлөңүз", "Акы төлөбөңүз", "change"),
        ("1. Идите", "1. Идите\n2. Звоните", "change"),
        ("за 30 дней", "за 10 дней", "fact"),
        ("за 30 дней, потом 10", "за 10 дней, потом 30", "fact"),
        ("за три дня", "за четыре дня", "fact"),
        ("bir oy ichida", "ikki oy ichida", "fact"),
        ("до 5 июня", "до 5 июля", "fact"),
        ("адрес мвд.рф", "адрес гувм.рф", "fact"),
        ("улица Ленина", "улица Мира", "fact"),
        ("пишите в МВД", "пишите в МИД", "fact"),
    ],
)  # fmt: skip
def test_how_much_a_change_of_words_matters(before: str, after: str, expected: str) -> None:
    assert significance(before, after)[0] == expected
    assert significance(after, before)[0] == expected


def test_nothing_changed(jardam: Jardam, earlier: Path) -> None:
    assert jardam("diff", "--against", str(earlier)).output == "Nothing that people read has changed.\n"


def test_a_folder_without_guidance_is_no_earlier_state(jardam: Jardam, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = jardam("diff", "--against", str(tmp_path / "empty"))
    assert (result.exit_code, "holds no guidance; name the folder that has topics/" in result.output) == (1, True)


def test_words_that_went_and_came_stand_side_by_side(content: Path, jardam: Jardam, earlier: Path) -> None:
    change(content, RU, "wait for the answer", "wait 30 days for an answer")
    assert jardam("diff", "--against", str(earlier)).output.splitlines() == [
        f"FACT    {RU}: line 17: bans/first",
        "        nothing → 30",
        "        | Call {{phone}} about bans, then wait {+30 days +}for [-the-]{+an+} answer of the office.",
        "",
        "1 text(s) changed: 1 fact, 0 change, 0 typo; 1 fact(s) in ru.",
    ]


def test_a_changed_value_is_a_fact_wherever_it_is_used(content: Path, jardam: Jardam, earlier: Path) -> None:
    change(content, "values/shared.yaml", "'112'", "'113'")
    found = diff(jardam, earlier)
    assert [(value["name"], value["before"], value["after"]) for value in found["values"]] == [("phone", "112", "113")]
    assert {"bans/first", "wages/first"} < set(found["values"][0]["used_in"])
    told = jardam("diff", "--against", str(earlier)).output
    assert told.endswith("1 value(s) changed, and through them 8 more text(s).\n")
    by_place = {(text["place"], text["language"]): text["significance"] for text in found["texts"]}
    assert by_place["bans/first", "ky"] == by_place["bans/first", "ru"] == "fact"


def test_a_value_under_another_name_that_means_the_same_is_no_fact(
    content: Path, jardam: Jardam, earlier: Path
) -> None:
    row = (content / "values/shared.yaml").read_text(encoding="utf-8").replace("phone:", "help-line:", 1)
    (content / "values/bans.yaml").write_text(row, encoding="utf-8")
    change(content, RU, "{{phone}}", "{{help-line}}")
    assert [text["significance"] for text in diff(jardam, earlier)["texts"]] == ["typo"]


def test_other_facts_or_countries_in_a_heading_are_a_fact(content: Path, jardam: Jardam, earlier: Path) -> None:
    change(content, RU, "countries=RU facts=BAN-01", "countries=KZ facts=BAN-01,BAN-07")
    (text,) = diff(jardam, earlier)["texts"]
    assert text["reasons"] == ["countries: RU → KZ", "facts: BAN-01 → BAN-01,BAN-07"]
    assert text["significance"] == "fact"


def test_a_signature_is_no_change_of_the_text(content: Path, jardam: Jardam, earlier: Path) -> None:
    jardam("review", "bans", "--language", "ru", "--by", "a.asanova")
    assert diff(jardam, earlier)["texts"] == []


def test_sections_that_came_and_went_cards_and_checks_are_named(content: Path, jardam: Jardam, earlier: Path) -> None:
    with (content / RU).open("a", encoding="utf-8") as file:
        file.write("\n## Third {#third facts=BAN-03}\n\nMore.\n")
    change(content, KY, "## Second {#second", "## Second {#other")
    change(content, "emergency/any/ru.md", "Call.", "Call 103.")
    change(content, "sms_cards.yaml", "Звоните", "Пишите на")
    found = {(text["place"], text["language"]): text for text in diff(jardam, earlier)["texts"]}
    assert found["bans/third", "ru"]["reasons"] == ["is new"]
    assert found["bans/second", "ky"]["reasons"] == ["was taken away"]
    assert found["emergency/any/violence", "ru"]["significance"] == "fact"
    assert found["sms_cards.yaml#wages", "ru"]["significance"] == "change"


def test_a_change_of_fact_makes_translations_stale_once(content: Path, jardam: Jardam, earlier: Path) -> None:
    change(content, RU, "wait for", "wait three days for")
    change(content, "topics/wages/ru.md", "wait for", "wait patiently for")
    assert jardam("diff", "--against", str(earlier), "--mark").output.endswith("stale now: bans/first.\n")
    assert "{#first countries=RU facts=BAN-01 revision=2}" in text_of(content, RU)
    assert load_catalogue(content).topics["bans"]["ky"].sections["first"].stale
    once = state(content)
    assert jardam("diff", "--against", str(earlier), "--mark").output.endswith("No translation became stale by this.\n")
    assert state(content) == once


def test_an_editor_may_say_that_other_words_are_another_fact(content: Path, jardam: Jardam, earlier: Path) -> None:
    change(content, RU, "wait for", "never wait for")
    assert [text["significance"] for text in diff(jardam, earlier)["texts"]] == ["change"]
    (text,) = diff(jardam, earlier, "--as", "fact", "bans/first", "--mark")["texts"]
    assert (text["significance"], text["reasons"]) == ("fact", ["an editor says so"])
    assert "revision=2" in text_of(content, RU)
    refused = jardam("diff", "--against", str(earlier), "--as", "fact", "bans/second")
    assert (refused.exit_code, "Nothing changed in bans/second" in refused.output) == (1, True)


def test_a_changed_value_leaves_translations_fresh(content: Path, jardam: Jardam, earlier: Path) -> None:
    """It is written once for all languages, so there is nothing to translate."""
    change(content, "values/shared.yaml", "'112'", "'113'")
    before = state(content)
    assert jardam("diff", "--against", str(earlier), "--mark").output.endswith("No translation became stale by this.\n")
    assert state(content) == before


# From git


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_the_last_commit_is_what_it_compares_with(content: Path, jardam: Jardam) -> None:
    git(content.parent, "init", "--initial-branch=main")
    git(content.parent, "add", "content")
    git(content.parent, "commit", "--message=first")
    change(content, RU, "wait for", "wait 30 days for")
    assert "nothing → 30" in jardam("diff").output
    git(content.parent, "commit", "--all", "--message=second")
    assert jardam("diff").output == "Nothing that people read has changed.\n"
    assert "nothing → 30" in jardam("diff", "--since", "HEAD~1").output
    unknown = jardam("diff", "--since", "--output=x")
    assert (unknown.exit_code, "git knows no revision `--output=x`" in unknown.output) == (1, True)


def test_without_a_repository_it_says_what_to_do(
    jardam: Jardam, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = jardam("diff")
    assert (result.exit_code, "is not in a git repository" in result.output) == (1, True)
    monkeypatch.setenv("PATH", "")
    result = jardam("diff")
    assert (result.exit_code, "git is not installed" in result.output) == (1, True)
    assert "--against FOLDER" in result.output
