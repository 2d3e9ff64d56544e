"""What `jardam content new` makes loads at once, and says of itself what is still to be written."""

from pathlib import Path

import pytest

from api.guidance.reading.loading import load_catalogue
from tests.guidance.editing.conftest import Jardam, state, text_of
from tests.guidance.small_content import change


def test_a_new_topic_loads_in_every_language(content: Path, jardam: Jardam) -> None:
    result = jardam("new", "topic", "school-meals")
    assert result.output.splitlines()[:3] == [
        "topics/school-meals/ru.md",
        "topics/school-meals/ky.md",
        "values/school-meals.yaml",
    ]
    catalogue = load_catalogue(content)
    assert list(catalogue.topics) == ["wages", "bans", "school-meals"]
    assert catalogue.topics["school-meals"]["ky"].sections["first-steps"].text.count("you have 10 days") == 1
    assert text_of(content, "topics/menu.yaml") == "- wages\n- bans\n- school-meals\n"


def test_the_check_names_what_is_still_to_be_written(content: Path, jardam: Jardam) -> None:
    jardam("new", "topic", "school-meals")
    result = jardam("check")
    assert "topics/school-meals/ru.md: line 14: no facts are named" in result.output
    assert "topics/school-meals/ru.md: line 10: there are no questions for the section `first-steps`" in result.output
    assert "values/school-meals.yaml: line 1: `school-meals-days` has no source" in result.output
    assert result.exit_code == 1


def test_a_new_language_loads_and_is_all_to_be_translated(content: Path, jardam: Jardam) -> None:
    change(content, "topics/bans/ru.md", "facts=BAN-01", "facts=BAN-01 revision=3")
    jardam("review", "bans/second", "--language", "ru", "--by", "a.asanova")
    change(content, "values/shared.yaml", "'112'", "{ru: '112', ky: '112'}")
    result = jardam("new", "language", "tg", "--name", "Тоҷикӣ")
    assert result.exit_code == 0
    catalogue = load_catalogue(content)
    assert catalogue.languages["tg"].name == "Тоҷикӣ"
    for translations in catalogue.topics.values():
        assert [section.stale for section in translations["tg"].sections.values()] == [True, True]
        assert {section.reviewed_by for section in translations["tg"].sections.values()} == {None}
    assert catalogue.interface.say("tg", "hello") == "Hello"
    assert catalogue.checks["paid"].endings["go"].text["tg"] == "Идите 112"
    assert "tg: 'Идите {{phone}}'" in text_of(content, "checks/paid.yaml")
    check = jardam("check").output
    assert "topics/bans/tg.md: line 17: this is still to be translated from ru.md" in check
    assert "tg" not in check.replace("/tg.md", "").replace("--language tg", "")


def test_texts_in_blocks_get_the_new_language_too(content: Path, jardam: Jardam) -> None:
    change(
        content,
        "checks/paid.yaml",
        "text: {ru: 'Идите {{phone}}', ky: 'Барыңыз {{phone}}'}",
        "text:\n      ru: |-\n        Идите\n\n        - {{phone}}\n"
        "      ky: |-\n        Барыңыз\n\n        - {{phone}}",
    )
    jardam("new", "language", "tg", "--name", "Тоҷикӣ")
    assert load_catalogue(content).checks["paid"].endings["go"].text["tg"] == "Идите\n\n- 112"
    added = "      tg: |-\n        Идите\n\n        - {{phone}}\n    sections:"
    assert added in text_of(content, "checks/paid.yaml")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("topic", "bans"), "There is a topic `bans` already"),
        (("topic", "../bans"), "is no id"),
        (("topic", "School meals"), "is no id"),
        (("topic", "a" * 41), "is no id"),
        (("language", "ky", "--name", "Кыргызча"), "There is a language `ky` already"),
        (("language", "../x", "--name", "X"), "is no code of a language"),
        (("language", "tg", "--name", "{ru: x}"), "cannot stand on a button"),
    ],
)
def test_names_that_cannot_be_are_refused(content: Path, jardam: Jardam, words: tuple[str, ...], why: str) -> None:
    before = state(content)
    result = jardam("new", *words)
    assert why in result.output
    assert (result.exit_code, state(content)) == (1, before)


def test_content_with_problems_stays_as_it_is(content: Path, jardam: Jardam) -> None:
    change(content, "topics/bans/ru.md", "{{phone}}", "{{fax}}")
    before = state(content)
    result = jardam("new", "topic", "school-meals")
    assert "topics/bans/ru.md: line 17: unknown value `{{fax}}`" in result.output
    assert (result.exit_code, state(content)) == (1, before)
