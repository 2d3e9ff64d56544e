"""Trains the router: linear classifiers of scikit-learn over n-grams of the examples in content/.

Run as a program it reads lessons as JSON from standard input and writes the trained router to the file it is given.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from api.guidance.routing.folding import fold
from api.guidance.routing.language import LANGUAGE_SIZES, plain
from api.guidance.routing.lessons import Example, Lessons
from api.guidance.routing.ngrams import SIZES, Ngrams, Vector
from api.guidance.routing.router_files import save
from api.guidance.routing.text_rows import Numbers, rows_of
from api.guidance.routing.trained import Trained

# Costs of a wrong answer: with more, the router would learn examples by heart.
_TOPIC = 0.5
_ALARM = 2.0
_DANGER = 0.5
_SECTION = 2.0
_TOLERANCE = 1.0  # a finer one takes longer and understands no more
_ALARM_TOLERANCE = 0.1
_LANGUAGE_EXAMPLES = 2_000  # of each language: more do not tell languages apart better


@dataclass(frozen=True)
class Classifiers:
    """One for each class, against all others: `weights` by column and class, `bias` by class."""

    classes: NDArray[np.str_]
    weights: Vector
    bias: Vector


def train(learned: Lessons) -> Trained:
    """About two seconds on one core for nineteen topics. The same lessons give the same router."""
    found = learned.examples
    texts = [*(e.text for e in found), *(text for text, _ in learned.urgent), *learned.calm]
    ngrams, rows = rows_of([fold(text) for text in texts], SIZES, len(found))
    weights = np.array([example.weight for example in found])
    topics = classify(rows[: len(found)], [e.intent for e in found], _TOPIC, weights)
    alarm, dangers = _urgency(learned, rows)
    models = [_sections_of(topic, mine, found, rows) for topic, mine in _by_topic(found).items()]
    language_ngrams, languages, language_weights = _language_model(found)
    return Trained(
        grams=ngrams.names,
        idf=ngrams.idf,
        intents=topics.classes,
        weights=topics.weights.astype(np.float16),
        bias=topics.bias,
        sections=np.array([name for model in models for name in model.names]),
        section_bias=np.concatenate([model.classifiers.bias for model in models]),
        section_weights=np.concatenate([model.classifiers.weights.ravel() for model in models]).astype(np.float16),
        topic_grams=np.concatenate([model.grams for model in models]).astype(np.int32),
        topic_grams_starts=np.cumsum([0, *(len(model.grams) for model in models)]).astype(np.int32),
        language_grams=language_ngrams.names,
        language_idf=language_ngrams.idf,
        languages=languages,
        language_weights=language_weights,
        alarm=alarm.weights[:, 1],
        alarm_bias=alarm.bias[1:],
        dangers=dangers.classes,
        danger_weights=dangers.weights,
        danger_bias=dangers.bias,
    )


def classify(
    rows: sp.csr_matrix,
    labels: Sequence[str],
    cost: float,
    weights: NDArray[np.float64] | None = None,
    tolerance: float = _TOLERANCE,
) -> Classifiers:
    """Support vector machines. `labels` and `weights` (of an example) are by row; classes stand by the alphabet."""
    classes = sorted(set(labels))
    if len(classes) == 1:  # nothing to tell apart
        nothing = np.zeros((rows.shape[1], 1), np.float32)
        return Classifiers(np.array(classes), nothing, np.zeros(1, np.float32))
    machine = LinearSVC(C=cost, tol=tolerance, random_state=0).fit(rows, labels, sample_weight=weights)
    coefficients, bias = machine.coef_, machine.intercept_
    if len(classes) == 2:  # there is one machine for both
        coefficients, bias = np.vstack([-coefficients, coefficients]), np.concatenate([-bias, bias])
    return Classifiers(np.array(classes), _numbers(coefficients.T), _numbers(bias))


def _numbers(values: NDArray[np.float64]) -> Vector:
    return np.ascontiguousarray(values, dtype=np.float32)


def _urgency(learned: Lessons, rows: sp.csr_matrix) -> tuple[Classifiers, Classifiers]:
    """Calm or urgent, and the kind of danger. All that people ask about topics counts as calm."""
    asked, in_danger = len(learned.examples), len(learned.urgent)
    urgent = range(asked, asked + in_danger)
    labels = ["urgent" if number in urgent else "calm" for number in range(rows.shape[0])]
    kinds = [danger for _, danger in learned.urgent]
    alarm = classify(rows, labels, _ALARM, tolerance=_ALARM_TOLERANCE)
    return alarm, classify(rows[asked : asked + in_danger], kinds, _DANGER, tolerance=_ALARM_TOLERANCE)


@dataclass(frozen=True)
class _Sections:
    """Of one topic: names as "topic/section", the n-grams of its examples, a classifier of each section over these."""

    names: list[str]
    grams: Numbers
    classifiers: Classifiers


def _by_topic(found: Sequence[Example]) -> dict[str, list[int]]:
    """The numbers of each topic's examples that have a section."""
    numbers: dict[str, list[int]] = {}
    for number, example in enumerate(found):
        if example.section is not None:
            numbers.setdefault(example.intent, []).append(number)
    return numbers


def _sections_of(topic: str, mine: list[int], found: Sequence[Example], rows: sp.csr_matrix) -> _Sections:
    """`mine` are the numbers of the topic's examples."""
    part = rows[mine]
    grams, columns = np.unique(part.indices, return_inverse=True)
    narrow = sp.csr_matrix((part.data, columns, part.indptr), shape=(len(mine), len(grams)))
    labels = [f"{topic}/{found[number].section}" for number in mine]
    weights = np.array([found[number].weight for number in mine])
    classifiers = classify(narrow, labels, _SECTION, weights)
    return _Sections(classifiers.classes.tolist(), grams, classifiers)


def _language_model(found: Sequence[Example]) -> tuple[Ngrams, NDArray[np.str_], Vector]:
    chosen: list[Example] = []
    for language in sorted({example.language for example in found}):
        mine = [example for example in found if example.language == language]
        chosen += mine[:: max(1, len(mine) // _LANGUAGE_EXAMPLES)]
    ngrams, rows = rows_of([plain(e.text) for e in chosen], LANGUAGE_SIZES, len(chosen))
    model = ComplementNB(alpha=0.1).fit(rows, [e.language for e in chosen])
    return ngrams, np.array([str(name) for name in model.classes_]), _numbers(model.feature_log_prob_.T)


def main() -> None:
    data = json.load(sys.stdin)
    found = [Example(**example) for example in data["examples"]]
    save(train(Lessons(found, data["urgent"], data["calm"])), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
