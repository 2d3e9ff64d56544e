"""How far the guidance has come: by topic and language, by situation, and by named value."""

import datetime
import json
from collections import Counter
from dataclasses import asdict, dataclass

from api.guidance.editing import links
from api.guidance.editing.table import table
from api.guidance.editing.workspace import Workspace
from api.guidance.topics import Section, Topic

COVERED_BY_NONE = 10  # situations without a section that are named; the rest is counted


@dataclass(frozen=True)
class TopicStatus:
    """Sections of a topic in a language. `missing`: those of the source language that it lacks."""

    topic: str
    language: str
    sections: int
    missing: int
    stale: int
    overdue: int
    reviewed: int
    draft: int
    oldest_checked: datetime.date
    next_review_by: datetime.date


@dataclass(frozen=True)
class SituationStatus:
    total: int
    answered: int
    unanswered: list[str]


@dataclass(frozen=True)
class ValueStatus:
    """`expires` is the soonest day on which a value stops to hold, of those that have not yet."""

    total: int
    by_confidence: dict[str, int]
    expired: list[str]
    expires: datetime.date | None
    expires_first: str | None


@dataclass(frozen=True)
class Status:
    day: datetime.date
    topics: list[TopicStatus]
    situations: SituationStatus
    values: ValueStatus


def status(workspace: Workspace, topic: str | None = None) -> Status:
    """Of all topics, or of one; situations and values count those that belong to it."""
    catalogue = workspace.catalogue
    chosen = [topic] if topic else list(catalogue.topics)
    rows = [_of_topic(workspace, catalogue.topics[name][code]) for name in chosen for code in workspace.languages]
    return Status(catalogue.day, rows, _situations(workspace, topic), _values(workspace, topic))


def _of_topic(workspace: Workspace, topic: Topic) -> TopicStatus:
    sections: list[Section] = list(topic.sections.values())
    original = workspace.catalogue.topics[topic.id][workspace.catalogue.source_language]
    reviewed = sum(section.status == "reviewed" for section in sections)
    return TopicStatus(
        topic=topic.id,
        language=topic.language,
        sections=len(sections),
        missing=len(original.sections.keys() - topic.sections.keys()),
        stale=sum(section.stale for section in sections),
        overdue=sum(section.overdue for section in sections),
        reviewed=reviewed,
        draft=len(sections) - reviewed,
        oldest_checked=min(section.checked for section in sections),
        next_review_by=min(section.review_by for section in sections),
    )


def _situations(workspace: Workspace, topic: str | None) -> SituationStatus:
    known = links.sections(workspace)
    rows = [
        (situation, [name for name in named if name in known])
        for situation, named in links.answers(workspace)
        if topic is None or any(name.startswith(f"{topic}/") for name in named)
    ]
    unanswered = [situation for situation, named in rows if not named]
    return SituationStatus(len(rows), len(rows) - len(unanswered), unanswered)


def _values(workspace: Workspace, topic: str | None) -> ValueStatus:
    catalogue = workspace.catalogue
    names = set(catalogue.values)
    if topic:
        sections = catalogue.topics[topic][catalogue.source_language].sections.values()
        names = {name for section in sections for name in section.values}
    values = {name: catalogue.values[name] for name in sorted(names)}
    ends = sorted((v.until, name) for name, v in values.items() if v.until and v.until >= catalogue.day and not v.then)
    return ValueStatus(
        total=len(values),
        by_confidence=dict(Counter(value.confidence for value in values.values()).most_common()),
        expired=[name for name, value in values.items() if value.expired(catalogue.day)],
        expires=ends[0][0] if ends else None,
        expires_first=ends[0][1] if ends else None,
    )


def as_json(found: Status) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)


def as_text(found: Status) -> str:
    titles = ["topic", "language", "sections", "missing", "stale", "overdue", "reviewed", "draft"]
    titles += ["oldest check", "next review by"]
    rows = [[str(cell) for cell in asdict(row).values()] for row in found.topics]
    return "\n".join([table(titles, rows), "", *_below(found)])


def _below(found: Status) -> list[str]:
    situations, values = found.situations, found.values
    confidence = ", ".join(f"{count} {name}" for name, count in values.by_confidence.items())
    lines = [f"Situations: {situations.answered} of {situations.total} are answered."]
    lines += [f"  not answered: {situation}" for situation in situations.unanswered[:COVERED_BY_NONE]]
    lines.append(f"Values: {values.total}" + (f" ({confidence})." if confidence else "."))
    if values.expired:
        lines.append(f"  no longer hold: {', '.join(values.expired)}")
    if values.expires:
        lines.append(f"  the next one holds until {values.expires}: {values.expires_first}")
    return lines
