"""Compares the content with an earlier state: what changed, how much it matters, what follows for translations."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.guidance.editing.files import loaded_with, write_together
from api.guidance.editing.manuscript import Manuscript
from api.guidance.editing.refusals import Refused
from api.guidance.editing.significance import Significance, of_headings, significance
from api.guidance.editing.snapshot import NamedValue, Snapshot, Written
from api.guidance.editing.word_diff import marked

_DAYS = ("since", "until")  # named where there was no day before, they change nothing that people read
_EMPTY = Written("", 0, "", "", "")


@dataclass(frozen=True)
class Change:
    """A text that changed. `reasons` say what in it is another fact; `by_values` are changed values in it."""

    file: str
    line: int
    place: str
    language: str
    significance: Significance
    reasons: tuple[str, ...]
    by_values: tuple[str, ...]
    difference: tuple[str, ...]


@dataclass(frozen=True)
class ValueChange:
    """A named value that changed: always a change of fact, for each section that uses it."""

    file: str
    line: int
    name: str
    before: str
    after: str
    used_in: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    values: tuple[ValueChange, ...]
    texts: tuple[Change, ...]


def compare(before: Snapshot, after: Snapshot, as_fact: Collection[str] = ()) -> Changes:
    """`as_fact`: places where an editor says that other words are another fact. Raises Refused for unchanged ones."""
    values = dict(_value_changes(before, after))
    keys = [*after.texts, *(key for key in before.texts if key not in after.texts)]
    texts = [change for key in keys for change in _of_text(before, after, key, values.keys())]
    unchanged = set(as_fact) - {change.place for change in texts}
    if unchanged:
        raise Refused(f"Nothing changed in {', '.join(sorted(unchanged))}; `--as fact` is for what did.")
    judged = [_said_to_be_fact(change) if change.place in as_fact else change for change in texts]
    return Changes(tuple(values.values()), tuple(judged))


def _said_to_be_fact(change: Change) -> Change:
    if change.significance == "fact":
        return change
    return replace(change, significance="fact", reasons=("an editor says so",))


def _of_text(
    before: Snapshot, after: Snapshot, key: tuple[str, str], changed_values: Collection[str]
) -> Iterator[Change]:
    old, new = before.texts.get(key), after.texts.get(key)
    here = new or old or _EMPTY
    by_values = tuple(sorted(here.values & set(changed_values))) if old and new else ()
    if old is None or new is None:
        verdict: tuple[Significance, list[str]] = ("fact", ["is new" if new else "was taken away"])
    else:
        verdict = _judged(before, after, old, new, changed_values)
        if not by_values and _same(before, after, old, new):
            return
    significance_, reasons = verdict
    reasons += [f"the value {{{{{name}}}}} changed" for name in by_values]
    yield Change(
        file=here.file,
        line=here.line,
        place=here.place,
        language=here.language,
        significance="fact" if by_values else significance_,
        reasons=tuple(dict.fromkeys(reasons)),
        by_values=by_values,
        difference=tuple(marked(old.text if old else "", new.text if new else "")),
    )


def _judged(
    before: Snapshot, after: Snapshot, old: Written, new: Written, changed_values: Collection[str]
) -> tuple[Significance, list[str]]:
    """By what people read, but for changed values: one under another name that means the same is no other fact."""
    verdict, reasons = significance(before.filled(old, changed_values), after.filled(new, changed_values))
    if old.heading and new.heading:
        attributes = of_headings(old.heading, new.heading)
        return ("fact" if attributes else verdict), [*reasons, *attributes]
    return verdict, reasons


def _same(before: Snapshot, after: Snapshot, old: Written, new: Written) -> bool:
    attributes = of_headings(old.heading, new.heading) if old.heading and new.heading else []
    return old.text == new.text and not attributes


def _value_changes(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, ValueChange]]:
    for name, new in after.values.items():
        old = before.values.get(name)
        if old and _means_else(old.row, new.row):
            used = {text.place: None for text in after.texts.values() if name in text.values}
            yield name, ValueChange(new.file, new.line, name, _meaning(old), _meaning(new), tuple(used))


def _means_else(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(old.get(key) != new.get(key) for key in ("value", "then")) or any(
        old.get(key) is not None and old[key] != new.get(key) for key in _DAYS
    )


def _meaning(value: NamedValue) -> str:
    """A value as an editor wrote it, with the days on which it holds."""
    written = value.row.get("value", "")
    by_language = (
        "; ".join(f"{code}: {text}" for code, text in written.items()) if isinstance(written, dict) else written
    )
    days = [f"{key} {value.row[key]}" for key in _DAYS if value.row.get(key)]
    later = [f"then {row.get('value')} since {row.get('since')}" for row in value.row.get("then") or []]
    return " · ".join([str(by_language), *days, *later])


def mark(root: Path, before: Snapshot, changes: Changes, source_language: str) -> list[Change]:
    """Raises `revision` of source sections whose text has another fact now, so that translations count as stale.

    Once for one earlier state. Sections in which only a value changed are left: every language has the new one already.
    """
    facts = [each for each in changes.texts if each.significance == "fact" and each.language == source_language]
    manuscripts: dict[str, Manuscript] = {}
    raised = []
    for change in facts:
        old = before.texts.get((change.place, source_language))
        if not old or not old.heading or not _text_has_another_fact(change):
            continue
        manuscript = manuscripts.get(change.file) or Manuscript.read(root, change.file)
        section = old.heading.id
        heading = manuscript.passages[section].heading if section in manuscript.passages else None
        if heading and heading.revision <= old.heading.revision:
            marked_heading = heading.marked({"revision": str(old.heading.revision + 1)})
            manuscripts[change.file] = manuscript.with_heading(section, marked_heading)
            raised.append(change)
    texts = {file: str(manuscript) for file, manuscript in manuscripts.items()}
    if texts:
        loaded_with(root, texts)
        write_together(root, texts)
    return raised


def _text_has_another_fact(change: Change) -> bool:
    return len(change.reasons) > len(change.by_values)
