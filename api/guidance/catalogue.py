"""The catalogue: everything that editors write, as one whole."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from api.guidance.cities import City
from api.guidance.offices import Office
from api.guidance.reading.content_rows import (
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
from api.guidance.reading.guided_checks import GuidedCheck
from api.guidance.reading.interface import Interface
from api.guidance.topics import Section, Topic

ANY_COUNTRY = "any"


@dataclass(frozen=True)
class EmergencyCards:
    """First steps in danger for one country and language; `cards` by kind of danger."""

    title: str
    cards: Mapping[str, Section]


@dataclass(frozen=True)
class Catalogue:
    """One good state of content/, as it is on a `day`.

    `topics`, `sms_cards` and `emergency` are keyed by id or country, then by language. `families` and `violations` are
    the kinds of violation, by code; `checks` (guided checks) and `case_messages` are by id.
    """

    day: datetime.date
    languages: Mapping[str, Language]
    topics: Mapping[str, Mapping[str, Topic]]
    checks: Mapping[str, GuidedCheck]
    sms_cards: Mapping[str, Texts]
    sources: Mapping[str, Source]
    values: Mapping[str, Value]
    offices: tuple[Office, ...]
    cities: tuple[City, ...]
    countries: Mapping[str, Country]
    names: tuple[tuple[str, ...], ...]
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

    def language_in(self, language: str, script: str) -> str:
        """The language in the letters in which somebody writes it: Uzbek may be read in Cyrillic ones."""
        if script != "cyrl":
            return language
        return next((code for code, each in self.languages.items() if each.letters_of == language), language)

    def topic(self, topic_id: str, language: str) -> Topic | None:
        return self.topics.get(topic_id, {}).get(language)

    def value(self, name: str, language: str) -> str:
        """A named value as it stands in texts today. Raises KeyError for an unknown name."""
        return self.values[name].text(language, self.day)

    def card(self, danger: str, country: str | None, language: str) -> tuple[EmergencyCards, Section]:
        """The emergency card for a danger, of the country if there is one, else the one that holds everywhere."""
        cards = self.emergency.get(country or ANY_COUNTRY, self.emergency[ANY_COUNTRY])[language]
        return cards, cards.cards[danger]
