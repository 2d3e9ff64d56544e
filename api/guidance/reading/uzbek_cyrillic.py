"""Uzbek in Cyrillic letters, made from the Latin text by the rules of the two alphabets (laws of 1940 and 1993)."""

import re
from collections.abc import Mapping

from api.guidance.reading.content_rows import CyrillicWords

_MARKS = "ʻʼ‘’'`"  # how people and editors write the mark of oʻ, gʻ and of the hard sign
_OTHER = "çğışöüÇĞİŞÖÜ"  # letters of Turkish, which no Uzbek word has: it is said or shown to a Turk as it stands
_TURKISH = rf"«[^«»]*[{_OTHER}][^«»]*»|\([^()]*[{_OTHER}][^()]*\)|[A-Za-z{_OTHER}]*[{_OTHER}][A-Za-z{_OTHER}]*"
# What is not a word: a place to be filled in, an address, a name on a network, a command, what is copied as it is.
_KEPT = (
    rf"`[^`]*`|\{{\w+\}}|{_TURKISH}|[\w.+-]+@[\w.-]+\w|(?:https?://)?[\w-]+(?:\.[a-z]{{2,12}})+\b(?:/\S*)?"
    r"|(?<![\w])[@/#][A-Za-z]\w*"
)
_TOKEN = re.compile(rf"{_KEPT}|(?P<word>[A-Za-z](?:[A-Za-z]|[{_MARKS}](?=[A-Za-z])|(?<=[oOgG])[ʻ‘])*)")
_MARK = re.compile(f"[{_MARKS}]")
_VOWELS = "aeiouAEIOUаеёиоуэюяўАЕЁИОУЭЮЯЎ"
_ROMAN = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_FOREIGN = re.compile(r"w|c(?!h)", re.IGNORECASE)  # no Uzbek word has them
_LETTERS = {  # longest first
    "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
    "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "x": "х",
    "y": "й", "z": "з", "ў": "ў", "ғ": "ғ", "ъ": "ъ",
}  # fmt: skip
_LETTER = re.compile("|".join(_LETTERS), re.IGNORECASE)
# Loan-words with ц: in Latin letters it is ts between vowels, s elsewhere.
_TS = re.compile(r"ts(?=iya|ion|iy\b)|(?<=k)s(?=iya|ion)|(?<=[^e]n)s(?=iya)|(?<=ven)s(?=iya)", re.IGNORECASE)
_HARD = re.compile(rf"(?<=[a-zўғ])[{_MARKS}](?=[a-z])", re.IGNORECASE)


SHORT = 3  # letters: a kept word of so many is not looked for at the beginning of others


class UzbekCyrillic:
    """Writes Latin Uzbek in Cyrillic letters; only read after it is made."""

    def __init__(self, words: CyrillicWords) -> None:
        self._stems: Mapping[str, str] = words.stems
        self._lengths = sorted({len(stem) for stem in words.stems}, reverse=True)
        self._kept = re.compile("|".join(map(re.escape, sorted(words.kept, key=len, reverse=True))))
        self._known: dict[str, str] = {}

    def write(self, text: str) -> str:
        """The text in Cyrillic letters. Addresses, commands, `code` and words that are kept stay as they are."""
        return _TOKEN.sub(lambda match: self._word(match["word"]) if match["word"] else match[0], text)

    def _word(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._written(word)
        return self._known[word]

    def _written(self, word: str) -> str:
        small = word.lower()
        if _ROMAN.fullmatch(word):
            return word
        found = self._kept.match(small)
        kept = found[0] if found else ""
        if kept and (len(kept) > SHORT or kept == small):
            return word[: len(kept)] + by_rule(word[len(kept) :], after=kept)
        if _FOREIGN.search(word):
            return word
        for length in self._lengths:
            stem = self._stems.get(small[:length])
            if stem is not None:
                ending = by_rule(word[length:], after=stem)
                return _in_case(word, (stem.removesuffix("ь") if ending else stem) + ending)
        return _in_case(word, by_rule(word))


def by_rule(word: str, after: str = "") -> str:
    """A Latin word, or its ending `after` other letters, letter by letter."""
    text = _TS.sub("ц", _without_marks(word) if _MARK.search(word) else word)

    def letter(match: re.Match[str]) -> str:
        piece = match[0]
        written = _LETTERS[piece.lower()]
        if written == "е" and len(piece) == 1:
            before = text[match.start() - 1] if match.start() else after[-1:]
            written = "э" if not before or before in _VOWELS else "е"
        return written.upper() if piece[0].isupper() else written

    return _LETTER.sub(letter, text)


def _without_marks(word: str) -> str:
    """oʻ and gʻ as the letters that they are; sʼh as two; other marks as ъ."""
    text = re.sub(rf"([og])[{_MARKS}]", lambda match: "ў" if match[1] in "oO" else "ғ", word, flags=re.IGNORECASE)
    return _HARD.sub("ъ", re.sub(rf"s[{_MARKS}]h", "сҳ", text, flags=re.IGNORECASE))


def _in_case(word: str, written: str) -> str:
    """With capitals as the Latin word has them: none, the first, or all."""
    if len(word) > 1 and word.isupper():
        return written.upper()
    return written[:1].upper() + written[1:] if word[0].isupper() else written
