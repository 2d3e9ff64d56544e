"""What training finds: rows of n-grams as the router reads them, classifiers that are right and always the same."""

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.routing.folding import fold
from api.guidance.routing.language import LANGUAGE_SIZES, plain
from api.guidance.routing.lessons import Example, Lessons
from api.guidance.routing.ngrams import SIZES, grams
from api.guidance.routing.text_rows import rows_of
from api.guidance.routing.training import classify, train

WORDS = ["запрет", "на", "въезд", "в", "Россию", "kaidan", "Moskvada", "ishlaymin", "ў", "ғ", "a", "үйүнө", "айлык"]
Texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8)


@pytest.mark.parametrize(("sizes", "read"), [(SIZES, fold), (LANGUAGE_SIZES, plain)])
@given(texts=Texts)
def test_rows_of_training_are_what_the_router_reads_of_each_text(
    sizes: tuple[int, int], read: Callable[[str], str], texts: list[str]
) -> None:
    folded = [read(text) for text in [*texts, texts[0]]]  # there is always something that two share
    ngrams, rows = rows_of(folded, sizes, len(folded))
    sets = [{gram for word in text.split() for gram in grams(word, *sizes)} for text in folded]
    assert set(ngrams.names.tolist()) == {gram for some in sets for gram in some if sum(gram in s for s in sets) > 1}
    for number, text in enumerate(folded):
        indices, weights = ngrams.weigh(text)
        row = rows[number]
        found = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        assert found == pytest.approx(dict(zip(indices.tolist(), weights.tolist(), strict=True)), abs=1e-5)


def test_ngrams_of_texts_that_do_not_count_are_left_out() -> None:
    ngrams, rows = rows_of(["dom dim", "dom dub", "riba rak", "riba rog"], SIZES, 2)
    assert "=dom" in ngrams.names
    assert "=riba" not in ngrams.names
    assert rows.shape[0] == 4


def test_one_class_alone_and_two_are_told_apart_like_many() -> None:
    rows = sp.csr_matrix(np.eye(6))
    alone = classify(rows, ["a"] * 6, 1.0)
    assert (alone.weights.shape, alone.bias.shape) == ((6, 1), (1,))
    two = classify(rows, ["b", "a", "b", "a", "b", "a"], 1.0)
    assert two.classes.tolist() == ["a", "b"]
    assert (np.argmax(rows @ two.weights + two.bias, axis=1) == [1, 0, 1, 0, 1, 0]).all()


def test_the_same_lessons_give_the_same_router() -> None:
    examples = [
        Example(f"{word} {number} {topic}", language, topic, section)
        for topic, section in (("bans", "check"), ("bans", "court"), ("wages", "court"), ("none", None))
        for number, word in enumerate(WORDS)
        for language in ("ru", "ky")
    ]
    learned = Lessons(examples, [("бьют меня", "violence"), ("меня держат", "held")] * 2, ["меня бил озноб"])
    first, second = train(learned), train(learned)
    for name, array in vars(first).items():
        assert np.array_equal(array, getattr(second, name)), name
