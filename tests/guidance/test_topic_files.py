"""Every mistake in a guidance file is told with the file, the line or key, and what to do."""

from pathlib import Path

import pytest

from api.guidance.reading.loading import load_catalogue
from api.guidance.reading.topic_files import TEXT_LIMIT
from tests.guidance.small_content import change, problems

RU = "topics/bans/ru.md"
KY = "topics/bans/ky.md"
HEADING = "## First {#first countries=RU facts=BAN-01}"


def test_a_good_file_is_read(content: Path) -> None:
    topic = load_catalogue(content).topics["bans"]["ky"]
    assert (topic.id, topic.language, topic.related) == ("bans", "ky", ("wages",))
    first, second = topic.sections.values()
    assert first.text == "Call 112 about bans, then wait for the answer of the office."
    assert (first.countries, first.facts, first.sources) == (("RU",), ("BAN-01",), ())
    assert (second.countries, second.sources) == (("any",), ("law",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: bans", "title: bans: all", "line 2: mapping values are not allowed in this context; texts with `: ` "),
        ("countries: [RU]", "countries: [RU", "line 5: "),
        ("title: bans", "titel: bans", "key `titel`: is not a known key; correct its spelling or remove it"),
        ("summary: Short.\n", "", "key `summary`: is missing; add it"),
        ("summary: Short.", "summary: 5", "key `summary`: Input should be a valid string"),
        ("status: draft", "status: done", "key `status`: Input should be 'draft' or 'reviewed'"),
        ("checked: 2026-11-22", "checked: 22.11.2026", "key `checked`: Input should be a valid date"),
        ("checked: 2026-11-22", "checked: 2026-13-40", "month must be in 1..12; correct the date"),
        ("  first:\n    - how", "  frist:\n    - how", "key `questions.frist`: there is no section with this id"),
        ("---\ntitle", "title", "line 1: start with `---`, the front matter, and `---` again"),
        ("## Second {#second", "## Second {#first", "line 20: the id `first` is used twice; rename one"),
        (HEADING, "## First", "line 16: write the heading as `## Title {#id facts=…}`"),
        (HEADING, "### First {#first}", "line 16: write the heading as"),
        (HEADING, "## First {#First One}", "line 16: write the heading as"),
        (HEADING, HEADING[:-1] + " mood=good}", "line 16: unknown attribute `mood`; use checked, countries, facts"),
        (HEADING, "Hello.\n\n" + HEADING, "line 16: text before the first heading; move it below one"),
        ("{{phone}}", "{{fone}}", "line 16: unknown value `{{fone}}`; add it to a file in values/"),
        ("sources=law", "sources=rumour", "line 20: source `rumour` is not in the front matter; add it there"),
        ("then wait", "see https://example.com", "line 16: links and HTML are not shown to people; write the name"),
        ("then wait", "see [site](example.com)", "line 16: links and HTML are not shown"),
        ("then wait", "<b>wait</b>", "line 16: links and HTML are not shown"),
        ("then wait", "x" * TEXT_LIMIT, f"at most {TEXT_LIMIT} fit; split it in two"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_is(content: Path, old: str, new: str, told: str) -> None:
    change(content, RU, old, new)
    assert any(line.startswith(f"{RU}: ") and told in line for line in problems(content))


def test_a_section_without_text_is_told(content: Path) -> None:
    change(content, RU, "Call {{phone}} about bans, then wait for the answer of the office.", "")
    assert problems(content) == [f"{RU}: line 16: the section `first` has no text; write it or remove it"]


def test_a_file_without_sections_is_told(content: Path) -> None:
    text = (content / RU).read_text(encoding="utf-8")
    (content / RU).write_text(text[: text.index("## First")], encoding="utf-8")
    assert f"{RU}: line 15: there is no section; add one under `## Title {{#id}}`" in problems(content)


def test_an_id_too_long_for_a_button_is_told(content: Path) -> None:
    long = "x" * 60
    for language in ("ru", "ky"):
        change(content, f"topics/bans/{language}.md", "{#second", f"{{#{long}")
    assert f"{RU}: line 20: the id `{long}` is too long for a button; shorten it" in problems(content)


def test_a_missing_translation_is_told(content: Path) -> None:
    (content / KY).unlink()
    assert problems(content) == [f"{KY}: is missing; add it"]


def test_a_file_in_another_encoding_is_told(content: Path) -> None:
    (content / KY).write_bytes("---\ntitle: жардам".encode("cp1251"))
    assert problems(content) == [f"{KY}: is not UTF-8; save it as UTF-8"]


def test_an_empty_file_is_told(content: Path) -> None:
    (content / KY).write_text("", encoding="utf-8")
    assert problems(content) == [f"{KY}: line 1: start with `---`, the front matter, and `---` again"]


def test_every_problem_of_a_file_is_told_at_once(content: Path) -> None:
    change(content, RU, "{{phone}}", "{{fone}}")
    change(content, RU, "**Then**", "https://example.com")
    change(content, KY, "title: bans", "titel: bans")
    assert len(problems(content)) == 4


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_of_windows_are_fine(content: Path, ending: str) -> None:
    text = (content / RU).read_text(encoding="utf-8")
    (content / RU).write_bytes(text.replace("\n", ending).encode())
    assert load_catalogue(content).topics["bans"]["ru"].sections


def test_a_byte_order_mark_of_windows_is_fine(content: Path) -> None:
    text = (content / RU).read_text(encoding="utf-8")
    (content / RU).write_text(text, encoding="utf-8-sig")
    assert load_catalogue(content).topics["bans"]["ru"].sections
