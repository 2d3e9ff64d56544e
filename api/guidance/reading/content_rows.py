"""What one entry of each YAML file in content/ holds."""

import datetime
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Danger = Literal["violence", "held", "trafficking", "army", "suicide", "child", "medical"]
DANGERS: tuple[Danger, ...] = get_args(Danger)
INTENTS = ("greeting", "report", "none")


class Strict(BaseModel):
    """What editors write is taken as it stands: no unknown key, no number for a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Language(Strict):
    """`letters_of`: this is no language of its own, but that one written in other letters."""

    name: str
    source: bool
    telegram: list[str]
    letters_of: str | None = None


class CyrillicWords(Strict):
    """Uzbek words that no rule of spelling knows: stems by how they begin in Latin letters, and words that stay."""

    stems: dict[str, str]
    kept: list[str]


class Source(Strict):
    title: str
    address: str | None
    date: datetime.date | int | str | None
    publisher: str | None = None
    risk: Literal["none", "foreign-agent", "undesirable", "extremist"]


Written = str | dict[str, str]  # the same in every language, or by language


class LaterValue(Strict):
    """What a value becomes on a day, by a law that is already known."""

    since: datetime.date
    value: Written


class Value(Strict):
    """A fact written once: a phone, sum, number, date, address or site, with the ground for it.

    `as_of` is the date of the newest source. `since` and `until` are the first and the last day on which it holds,
    where the law names them; `then` follows it by itself.
    """

    value: Written
    kind: Literal["phone", "money", "number", "date", "address", "site"]
    facts: list[str]
    sources: list[str] = Field(default_factory=list)
    confidence: Literal["confirmed", "single-source", "uncertain"]
    as_of: datetime.date | str | None
    since: datetime.date | None = None
    until: datetime.date | None = None
    then: list[LaterValue] = Field(default_factory=list)

    def text(self, language: str, day: datetime.date | None = None) -> str:
        """As it stands in a text of a language on a day; without a day, as it is written first."""
        written = self.value
        for later in self.then:
            if day and later.since <= day:
                written = later.value
        return written if isinstance(written, str) else written.get(language, written["ru"])

    def expired(self, day: datetime.date) -> bool:
        """Whether its last day is over and nothing is known to follow."""
        return self.until is not None and self.until < day and not any(later.since <= day for later in self.then)


class Country(Strict):
    name: dict[str, str]
    mentions: list[str]


class Intents(Strict):
    """Example messages that are no guidance topic, and messages about danger now (`urgent`) or not now (`calm`)."""

    greeting: list[str]
    report: list[str]
    none: list[str]
    urgent: dict[Danger, list[str]]
    calm: list[str]


Combinations = dict[str, list[list[str]]]  # by language: stems that must all begin a word


class UrgentSigns(Strict):
    """Rules by kind of danger, and `near`: topics in which a weaker sign is enough."""

    near: list[str] = Field(default_factory=list)
    violence: Combinations = Field(default_factory=dict)
    held: Combinations = Field(default_factory=dict)
    trafficking: Combinations = Field(default_factory=dict)
    army: Combinations = Field(default_factory=dict)
    suicide: Combinations = Field(default_factory=dict)
    child: Combinations = Field(default_factory=dict)
    medical: Combinations = Field(default_factory=dict)


Urgency = Literal["emergency", "urgent", "routine"]
Texts = dict[str, str]  # by language


class Violation(Strict):
    """A kind of violation. `name` is for staff and statistics, `label` for a person's button.

    `icrmw` and `other` (by treaty) are the articles that it touches. `examples`, by language, are how people tell it.
    """

    family: str
    name: Texts
    label: Texts
    urgency: Urgency
    icrmw: list[str]
    other: dict[str, list[str]]
    topics: list[str]
    never_ask: list[str]
    handling: str | None = None
    examples: dict[str, list[str]]


class Violations(Strict):
    families: dict[str, Texts]
    types: dict[str, Violation]


class StatisticsWords(Strict):
    """Words of tables by code."""

    dimensions: dict[str, Texts]
    urgencies: dict[str, Texts]
    statuses: dict[str, Texts]
    first_replies: dict[str, Texts]
    words: dict[str, Texts]


class ReferralWords(Strict):
    """The letter that goes with a referral, and words for its consents and fields by code."""

    cover: Texts
    consents: dict[str, Texts]
    fields: dict[str, Texts]


class IntakeChoices(Strict):
    """Closed lists of the report form and of case work: words by code, then by language, in the order of showing."""

    consent_version: str
    sectors: dict[str, Texts]
    for_whom: dict[str, Texts]
    genders: dict[str, Texts]
    age_bands: dict[str, Texts]
    wishes: dict[str, Texts]
    shares: dict[str, Texts]
    tags: dict[str, Texts]
    outcomes: dict[str, Texts]
    place_types: dict[str, Texts]
    perpetrator_types: dict[str, Texts]
    never_ask: list[str]


class CaseMessage(Strict):
    """A message that a caseworker sends. In `text`, `{name}` stands for what the caseworker fills in."""

    title: Texts
    placeholders: list[str] = Field(default_factory=list)
    text: Texts
