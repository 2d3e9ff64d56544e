"""A guided check that would leave a person without an answer is not loaded, and the editor is told why."""

from pathlib import Path

import pytest

from api.guidance.reading.loading import load_catalogue
from tests.guidance.small_content import change, problems

FILE = "checks/paid.yaml"


def test_values_are_filled_in(content: Path) -> None:
    check = load_catalogue(content).checks["paid"]
    assert check.endings["go"].text == {"ru": "Идите 112", "ky": "Барыңыз 112"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{to: go,", "{to: gone,", "key `questions.there.options`: there is no question or ending `gone`; correct it"),
        ("{to: go,", "{to: wait,", "key `go`: no answer leads here; add one or remove it"),
        ("{to: go,", "{to: there,", "key `questions.there`: an answer leads back here; a check must come to an end"),
        ("start: there", "start: here", "key `start`: there is no question `here`; correct it"),
        ("Барыңыз {{phone}}", "Барыңыз", "key `endings.go.text.ky`: differs from `ru` in {{phone}}; make them equal"),
        ("Идите {{phone}}', ky: 'Барыңыз {{phone}}", "Идите {{fone}}', ky: 'Барыңыз {{fone}}", "unknown value"),
        ("Барыңыз", "Бар https://x.example", "key `endings.go.text.ky`: links and HTML are not shown to people"),
        ("danger: held", "danger: hold", "key `endings.wait.danger`: Input should be"),
        ("wages/first]", "wages/third]", "key `endings.go.sections`: there is no section `wages/third`; correct it"),
        ("topics: [wages]", "topics: [wage]", "key `topics`: there is no topic `wage`; correct it"),
        ("sources: [law]", "sources: [rumour]", "key `sources`: there is no source `rumour`; add it to sources.yaml"),
        ("  wait:\n", "  there:\n", "key `questions.there`: is the id of an ending too; rename one"),
    ],
)
def test_a_mistake_is_told_with_its_key(content: Path, old: str, new: str, told: str) -> None:
    change(content, FILE, old, new)
    assert any(line.startswith(FILE) and told in line for line in problems(content)), problems(content)


def test_a_missing_translation_and_a_long_label_are_told(content: Path) -> None:
    change(content, FILE, "start: there", "start: there\nfacts_: 1")
    assert any("key `facts_`: is not a known key" in line for line in problems(content))


def test_a_text_that_one_language_lacks_is_told(content: Path) -> None:
    change(content, FILE, "ky: 'Барыңыз {{phone}}'", "ky: ''")
    assert any("key `endings.go.text.ky`: is missing; add it" in line for line in problems(content))
