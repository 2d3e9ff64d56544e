"""An editor signs sections that they have checked, or says that a translation follows its source again."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.guidance.editing.files import loaded_with, write_together
from api.guidance.editing.refusals import Refused
from api.guidance.editing.workspace import Shown, Workspace
from api.guidance.reading.figures import figures
from api.guidance.reading.freshness import expired_values, fingerprint

_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_HALF_A_YEAR = datetime.timedelta(days=182)

Marks = dict[str, str | None]


@dataclass(frozen=True)
class Signature:
    """Who has checked, and when. Without `review_by` a section is checked again after as long as before."""

    by: str
    on: datetime.date
    review_by: datetime.date | None = None


def sign(workspace: Workspace, sections: Sequence[Shown], signature: Signature) -> None:
    """Writes the signature into the headings of the sections. Raises Refused, and then has written nothing."""
    _check_signature(workspace, signature)
    expired = expired_values(workspace.catalogue.values, workspace.catalogue.day)
    problems = [what for shown in sections for what in _reasons_not_to_sign(shown, expired)]
    if problems:
        raise Refused("\n".join([*problems, "Nothing was signed."]))
    _mark(workspace, [(shown, _marks_of(shown, signature)) for shown in sections])


def _check_signature(workspace: Workspace, signature: Signature) -> None:
    if not _NAME.fullmatch(signature.by):
        raise Refused(
            f"`{signature.by}` cannot stand in a heading; write the name like a.asanova: small Latin letters."
        )
    if signature.on > workspace.catalogue.day:
        raise Refused(f"{signature.on} is in the future; sign on the day on which you checked.")
    if signature.review_by and signature.review_by <= max(signature.on, workspace.catalogue.day):
        raise Refused(f"--review-by {signature.review_by} is not in the future; choose the day of the next check.")


def _reasons_not_to_sign(shown: Shown, expired: frozenset[str]) -> list[str]:
    where = f"{shown.file}: line {shown.section.line}: "
    reasons = []
    if shown.section.stale:
        reasons.append(
            f"{where}is behind the source text; translate what changed first: `jardam content check` names it."
        )
    over = sorted(shown.section.values & expired)
    if over:
        reasons.append(f"{where}uses {', '.join(over)}, which no longer holds; mend that in values/ first.")
    return reasons


def _marks_of(shown: Shown, signature: Signature) -> Marks:
    section = shown.section
    usual = max(section.review_by - section.checked, datetime.timedelta(days=1))
    return {
        "checked": str(signature.on),
        "review-by": str(signature.review_by or signature.on + min(usual, _HALF_A_YEAR)),
        "reviewed-by": signature.by,
        "signed": fingerprint(section.title, section.text),
    }


def translated(workspace: Workspace, sections: Sequence[Shown]) -> list[Shown]:
    """Notes that translations say what the source says now; returns those that were behind. Raises Refused."""
    problems = [what for shown in sections for what in _reasons_not_to_follow(shown)]
    if problems:
        raise Refused("\n".join([*problems, "Nothing was noted."]))
    behind = [shown for shown in sections if shown.source and shown.section.revision != shown.source.revision]
    _mark(workspace, [(shown, {"revision": str(shown.source.revision)}) for shown in behind if shown.source])
    return behind


def _reasons_not_to_follow(shown: Shown) -> list[str]:
    where = f"{shown.file}: line {shown.section.line}: "
    if shown.source is None:
        return [f"{where}{shown.language} is the language that the others are translated from."]
    differing = figures(shown.section.written) ^ figures(shown.source.written)
    return [f"{where}differs from the source in {', '.join(sorted(differing))}; mend that first."] if differing else []


def _mark(workspace: Workspace, marked: Sequence[tuple[Shown, Marks]]) -> None:
    """Rewrites headings and nothing else, if the content loads with them."""
    manuscripts = {shown.file: workspace.manuscript(shown.file) for shown, _ in marked}
    for shown, marks in marked:
        manuscript = manuscripts[shown.file]
        heading = manuscript.passages[shown.section.id].heading.marked(marks)
        manuscripts[shown.file] = manuscript.with_heading(shown.section.id, heading)
    texts = {file: str(manuscript) for file, manuscript in manuscripts.items()}
    loaded_with(workspace.root, texts)
    write_together(workspace.root, texts)
