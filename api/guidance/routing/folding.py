"""One Latin skeleton for every script that people type in.

Kyrgyz and Russian come in Cyrillic, in Latin letters of many habits, and without ң ө ү; Uzbek in two alphabets. Folding
maps them all to the same letters, so that `үчүн`, `учун` and `uchun` are one word for the router and for name search.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_CHARACTERS = 2_000  # what a question needs; the rest of a longer text is not read by rules and classifiers

_BEGINNING = 4  # letters by which stems are looked up

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i",
    "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "ў": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "h", "ҳ": "h", "ц": "c", "ч": "č", "ш": "š",
    "щ": "š", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i",
}  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC)

# Longer spellings first: "shch" must not be read as "sh" + "ch".
_DIGRAPHS = [
    ("shch", "š"), ("sch", "š"), ("sh", "š"), ("ş", "š"), ("ch", "č"), ("ç", "č"), ("zh", "j"), ("kh", "h"),
    ("ts", "c"), ("ya", "ia"), ("yu", "iu"), ("yo", "e"), ("ye", "e"), ("ng", "n"), ("x", "h"), ("q", "k"),
    ("w", "v"), ("y", "i"), ("ı", "i"),
]  # fmt: skip
_SPELLINGS = dict(_DIGRAPHS)
_DIGRAPH = re.compile("|".join(spelling for spelling, _ in _DIGRAPHS))
_APOSTROPHES = re.compile("['`´ʻʼ‘’′]")
_MARKED = re.compile(r"[^\x00-\x7fčš]")
_WORD = re.compile(r"[0-9a-zčš]+")
_REPEATED = re.compile(r"([a-zčš])\1+")


def fold(text: str) -> str:
    """Any text in, its Latin skeleton out: lower case letters a-z č š and digits, words parted by one space."""
    lowered = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).casefold()
    latin = _APOSTROPHES.sub("", lowered).translate(_TO_LATIN)
    latin = _DIGRAPH.sub(lambda match: _SPELLINGS[match[0]], latin)
    plain = _without_marks(latin) if _MARKED.search(latin) else latin
    return _REPEATED.sub(lambda match: match[1], " ".join(_WORD.findall(plain)))


def _without_marks(text: str) -> str:
    """Letters without accents, dots and tails, but for the caron of č and š."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c) or c == "\u030c"))


class Stems(Generic[T]):
    """Combinations of stems with what each means. All stems of one must begin some words of a folded text."""

    def __init__(self, combinations: Iterable[tuple[Iterable[str], T]]) -> None:
        """Stems as editors write them, also phrases."""
        self._by_beginning: dict[str, list[tuple[list[str], T]]] = {}
        for stems, meaning in combinations:
            folded = list(filter(None, map(fold, stems)))
            longest = max((word for stem in folded for word in stem.split()), key=len, default="")
            if longest:
                after_space = [f" {stem}" for stem in folded]
                self._by_beginning.setdefault(longest[:_BEGINNING], []).append((after_space, meaning))

    def found(self, folded: str) -> Iterator[T]:
        """What the combinations that a folded text holds mean, in no order."""
        words = f" {folded}"
        beginnings = {word[:length] for word in folded.split() for length in range(1, _BEGINNING + 1)}
        for beginning in beginnings & self._by_beginning.keys():
            for stems, meaning in self._by_beginning[beginning]:
                if all(map(words.__contains__, stems)):
                    yield meaning
