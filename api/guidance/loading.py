"""Reads content/ into a catalogue, and checks it as one whole."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.guidance.catalogue import Catalogue
from api.guidance.cities import City, read_cities
from api.guidance.content_errors import ContentError, ContentProblem
from api.guidance.content_reader import ContentReader
from api.guidance.content_rows import Country, Intents, Language, Source, UrgentSigns, Value
from api.guidance.cross_check import problems_between
from api.guidance.emergency_files import read_emergency
from api.guidance.freshness import expired_values, judged_sections
from api.guidance.guided_checks import read_guided_checks
from api.guidance.interface import read_interface
from api.guidance.offices import Office
from api.guidance.report_files import read_report_content
from api.guidance.sms_cards import read_sms_cards
from api.guidance.topic_files import read_topic
from api.guidance.topics import Topic
from api.guidance.yaml_files import read_text

Named = Mapping[str, Mapping[str, str]]  # by language, the named values as they stand in texts


def load_catalogue(root: Path, day: datetime.date | None = None) -> Catalogue:
    """Reads and checks all of content/, as it is on a day (today in UTC). Raises ContentError for every problem."""
    day = day or datetime.datetime.now(datetime.UTC).date()
    reader = ContentReader(root)
    languages: dict[str, Language] = reader.typed("languages.yaml", dict[str, Language]) or {}
    values = _read_values(reader)
    if reader.problems:  # every other file would only repeat them
        raise ContentError(reader.problems)
    source = next((code for code, language in languages.items() if language.source), "")
    if not source:
        raise ContentError([ContentProblem("languages.yaml", "", "mark one language with `source: true`")])
    named = {code: {name: value.text(code, day) for name, value in values.items()} for code in languages}
    expired = expired_values(values, day)
    topics = {
        name: _judged(translations, source, expired, day)
        for name, translations in _read_topics(reader, list(languages), named).items()
    }
    parts: dict[str, Any] = {
        "sources": reader.typed("sources.yaml", dict[str, Source]),
        "offices": reader.typed("offices.yaml", list[Office]),
        "countries": reader.typed("countries.yaml", dict[str, Country]),
        "urgent": reader.typed("urgent.yaml", UrgentSigns),
        "intents": {code: reader.typed(f"intents/{code}.yaml", Intents) for code in languages},
        "cities": reader.attempt(lambda: _read_cities(root)),
        "interface": reader.attempt(lambda: read_interface(root / "interface", list(languages), source)),
        "emergency": read_emergency(reader, source, named, expired, day),
        "checks": read_guided_checks(reader, list(languages), named, day),
        "sms_cards": read_sms_cards(reader, named),
    }
    reports = read_report_content(reader, named, topics)
    if not reader.problems:
        catalogue = Catalogue(day=day, languages=languages, topics=topics, values=values, **parts, **vars(reports))
        reader.problems += problems_between(catalogue)
    if reader.problems:
        raise ContentError(reader.problems)
    return catalogue


def _read_values(reader: ContentReader) -> dict[str, Value]:
    """The named values of all files in values/, one file a topic; a name stands in one of them only."""
    values: dict[str, Value] = {}
    for file in reader.files("values", ".yaml"):
        found: dict[str, Value] = reader.typed(file, dict[str, Value]) or {}
        reader.problems += [
            ContentProblem(file, f"key `{name}`", "is in another file of values/ too; rename one of them")
            for name in found.keys() & values.keys()
        ]
        values |= found
    return values


def _read_cities(root: Path) -> list[City]:
    try:
        return read_cities(root / "cities.csv")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError([ContentProblem("cities.csv", "", f"cannot be read: {error}")]) from error


def _read_topics(reader: ContentReader, languages: list[str], named: Named) -> dict[str, dict[str, Topic]]:
    topics: dict[str, dict[str, Topic]] = {}
    for topic_id in _topic_order(reader):
        for language in languages:
            file = f"topics/{topic_id}/{language}.md"

            def read(file: str = file, topic_id: str = topic_id, language: str = language) -> Topic:
                return read_topic(read_text(reader.root / file, file), topic_id, language, named[language], file)

            topic = reader.attempt(read)
            if topic:
                topics.setdefault(topic_id, {})[language] = topic
    return topics


def _topic_order(reader: ContentReader) -> list[str]:
    folders = reader.folders("topics")
    menu: list[str] = reader.typed("topics/menu.yaml", list[str]) or []
    for name in menu:
        if name not in folders:
            reader.problems.append(
                ContentProblem("topics/menu.yaml", f"`{name}`", "there is no such folder in topics/")
            )
    return [name for name in menu if name in folders] + [name for name in folders if name not in menu]


def _judged(
    translations: Mapping[str, Topic], source: str, expired: frozenset[str], day: datetime.date
) -> dict[str, Topic]:
    """The topic in each language, with its sections judged against those of the source language."""
    original = translations[source].sections if source in translations else {}
    return {
        code: topic.model_copy(
            update={"sections": judged_sections(topic.sections, None if code == source else original, expired, day)}
        )
        for code, topic in translations.items()
    }
