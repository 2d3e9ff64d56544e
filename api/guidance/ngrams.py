"""Texts as weighted character n-grams and whole words: what the router's classifiers read.

The weights are TF-IDF with sublinear counts. Training splits each distinct word once, not once for each text that holds it;
a question becomes one vector without building matrices: both keep start-up and answers fast.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

Vector = NDArray[np.float32]
Indices = NDArray[np.intp]


@lru_cache(maxsize=50_000)
def _grams(word: str, shortest: int, longest: int) -> tuple[str, ...]:
    """Character n-grams of a word, with its borders marked by spaces, and the word itself."""
    padded = f" {word} "
    sizes = range(shortest, longest + 1)
    return (*(padded[i : i + n] for n in sizes for i in range(len(padded) - n + 1)), f"={word}")


class Ngrams:
    """Learns the n-grams of training texts; then turns any text into sparse indices and weights."""

    def __init__(self, sizes: tuple[int, int], normal: Callable[[str], str]) -> None:
        self._shortest, self._longest = sizes
        self._normal = normal
        self._index: dict[str, int] = {}
        self._idf: Vector = np.zeros(0, np.float32)

    @property
    def size(self) -> int:
        return len(self._idf)

    def name(self, index: int) -> str:
        """The n-gram with this index; a whole word begins with `=`."""
        return next(name for name, found in self._index.items() if found == index)

    def fit(self, texts: Sequence[str]) -> sp.csr_matrix:
        """A row of unit length for each text, over the n-grams that at least two texts share."""
        counts, names = self._count([self._normal(text) for text in texts])
        shared = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= 2)
        self._index = {names[old]: new for new, old in enumerate(shared)}
        transformer = TfidfTransformer(sublinear_tf=True)
        rows = transformer.fit_transform(counts[:, shared].astype(np.float32))
        self._idf = transformer.idf_.astype(np.float32)
        return sp.csr_matrix(rows)

    def _count(self, texts: list[str]) -> tuple[sp.csr_matrix, list[str]]:
        words = CountVectorizer(analyzer=str.split)
        in_texts = words.fit_transform(texts)
        grams = CountVectorizer(analyzer=self._of_word)
        counts = in_texts @ grams.fit_transform(words.get_feature_names_out())
        return sp.csr_matrix(counts), list(grams.get_feature_names_out())

    def _of_word(self, word: str) -> tuple[str, ...]:
        return _grams(word, self._shortest, self._longest)

    def weigh(self, text: str) -> tuple[Indices, Vector]:
        """Indices and weights of a text's known n-grams, of unit length; empty when none is known."""
        index = self._index
        names = (name for word in self._normal(text).split() for name in self._of_word(word))
        found = Counter(index[name] for name in names if name in index)
        indices = np.fromiter(found.keys(), np.intp, len(found))
        counts = np.fromiter(found.values(), np.float32, len(found))
        weights = (1 + np.log(counts)) * self._idf[indices]
        length = float(np.linalg.norm(weights))
        return indices, (weights / length if length else weights).astype(np.float32)
