"""Covers names and numbers in a question before it may be kept.

Rather too much than too little: digits, addresses of all kinds, what follows «my name is», given names of the list in
content/names.yaml, family names by their endings, and capital words that guidance itself does not use.
"""

import re
from collections.abc import Iterable

from api.guidance.catalogue import Catalogue
from api.guidance.routing.folding import fold

LENGTH = 300  # characters that are kept
COVER = "…"

_ADDRESS = re.compile(r"\S*(?:@|://|www\.|t\.me/)\S*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d٠-٩]+(?:[\s./():–-]{0,3}\d+)*")
_CAPITAL = re.compile(r"\b[A-ZА-ЯЁҚҒҲЎӨҮҢ][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ‘’'`-][^\W\d_]+)*")
_INTRODUCED = re.compile(
    r"(?P<cue>меня зовут|мо[её] имя|зовут|фамилия|my name is|i am called|менин атым|атым|аты-?жөнүм|фамилиям|исмим|"
    r"mening ismim|ismim|familiyam|menin atym|atym)(?P<names>(?:[\s:–-]+[^\W\d_]+){1,3})",
    re.IGNORECASE,
)
# Folded: Kyrgyz and Uzbek patronymics stand between two names; Russian ones and family names end so.
_BETWEEN = frozenset({"uulu", "ulu", "kizi", "ogli", "ugli", "uglu", "oglu"})
_FAMILY = re.compile(r"\w{3,}(?:ovič|evič|ovna|evna|ova|eva|ov|ev|baev|baeva|bekov|bekova|aliev|alieva|ulu|uulu|kizi)")
_ENDINGS = re.compile(
    r"(?:a|u|e|i|om|em|oi|ei|ga|ge|ka|ke|go|ko|nin|nun|din|dun|tin|tun|di|du|ni|nu|ti|tu|da|de|do|ta|te|dan|den|don|"
    r"tan|ten|niki|nini|m|im|um|s|menen|bilan)?"
)


class Masker:
    """Only read after it is made."""

    def __init__(self, names: Iterable[str], known: Iterable[str]) -> None:
        """`names` are given names in any script; `known` are words with a capital that tell nothing of a person."""
        self._names = frozenset(map(fold, names))
        self._longest = max(map(len, self._names), default=0)
        self._known = frozenset(word for text in known for word in fold(text).split()) - self._names

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Masker":
        """One that knows the names of content/names.yaml, and the capital words of guidance, cities and countries."""
        names = (name for line in catalogue.names for name in line)
        texts = [
            section.text
            for translations in catalogue.topics.values()
            for topic in translations.values()
            for section in topic.sections.values()
        ]
        places = [city.name_ru for city in catalogue.cities] + [city.name_en for city in catalogue.cities]
        countries = [name for country in catalogue.countries.values() for name in country.name.values()]
        return cls(names, {*_CAPITAL.findall(" ".join(texts)), *places, *countries})

    def masked(self, question: str) -> str:
        """The question on one line, at most 300 characters, with … for what may name a person."""
        text = " ".join(question.split())[: 4 * LENGTH]
        text = _ADDRESS.sub(COVER, text)
        text = _INTRODUCED.sub(lambda match: f"{match['cue']} {COVER}", text)
        text = self._without_names(text)
        return _NUMBER.sub(COVER, text)[:LENGTH].strip()

    def _without_names(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        covered = {
            number
            for number, word in enumerate(words)
            if self._is_name(folded[number]) or self._is_unknown_capital(text, word, folded[number])
        }
        for number, word in enumerate(folded):
            if word in _BETWEEN:
                covered |= {number - 1, number, number + 1}
        for number in reversed(range(len(words))):
            if number in covered:
                text = text[: words[number].start()] + COVER + text[words[number].end() :]
        return text

    def _is_name(self, folded: str) -> bool:
        if folded in self._known:
            return False
        if _FAMILY.fullmatch(folded):
            return True
        beginnings = range(3, min(len(folded), self._longest) + 1)
        return any(folded[:n] in self._names and _ENDINGS.fullmatch(folded[n:]) for n in beginnings)

    def _is_unknown_capital(self, text: str, word: re.Match[str], folded: str) -> bool:
        """A capital inside a sentence begins a name, unless it is a word of ours (Moscow, Sakharovo, Gosuslugi)."""
        begins = not text[: word.start()].rstrip(' «"(—–-').strip() or text[: word.start()].rstrip()[-1:] in ".!?…:"
        return word[0][0].isupper() and not begins and folded not in self._known
