"""What the router learns from: people's questions, section titles and openings, examples of other intents."""

from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_rows import INTENTS
from api.guidance.routing.lessons import WRITTEN, Example, Lessons
from api.guidance.topics import Topic

OPENING = 200  # characters of a section's beginning: with more the router understands no more


def lessons(catalogue: Catalogue) -> Lessons:
    intents = catalogue.intents.values()
    urgent = [(text, danger) for each in intents for danger, texts in each.urgent.items() for text in texts]
    return Lessons(_examples(catalogue), urgent, [text for each in intents for text in each.calm])


def _examples(catalogue: Catalogue) -> list[Example]:
    """Every example, topics first."""
    found: list[Example] = []
    for translations in catalogue.topics.values():
        for language, topic in translations.items():
            if language in catalogue.intents:  # not one that is only another in other letters
                found += _of_topic(topic)
    for language, intents in catalogue.intents.items():
        for intent in INTENTS:
            found += [Example(text, language, intent, None) for text in getattr(intents, intent)]
    return found


def _of_topic(topic: Topic) -> list[Example]:
    found = [Example(f"{topic.title} {topic.summary}", topic.language, topic.id, None)]
    for section in topic.sections.values():
        opening, *_ = section.text[:OPENING].split("\n\n")
        found.append(Example(section.title, topic.language, topic.id, section.id))
        found += [Example(text, topic.language, topic.id, section.id) for text in topic.questions.get(section.id, ())]
        found.append(Example(opening, topic.language, topic.id, section.id, WRITTEN))
    return found
