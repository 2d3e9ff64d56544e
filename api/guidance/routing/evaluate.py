"""Measures the router on questions that it was not trained on."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError

from api.guidance.reading.content_rows import Strict
from api.guidance.routing.decision import Decision
from api.guidance.routing.router import Router

OUT_OF_SCOPE = "none"


class Question(Strict):
    """A line of the measuring file. Borderline ones do not count for urgency.

    `also` are other right intents; `section` is the one that answers, and `also_sections` others, as `topic/section`.
    """

    id: str
    language: str
    script: str
    text: str
    intent: str
    also: list[str]
    urgent: bool
    urgent_borderline: bool
    section: str | None = None
    also_sections: list[str] = Field(default_factory=list)

    @property
    def accepted(self) -> set[str]:
        return {self.intent, *self.also}

    @property
    def accepted_sections(self) -> set[str]:
        return {f"{self.intent}/{self.section}", *self.also_sections}


@dataclass
class Tally:
    """Right ones out of all, with the ids of the wrong ones."""

    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, right: bool, name: str) -> None:
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(name)

    def __str__(self) -> str:
        share = f"{self.right / self.total:6.1%}" if self.total else "     –"
        return f"{share}  {self.right}/{self.total}"


def read_questions(path: Path) -> list[Question]:
    """Raises ValueError that names the line which is not a question."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                questions.append(Question.model_validate(json.loads(line)))
            except (json.JSONDecodeError, ValidationError) as error:
                raise ValueError(f"{path.name}: line {number}: {error}") from error
    return questions


def measure(router: Router, questions: Iterable[Question]) -> dict[str, Tally]:
    """Tallies by name, in the order in which they are printed."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for question in questions:
        decision = router.decide(question.text)
        for name, right in _marks(question, decision):
            tallies[name].add(right, question.id)
    return dict(sorted(tallies.items()))


def _marks(question: Question, decision: Decision) -> Iterator[tuple[str, bool]]:
    best = decision.best.intent
    first_three = {best, *(guess.intent for guess in decision.alternatives[:2])}
    also = best in question.accepted
    yield "1 topic, top-1, also acceptable", also
    yield "1 topic, top-1, strict", best == question.intent
    yield "1 topic, top-3, also acceptable", bool(first_three & question.accepted)
    yield f"2 top-1 in {question.language}", also
    yield f"2 top-1 in {question.language}, {question.script}", also
    if question.intent == OUT_OF_SCOPE:
        yield "3 out of scope, found", best == OUT_OF_SCOPE
    elif OUT_OF_SCOPE not in question.accepted:
        yield "3 in scope, not refused", best != OUT_OF_SCOPE
    if question.urgent:
        yield "4 urgent, found", decision.danger is not None
    elif not question.urgent_borderline:
        yield "4 calm, no alarm", decision.danger is None
    if question.section:
        yield from _section_marks(question, decision)
    yield "6 language", decision.language == question.language
    yield "6 script", decision.script == question.script


def _section_marks(question: Question, decision: Decision) -> Iterator[tuple[str, bool]]:
    right = f"{decision.best.intent}/{decision.best.section}" in question.accepted_sections
    yield "5 section", right
    yield f"5 section in {question.language}", right
    yield f"5 section in {question.language}, {question.script}", right
    if decision.best.intent in question.accepted:
        yield "5 section, where the topic is right", right


def report(tallies: dict[str, Tally], *, wrong: bool = False) -> str:
    """A table; with `wrong`, the ids of the questions that went wrong under each line."""
    lines = []
    for name, tally in tallies.items():
        lines.append(f"{name[2:]:36} {tally}")
        if wrong and tally.wrong:
            lines.append(f"    {' '.join(tally.wrong)}")
    return "\n".join(lines)
