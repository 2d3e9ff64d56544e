"""Which language and script a message is in, as people type on phones."""

import unicodedata
from collections.abc import Sequence

import numpy as np

from api.guidance.decision import Script
from api.guidance.folding import MAX_CHARACTERS
from api.guidance.ngrams import Ngrams, Vector

LANGUAGE_SIZES = (1, 3)
# Letters that only one of our languages has settle the matter.
_TELLING = {"ky": frozenset("ңөү"), "uz": frozenset("ўқғҳ")}
_SHARPNESS = 12.0  # makes probabilities of the differences between naive Bayes scores of one text


def script_of(text: str) -> Script:
    """The script of most letters; Latin when there are none."""
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    return "cyrl" if cyrillic > latin else "latn"


def plain(text: str) -> str:
    """Lower case letters and apostrophes, not folded: here the special letters matter."""
    lowered = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).casefold()
    return "".join(c if c.isalpha() or c in "'ʻ‘’`ʼ" else " " for c in lowered)


class LanguageDetector:
    """Naive Bayes over short n-grams; `weights` are by n-gram and language."""

    def __init__(self, ngrams: Ngrams, languages: Sequence[str], weights: Vector) -> None:
        self._ngrams = ngrams
        self._languages = languages
        self._weights = weights

    def detect(self, text: str) -> tuple[str, float]:
        """Language code and confidence from 0 to 1. Without a known letter: the first language, confidence 0."""
        letters = set(text.casefold())
        telling = [language for language, marks in _TELLING.items() if letters & marks]
        if len(telling) == 1:
            return telling[0], 1.0
        indices, weights = self._ngrams.weigh(plain(text))
        if not len(indices):
            return self._languages[0], 0.0
        scores = weights @ self._weights[indices]
        chances = np.exp(_SHARPNESS * (scores - scores.max()))
        best = int(chances.argmax())
        return self._languages[best], float(chances[best] / chances.sum())
