"""Reads one guidance file: front matter in YAML, then sections under `## Title {#id countries=… facts=… sources=…}`."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from api.guidance.reading.content_errors import ContentError, ContentProblem, problems_of
from api.guidance.reading.content_rows import Strict
from api.guidance.reading.yaml_files import parse_yaml
from api.guidance.topics import ReviewStatus, Section, Topic

TEXT_LIMIT = 2_500  # characters: a section with heading, date and sources fits one Telegram message of 4,096
CHOICE_LIMIT = 64  # bytes of callback data on a Telegram button

_HEADING = re.compile(r"^## (?P<title>\S.*?) \{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<attributes>(?: [a-z-]+=\S+)*)\}$")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
FORBIDDEN = re.compile(r"https?://|</?[a-z]|\]\(")
_ATTRIBUTES = {"countries", "facts", "sources", "checked", "review-by", "revision", "reviewed-by", "signed"}
_REVIEWER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True)
class Dates:
    """Of a file: the days that hold for each section that names none of its own."""

    checked: datetime.date
    review_by: datetime.date


class FrontMatter(Strict):
    title: str
    summary: str
    countries: list[str]
    status: ReviewStatus
    checked: datetime.date
    review_by: datetime.date
    sources: list[str]
    related: list[str]
    questions: dict[str, list[str]]


class CardFrontMatter(Strict):
    title: str
    status: ReviewStatus
    checked: datetime.date
    review_by: datetime.date
    sources: list[str]


def split_front_matter(raw: str, file: str) -> tuple[dict[str, Any], str, int]:
    """Front matter, the text below it, and the line on which that text starts."""
    parts = raw.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ContentError([ContentProblem(file, "line 1", "start with `---`, the front matter, and `---` again")])
    data = parse_yaml(parts[1], file, first_line=2)
    if not isinstance(data, dict):
        raise ContentError([ContentProblem(file, "line 1", "the front matter is empty; add its keys")])
    return data, parts[2], parts[1].count("\n") + 3


def fill(text: str, values: Mapping[str, str], file: str, line: int) -> str:
    """`{{name}}` replaced by the named value; an unknown name is an error."""
    missing = [name for name in _PLACEHOLDER.findall(text) if name not in values]
    if missing:
        raise ContentError(
            [
                ContentProblem(file, f"line {line}", f"unknown value `{{{{{n}}}}}`; add it to a file in values/")
                for n in missing
            ]
        )
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], text)


def read_sections(body: str, first_line: int, values: Mapping[str, str], file: str, dates: Dates) -> dict[str, Section]:
    """Sections in the order of the file."""
    problems: list[ContentProblem] = []
    sections: dict[str, Section] = {}
    for title_line, line, text in _blocks(body, first_line, file, problems):
        match = _HEADING.match(title_line)
        if not match:
            problems.append(ContentProblem(file, f"line {line}", "write the heading as `## Title {#id facts=…}`"))
            continue
        if match["id"] in sections:
            problems.append(ContentProblem(file, f"line {line}", f"the id `{match['id']}` is used twice; rename one"))
            continue
        try:
            sections[match["id"]] = _section(match, line, text, fill(text, values, file, line), file, dates)
        except ContentError as error:
            problems += error.problems
    if not sections and not problems:
        problems.append(
            ContentProblem(file, f"line {first_line}", "there is no section; add one under `## Title {#id}`")
        )
    if problems:
        raise ContentError(problems)
    return sections


def _blocks(body: str, first_line: int, file: str, problems: list[ContentProblem]) -> list[tuple[str, int, str]]:
    blocks: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(body.split("\n"), start=first_line):
        if line.startswith("#"):
            blocks.append((line.rstrip(), number, []))
        elif blocks:
            blocks[-1][2].append(line.rstrip())
        elif line.strip():
            problems.append(ContentProblem(file, f"line {number}", "text before the first heading; move it below one"))
    return [(heading, number, "\n".join(lines).strip()) for heading, number, lines in blocks]


def _section(match: re.Match[str], line: int, written: str, text: str, file: str, dates: Dates) -> Section:
    attributes = dict(pair.split("=", 1) for pair in match["attributes"].split())
    problems = [ContentProblem(file, f"line {line}", what) for what in _section_problems(match["id"], attributes, text)]
    try:
        marks = _marks(attributes, dates)
    except ValueError as error:
        problems.append(ContentProblem(file, f"line {line}", str(error)))
    if problems:
        raise ContentError(problems)
    return Section(
        id=match["id"],
        title=match["title"],
        text=text,
        written=written,
        countries=_listed(attributes.get("countries", "any")),
        facts=_listed(attributes.get("facts", "")),
        sources=_listed(attributes.get("sources", "")),
        values=frozenset(_PLACEHOLDER.findall(written)),
        line=line,
        **marks,
    )


def _section_problems(section_id: str, attributes: Mapping[str, str], text: str) -> Iterator[str]:
    known = ", ".join(sorted(_ATTRIBUTES))
    yield from (f"unknown attribute `{name}`; use {known}" for name in attributes.keys() - _ATTRIBUTES)
    if not text:
        yield f"the section `{section_id}` has no text; write it or remove it"
    if len(text) > TEXT_LIMIT:
        yield f"the section has {len(text)} characters, at most {TEXT_LIMIT} fit; split it in two"
    if FORBIDDEN.search(text):
        yield "links and HTML are not shown to people; write the name of the site"


def _marks(attributes: Mapping[str, str], dates: Dates) -> dict[str, Any]:
    """What a heading says of checking and signing. Raises ValueError in words for editors."""
    reviewer, signed = attributes.get("reviewed-by"), attributes.get("signed")
    if (reviewer is None) != (signed is None):
        raise ValueError("`reviewed-by` and `signed` belong together; sign with `jardam content review`")
    if reviewer and not _REVIEWER.fullmatch(reviewer):
        raise ValueError(f"`reviewed-by={reviewer}`: write a short name in small Latin letters, like a.asanova")
    revision = attributes.get("revision", "1")
    if not revision.isdecimal():
        raise ValueError(f"`revision={revision}` should be a number; count changes of fact from 1")
    return {
        "checked": _date(attributes, "checked", dates.checked),
        "review_by": _date(attributes, "review-by", dates.review_by),
        "revision": int(revision),
        "reviewed_by": reviewer,
        "signed": signed,
    }


def _date(attributes: Mapping[str, str], name: str, otherwise: datetime.date) -> datetime.date:
    if name not in attributes:
        return otherwise
    try:
        return datetime.date.fromisoformat(attributes[name])
    except ValueError:
        raise ValueError(f"`{name}={attributes[name]}` is no date; write it as 2026-12-31") from None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def read_topic(raw: str, topic_id: str, language: str, values: Mapping[str, str], file: str) -> Topic:
    """One topic in one language.

    Raises ContentError that names the line or the key and says what to do.
    """
    data, body, first_line = split_front_matter(raw, file)
    try:
        front = FrontMatter.model_validate(data)
    except ValidationError as error:
        raise ContentError(problems_of(error, file)) from error
    dates = Dates(front.checked, front.review_by)
    sections = read_sections(body, first_line, values, file, dates)
    problems = _reference_problems(front, sections, topic_id, file)
    if problems:
        raise ContentError(problems)
    return Topic(
        id=topic_id,
        language=language,
        title=front.title,
        summary=front.summary,
        countries=tuple(front.countries),
        checked=front.checked,
        review_by=front.review_by,
        sources=tuple(front.sources),
        related=tuple(front.related),
        questions={section: tuple(asked) for section, asked in front.questions.items()},
        sections=sections,
    )


def _reference_problems(
    front: FrontMatter, sections: Mapping[str, Section], topic_id: str, file: str
) -> list[ContentProblem]:
    problems = [
        ContentProblem(file, f"key `questions.{name}`", "there is no section with this id; correct it")
        for name in front.questions.keys() - sections.keys()
    ]
    for section in sections.values():
        where = f"line {section.line}"
        for source in set(section.sources) - set(front.sources):
            problems.append(ContentProblem(file, where, f"source `{source}` is not in the front matter; add it there"))
        if len(f"h/{topic_id}/{section.id}/y".encode()) > CHOICE_LIMIT:
            problems.append(ContentProblem(file, where, f"the id `{section.id}` is too long for a button; shorten it"))
    return problems
