"""Trains the router: linear classifiers of scikit-learn over n-grams of the examples in content/.

Run as a program it reads lessons as JSON from standard input and writes the trained router to the file it is given.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from api.guidance.folding import fold
from api.guidance.language import LANGUAGE_SIZES, plain
from api.guidance.ngrams import Ngrams, grams
from api.guidance.questions import Example, Lessons
from api.guidance.router import SIZES
from api.guidance.trained import Trained, save

_COMMON = 0.03  # share of rows
_LANGUAGE_EXAMPLES = 2_000  # of each language: more do not tell languages apart better


def train(learned: Lessons) -> Trained:
    """About three seconds on one core for nineteen topics."""
    found = learned.examples
    ngrams, rows = _fit([fold(e.text) for e in found], SIZES)
    topics = LinearSVC(C=0.5, tol=0.1)
    topics.fit(rows, [e.intent for e in found], sample_weight=[e.weight for e in found])
    in_section = [number for number, e in enumerate(found) if e.section is not None]
    section_rows = _telling(rows[in_section])
    language_ngrams, languages = _language_model(found)
    alarm, kind = _urgency_models(learned, ngrams, rows)
    return Trained(
        grams=np.array(ngrams.names),
        idf=ngrams.idf,
        intents=np.array([str(name) for name in topics.classes_]),
        weights=_numbers(topics.coef_.T),
        bias=_numbers(topics.intercept_),
        columns=section_rows.indptr.astype(np.int32),
        column_rows=section_rows.indices.astype(np.int32),
        column_values=_numbers(section_rows.data),
        row_sections=np.array([f"{found[i].intent}/{found[i].section}" for i in in_section]),
        row_weights=np.array([found[i].weight for i in in_section], np.float32),
        language_grams=np.array(language_ngrams.names),
        language_idf=language_ngrams.idf,
        languages=np.array([str(name) for name in languages.classes_]),
        language_weights=_numbers(languages.feature_log_prob_.T),
        alarm=_numbers(alarm.coef_[0]),
        alarm_bias=_numbers(alarm.intercept_),
        dangers=np.array([str(name) for name in kind.classes_]),
        danger_weights=_numbers(kind.coef_.T),
        danger_bias=_numbers(kind.intercept_),
    )


def _telling(rows: sp.csr_matrix) -> sp.csc_matrix:
    """Without the n-grams that stand in many rows: they say little of a section, and cost most to look up."""
    common = np.bincount(rows.indices, minlength=rows.shape[1]) > _COMMON * rows.shape[0]
    telling = (rows @ sp.diags_array((~common).astype(np.float32))).tocsc()
    telling.eliminate_zeros()
    return telling


def _numbers(values: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(values, dtype=np.float32)


def _fit(texts: Sequence[str], sizes: tuple[int, int]) -> tuple[Ngrams, sp.csr_matrix]:
    """The n-grams that at least two texts share, and a row of unit length for each text.

    Each distinct word is split once, not once for each text that holds it: texts by words times words by n-grams.
    """
    words = CountVectorizer(analyzer=str.split)
    in_texts = words.fit_transform(texts)
    parts = CountVectorizer(analyzer=lambda word: grams(word, *sizes))
    counts = sp.csr_matrix(in_texts @ parts.fit_transform(words.get_feature_names_out()))
    shared = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= 2)
    transformer = TfidfTransformer(sublinear_tf=True)
    rows = sp.csr_matrix(transformer.fit_transform(counts[:, shared].astype(np.float32)))
    names = [str(name) for name in parts.get_feature_names_out()[shared]]
    return Ngrams(names, transformer.idf_.astype(np.float32), sizes), rows


def _language_model(found: list[Example]) -> tuple[Ngrams, ComplementNB]:
    chosen: list[Example] = []
    for language in dict.fromkeys(example.language for example in found):
        mine = [example for example in found if example.language == language]
        chosen += mine[:: max(1, len(mine) // _LANGUAGE_EXAMPLES)]
    ngrams, rows = _fit([plain(e.text) for e in chosen], LANGUAGE_SIZES)
    return ngrams, ComplementNB(alpha=0.1).fit(rows, [e.language for e in chosen])


def _urgency_models(learned: Lessons, ngrams: Ngrams, asked: sp.csr_matrix) -> tuple[LinearSVC, LinearSVC]:
    """Alarm or calm, and the kind of danger. All that people ask about topics counts as calm."""
    in_danger = _rows(ngrams, [text for text, _ in learned.urgent])
    rows = sp.vstack([in_danger, _rows(ngrams, learned.calm), asked])
    alarm = LinearSVC(C=1.0, tol=0.1).fit(rows, np.arange(rows.shape[0]) < len(learned.urgent))
    kind = LinearSVC(C=0.5, tol=0.1).fit(in_danger, [danger for _, danger in learned.urgent])
    return alarm, kind


def _rows(ngrams: Ngrams, texts: Sequence[str]) -> sp.csr_matrix:
    weighed = [ngrams.weigh(fold(text)) for text in texts]
    starts = np.cumsum([0, *(len(indices) for indices, _ in weighed)])
    indices = np.concatenate([indices for indices, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    return sp.csr_matrix((values, indices, starts), shape=(len(weighed), len(ngrams.names)))


def main() -> None:
    data = json.load(sys.stdin)
    found = [Example(**example) for example in data["examples"]]
    save(train(Lessons(found, data["urgent"], data["calm"])), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
