"""Finds which country a message is about, from the names, cities and slang that editors list."""

import re
from collections.abc import Mapping

from api.guidance.catalogue import Country
from api.guidance.folding import fold

HOME = "KG"  # «a citizen of Kyrgyzstan» says nothing about where the person is


class Mentions:
    """Stems of words by country, matched at the beginnings of words of the folded text."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        self._patterns = {
            code: re.compile(
                r"\b(?:" + "|".join(sorted({re.escape(fold(m)) for m in country.mentions if fold(m)})) + ")"
            )
            for code, country in countries.items()
            if country.mentions
        }

    def find(self, text: str) -> str | None:
        """The one country that the text names; None if it names none, or two."""
        folded = fold(text)
        found = {code for code, pattern in self._patterns.items() if pattern.search(folded)}
        abroad = found - {HOME}
        named = abroad or found
        return named.pop() if len(named) == 1 else None
