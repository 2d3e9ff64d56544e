"""The catalogue: everything that editors write, read from content/ and checked as one whole."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from api.guidance.cities import City, read_cities
from api.guidance.content_errors import ContentError, ContentProblem, problems_of
from api.guidance.content_reader import ContentReader
from api.guidance.content_rows import (
    DANGERS,
    CaseMessage,
    Country,
    IntakeChoices,
    Intents,
    Language,
    ReferralWords,
    Source,
    StatisticsWords,
    Texts,
    UrgentSigns,
    Value,
    Violation,
)
from api.guidance.interface import Interface, read_interface
from api.guidance.offices import Office
from api.guidance.report_files import read_report_content
from api.guidance.topic_files import (
    CardFrontMatter,
    Section,
    Topic,
    read_sections,
    read_topic,
    split_front_matter,
)
from api.guidance.yaml_files import read_text

ANY_COUNTRY = "any"


@dataclass(frozen=True)
class EmergencyCards:
    """First steps in danger for one country and language; `cards` by kind of danger."""

    title: str
    checked: datetime.date
    status: str
    cards: Mapping[str, Section]


@dataclass(frozen=True)
class Catalogue:
    """One good state of content/. `topics` and `emergency` are keyed by id or country, then by language.

    `families` and `violations` are the kinds of violation, by code; `case_messages` are by id.
    """

    languages: Mapping[str, Language]
    topics: Mapping[str, Mapping[str, Topic]]
    sources: Mapping[str, Source]
    values: Mapping[str, Value]
    offices: tuple[Office, ...]
    cities: tuple[City, ...]
    countries: Mapping[str, Country]
    intents: Mapping[str, Intents]
    urgent: UrgentSigns
    emergency: Mapping[str, Mapping[str, EmergencyCards]]
    interface: Interface
    families: Mapping[str, Texts]
    violations: Mapping[str, Violation]
    intake: IntakeChoices
    case_messages: Mapping[str, CaseMessage]
    statistics: StatisticsWords
    referral: ReferralWords

    @property
    def source_language(self) -> str:
        return next(code for code, language in self.languages.items() if language.source)

    def topic(self, topic_id: str, language: str) -> Topic | None:
        return self.topics.get(topic_id, {}).get(language)

    def value(self, name: str, language: str) -> str:
        """A named value as it stands in texts. Raises KeyError for an unknown name."""
        return self.values[name].text(language)

    def card(self, danger: str, country: str | None, language: str) -> tuple[EmergencyCards, Section]:
        """The emergency card for a danger, of the country if there is one, else the one that holds everywhere."""
        cards = self.emergency.get(country or ANY_COUNTRY, self.emergency[ANY_COUNTRY])[language]
        return cards, cards.cards[danger]


def load_catalogue(root: Path) -> Catalogue:
    """Reads and checks all of content/. Raises ContentError that names every problem found."""
    reader = ContentReader(root)
    languages: dict[str, Language] = reader.typed("languages.yaml", dict[str, Language]) or {}
    values: dict[str, Value] = reader.typed("values.yaml", dict[str, Value]) or {}
    if reader.problems:  # every other file would only repeat them
        raise ContentError(reader.problems)
    sources = reader.typed("sources.yaml", dict[str, Source])
    offices = reader.typed("offices.yaml", list[Office])
    countries = reader.typed("countries.yaml", dict[str, Country])
    urgent = reader.typed("urgent.yaml", UrgentSigns)
    intents = {code: reader.typed(f"intents/{code}.yaml", Intents) for code in languages}
    cities = reader.attempt(lambda: _read_cities(root))
    source = next((code for code, language in languages.items() if language.source), "")
    interface = reader.attempt(lambda: read_interface(root / "interface", list(languages), source))
    topics = _read_topics(reader, list(languages), values)
    emergency = _read_emergency(reader, list(languages), values)
    reports = read_report_content(reader, list(languages), values, topics)
    if not source:
        reader.problems.append(ContentProblem("languages.yaml", "", "mark one language with `source: true`"))
    if not reader.problems:
        reader.problems += _cross_check(topics, sources, source)
        reader.problems += [
            ContentProblem("urgent.yaml", "key `near`", f"there is no topic `{name}`; correct it")
            for name in urgent.near
            if name not in topics
        ]
    if reader.problems or interface is None or reports is None:
        raise ContentError(reader.problems)
    return Catalogue(
        languages=languages,
        topics=topics,
        sources=sources,
        values=values,
        offices=tuple(offices),
        cities=tuple(cities or ()),
        countries=countries,
        intents=intents,
        urgent=urgent,
        emergency=emergency,
        interface=interface,
        families=reports.families,
        violations=reports.violations,
        intake=reports.intake,
        case_messages=reports.case_messages,
        statistics=reports.statistics,
        referral=reports.referral,
    )


def _read_cities(root: Path) -> list[City]:
    try:
        return read_cities(root / "cities.csv")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError([ContentProblem("cities.csv", "", f"cannot be read: {error}")]) from error


def texts_of(values: Mapping[str, Value], language: str) -> dict[str, str]:
    """Named values as they stand in texts of one language."""
    return {name: value.text(language) for name, value in values.items()}


def _read_topics(
    reader: ContentReader, languages: list[str], values: Mapping[str, Value]
) -> dict[str, dict[str, Topic]]:
    topics: dict[str, dict[str, Topic]] = {}
    texts = {language: texts_of(values, language) for language in languages}
    for topic_id in _topic_order(reader):
        for language in languages:
            file = f"topics/{topic_id}/{language}.md"

            def read(file: str = file, topic_id: str = topic_id, language: str = language) -> Topic:
                return read_topic(read_text(reader.root / file, file), topic_id, language, texts[language], file)

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


def _read_emergency(
    reader: ContentReader, languages: list[str], values: Mapping[str, Value]
) -> dict[str, dict[str, EmergencyCards]]:
    cards: dict[str, dict[str, EmergencyCards]] = {}
    countries = reader.folders("emergency")
    if ANY_COUNTRY not in countries:
        reader.problems.append(ContentProblem("emergency", "", f"add the folder `{ANY_COUNTRY}`, for other countries"))
    for country in countries:
        for language in languages:
            file = f"emergency/{country}/{language}.md"
            texts = texts_of(values, language)

            def read(file: str = file, texts: dict[str, str] = texts) -> EmergencyCards:
                return _read_cards(reader.root, file, texts)

            found = reader.attempt(read)
            if found:
                cards.setdefault(country, {})[language] = found
    return cards


def _read_cards(root: Path, file: str, values: Mapping[str, str]) -> EmergencyCards:
    data, body, first_line = split_front_matter(read_text(root / file, file), file)
    try:
        front = CardFrontMatter.model_validate(data)
    except ValidationError as error:
        raise ContentError(problems_of(error, file)) from error
    sections = read_sections(body, first_line, values, file)
    missing = [danger for danger in DANGERS if danger not in sections]
    if missing:
        raise ContentError([ContentProblem(file, "", f"add the card `{{#{danger}}}`") for danger in missing])
    return EmergencyCards(front.title, front.checked, front.status, sections)


def _cross_check(
    topics: Mapping[str, Mapping[str, Topic]], sources: Mapping[str, Source], source_language: str
) -> list[ContentProblem]:
    """What one file alone cannot show: links between topics, unknown sources, sections that a translation lacks."""
    problems = []
    for topic_id, translations in topics.items():
        original = translations[source_language]
        for language, topic in translations.items():
            file = f"topics/{topic_id}/{language}.md"
            for name in topic.related:
                if name not in topics:
                    problems.append(ContentProblem(file, "key `related`", f"there is no topic `{name}`; correct it"))
            for name in topic.sources:
                if name not in sources:
                    what = f"source `{name}` is not in sources.yaml; add it there"
                    problems.append(ContentProblem(file, "key `sources`", what))
            problems += _translation_problems(original, topic, file)
    return problems


def _translation_problems(original: Topic, topic: Topic, file: str) -> list[ContentProblem]:
    problems = []
    for section_id in original.sections.keys() ^ topic.sections.keys():
        what = f"the section `{section_id}` is in {original.language}.md or here, not in both; add or remove it"
        problems.append(ContentProblem(file, "", what))
    for section_id, section in topic.sections.items():
        first = original.sections.get(section_id)
        if first and (first.countries, first.facts) != (section.countries, section.facts):
            what = f"countries or facts of `{section_id}` differ from {original.language}.md; make them equal"
            problems.append(ContentProblem(file, f"line {section.line}", what))
    return problems
