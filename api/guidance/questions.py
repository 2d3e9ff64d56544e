"""What the router learns from: people's questions, section titles and openings, examples of other intents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.guidance.catalogue import Catalogue
from api.guidance.content_rows import INTENTS
from api.guidance.topics import Topic

ASKED = 1.0  # weight of words that people type
WRITTEN = 0.3  # of words that editors write: people do not type as guidance is written


@dataclass(frozen=True)
class Example:
    """A text with its intent and, for topics, its section."""

    text: str
    language: str
    intent: str
    section: str | None
    weight: float = ASKED


@dataclass(frozen=True)
class Lessons:
    """All that training depends on. `urgent`: texts of people in danger, and its kind; `calm` only sound alike."""

    examples: list[Example]
    urgent: Sequence[tuple[str, str]]
    calm: list[str]


def lessons(catalogue: Catalogue) -> Lessons:
    intents = catalogue.intents.values()
    urgent = [(text, danger) for each in intents for danger, texts in each.urgent.items() for text in texts]
    return Lessons(_examples(catalogue), urgent, [text for each in intents for text in each.calm])


def _examples(catalogue: Catalogue) -> list[Example]:
    """Every example, topics first."""
    found: list[Example] = []
    for translations in catalogue.topics.values():
        for topic in translations.values():
            found += _of_topic(topic)
    for language, intents in catalogue.intents.items():
        for intent in INTENTS:
            found += [Example(text, language, intent, None) for text in getattr(intents, intent)]
    return found


def _of_topic(topic: Topic) -> list[Example]:
    found = [Example(f"{topic.title} {topic.summary}", topic.language, topic.id, None)]
    for section in topic.sections.values():
        opening = re.split(r"\n\s*\n", section.text, maxsplit=1)[0]
        found.append(Example(section.title, topic.language, topic.id, section.id))
        found += [Example(text, topic.language, topic.id, section.id) for text in topic.questions.get(section.id, ())]
        found.append(Example(opening, topic.language, topic.id, section.id, WRITTEN))
    return found
