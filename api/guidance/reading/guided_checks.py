"""Guided checks: short trees of questions with buttons that end in steps, for who needs a decision, not a text."""

import datetime
from collections.abc import Iterator, Mapping
from functools import partial

from pydantic import Field

from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Danger, Strict, Texts
from api.guidance.reading.figures import figures
from api.guidance.reading.topic_files import CHOICE_LIMIT, FORBIDDEN, TEXT_LIMIT, fill

LABEL_LIMIT = 40  # characters of a button
TITLE_LIMIT = 60

Named = Mapping[str, Mapping[str, str]]
Problems = Iterator[ContentProblem]


class Option(Strict):
    """An answer, and the question or the ending that follows."""

    to: str
    label: Texts


class CheckQuestion(Strict):
    ask: Texts
    options: list[Option] = Field(min_length=2)


class Ending(Strict):
    """What to do, in Markdown like a section; `danger` shows the emergency card before it."""

    title: Texts
    text: Texts
    danger: Danger | None = None
    sections: list[str] = Field(default_factory=list)


class GuidedCheck(Strict):
    """Nothing that a person answers is kept: where they are in the tree stands in the buttons."""

    topics: list[str]
    checked: datetime.date
    review_by: datetime.date
    status: str
    facts: list[str]
    sources: list[str]
    title: Texts
    intro: Texts
    start: str
    questions: dict[str, CheckQuestion]
    endings: dict[str, Ending]
    overdue: bool = False


def read_guided_checks(
    reader: ContentReader, named: Named, expired: frozenset[str], day: datetime.date
) -> dict[str, GuidedCheck]:
    """The checks of all files in checks/, by id, with named values filled in, judged as they are on a day.

    `expired` are values whose last day is over: a check that names one is as overdue as one past its date.
    """
    languages = list(named)
    found: dict[str, GuidedCheck] = {}
    for file in reader.files("checks", ".yaml"):
        check: GuidedCheck | None = reader.typed(file, GuidedCheck)
        if check is None:
            continue
        check_id = file.removeprefix("checks/").removesuffix(".yaml")
        problems = [*_text_problems(file, check, languages), *_tree_problems(file, check_id, check)]
        reader.problems += problems
        if not problems:
            filled = reader.attempt(partial(_filled, file, check, named))
            if filled:
                overdue = check.review_by < day or not _values(check).isdisjoint(expired)
                found[check_id] = filled.model_copy(update={"overdue": overdue})
    return found


def _values(check: GuidedCheck) -> frozenset[str]:
    """The names of all values that stand in its texts."""
    written = [text for _, texts, _ in _texts(check) for text in texts.values()]
    return frozenset(name.strip("{}") for name in figures(" ".join(written)) if name.startswith("{{"))


def _filled(file: str, check: GuidedCheck, named: Named) -> GuidedCheck:
    def texts(key: str, written: Texts) -> Texts:
        try:
            return {language: fill(text.strip(), named[language], file, 0) for language, text in written.items()}
        except ContentError as error:
            what = [ContentProblem(file, f"key `{key}`", each.what) for each in error.problems]
            raise ContentError(what) from error

    endings = {
        name: ending.model_copy(update={"text": texts(f"endings.{name}.text", ending.text)})
        for name, ending in check.endings.items()
    }
    return check.model_copy(update={"intro": texts("intro", check.intro), "endings": endings})


def _text_problems(file: str, check: GuidedCheck, languages: list[str]) -> Problems:
    for key, texts, limit in _texts(check):
        for language in languages:
            text = texts.get(language, "").strip()
            if not text:
                yield ContentProblem(file, f"key `{key}.{language}`", "is missing; add it")
            if len(text) > limit:
                what = f"has {len(text)} characters, at most {limit} fit; shorten it"
                yield ContentProblem(file, f"key `{key}.{language}`", what)
            if FORBIDDEN.search(text):
                what = "links and HTML are not shown to people; write the name of the site"
                yield ContentProblem(file, f"key `{key}.{language}`", what)
            differing = figures(text) ^ figures(texts.get(languages[0], ""))
            if text and differing:
                what = f"differs from `{languages[0]}` in {', '.join(sorted(differing))}; make them equal"
                yield ContentProblem(file, f"key `{key}.{language}`", what)


def _texts(check: GuidedCheck) -> Iterator[tuple[str, Texts, int]]:
    """Every text with its key and the characters that fit."""
    yield "title", check.title, LABEL_LIMIT
    yield "intro", check.intro, 300
    for name, question in check.questions.items():
        yield f"questions.{name}.ask", question.ask, 500
        for number, option in enumerate(question.options):
            yield f"questions.{name}.options.{number}.label", option.label, LABEL_LIMIT
    for name, ending in check.endings.items():
        yield f"endings.{name}.title", ending.title, TITLE_LIMIT
        yield f"endings.{name}.text", ending.text, TEXT_LIMIT


def _tree_problems(file: str, check_id: str, check: GuidedCheck) -> Problems:
    steps = check.questions.keys() | check.endings.keys()
    for name in check.questions.keys() & check.endings.keys():
        yield ContentProblem(file, f"key `questions.{name}`", "is the id of an ending too; rename one")
    for name in sorted(steps):
        if len(f"g/{check_id}/{name}".encode()) > CHOICE_LIMIT:
            yield ContentProblem(file, f"key `{name}`", "the id is too long for a button; shorten it")
    ways = {name: [option.to for option in question.options] for name, question in check.questions.items()}
    for name, following in ways.items():
        for step in following:
            if step not in steps:
                what = f"there is no question or ending `{step}`; correct it"
                yield ContentProblem(file, f"key `questions.{name}.options`", what)
    if check.start not in check.questions:
        yield ContentProblem(file, "key `start`", f"there is no question `{check.start}`; correct it")
        return
    reached, circles = _walk(check.start, ways)
    for name in sorted(steps - reached):
        yield ContentProblem(file, f"key `{name}`", "no answer leads here; add one or remove it")
    for name in sorted(circles):
        yield ContentProblem(file, f"key `questions.{name}`", "an answer leads back here; a check must come to an end")


def _walk(start: str, ways: Mapping[str, list[str]]) -> tuple[set[str], set[str]]:
    """All steps that can be reached, and those from which one comes back to oneself."""
    reached: set[str] = set()
    circles: set[str] = set()

    def visit(step: str, path: tuple[str, ...]) -> None:
        if step in path:
            circles.add(step)
        elif step not in reached or step in ways:
            reached.add(step)
            for following in ways.get(step, []):
                visit(following, (*path, step))

    visit(start, ())
    return reached, circles
