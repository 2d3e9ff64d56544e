"""Reads content/ into a catalogue, and checks it as one whole."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from api.guidance.catalogue import Catalogue
from api.guidance.cities import City, read_cities
from api.guidance.offices import Office
from api.guidance.reading.content_errors import ContentError, ContentProblem
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Country, CyrillicWords, Intents, Language, Source, UrgentSigns, Value
from api.guidance.reading.cross_check import problems_between
from api.guidance.reading.emergency_files import read_emergency
from api.guidance.reading.freshness import expired_values, judged_sections
from api.guidance.reading.guided_checks import read_guided_checks
from api.guidance.reading.interface import read_interface
from api.guidance.reading.known import Known
from api.guidance.reading.lettering import lettered
from api.guidance.reading.report_files import read_report_content
from api.guidance.reading.sms_cards import read_sms_cards
from api.guidance.reading.topic_files import fill, read_topic
from api.guidance.reading.uzbek_cyrillic import UzbekCyrillic
from api.guidance.reading.yaml_files import read_text
from api.guidance.topics import Topic

LANGUAGES = "languages.yaml"

Named = Mapping[str, Mapping[str, str]]  # by language, the named values as they stand in texts


def today() -> datetime.date:
    """In UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def load_catalogue(root: Path, day: datetime.date | None = None, known: Known | None = None) -> Catalogue:
    """Reads and checks all of content/, as it is on a day (today). Raises ContentError that names every problem.

    `known` holds what was made of these files before: what has not changed since is not parsed again.
    """
    reader = ContentReader(root, known)
    catalogue = _read(reader, day or today())
    others: dict[str, Language] = reader.typed(LANGUAGES, dict[str, Language])
    cyrillic: CyrillicWords = reader.typed("uzbek_cyrillic.yaml", CyrillicWords)
    reader.problems += _letter_problems(others)
    if reader.problems:
        raise ContentError(reader.problems)
    letters = reader.known.made("letters", cyrillic, partial(UzbekCyrillic, cyrillic))  # it remembers words
    return lettered(replace(catalogue, languages=others), letters.write)


def written_catalogue(root: Path, day: datetime.date | None = None) -> Catalogue:
    """As `load_catalogue`, but only with the languages that editors write: none that is another in other letters."""
    return _read(ContentReader(root), day or today())


def _read(reader: ContentReader, day: datetime.date) -> Catalogue:
    root = reader.root
    every: dict[str, Language] = reader.typed(LANGUAGES, dict[str, Language]) or {}
    languages = {code: language for code, language in every.items() if not language.letters_of}
    values = _read_values(reader)
    if reader.problems:  # every other file would only repeat them
        raise ContentError(reader.problems)
    source = next((code for code, language in languages.items() if language.source), "")
    if not source:
        raise ContentError([ContentProblem(LANGUAGES, "", "mark one language with `source: true`")])
    named = {code: {name: value.text(code, day) for name, value in values.items()} for code in languages}
    expired = expired_values(values, day)
    topics = {
        name: reader.known.made(
            ("judged", name), (translations, source, expired, day), partial(_judged, translations, source, expired, day)
        )
        for name, translations in _read_topics(reader, list(languages), named).items()
    }
    parts: dict[str, Any] = {
        "sources": reader.typed("sources.yaml", dict[str, Source]),
        "offices": reader.attempt(lambda: _read_offices(reader, named[source])),
        "countries": reader.typed("countries.yaml", dict[str, Country]),
        "names": tuple(map(tuple, reader.typed("names.yaml", list[list[str]]) or ())),
        "urgent": reader.typed("urgent.yaml", UrgentSigns),
        "intents": {code: reader.typed(f"intents/{code}.yaml", Intents) for code in languages},
        "cities": reader.attempt(lambda: _read_cities(reader)),
        "interface": reader.attempt(lambda: read_interface(root / "interface", list(languages), source, reader.known)),
        "emergency": read_emergency(reader, source, named, expired, day),
        "checks": read_guided_checks(reader, named, expired, day),
        "sms_cards": read_sms_cards(reader, named),
    }
    reports = read_report_content(reader, named, topics)
    if not reader.problems:
        catalogue = Catalogue(day=day, languages=languages, topics=topics, values=values, **parts, **vars(reports))
        reader.problems += problems_between(catalogue)
    if reader.problems:
        raise ContentError(reader.problems)
    return catalogue


def _letter_problems(languages: Mapping[str, Language]) -> Iterator[ContentProblem]:
    """Only Uzbek has other letters made by rule so far."""
    for code, language in languages.items():
        if language.letters_of not in (None, "uz"):
            what = f"there is no rule that writes `{language.letters_of}` in other letters; remove the line"
            yield ContentProblem(LANGUAGES, f"key `{code}.letters_of`", what)


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


def _read_offices(reader: ContentReader, values: Mapping[str, str]) -> list[Office]:
    """The rows of offices.yaml; a phone that guidance names too stands there as `{{name}}`, written once in values/."""
    rows: list[Office] = reader.typed("offices.yaml", list[Office]) or []

    def phone(written: str, office: Office) -> str:
        try:
            return fill(written, values, "offices.yaml", 0).replace(" ", "") if "{{" in written else written
        except ContentError as error:
            where = f"key `phones` of `{office.id}`"
            raise ContentError([ContentProblem("offices.yaml", where, each.what) for each in error.problems]) from error

    return [
        row.model_copy(
            update={
                "phones": [phone(each, row) for each in row.phones],
                "emergency_phone": row.emergency_phone and phone(row.emergency_phone, row),
            }
        )
        for row in rows
    ]


def _read_cities(reader: ContentReader) -> list[City]:
    path = reader.root / "cities.csv"
    try:
        return reader.known.made("cities.csv", path.read_bytes(), partial(read_cities, path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError([ContentProblem("cities.csv", "", f"cannot be read: {error}")]) from error


def _read_topics(reader: ContentReader, languages: list[str], named: Named) -> dict[str, dict[str, Topic]]:
    topics: dict[str, dict[str, Topic]] = {}
    for topic_id in _topic_order(reader):
        for language in languages:
            file = f"topics/{topic_id}/{language}.md"

            def read(file: str = file, topic_id: str = topic_id, language: str = language) -> Topic:
                raw, values = read_text(reader.root / file, file), named[language]
                make = partial(read_topic, raw, topic_id, language, values, file)
                return reader.known.made(file, (raw, values), make)

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
