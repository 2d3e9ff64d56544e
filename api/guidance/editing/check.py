"""Checks all of content/: what stops it from loading; else what is not true, not kept up or hard to read."""

import datetime
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from api.guidance.editing import checks_and_cards, file_checks, glossary, links, reading_level, value_checks
from api.guidance.editing.findings import Finding
from api.guidance.editing.section_checks import of_section
from api.guidance.editing.workspace import Workspace
from api.guidance.editing.yaml_places import places
from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.loading import load_catalogue


def check(root: Path, day: datetime.date | None = None) -> tuple[str, list[Finding]]:
    """What was looked at, in words, and all that was found."""
    try:
        workspace = Workspace(root, load_catalogue(root, day))
        return _seen(workspace), list(findings(workspace))
    except ContentError as error:
        stopped = [_stopping(root, problem) for problem in error.problems]
        return "The content cannot be used, so the rest was not checked", stopped


def findings(workspace: Workspace) -> Iterator[Finding]:
    """Of content that loads. Raises ContentError for a glossary that cannot be read."""
    yield from chain.from_iterable(of_section(workspace, shown) for shown in workspace.shown())
    yield from file_checks.dates(workspace)
    yield from file_checks.statuses(workspace)
    yield from file_checks.questions(workspace)
    yield from file_checks.lengths(workspace)
    yield from checks_and_cards.guided_checks(workspace)
    yield from checks_and_cards.phones(workspace)
    yield from value_checks.values(workspace)
    yield from value_checks.unused_sources(workspace)
    yield from links.situations(workspace)
    yield from glossary.terms(workspace)
    yield from reading_level.hard_sections(workspace)


def _seen(workspace: Workspace) -> str:
    topics = workspace.catalogue.topics
    sections = sum(len(topics[name][code].sections) for name in topics for code in workspace.languages)
    return f"{len(topics)} topics, {sections} sections in {len(workspace.languages)} languages"


def _stopping(root: Path, problem: ContentProblem) -> Finding:
    """A problem of loading. Where it names a key, the line of this key is looked up."""
    number = problem.where.removeprefix("line ")
    if problem.where.startswith("line ") and number.isdecimal():
        return Finding(problem.file, int(number), problem.what)
    what = f"{problem.where}: {problem.what}" if problem.where else problem.what
    return Finding(problem.file, _line_of(root / problem.file, problem.where), what)


def _line_of(path: Path, where: str) -> int:
    """Of a key such as `endings.first.text`, or of the nearest above it that is there; 0 where none is."""
    keys = tuple(where.removeprefix("key ").strip("`").split("."))
    if not path.is_file():
        return 0
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    front = path.suffix == ".md"
    known = places(text.split("---\n")[1] if front and text.count("---\n") > 1 else text)
    found = next((known[keys[:length]] for length in range(len(keys), 0, -1) if keys[:length] in known), None)
    return found.line + front if found else 0
