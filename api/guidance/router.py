"""Decides what a message is about: topic and section, or another intent, and how sure that is."""

from dataclasses import dataclass

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


class _Nearness:
    """How like each training row a question is, looked up by the question's n-grams only."""

    def __init__(self, trained: Trained) -> None:
        self._starts = trained.columns
        self._rows = trained.column_rows
        self._values = trained.column_values
        self._weights = trained.row_weights

    def of_rows(self, indices: Indices, weights: Vector) -> Vector:
        """Cosine likeness by row, times the row's weight."""
        starts = self._starts[indices]
        lengths = self._starts[indices + 1] - starts
        before = np.cumsum(lengths) - lengths
        entries = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))  # of all the n-grams' columns
        products = self._values[entries] * np.repeat(weights, lengths)
        return np.bincount(self._rows[entries], products, len(self._weights)).astype(np.float32) * self._weights


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


@dataclass(frozen=True)
class _Sections:
    """The sections of one topic, and which training rows are theirs: `rows`, section by section, from `starts`."""

    rows: Indices
    starts: Indices
    names: list[str]
    countries: list[tuple[str, ...]]

    def nearest(self, likeness: Vector, place: "_Place") -> str:
        """The section with the most alike training row, one for the place if possible."""
        best = np.maximum.reduceat(likeness[self.rows], self.starts)
        for number, countries in enumerate(self.countries):
            if place.countries.isdisjoint(countries):
                best[number] -= place.elsewhere
        return self.names[int(best.argmax())]


class Router:
    """Only read after it is made, so that any thread may ask it."""

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        self._ngrams = Ngrams(trained.grams.tolist(), trained.idf, SIZES)
        self._intents: list[str] = trained.intents.tolist()
        self._weights = trained.weights
        self._bias = trained.bias
        self._nearness = _Nearness(trained)
        self._sections = _sections(catalogue, trained)
        language_ngrams = Ngrams(trained.language_grams.tolist(), trained.language_idf, LANGUAGE_SIZES)
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
        return [(self._ngrams.names[int(indices[i])], float(shares[i])) for i in strongest]

    def _guesses(self, indices: Indices, weights: Vector, place: _Place) -> list[Guess]:
        """The most likely intents, best first, with the section to show for each."""
        if not len(indices):
            return [Guess("none", None, 1.0)]
        margins = weights @ self._weights[indices] + self._bias
        chances = np.exp(_SHARPNESS * (margins - margins.max()))
        chances /= chances.sum()
        likeness = self._nearness.of_rows(indices, weights)
        guesses = []
        for number in np.argsort(-chances)[: ALTERNATIVES + 1]:
            intent = self._intents[number]
            sections = self._sections.get(intent)
            section = sections.nearest(likeness, place) if sections else None
            guesses.append(Guess(intent, section, round(float(chances[number]), 4)))
        return guesses


def _sections(catalogue: Catalogue, trained: Trained) -> dict[str, _Sections]:
    """Which rows of the training matrix belong to which section."""
    topic_of, _, section_of = np.strings.partition(trained.row_sections, "/")
    found = {}
    for topic_id, translations in catalogue.topics.items():
        sections = translations[catalogue.source_language].sections
        of_topic = topic_of == topic_id
        names = list(sections)
        rows = [np.flatnonzero(of_topic & (section_of == name)) for name in names]  # each has its title, at least
        found[topic_id] = _Sections(
            rows=np.concatenate(rows),
            starts=np.cumsum([0, *map(len, rows[:-1])]),
            names=names,
            countries=[section.countries for section in sections.values()],
        )
    return found
