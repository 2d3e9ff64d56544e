"""Suggests the kinds of violation that a story may be about: those with the most alike examples."""

from collections.abc import Mapping

import numpy as np

from api.guidance.reading.content_rows import INTENTS, Violation
from api.guidance.routing.folding import fold
from api.guidance.routing.ngrams import SIZES, Indices, Ngrams, Vector, grams
from api.guidance.routing.router import Router

_NEAREST = 3  # examples of a kind that are looked at: one alone may be alike by chance
_TOPICS = 0.4  # weight of the router's guess of a topic, beside the summed likeness of the nearest examples
_SAYS_SOMETHING = 0.3  # score below which a text tells of no violation
_IS_NO_TALK = 0.7  # likeness from which a text tells of one even if the router takes it for a greeting or small talk


class Suggester:
    """Only read after it is made, so that any thread may ask it."""

    def __init__(self, examples: "ViolationExamples", router: Router) -> None:
        self._examples = examples
        self._router = router

    def suggest(self, text: str, limit: int = 3) -> list[str]:
        """Codes of violations, likeliest first; none where a text says nothing of the kind."""
        likeness = self._examples.likeness(fold(text))
        decision = self._router.decide(text)
        topics = {guess.intent: guess.confidence for guess in (decision.best, *decision.alternatives)}
        nearest = np.array([np.sort(each)[-_NEAREST:].sum() for each in likeness])
        guessed = np.array([sum(topics.get(topic, 0) for topic in each) for each in self._examples.topics])
        if decision.best.intent in INTENTS and nearest.max() < _IS_NO_TALK:
            return []
        scores = nearest + _TOPICS * guessed
        best = np.argsort(-scores, kind="stable")[:limit]
        return [self._examples.codes[number] for number in best if scores[number] >= _SAYS_SOMETHING]


def _texts(violation: Violation) -> list[str]:
    examples = [text for each in violation.examples.values() for text in each]
    return [*examples, *violation.label.values(), *violation.name.values()]


class ViolationExamples:
    """How people tell of each kind of violation."""

    def __init__(self, violations: Mapping[str, Violation]) -> None:
        self.codes = list(violations)
        self.topics = [violation.topics for violation in violations.values()]
        texts = [_texts(violation) for violation in violations.values()]
        self._borders = np.cumsum([len(each) for each in texts])[:-1]
        self._texts = _Texts([fold(text) for each in texts for text in each])

    def likeness(self, folded: str) -> list[Vector]:
        """Of each kind, the cosine likeness to each of its examples."""
        return np.split(self._texts.likeness(folded), self._borders)


class _Texts:
    """Texts as a matrix of n-gram by text. Of it, only the rows of a question's n-grams are read."""

    def __init__(self, folded: list[str]) -> None:
        words = {word for text in folded for word in text.split()}
        names = np.array(sorted({name for word in words for name in grams(word, *SIZES)}))
        ngrams = Ngrams(names, np.ones(len(names), np.float32), SIZES)
        weighed = [ngrams.weigh(text) for text in folded]
        found = np.concatenate([indices for indices, _ in weighed])
        frequency = np.bincount(found, minlength=len(names))
        ngrams.idf = (np.log((1 + len(folded)) / (1 + frequency)) + 1).astype(np.float32)
        values = np.concatenate([_telling(ngrams, indices, weights) for indices, weights in weighed])
        by_name = np.argsort(found, kind="stable")
        self._ngrams = ngrams
        self._texts = np.repeat(np.arange(len(folded)), [len(indices) for indices, _ in weighed])[by_name]
        self._values = values[by_name]
        self._starts = np.concatenate([[0], np.cumsum(frequency)])
        self._count = len(folded)

    def likeness(self, folded: str) -> Vector:
        """Cosine likeness to each text."""
        indices, weights = self._ngrams.weigh(folded)
        lengths = self._starts[indices + 1] - self._starts[indices]
        ends = lengths.cumsum()
        entries = (self._starts[indices] - ends + lengths).repeat(lengths) + np.arange(int(lengths.sum()))
        products = weights.repeat(lengths) * self._values[entries]
        return np.bincount(self._texts[entries], products, self._count).astype(np.float32)


def _telling(ngrams: Ngrams, indices: Indices, weights: Vector) -> Vector:
    """Weights of a text, of unit length, once the rareness of each n-gram is known."""
    telling: Vector = weights * ngrams.idf[indices]
    return telling / np.linalg.norm(telling)
