"""Whether somebody is in danger now: judged first, and apart from what the message is about."""

from collections.abc import Iterable

import numpy as np
import scipy.sparse as sp
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from api.guidance.catalogue import DANGERS, Catalogue
from api.guidance.folding import fold
from api.guidance.ngrams import Indices, Ngrams, Vector
from api.guidance.questions import Example

_BEGINNING = 4  # letters by which a rule is looked up
_ALARM = -0.15  # margin from which the classifier raises the alarm: low, since a missed one costs more than a false one


class Rules:
    """Stems that must all begin some word of the message; editors write them in urgent.yaml."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_beginning: dict[str, list[tuple[str, list[str]]]] = {}
        for danger in DANGERS:
            for combinations in catalogue.urgent_rules.get(danger, {}).values():
                for stems in combinations:
                    folded = [fold(stem) for stem in stems]
                    self._by_beginning.setdefault(max(folded, key=len)[:_BEGINNING], []).append((danger, folded))

    def judge(self, text: str) -> str | None:
        """The danger of the first rule that fires, or None."""
        folded = fold(text)
        words = f" {folded}"
        for word in folded.split():
            for length in range(1, _BEGINNING + 1):
                for danger, stems in self._by_beginning.get(word[:length], ()):
                    if len(word) >= length and all(f" {stem}" in words for stem in stems):
                        return danger
        return None


class Urgency:
    """Rules that always raise the alarm, then a classifier for what no rule foresaw."""

    def __init__(self, catalogue: Catalogue, found: list[Example], rows: sp.csr_matrix, ngrams: Ngrams) -> None:
        self._rules = Rules(catalogue)
        urgent, kinds, calm = _danger_examples(catalogue)
        in_danger = _matrix(ngrams, urgent)
        asked = [i for i, e in enumerate(found) if e.asked and self._rules.judge(e.text) is None]
        matrix = sp.vstack([in_danger, _matrix(ngrams, calm), rows[asked]])
        labels = [True] * len(urgent) + [False] * (matrix.shape[0] - len(urgent))
        alarm = LinearSVC(C=1.0, tol=0.1).fit(matrix, labels)
        self._alarm = alarm.coef_[0].astype(np.float32)
        self._bias = float(alarm.intercept_[0])
        kind = ComplementNB().fit(in_danger, kinds)
        self._kinds = [str(name) for name in kind.classes_]
        self._of_kind = np.ascontiguousarray(kind.feature_log_prob_.T, dtype=np.float32)

    def judge(self, text: str, indices: Indices, weights: Vector) -> str | None:
        """The kind of danger, or None. `indices` and `weights` are the text's n-grams."""
        by_rule = self._rules.judge(text)
        if by_rule or not len(indices) or self.margin(indices, weights) < _ALARM:
            return by_rule
        return self._kinds[int((weights @ self._of_kind[indices]).argmax())]

    def margin(self, indices: Indices, weights: Vector) -> float:
        """How far the classifier is on the side of alarm."""
        return float(weights @ self._alarm[indices]) + self._bias


def _danger_examples(catalogue: Catalogue) -> tuple[list[str], list[str], list[str]]:
    """Texts of people in danger, the kind of each, and calm texts that sound alike."""
    urgent = [
        (text, danger)
        for intents in catalogue.intents.values()
        for danger, asked in intents.urgent.items()
        for text in asked
    ]
    calm = [text for intents in catalogue.intents.values() for text in intents.calm]
    return [text for text, _ in urgent], [danger for _, danger in urgent], calm


def _matrix(ngrams: Ngrams, texts: Iterable[str]) -> sp.csr_matrix:
    weighed = [ngrams.weigh(text) for text in texts]
    starts = np.cumsum([0, *(len(indices) for indices, _ in weighed)])
    indices = np.concatenate([indices for indices, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    return sp.csr_matrix((values, indices, starts), shape=(len(weighed), ngrams.size))
