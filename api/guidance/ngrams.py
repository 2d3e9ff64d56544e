"""Texts as weighted character n-grams and whole words: what the router's classifiers read."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Indices = NDArray[np.intp]


def grams(word: str, shortest: int, longest: int) -> list[str]:
    """Character n-grams of a word, with its borders marked by spaces, and the word itself."""
    padded = f" {word} "
    found = [padded[i : i + n] for n in range(shortest, longest + 1) for i in range(len(padded) - n + 1)]
    found.append(f"={word}")
    return found


class Ngrams:
    """Known n-grams and their weights: TF-IDF with sublinear counts.

    A text becomes one vector without building matrices, which keeps an answer well under two milliseconds.
    """

    def __init__(self, names: Sequence[str], idf: Vector, sizes: tuple[int, int]) -> None:
        self.names = names
        self.idf = idf
        self._index = {name: number for number, name in enumerate(names)}
        self._sizes = sizes

    def weigh(self, words: str) -> tuple[Indices, Vector]:
        """Indices and weights of the known n-grams of a text that is folded already; empty when none is known.

        The weights have unit length.
        """
        known = self._index.get
        numbers: list[int] = []
        for word in words.split():
            numbers += [number for name in grams(word, *self._sizes) if (number := known(name)) is not None]
        found = Counter(numbers)
        indices = np.fromiter(found.keys(), np.intp, len(found))
        counts = np.fromiter(found.values(), np.float32, len(found))
        weights = (1 + np.log(counts)) * self.idf[indices]
        length = float(np.linalg.norm(weights))
        return indices, (weights / length if length else weights).astype(np.float32)
