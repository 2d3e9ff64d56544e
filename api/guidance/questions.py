"""What the router learns from: the questions of the topics, their texts, and the examples of other intents."""

import re
from dataclasses import dataclass

from api.guidance.catalogue import INTENTS, Catalogue
from api.guidance.topic_files import Topic

TEXT_WEIGHT = 0.3  # of a paragraph against a question: people do not type as guidance is written
_SHORTEST_PARAGRAPH = 25  # characters


@dataclass(frozen=True)
class Example:
    """A text with its intent and, for topics, its section; `asked` tells people's words from editors' words."""

    text: str
    language: str
    intent: str
    section: str | None
    asked: bool

    @property
    def weight(self) -> float:
        return 1.0 if self.asked else TEXT_WEIGHT


def examples(catalogue: Catalogue) -> list[Example]:
    """Every example, topics first."""
    found: list[Example] = []
    for translations in catalogue.topics.values():
        for topic in translations.values():
            found += _of_topic(topic)
    for language, intents in catalogue.intents.items():
        for intent in INTENTS:
            found += [Example(text, language, intent, None, True) for text in getattr(intents, intent)]
    return found


def _of_topic(topic: Topic) -> list[Example]:
    def example(text: str, section: str | None, *, asked: bool) -> Example:
        return Example(text, topic.language, topic.id, section, asked)

    found = [example(f"{topic.title} {topic.summary}", None, asked=True)]
    for section in topic.sections.values():
        found.append(example(section.title, section.id, asked=True))
        found += [example(text, section.id, asked=True) for text in topic.questions.get(section.id, ())]
        paragraphs = re.split(r"\n\s*\n", section.text)
        found += [example(p, section.id, asked=False) for p in paragraphs if len(p) >= _SHORTEST_PARAGRAPH]
    return found
