"""Trains the router: linear classifiers of scikit-learn over n-grams of the examples in content/.

Run as a program it reads lessons as JSON from standard input and writes the trained router to the file it is given.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from api.guidance.folding import fold
from api.guidance.language import LANGUAGE_SIZES, plain
from api.guidance.ngrams import Ngrams, grams
from api.guidance.questions import Example, Lessons
from api.guidance.router import SIZES
from api.guidance.trained import ENTRY, Trained, save

_COMMON = 0.03  # share of rows
_LANGUAGE_EXAMPLES = 2_000  # of each language: more do not tell languages apart better


def train(learned: Lessons) -> Trained:
    """About two seconds on one core for nineteen topics."""
    found = learned.examples
    ngrams, rows = _fit([fold(e.text) for e in found], SIZES)
    topics = LinearSVC(C=0.5, tol=0.5)  # a finer tolerance takes longer and understands no more
    topics.fit(rows, [e.intent for e in found], sample_weight=[e.weight for e in found])
    sections, section_rows, telling = _section_rows(found, rows)
    language_ngrams, languages = _language_model(found)
    alarm, kind = _urgency_models(learned, ngrams, rows)
    return Trained(
        grams=ngrams.names,
        idf=ngrams.idf,
        intents=np.array([str(name) for name in topics.classes_]),
        weights=_numbers(topics.coef_.T),
        bias=_numbers(topics.intercept_),
        sections=sections,
        section_rows=section_rows,
        entries=_entries(telling),
        parts=_parts(telling, sections, section_rows),
        language_grams=language_ngrams.names,
        language_idf=language_ngrams.idf,
        languages=np.array([str(name) for name in languages.classes_]),
        language_weights=_numbers(languages.feature_log_prob_.T),
        alarm=_numbers(alarm.coef_[0]),
        alarm_bias=_numbers(alarm.intercept_),
        dangers=np.array([str(name) for name in kind.classes_]),
        danger_weights=_numbers(kind.coef_.T),
        danger_bias=_numbers(kind.intercept_),
    )


def _section_rows(found: list[Example], rows: sp.csr_matrix) -> tuple[np.ndarray, np.ndarray, sp.csc_matrix]:
    """Names of the sections, where the rows of each begin (and end), and these rows, section by section.

    Rows are multiplied by the examples' weights. N-grams that stand in many rows are left out: they say little of
    a section, and cost most to look up.
    """
    of_section: dict[str, list[int]] = {}
    for number, example in enumerate(found):
        if example.section is not None:
            of_section.setdefault(f"{example.intent}/{example.section}", []).append(number)
    chosen = [number for numbers in of_section.values() for number in numbers]
    weighed = sp.diags_array([found[number].weight for number in chosen]) @ rows[chosen]
    common = np.bincount(weighed.indices, minlength=weighed.shape[1]) > _COMMON * weighed.shape[0]
    telling = (weighed @ sp.diags_array((~common).astype(np.float32))).tocsc()
    telling.eliminate_zeros()
    telling.sort_indices()
    borders = np.cumsum([0, *map(len, of_section.values())]).astype(np.int32)
    return np.array(list(of_section)), borders, telling


def _entries(telling: sp.csc_matrix) -> np.ndarray:
    entries = np.empty(telling.nnz, ENTRY)
    entries["row"] = telling.indices
    entries["value"] = telling.data
    return entries


def _parts(telling: sp.csc_matrix, sections: np.ndarray, section_rows: np.ndarray) -> np.ndarray:
    """Where each topic's entries begin in each column, all in one row of numbers, and the number of all."""
    topics = [name.partition("/")[0] for name in sections.tolist()]
    numbers = {topic: number for number, topic in enumerate(dict.fromkeys(topics))}
    topic_of = np.repeat([numbers[topic] for topic in topics], np.diff(section_rows))
    columns = np.repeat(np.arange(telling.shape[1]), np.diff(telling.indptr))
    parts = columns * len(numbers) + topic_of[telling.indices]
    sizes = np.bincount(parts, minlength=telling.shape[1] * len(numbers))
    return np.concatenate([[0], sizes.cumsum()]).astype(np.int32)


def _numbers(values: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(values, dtype=np.float32)


def _fit(texts: Sequence[str], sizes: tuple[int, int]) -> tuple[Ngrams, sp.csr_matrix]:
    """The n-grams that at least two texts share, and a row of unit length for each text.

    Each distinct word is split once, not once for each text that holds it: texts by words times words by n-grams.
    """
    words, in_texts = _counted(text.split() for text in texts)
    parts, in_words = _counted(grams(word, *sizes) for word in words)
    counts = sp.csr_matrix(in_texts @ in_words)
    shared = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= 2)
    transformer = TfidfTransformer(sublinear_tf=True)
    rows = sp.csr_matrix(transformer.fit_transform(counts[:, shared].astype(np.float32)))
    return Ngrams([parts[number] for number in shared], transformer.idf_.astype(np.float32), sizes), rows


def _counted(rows: Iterable[Sequence[str]]) -> tuple[list[str], sp.csr_matrix]:
    """Everything that stands in any row, and how often in each. (CountVectorizer does this three times slower.)"""
    numbers: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += [numbers.setdefault(each, len(numbers)) for each in row]
        ends.append(len(columns))
    counts = sp.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(ends) - 1, len(numbers)))
    counts.sum_duplicates()
    return list(numbers), counts


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
