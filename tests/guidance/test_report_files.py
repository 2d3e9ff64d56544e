"""Kinds of violation, lists of the form and caseworkers' messages: what is wrong in them is told by file and key."""

from pathlib import Path

import pytest

from api.guidance.catalogue import Catalogue
from api.guidance.guidance import Guidance
from api.guidance.reading.loading import load_catalogue
from api.reports import rules
from tests.guidance.small_content import change, problems

VIOLATIONS, INTAKE, MESSAGES = "violations.yaml", "intake.yaml", "case_messages.yaml"


def test_they_stand_in_the_catalogue(content: Path) -> None:
    catalogue = load_catalogue(content)
    assert catalogue.families["WAG"]["ky"] == "Сөз"
    assert catalogue.violations["WAG-01"].urgency == "routine"
    assert catalogue.violations["WAG-01"].other == {"ICESCR": ["7(a)"]}
    assert catalogue.intake.sectors["one"]["ru"] == "Слово"
    assert catalogue.case_messages["deadline"].text["ru"] == "До {date}. Телефон 112"


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (VIOLATIONS, "urgency: routine", "urgency: soon", "key `types.WAG-01.urgency`: Input should be"),
        (VIOLATIONS, "topics: [wages]", "topics: [wagons]", "key `types.WAG-01.topics`: there is no topic `wagons`"),
        (VIOLATIONS, "family: WAG", "family: LAB", "key `types.WAG-01.family`: there is no family `LAB`"),
        (VIOLATIONS, "  WAG-01:", "  WAG-1:", "key `types.WAG-1`: a code looks like `WAG-01`"),
        (VIOLATIONS, "  WAG-01:", "  LAB-01:", "key `types.LAB-01.family`: the code does not begin with `WAG`"),
        (VIOLATIONS, "label: {ru: Слово, ky: Сөз}", "label: {ru: Слово}", "key `types.WAG-01.label.ky`: is missing"),
        (VIOLATIONS, "label: {ru: Слово", f"label: {{ru: {'a' * 41}", "key `types.WAG-01.label.ru`: has 41 characters"),
        (VIOLATIONS, "name: {ru:", "name: {de: Wort, ru:", "key `types.WAG-01.name.de`: there is no such language"),
        (VIOLATIONS, "ky: [акча бербейт]", "ky: []", "key `types.WAG-01.examples.ky`: is missing; add examples"),
        (VIOLATIONS, "  WAG: {", "  W: {", "key `families.W`: a family's code is three capital letters"),
        (VIOLATIONS, "types:", "  LAB: {ru: a, ky: b}\ntypes:", "key `families.LAB`: no type is of this family"),
        (VIOLATIONS, "    icrmw:", "    icrwm:", "key `types.WAG-01.icrmw`: is missing"),
        (INTAKE, "tags: {one:", "tags: {One Tag:", "key `tags.One Tag`: a code is small letters"),
        (INTAKE, "wishes: {one: {ru:", f"wishes: {{one: {{ru: {'a' * 31}", "key `wishes.one.ru`: has "),
        (INTAKE, "shares: {one: {ru: Слово, ky: Сөз}}", "shares: {}", "key `shares`: is empty"),
        (INTAKE, "consent_version: '1'", "consent_version: ''", "key `consent_version`: should have"),
        (INTAKE, "genders:", "gender:", "key `genders`: is missing"),
        (MESSAGES, "ru: 'До {date}", "ru: 'До {day}", "key `deadline.text.ru`: `{day}` is in `placeholders` or here"),
        (MESSAGES, "ky: '{date}", "ky: '", "key `deadline.text.ky`: `{date}` is in `placeholders` or here"),
        (MESSAGES, "{{phone}}", "{{fax}}", "key `deadline.text.ru`: unknown value `{{fax}}`"),
        (MESSAGES, "ru: 'До {date}.", "ru: 'До {date} https://x.org.", "key `deadline.text.ru`: links and HTML"),
        (MESSAGES, "title: {ru: Слово, ", "title: {", "key `deadline.title.ru`: is missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(content: Path, file: str, old: str, new: str, line: str) -> None:
    change(content, file, old, new)
    assert any(problem.startswith(f"{file}: {line}") for problem in problems(content)), problems(content)


def test_an_example_of_two_kinds_is_told(content: Path) -> None:
    path = content / VIOLATIONS
    first = path.read_text("utf-8")
    path.write_text(first + first[first.index("  WAG-01") :].replace("WAG-01", "WAG-02"), "utf-8")
    assert problems(content) == [
        f"{VIOLATIONS}: key `types.WAG-02.examples.{language}`: `{text}` is an example of WAG-01 too; keep it in one"
        for language, text in (("ru", "не платят"), ("ky", "акча бербейт"))
    ]


def test_a_missing_file_is_told(content: Path) -> None:
    (content / INTAKE).unlink()
    assert problems(content) == [f"{INTAKE}: is missing; add it"]


# The real content


@pytest.fixture
def catalogue(guidance: Guidance) -> Catalogue:
    return guidance.catalogue


def test_there_are_ten_families_and_thirty_kinds_each_with_examples_in_each_language(catalogue: Catalogue) -> None:
    assert len(catalogue.families) == 10
    assert len(catalogue.violations) == 30
    for violation in catalogue.violations.values():
        assert violation.icrmw
        assert violation.never_ask
        assert all(len(set(texts)) >= 6 for texts in violation.examples.values())


def test_labels_on_one_screen_can_be_told_apart(catalogue: Catalogue) -> None:
    for language in catalogue.languages:
        labels = [violation.label[language] for violation in catalogue.violations.values()]
        assert len(set(labels)) == len(labels)
        assert len({words[language] for words in catalogue.families.values()}) == len(catalogue.families)


def test_the_wish_that_makes_a_report_more_urgent_is_on_the_form(catalogue: Catalogue) -> None:
    assert rules.URGENT_WISH in catalogue.intake.wishes


def test_no_form_asks_what_is_never_asked(catalogue: Catalogue) -> None:
    """Gender has no more to choose than woman and man, which may be skipped; ages are bands."""
    assert set(catalogue.intake.genders) == {"woman", "man"}
    assert set(catalogue.intake.age_bands) == {"under-14", "14-17", "adult", "over-60"}
    assert len(catalogue.intake.never_ask) >= 12


def test_messages_promise_nothing(catalogue: Catalogue) -> None:
    promises = (
        "обещаем",
        "гарантир",
        "убада беребиз",
        "кепилдик",
        "vaʼda beramiz",
        "kafolat",
        "we promise",
        "guarantee",
    )
    for message in catalogue.case_messages.values():
        for text in message.text.values():
            assert not any(promise in text.casefold() for promise in promises), text
