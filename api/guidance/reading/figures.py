"""What in a text is a fact to the letter: its numbers, its months, and the named values in it.

Translations hold the same ones as the text they are made from, whatever their words.
"""

import re
from functools import lru_cache

_VALUE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NUMBER = re.compile(r"\d+")
_MONTHS = {  # as words begin in Russian and Kyrgyz, Uzbek, and English; a month alone can carry a date
    "january": r"январ\w*|yanvar\w*|January",
    "february": r"феврал\w*|fevral\w*|February",
    "march": r"март\w*|mart(?:da|dan|dagi|ida|idan|idagi|gacha|ning)?|March",  # uz «marta» counts times
    "april": r"апрел\w*|aprel\w*|April",
    "may": r"ма[йяе]|май(?:дын|га|дан|ында|ындагы|ынан)|"  # «майда», «mayda» alone: small
    r"(?<=yil )mayda|may(?:ida|idan|gacha|dan|ning| oyi\w*)|May",
    "june": r"июн\w*|iyun\w*|June",
    "july": r"июл\w*|iyul\w*|July",
    "august": r"август\w*|avgust\w*|August",
    "september": r"сентяб\w*|sentabr\w*|sentyabr\w*|September",
    "october": r"октяб\w*|oktabr\w*|oktyabr\w*|October",
    "november": r"нояб\w*|noyabr\w*|November",
    "december": r"декаб\w*|dekabr\w*|December",
}
_WORDS = "|".join(rf"(?P<{name}>(?:{words})\b)" for name, words in _MONTHS.items())
# Which letters a month begins with is said first: it spares trying every month at every letter, most of the time.
_MONTH = re.compile(rf"\b(?=[янфмаисодyjfmasondiJFMASOND])(?:{_WORDS})")


@lru_cache(maxsize=4_096)  # the source's are compared with those of every translation
def figures(written: str) -> frozenset[str]:
    """Numbers as digits, months by their English names, values as `{{name}}`, of a text as it stands in its file."""
    names = {f"{{{{{name}}}}}" for name in _VALUE.findall(written)}
    plain = _VALUE.sub(" ", written)
    months = {str(match.lastgroup) for match in _MONTH.finditer(plain)}
    return frozenset(names | months | set(_NUMBER.findall(plain)))
