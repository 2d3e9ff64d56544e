"""One Latin skeleton for every script that people type in.

Kyrgyz and Russian come in Cyrillic, in Latin letters of many habits, and without ң ө ү; Uzbek in two alphabets. Folding
maps them all to the same letters, so that `үчүн`, `учун` and `uchun` are one word for the router and for name search.
"""

import re
import unicodedata

MAX_CHARACTERS = 2_000  # what a question needs; the rest of a longer text is not read by rules and classifiers

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
_NOT_WORD = re.compile(r"[^0-9a-zčš]+")
_REPEATED = re.compile(r"([a-zčš])\1+")


def fold(text: str) -> str:
    """Any text in, its Latin skeleton out: lower case letters a-z č š and digits, words parted by one space."""
    lowered = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).casefold()
    latin = _APOSTROPHES.sub("", lowered).translate(_TO_LATIN)
    latin = _DIGRAPH.sub(lambda match: _SPELLINGS[match.group()], latin)
    plain = "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c) or c == "\u030c")
    plain = unicodedata.normalize("NFC", plain)
    return _REPEATED.sub(r"\1", _NOT_WORD.sub(" ", plain)).strip()
