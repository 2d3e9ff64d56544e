"""Changes as an editor reads them, and as a program does."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from api.guidance.editing.changes import Change, Changes, ValueChange
from api.guidance.editing.significance import Significance

_LISTED = 8
_MARKS: dict[Significance, str] = {"fact": "FACT", "change": "change", "typo": "typo"}


def as_json(changes: Changes, marked: Sequence[Change]) -> str:
    places = [f"{change.file}#{change.place}" for change in marked]
    return json.dumps({**asdict(changes), "marked": places}, ensure_ascii=False, indent=2)


def as_text(changes: Changes, source_language: str) -> str:
    """Facts first; a last line counts. A text that only a value has changed stands with that value."""
    order = {name: number for number, name in enumerate(_MARKS)}
    own = [each for each in changes.texts if _by_itself(each)]
    own.sort(key=lambda each: (order[each.significance], each.file, each.line))
    blocks = [*map(_of_value, changes.values), *("\n".join(_of_text(each)) for each in own)]
    return "\n\n".join([*blocks, _summary(changes, own, source_language)])


def _by_itself(change: Change) -> bool:
    return len(change.reasons) > len(change.by_values) or bool(change.difference)


def _of_value(change: ValueChange) -> str:
    places = ", ".join(change.used_in[:_LISTED])
    more = f" and {len(change.used_in) - _LISTED} more" if len(change.used_in) > _LISTED else ""
    return (
        f"FACT    {change.file}: line {change.line}: {change.name}\n"
        f"        {change.before} → {change.after}\n"
        f"        used in {places or 'no text'}{more}"
    )


def _of_text(change: Change) -> Iterator[str]:
    yield f"{_MARKS[change.significance]:7} {change.file}: line {change.line}: {change.place}"
    yield from (f"        {reason}" for reason in change.reasons)
    yield from (f"        | {line}" for line in change.difference)


def _summary(changes: Changes, own: Sequence[Change], source_language: str) -> str:
    if not changes.texts and not changes.values:
        return "Nothing that people read has changed."
    counts = Counter(change.significance for change in own)
    total = ", ".join(f"{counts[name]} {name}" for name in _MARKS)
    source = sum(each.significance == "fact" and each.language == source_language for each in own)
    lines = [f"{len(own)} text(s) changed: {total}; {source} fact(s) in {source_language}."]
    if changes.values:
        through = len(changes.texts) - len(own)
        lines.append(f"{len(changes.values)} value(s) changed, and through them {through} more text(s).")
    return "\n".join(lines)
