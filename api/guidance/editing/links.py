"""Links from lists of situations to the sections that answer them."""

from collections.abc import Iterator

from pydantic import Field

from api.guidance.editing.findings import Finding
from api.guidance.editing.workspace import Workspace
from api.guidance.reading.content_errors import ContentError
from api.guidance.reading.content_reader import ContentReader
from api.guidance.reading.content_rows import Strict

SITUATIONS = "situations.yaml"


class Situation(Strict):
    """What people meet with, the facts about it, and the sections, cards and guided checks that answer."""

    situation: str
    facts: list[str] = Field(default_factory=list)
    answered_by: list[str]


def situations(workspace: Workspace) -> Iterator[Finding]:
    """Situations that no section answers, or one that does not exist."""
    known = sections(workspace)
    where = workspace.places(SITUATIONS) if answers(workspace) else {}
    for number, (_, named) in enumerate(answers(workspace)):
        if not named:
            what = "no section answers this situation; write one, or name it under `answered_by`"
            yield Finding(SITUATIONS, where[(str(number),)].line, what)
        for index, name in enumerate(named):
            if name not in known:
                line = where[(str(number), "answered_by", str(index))].line
                yield Finding(SITUATIONS, line, f"there is no section `{name}`; correct it")


def answers(workspace: Workspace) -> list[tuple[str, list[str]]]:
    """What people meet with, each with the sections and cards that answer it. Empty where there is no such file.

    Raises ContentError.
    """
    if not (workspace.root / SITUATIONS).exists():
        return []
    reader = ContentReader(workspace.root)
    rows: list[Situation] = reader.typed(SITUATIONS, list[Situation]) or []
    if reader.problems:
        raise ContentError(reader.problems)
    return [(row.situation, row.answered_by) for row in rows]


def sections(workspace: Workspace) -> set[str]:
    """Every section, card and guided check that a link may name."""
    checks = {f"checks/{name}" for name in workspace.catalogue.checks}
    return checks | {shown.place for shown in workspace.shown()}
