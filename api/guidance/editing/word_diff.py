"""What changed in a text, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

_TOKEN = re.compile(r"\n|[^\S\n]+|[^\s]+")
_WORD = re.compile(r"[^\W_]+(?:['ʻʼ’-][^\W_]+)*")
_LETTER = re.compile(r"[^\W_]")
_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_SPELLING = 5  # letters of a word in which one wrong letter is a slip of the hand and not another word


def marked(before: str, after: str) -> list[str]:
    """The lines that changed; [-what went-] and {+what came+}."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append("".join(old[a:b]))
            continue
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        pieces.append(_each_line(gone, "[-", "-]") + _each_line(come, "{+", "+}"))
    return [line for line in "".join(pieces).split("\n") if "[-" in line or "{+" in line]


def _each_line(text: str, opening: str, closing: str) -> str:
    lines = (f"{opening}{line}{closing}" if line.strip() else line for line in text.split("\n"))
    return "\n".join(lines)


def changed_words(before: str, after: str) -> Iterator[tuple[list[str], list[str]]]:
    """Runs of words that went and what came in their place; numbers of list items are no words."""
    old, new = (_WORD.findall(_LIST_NUMBER.sub("", text)) for text in (before, after))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield old[a:b], new[c:d]


def is_typo(before: str, after: str) -> bool:
    """Whether the words are the same but for spelling, capitals, punctuation and spaces.

    One letter is not enough where it begins the word, nor in a short word: «не» and «на» are no slip.
    """
    return _letters(before) == _letters(after) or all(_misspelt(*run) for run in changed_words(before, after))


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text.casefold().replace("ё", "е")))


def _misspelt(gone: list[str], come: list[str]) -> bool:
    if _letters("".join(gone)) == _letters("".join(come)):
        return True
    return len(gone) == len(come) and all(_same_word(*pair) for pair in zip(gone, come, strict=True))


def _same_word(one: str, other: str) -> bool:
    a, b = _letters(one), _letters(other)
    long_enough = min(len(a), len(b)) >= _SPELLING
    return a == b or (long_enough and a[0] == b[0] and OSA.distance(a, b) <= 1)
