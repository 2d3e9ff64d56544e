"""Many texts at once as rows of weighted n-grams: what `Ngrams.weigh` finds in one of them, made for training."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer

from api.guidance.routing.ngrams import Ngrams, keys_within

Numbers = NDArray[np.int64]


def rows_of(texts: Sequence[str], sizes: tuple[int, int], known: int) -> tuple[Ngrams, sp.csr_matrix]:
    """The n-grams that at least two of the first `known` texts share, and a row of unit length for each text.

    Each distinct word is split once, not once for each text that holds it: texts by words times words by n-grams.
    (CountVectorizer splits each text and takes three times as long.)
    """
    numbers: dict[str, int] = {}
    spoken = [numbers.setdefault(word, len(numbers)) for text in texts for word in text.split()]
    names, starts, parts = _parts_of_words(list(numbers), sizes)
    in_texts = _counts(spoken, np.cumsum([0, *(len(text.split()) for text in texts)]), len(numbers))
    counts = sp.csr_matrix(in_texts @ _counts(parts, starts, len(names)))
    shared = np.flatnonzero(np.bincount(counts[:known].indices, minlength=len(names)) >= 2)
    counts = counts[:, shared]
    transformer = TfidfTransformer(sublinear_tf=True).fit(counts[:known])
    rows = sp.csr_matrix(transformer.transform(counts))
    rows.sort_indices()  # once, or each classifier sorts its part
    ngrams = Ngrams([names[number] for number in shared.tolist()], transformer.idf_.astype(np.float32), sizes)
    return ngrams, rows


def _counts(columns: Sequence[int] | Numbers, starts: Numbers, width: int) -> sp.csr_matrix:
    """How often each number stands in each row; rows lie one after another."""
    counts = sp.csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(starts) - 1, width))
    counts.sum_duplicates()
    return counts


def _parts_of_words(words: list[str], sizes: tuple[int, int]) -> tuple[list[str], Numbers, Numbers]:
    """Names of all n-grams of all words, and the numbers of those in each word, word by word.

    As `grams` finds them: an n-gram is there as often as the word holds it; the last is the word itself.
    """
    text, found = keys_within(words, sizes)
    keys, firsts, inverse = np.unique(found["key"], return_index=True, return_inverse=True)
    begins, lengths = found["place"][firsts].tolist(), found["size"][firsts].tolist()
    names = [text[begin : begin + length] for begin, length in zip(begins, lengths, strict=True)]
    word_of = np.concatenate((found["word"], np.arange(len(words))))
    numbers = np.concatenate((inverse, len(keys) + np.arange(len(words))))
    order = np.argsort(word_of, kind="stable")
    starts = np.concatenate(([0], np.bincount(word_of, minlength=len(words)).cumsum()))
    return names + [f"={word}" for word in words], starts, numbers[order]
