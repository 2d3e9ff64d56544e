"""Reads the emergency cards: first steps in danger, by country and language."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from api.guidance.catalogue import ANY_COUNTRY, EmergencyCards
from api.guidance.reading.content_errors import ContentError, ContentProblem, problems_of
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import DANGERS
from api.guidance.reading.freshness import judged_sections
from api.guidance.reading.topic_files import CardFrontMatter, Dates, read_sections, split_front_matter
from api.guidance.reading.yaml_files import read_text


def read_emergency(
    reader: ContentReader,
    source: str,
    named: Mapping[str, Mapping[str, str]],
    expired: frozenset[str],
    day: datetime.date,
) -> dict[str, dict[str, EmergencyCards]]:
    """The cards of each folder in emergency/, by country and language, judged as they are on a day."""
    countries = reader.folders("emergency")
    if ANY_COUNTRY not in countries:
        reader.problems.append(ContentProblem("emergency", "", f"add the folder `{ANY_COUNTRY}`, for other countries"))
    found = {country: _of_country(reader, country, named) for country in countries}
    for translations in found.values():
        original = translations[source].cards if source in translations else {}
        for language, cards in translations.items():
            judged = judged_sections(cards.cards, None if language == source else original, expired, day)
            translations[language] = replace(cards, cards=judged)
    return found


def _of_country(
    reader: ContentReader, country: str, named: Mapping[str, Mapping[str, str]]
) -> dict[str, EmergencyCards]:
    cards: dict[str, EmergencyCards] = {}
    for language, texts in named.items():
        file = f"emergency/{country}/{language}.md"

        def read(file: str = file, texts: Mapping[str, str] = texts) -> EmergencyCards:
            return _read_cards(reader.root, file, texts)

        found = reader.attempt(read)
        if found:
            cards[language] = found
    return cards


def _read_cards(root: Path, file: str, values: Mapping[str, str]) -> EmergencyCards:
    data, body, first_line = split_front_matter(read_text(root / file, file), file)
    try:
        front = CardFrontMatter.model_validate(data)
    except ValidationError as error:
        raise ContentError(problems_of(error, file)) from error
    sections = read_sections(body, first_line, values, file, Dates(front.checked, front.review_by))
    missing = [danger for danger in DANGERS if danger not in sections]
    if missing:
        raise ContentError([ContentProblem(file, "", f"add the card `{{#{danger}}}`") for danger in missing])
    return EmergencyCards(front.title, sections)
