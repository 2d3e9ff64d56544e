"""Decides what a message is about: topic and section, or another intent, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from api.guidance.catalogue import ANY_COUNTRY, Catalogue
from api.guidance.decision import Decision, Guess
from api.guidance.folding import fold
from api.guidance.language import LANGUAGE_SIZES, LanguageDetector, plain, script_of
from api.guidance.mentions import Mentions
from api.guidance.ngrams import Indices, Ngrams, Vector
from api.guidance.trained import Trained
from api.guidance.urgency import Rules, Urgency

SIZES = (3, 5)  # of n-grams
ALTERNATIVES = 3
REASONS = 6
_SHARPNESS = (
    4.0  # of the margins; set so that confidence is close to the share of right answers on questions not trained on
)
_OTHER_COUNTRY = 0.25  # taken from the nearness of a section that is for another country


@dataclass(frozen=True)
class _Sections:
    """Training rows of one topic: `values` at `indices`, a row from each of `starts`; `of_row` is its section."""

    indices: Indices
    values: Vector
    starts: Indices
    of_row: Indices
    weights: Vector
    names: list[str]
    countries: list[tuple[str, ...]]

    def nearest(self, query: Vector, country: str) -> str:
        """The section with the training row most like `query` (weights by n-gram), for the country if possible."""
        likeness = np.add.reduceat(self.values * query[self.indices], self.starts) * self.weights
        best = np.zeros(len(self.names), np.float32)
        np.maximum.at(best, self.of_row, likeness)
        for number, countries in enumerate(self.countries):
            if not {country, ANY_COUNTRY} & set(countries):
                best[number] -= _OTHER_COUNTRY
        return self.names[int(best.argmax())]


class Router:
    """Only read after it is made, so that any thread may ask it."""

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        self._ngrams = Ngrams(trained.grams.tolist(), trained.idf, SIZES, fold)
        self._intents: list[str] = trained.intents.tolist()
        self._weights = trained.weights
        self._bias = trained.bias
        self._sections = _sections(catalogue, trained)
        language_ngrams = Ngrams(trained.language_grams.tolist(), trained.language_idf, LANGUAGE_SIZES, plain)
        self._language = LanguageDetector(language_ngrams, trained.languages.tolist(), trained.language_weights)
        self._mentions = Mentions(catalogue.countries)
        rules = Rules(catalogue.urgent_rules)
        bias = float(trained.alarm_bias[0])
        self._urgency = Urgency(rules, trained.alarm, bias, trained.dangers.tolist(), trained.danger_weights)

    def decide(self, text: str, country: str | None = None) -> Decision:
        """Routes a text of any kind. `country` is where the person is (ISO code), if they have said it."""
        language, confidence = self._language.detect(text)
        named = self._mentions.find(text)
        indices, weights = self._ngrams.weigh(text)
        guesses = self._guesses(indices, weights, named or country or "RU")
        return Decision(
            language=language,
            language_confidence=confidence,
            script=script_of(text),
            best=guesses[0],
            alternatives=tuple(guesses[1 : ALTERNATIVES + 1]),
            danger=self._urgency.judge(text, indices, weights),
            country=named,
        )

    def reasons(self, text: str, intent: str) -> list[tuple[str, float]]:
        """The n-grams of a text that speak most for an intent, with their share of its score."""
        indices, weights = self._ngrams.weigh(text)
        if not len(indices):
            return []
        shares = weights * self._weights[indices, self._intents.index(intent)]
        strongest = np.argsort(-shares)[:REASONS]
        return [(self._ngrams.names[int(indices[i])], float(shares[i])) for i in strongest]

    def _guesses(self, indices: Indices, weights: Vector, country: str) -> list[Guess]:
        """The most likely intents, best first, with the section to show for each."""
        if not len(indices):
            return [Guess("none", None, 1.0)]
        margins = weights @ self._weights[indices] + self._bias
        chances = np.exp(_SHARPNESS * (margins - margins.max()))
        chances /= chances.sum()
        query = np.zeros(len(self._ngrams.names), np.float32)
        query[indices] = weights
        guesses = []
        for number in np.argsort(-chances)[: ALTERNATIVES + 1]:
            intent = self._intents[number]
            sections = self._sections.get(intent)
            section = sections.nearest(query, country) if sections else None
            guesses.append(Guess(intent, section, round(float(chances[number]), 4)))
        return guesses


def _sections(catalogue: Catalogue, trained: Trained) -> dict[str, _Sections]:
    """The rows of each topic, cut out of the one matrix of training."""
    topic_of, _, section_of = np.strings.partition(trained.row_sections, "/")
    lengths = np.diff(trained.row_starts)
    found = {}
    for topic_id, translations in catalogue.topics.items():
        sections = translations[catalogue.source_language].sections
        rows = np.flatnonzero((topic_of == topic_id) & (lengths > 0))
        names = list(sections)
        cells = np.concatenate([np.arange(trained.row_starts[r], trained.row_starts[r + 1]) for r in rows])
        found[topic_id] = _Sections(
            indices=trained.row_indices[cells].astype(np.intp),
            values=trained.row_values[cells],
            starts=np.concatenate([[0], np.cumsum(lengths[rows])[:-1]]).astype(np.intp),
            of_row=np.array([names.index(name) for name in section_of[rows].tolist()], np.intp),
            weights=trained.row_weights[rows],
            names=names,
            countries=[section.countries for section in sections.values()],
        )
    return found
