"""Whether somebody is in danger now: judged first, and apart from what the message is about."""

from itertools import chain

from api.guidance.reading.content_rows import DANGERS, UrgentSigns
from api.guidance.routing.folding import Stems
from api.guidance.routing.ngrams import Indices, Vector
from api.guidance.routing.trained import Trained

# Margins from which the classifier raises the alarm. Low where people often are in danger: missing one costs more than
# a false one.
_ALARM = 0.1
_ALARM_NEAR = -0.6


class Rules:
    """Stems that must all begin some word of the message; editors write them in urgent.yaml."""

    def __init__(self, signs: UrgentSigns) -> None:
        by_danger = {danger: chain.from_iterable(getattr(signs, danger).values()) for danger in DANGERS}
        self._stems = Stems((stems, danger) for danger, each in by_danger.items() for stems in each)

    def judge(self, folded: str) -> str | None:
        """The danger of a rule that fires on a folded text, or None."""
        return next(self._stems.found(folded), None)


class Urgency:
    """Rules that always raise the alarm, then a classifier for what no rule foresaw."""

    def __init__(self, rules: Rules, trained: Trained) -> None:
        self._rules = rules
        self._alarm = trained.alarm
        self._bias = float(trained.alarm_bias[0])
        self._kinds: list[str] = trained.dangers.tolist()
        self._of_kind = trained.danger_weights
        self._kind_bias = trained.danger_bias

    def judge(self, folded: str, indices: Indices, weights: Vector, *, near: bool) -> str | None:
        """The kind of danger, or None. `indices` and `weights` are the folded text's n-grams.

        `near`: the text is likely about a topic in which people often are in danger.
        """
        by_rule = self._rules.judge(folded)
        alarm = _ALARM_NEAR if near else _ALARM
        if by_rule or not len(indices) or self.margin(indices, weights) < alarm:
            return by_rule
        return self._kinds[int((weights @ self._of_kind.take(indices, axis=0) + self._kind_bias).argmax())]

    def margin(self, indices: Indices, weights: Vector) -> float:
        """How far the classifier is on the side of alarm."""
        return float(weights @ self._alarm.take(indices)) + self._bias
