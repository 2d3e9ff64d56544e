"""Texts as n-grams: what is found must be what training counted, word by word."""

import math
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.routing.folding import Stems, fold
from api.guidance.routing.language import LANGUAGE_SIZES, plain
from api.guidance.routing.ngrams import SIZES, Ngrams, grams

KNOWN = "запрет на въезд в Россию, где проверить? men Moskvada ishlaymin, ү ң ө ў ғ a"


def _weighed(ngrams: Ngrams, text: str) -> dict[str, float]:
    indices, weights = ngrams.weigh(text)
    return {str(ngrams.names[index]): float(weight) for index, weight in zip(indices, weights, strict=True)}


def _counted(known: set[str], text: str, sizes: tuple[int, int]) -> dict[str, float]:
    found = Counter(gram for word in text.split() for gram in grams(word, *sizes) if gram in known)
    weights = {gram: 1 + math.log(count) for gram, count in found.items()}
    length = math.hypot(*weights.values())
    return {gram: weight / length for gram, weight in weights.items()}


@pytest.mark.parametrize(("sizes", "read"), [(SIZES, fold), (LANGUAGE_SIZES, plain)])
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(KNOWN.split()), max_size=12).map(" ".join))
def test_the_ngrams_of_a_text_are_those_of_its_words(
    sizes: tuple[int, int], read: Callable[[str], str], text: str
) -> None:
    known = {gram for word in read(KNOWN).split() for gram in grams(word, *sizes)}
    ngrams = Ngrams(sorted(known), np.ones(len(known), np.float32), sizes)
    assert _weighed(ngrams, read(text)) == pytest.approx(_counted(known, read(text), sizes), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("живу в Сочи", {"phrase"}),
        ("Сочи", set()),
        ("в доме, не в Сочинском", {"phrase"}),
        ("бил меня муж", {"both"}),
        ("муж меня убил", set()),
        ("rf", {"short"}),
        ("", set()),
    ],
)
def test_stems_begin_words(text: str, found: set[str]) -> None:
    stems = Stems([(["в сочи"], "phrase"), (["муж", "бил"], "both"), (["рф"], "short"), ([], "never"), ([""], "never")])
    assert set(stems.found(fold(text))) == found
