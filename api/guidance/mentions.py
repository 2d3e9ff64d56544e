"""Finds which country a message is about, from the names, cities and slang that editors list."""

import re
from collections.abc import Mapping

from api.guidance.content_rows import Country
from api.guidance.folding import fold

HOME = "KG"  # «a citizen of Kyrgyzstan» says nothing about where the person is


class Mentions:
    """Stems of words by country, matched at the beginnings of words of the folded text."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        stems = {code: {fold(mention) for mention in country.mentions} - {""} for code, country in countries.items()}
        named = (f"(?P<{code}>{'|'.join(map(re.escape, sorted(each)))})" for code, each in stems.items() if each)
        self._pattern = re.compile(rf"\b(?:{'|'.join(named)})")

    def find(self, folded: str) -> str | None:
        """The one country that a folded text names; None if it names none, or two."""
        found = {match.lastgroup for match in self._pattern.finditer(folded)}
        abroad = found - {HOME}
        named = abroad or found
        return named.pop() if len(named) == 1 else None
