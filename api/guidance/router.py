"""Decides what a message is about: topic and section, or another intent, and how sure that is."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from api.guidance.catalogue import ANY_COUNTRY, Catalogue
from api.guidance.decision import Decision, Guess
from api.guidance.folding import fold
from api.guidance.language import LanguageDetector, script_of
from api.guidance.mentions import Mentions
from api.guidance.ngrams import Indices, Ngrams, Vector
from api.guidance.questions import Example, examples
from api.guidance.urgency import Urgency

ALTERNATIVES = 3
REASONS = 6
_SHARPNESS = 4.0  # of the margins; set so that confidence is close to the share of right answers on questions not trained on
_TEXT_SIMILARITY = 0.5  # of a section's own words against the questions filed under it
_OTHER_COUNTRY = 0.25  # taken from the similarity of a section that is for another country


@dataclass(frozen=True)
class _SectionIndex:
    """Training rows of one topic, with the section of each."""

    rows: sp.csr_matrix
    sections: list[str]
    of_row: Indices
    weights: Vector
    countries: list[tuple[str, ...]]


class Router:
    """Trained once on a catalogue; then only read, so that any thread may ask it."""

    def __init__(self, catalogue: Catalogue) -> None:
        found = examples(catalogue)
        self._ngrams = Ngrams((2, 4), fold)
        rows = self._ngrams.fit([example.text for example in found])
        model = LinearSVC(C=0.5, tol=0.1)
        model.fit(rows, [e.intent for e in found], sample_weight=[e.weight for e in found])
        self._intents = [str(intent) for intent in model.classes_]
        self._weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
        self._bias = model.intercept_.astype(np.float32)
        self._sections = _section_indices(catalogue, found, rows)
        self._language = LanguageDetector([e.text for e in found if e.asked], [e.language for e in found if e.asked])
        self._mentions = Mentions(catalogue.countries)
        self._urgency = Urgency(catalogue, found, rows, self._ngrams)

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
        return [(self._ngrams.name(int(indices[i])), float(shares[i])) for i in strongest]

    def _guesses(self, indices: Indices, weights: Vector, country: str) -> list[Guess]:
        """The most likely intents, best first, with the section to show for each."""
        if not len(indices):
            return [Guess("none", None, 1.0)]
        margins = weights @ self._weights[indices] + self._bias
        chances = np.exp(_SHARPNESS * (margins - margins.max()))
        chances /= chances.sum()
        order = np.argsort(-chances)[: ALTERNATIVES + 1]
        query = np.zeros(self._ngrams.size, np.float32)
        query[indices] = weights
        return [
            Guess(self._intents[i], self._section(self._intents[i], query, country), round(float(chances[i]), 4))
            for i in order
        ]

    def _section(self, intent: str, query: Vector, country: str) -> str | None:
        """The section of a topic whose questions and words are nearest."""
        index = self._sections.get(intent)
        if index is None:
            return None
        nearness = (index.rows @ query) * index.weights
        best = np.zeros(len(index.sections), np.float32)
        np.maximum.at(best, index.of_row, nearness)
        for number, countries in enumerate(index.countries):
            if not {country, ANY_COUNTRY} & set(countries):
                best[number] -= _OTHER_COUNTRY
        return index.sections[int(best.argmax())]


def _section_indices(catalogue: Catalogue, found: list[Example], rows: sp.csr_matrix) -> dict[str, _SectionIndex]:
    indices = {}
    for topic_id, translations in catalogue.topics.items():
        topic = translations[catalogue.source_language]
        sections = list(topic.sections)
        mine = [i for i, e in enumerate(found) if e.intent == topic_id and e.section is not None]
        indices[topic_id] = _SectionIndex(
            rows=rows[mine],
            sections=sections,
            of_row=np.array([sections.index(found[i].section or "") for i in mine]),
            weights=np.array([1.0 if found[i].asked else _TEXT_SIMILARITY for i in mine], np.float32),
            countries=[section.countries for section in topic.sections.values()],
        )
    return indices
