"""Which language and script a message is in, as people type on phones."""

import math
import re
import unicodedata
from collections.abc import Sequence

from api.guidance.routing.decision import Script
from api.guidance.routing.folding import MAX_CHARACTERS
from api.guidance.routing.ngrams import Ngrams, Vector

LANGUAGE_SIZES = (1, 3)
# Letters that only one of our languages has settle the matter.
_TELLING = {"ky": re.compile("[ңөүҢӨҮ]"), "uz": re.compile("[ўқғҳЎҚҒҲ]")}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_NO_LETTER = re.compile(r"[^\w'ʻ‘’`ʼ]|[\d_]")
_SHARPNESS = 12.0  # makes probabilities of the differences between naive Bayes scores of one text


def script_of(text: str) -> Script:
    """The script of most letters; Latin when there are none."""
    return "cyrl" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "latn"


def plain(text: str) -> str:
    """Lower case letters and apostrophes, not folded: here the special letters matter."""
    lowered = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).casefold()
    return _NO_LETTER.sub(" ", lowered)


class LanguageDetector:
    """Naive Bayes over short n-grams; `weights` are by n-gram and language."""

    def __init__(self, ngrams: Ngrams, languages: Sequence[str], weights: Vector) -> None:
        self._ngrams = ngrams
        self._languages = languages
        self._weights = weights

    def detect(self, text: str) -> tuple[str, float]:
        """Language code and confidence from 0 to 1. Without a known letter: the first language, confidence 0."""
        telling = [language for language, letters in _TELLING.items() if letters.search(text)]
        if len(telling) == 1:
            return telling[0], 1.0
        indices, weights = self._ngrams.weigh(plain(text))
        if not len(indices):
            return self._languages[0], 0.0
        scores: list[float] = (weights @ self._weights.take(indices, axis=0)).tolist()
        best = max(scores)
        confidence = 1 / sum(math.exp(_SHARPNESS * (score - best)) for score in scores)
        return self._languages[scores.index(best)], confidence
