"""Decides what a message is about: topic and section, or another intent, and how sure that is."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate

import numpy as np

from api.guidance.catalogue import ANY_COUNTRY, Catalogue
from api.guidance.decision import Decision, Guess
from api.guidance.folding import fold
from api.guidance.language import LANGUAGE_SIZES, LanguageDetector, script_of
from api.guidance.mentions import HOME, Mentions
from api.guidance.ngrams import Indices, Ngrams, Vector
from api.guidance.trained import Trained
from api.guidance.urgency import Rules, Urgency

SIZES = (3, 5)  # of n-grams
ALTERNATIVES = 3
REASONS = 6
_SHARPNESS = (
    4.0  # of the margins; set so that confidence is close to the share of right answers on questions not trained on
)
_NEAR = 0.3  # summed confidence
# What is taken from the nearness of sections for other countries: more where the text itself names the country.
_OTHER_COUNTRY = 0.25
_OTHER_THAN_NAMED = 1.0


@dataclass(frozen=True)
class _Place:
    """Countries whose sections fit, and what is taken from the nearness of the others."""

    countries: frozenset[str]
    elsewhere: float

    @classmethod
    def of(cls, named: str | None, country: str | None) -> "_Place":
        """`named` by the text, `country` where the person is. A city at home says little."""
        if named in (None, HOME):
            return cls(frozenset({ANY_COUNTRY, country or "RU", *filter(None, [named])}), _OTHER_COUNTRY)
        return cls(frozenset({ANY_COUNTRY, str(named)}), _OTHER_THAN_NAMED)


class _Sections:
    """Which section of a topic is nearest: the one with the training row most like a question.

    Of the rows' matrix, only the question's n-grams are read, and only in topics that it may be about.
    """

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        names = [name.split("/") for name in trained.sections.tolist()]
        self._names: list[str] = [name for _, name in names]
        topics = Counter(topic for topic, _ in names)
        self._topics = {topic: number for number, topic in enumerate(topics)}
        self._borders = [0, *accumulate(topics.values())]  # in the sections, of each topic
        source = catalogue.source_language
        countries_of = [catalogue.topics[topic][source].sections[name].countries for topic, name in names]
        known = {ANY_COUNTRY}.union(*countries_of)
        self._fitting = {code: np.array([code in countries for countries in countries_of]) for code in known}
        self._first_rows = trained.section_rows[:-1]
        self._row_count = int(trained.section_rows[-1])
        self._entries = trained.entries
        self._parts = trained.parts

    def nearest(self, intents: Sequence[str], indices: Indices, weights: Vector, place: _Place) -> list[str | None]:
        """The nearest section of each topic, one for the place if possible; None for what is no topic."""
        topics = [self._topics.get(intent) for intent in intents]
        alike = self._likeness([topic for topic in topics if topic is not None], indices, weights)
        fitting = [self._fitting[country] for country in place.countries if country in self._fitting]
        nearness: list[float] = (alike - place.elsewhere * ~reduce(np.logical_or, fitting)).tolist()
        return [None if topic is None else self._best(topic, nearness) for topic in topics]

    def _best(self, topic: int, nearness: list[float]) -> str:
        return self._names[max(range(*self._borders[topic : topic + 2]), key=nearness.__getitem__)]

    def _likeness(self, topics: list[int], indices: Indices, weights: Vector) -> Vector:
        """By section: cosine likeness to its most alike row, times the row's weight; 0 in other topics."""
        parts = (indices[:, None] * len(self._topics) + topics).ravel()
        starts = self._parts.take(parts)
        lengths = self._parts.take(parts + 1) - starts
        ends = lengths.cumsum()
        places = (starts - ends + lengths).repeat(lengths)
        places += np.arange(len(places))  # of all entries in these parts
        entries = self._entries.take(places)
        products = weights.repeat(len(topics)).repeat(lengths) * entries["value"]
        by_row = np.bincount(entries["row"], products, self._row_count)
        return np.maximum.reduceat(by_row, self._first_rows)


class Router:
    """Only read after it is made, so that any thread may ask it."""

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        self._ngrams = Ngrams(trained.grams, trained.idf, SIZES)
        self._intents: list[str] = trained.intents.tolist()
        self._weights = trained.weights
        self._bias = trained.bias
        self._sections = _Sections(catalogue, trained)
        language_ngrams = Ngrams(trained.language_grams, trained.language_idf, LANGUAGE_SIZES)
        self._language = LanguageDetector(language_ngrams, trained.languages.tolist(), trained.language_weights)
        self._mentions = Mentions(catalogue.countries)
        self._near = frozenset(catalogue.urgent.near)
        self._urgency = Urgency(Rules(catalogue.urgent), trained)

    def decide(self, text: str, country: str | None = None) -> Decision:
        """Routes a text of any kind. `country` is where the person is (ISO code), if they have said it."""
        language, confidence = self._language.detect(text)
        folded = fold(text)
        named = self._mentions.find(folded)
        indices, weights = self._ngrams.weigh(folded)
        guesses = self._guesses(indices, weights, _Place.of(named, country))
        return Decision(
            language=language,
            language_confidence=confidence,
            script=script_of(text),
            best=guesses[0],
            alternatives=tuple(guesses[1 : ALTERNATIVES + 1]),
            danger=self._urgency.judge(folded, indices, weights, near=self._is_near(guesses)),
            country=named,
        )

    def _is_near(self, guesses: list[Guess]) -> bool:
        """Whether the topics in which people often are in danger make up a good part of what the text may be about."""
        return sum(guess.confidence for guess in guesses if guess.intent in self._near) > _NEAR

    def reasons(self, text: str, intent: str) -> list[tuple[str, float]]:
        """The n-grams of a text that speak most for an intent, with their share of its score."""
        indices, weights = self._ngrams.weigh(fold(text))
        if not len(indices):
            return []
        shares = weights * self._weights[indices, self._intents.index(intent)]
        strongest = np.argsort(-shares)[:REASONS]
        return [(str(self._ngrams.names[indices[i]]), float(shares[i])) for i in strongest]

    def _guesses(self, indices: Indices, weights: Vector, place: _Place) -> list[Guess]:
        """The most likely intents, best first, with the section to show for each."""
        if not len(indices):
            return [Guess("none", None, 1.0)]
        margins: list[float] = (weights @ self._weights.take(indices, axis=0) + self._bias).tolist()
        likeliest = sorted(range(len(margins)), key=margins.__getitem__, reverse=True)[: ALTERNATIVES + 1]
        # For so few numbers plain Python is faster than numpy.
        chances = [math.exp(_SHARPNESS * (margin - margins[likeliest[0]])) for margin in margins]
        whole = sum(chances)
        intents = [self._intents[number] for number in likeliest]
        sections = self._sections.nearest(intents, indices, weights, place)
        confidences = [round(chances[number] / whole, 4) for number in likeliest]
        return [Guess(*each) for each in zip(intents, sections, confidences, strict=True)]
