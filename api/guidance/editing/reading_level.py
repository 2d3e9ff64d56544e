"""How hard a text is to read for a tired person: by its longest sentence, and by how long they are on the whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.guidance.editing.findings import Finding, Severity
from api.guidance.editing.section_checks import at, line_in
from api.guidance.editing.workspace import Shown, Workspace

_MARKER = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+")
_BETWEEN = re.compile(r"(?<=[.!?…:;])[»”\"')*]*\s+")
_WORD = re.compile(r"[^\W_]+(?:[-'ʻʼ’.,:/][^\W_]+)*")


@dataclass(frozen=True)
class Limits:
    """In words. Beyond the first number an editor is advised, beyond the second the check fails."""

    longest: tuple[int, int]
    mean: tuple[float, float]


# Measured on 178 sections in four languages: half of all sentences have up to 6 words (8 in English), the longest of a
# section 14 to 16 (21). Advice is about the hardest hundredth of sections; a problem is harder than any of them was.
LIMITS: Mapping[str, Limits] = {
    "ru": Limits((28, 34), (10, 14)),
    "ky": Limits((23, 29), (9.5, 13)),
    "uz": Limits((23, 29), (9.5, 13)),
    "en": Limits((34, 42), (12.5, 17)),
}
_ENOUGH = 4  # sentences from which on their mean length says something
_OTHER = LIMITS["en"]


@dataclass(frozen=True)
class Level:
    longest: str
    words: int
    mean: float
    sentences: int


def level(text: str) -> Level:
    """Of a text in Markdown, as it stands in its file. Each line of a list is a sentence at least."""
    found = sentences(text)
    counts = [len(_WORD.findall(sentence)) for sentence in found]
    words = max(counts)
    return Level(found[counts.index(words)], words, sum(counts) / len(counts), len(counts))


def sentences(text: str) -> list[str]:
    """A part after a colon or semicolon counts as one: there the eye may rest."""
    lines = (_MARKER.sub("", line) for line in text.splitlines())
    found = [part.strip() for line in lines for part in _BETWEEN.split(line) if _WORD.search(part)]
    return found or [text]


def hard_sections(workspace: Workspace) -> Iterator[Finding]:
    for shown in workspace.shown():
        yield from _of_section(workspace, shown)


def _of_section(workspace: Workspace, shown: Shown) -> Iterator[Finding]:
    limits = LIMITS.get(shown.language, _OTHER)
    found = level(shown.section.written)
    advised, allowed = limits.longest
    if found.words > advised:
        beginning = " ".join(found.longest.split()[:5])
        what = (
            f"a sentence of {found.words} words («{beginning}…»); a tired person reads up to {advised}: make two of it"
        )
        yield at(shown, what, line_in(workspace, shown, found.longest), _severity(found.words > allowed))
    advised_mean, allowed_mean = limits.mean
    if found.mean > advised_mean and found.sentences >= _ENOUGH:
        mean = f"sentences have {found.mean:.1f} words on the whole"
        what = f"{mean}; up to {advised_mean:g} read easily: shorten the longest"
        yield at(shown, what, severity=_severity(found.mean > allowed_mean))


def _severity(beyond: bool) -> Severity:
    return "problem" if beyond else "advice"
