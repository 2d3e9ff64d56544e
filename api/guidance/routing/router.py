"""Decides what a message is about: topic and section, or another intent, and how sure that is."""

import math

import numpy as np

from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_rows import INTENTS
from api.guidance.routing.decision import Decision, Guess
from api.guidance.routing.folding import fold
from api.guidance.routing.language import LANGUAGE_SIZES, LanguageDetector, script_of
from api.guidance.routing.mentions import Mentions
from api.guidance.routing.ngrams import SIZES, Indices, Ngrams, Vector
from api.guidance.routing.section_choice import Place, SectionChoice
from api.guidance.routing.trained import Trained
from api.guidance.routing.urgency import Rules, Urgency

ALTERNATIVES = 3
REASONS = 6
_SHARPNESS = (
    4.0  # of the margins; set so that confidence is close to the share of right answers on questions not trained on
)
_NEAR = 0.3  # summed confidence


class Router:
    """Only read after it is made, so that any thread may ask it."""

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        """`trained` may be older than the catalogue: of what it knows, only what is still there is an answer."""
        self._ngrams = Ngrams(trained.grams, trained.idf, SIZES)
        self._intents: list[str] = trained.intents.tolist()
        self._weights = trained.weights
        self._sections = SectionChoice(catalogue, trained)
        there = [name in INTENTS or name in self._sections for name in self._intents]
        self._bias = np.where(there, trained.bias, -math.inf).astype(np.float32)
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
        guesses = self._guesses(indices, weights, Place.of(named, country))
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

    def _guesses(self, indices: Indices, weights: Vector, place: Place) -> list[Guess]:
        """The most likely intents, best first, with the section to show for each."""
        if not len(indices):
            return [Guess("none", None, 1.0)]
        margins: list[float] = (weights @ self._weights.take(indices, axis=0).astype(np.float32) + self._bias).tolist()
        best_first = sorted(range(len(margins)), key=margins.__getitem__, reverse=True)[: ALTERNATIVES + 1]
        likeliest = [number for number in best_first if margins[number] > -math.inf]
        # For so few numbers plain Python is faster than numpy.
        chances = [math.exp(_SHARPNESS * (margin - margins[likeliest[0]])) for margin in margins]
        whole = sum(chances)
        intents = [self._intents[number] for number in likeliest]
        sections = self._sections.best(intents, indices, weights, place)
        confidences = [round(chances[number] / whole, 4) for number in likeliest]
        return [Guess(*each) for each in zip(intents, sections, confidences, strict=True)]
