"""Texts as weighted character n-grams and whole words: what the router's classifiers read."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Indices = NDArray[np.intp]
Keys = NDArray[np.uint64]

SIZES = (3, 5)  # of n-grams of folded text

_CODE_POINT = np.dtype("<u4")
_WORD = np.uint64(1 << 63)  # a bit that only keys of whole words have
_NO_KEY = np.uint64((1 << 64) - 1)
_TRUE = np.array([True])
_WINDOW = np.dtype([("key", np.uint64), ("word", np.int64), ("place", np.int64), ("size", np.int64)])
_SUBLINEAR = (1 + np.log(np.arange(1, 1_000))).astype(np.float32)  # by count, from 1


def grams(word: str, shortest: int, longest: int) -> list[str]:
    """Character n-grams of a word, with its borders marked by spaces, and the word itself."""
    padded = f" {word} "
    found = [padded[i : i + n] for n in range(shortest, longest + 1) for i in range(len(padded) - n + 1)]
    found.append(f"={word}")
    return found


def keys_within(words: Sequence[str], sizes: tuple[int, int]) -> tuple[str, NDArray[np.void]]:
    """The words with borders, in one text, and each n-gram in it: its key, the number of its word, place and size."""
    padded = [f" {word} " for word in words]
    text = "".join(padded)
    word_of = np.repeat(np.arange(len(words)), [len(each) for each in padded])
    found = []
    for size, keys in _windows(text, sizes):
        places = np.flatnonzero(word_of[: len(keys)] == word_of[size - 1 :])
        windows = np.empty(len(places), _WINDOW)
        windows["key"], windows["word"], windows["place"], windows["size"] = keys[places], word_of[places], places, size
        found.append(windows)
    return text, np.concatenate(found)


def _windows(text: str, sizes: tuple[int, int]) -> Iterator[tuple[int, Keys]]:
    """Sizes from the shortest to the longest, with the keys of all windows of that size."""
    shortest, longest = sizes
    bits = np.uint64(63 // longest)
    letters = np.frombuffer(text.encode("utf-32-le"), _CODE_POINT).astype(np.uint64)
    windows: Keys = letters
    for size in range(1, longest + 1):
        if size > 1:
            windows = windows[:-1] << bits | letters[size - 1 :]
        if size >= shortest:
            yield size, windows


class Ngrams:
    """Known n-grams and their weights: TF-IDF with sublinear counts.

    Each n-gram has a number as its key, so that those of a whole text are found together, which keeps an answer well
    under two milliseconds. A key holds the letters themselves: folded letters up to five, any letters up to three.
    The key of a whole word is its hash in this process.
    """

    def __init__(self, names: Sequence[str] | NDArray[np.str_], idf: Vector, sizes: tuple[int, int]) -> None:
        self.names = np.asarray(names, np.str_)
        self.idf = idf
        self._sizes = sizes
        keys = self._keys_of(self.names)
        words = np.flatnonzero(np.strings.startswith(self.names, "=") & (np.strings.str_len(self.names) > 1))
        keys[words] = _keys_of_words([name[1:] for name in self.names[words].tolist()])
        self._numbers = np.argsort(keys)
        self._keys = np.append(keys[self._numbers], _NO_KEY)  # so that a search always ends at a key

    def weigh(self, words: str) -> tuple[Indices, Vector]:
        """Indices and weights of the known n-grams of a text that is folded already; empty when none is known.

        The weights have unit length.
        """
        apart = words.split()
        if not apart:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        keys = self._keys_in(apart)
        keys.sort()
        borders = np.concatenate((_TRUE, keys[1:] != keys[:-1], _TRUE)).nonzero()[0]  # of runs of the same key
        distinct = keys.take(borders[:-1])
        places = self._keys.searchsorted(distinct)
        known = (self._keys.take(places) == distinct).nonzero()[0]
        indices = self._numbers.take(places.take(known))
        repeated = (borders[1:] - borders[:-1] - 1).take(known)
        weights = _SUBLINEAR.take(repeated, mode="clip") * self.idf.take(indices)
        return indices, weights / math.sqrt(weights @ weights) if len(weights) else weights

    def _keys_in(self, words: list[str]) -> Keys:
        """Keys of all windows, also across words: those are not known, having a space inside."""
        text = f" {'  '.join(words)} "
        found = [_keys_of_words(words), *(keys for _, keys in _windows(text, self._sizes))]
        return np.concatenate(found)

    def _keys_of(self, names: NDArray[np.str_]) -> Keys:
        longest = self._sizes[1]
        bits = np.uint64(63 // longest)
        letters = names.astype(f"<U{longest}").view(_CODE_POINT).reshape(len(names), longest).astype(np.uint64)
        keys = letters[:, 0]
        for following in letters.T[1:]:  # 0 where an n-gram is shorter
            keys = np.where(following > 0, keys << bits | following, keys)
        return keys


def _keys_of_words(words: Sequence[str]) -> Keys:
    return np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64) | _WORD
