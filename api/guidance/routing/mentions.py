"""Finds which country a message is about, from the names, cities and slang that editors list."""

from collections.abc import Mapping

from api.guidance.reading.content_rows import Country
from api.guidance.routing.folding import Stems

HOME = "KG"  # «a citizen of Kyrgyzstan» says nothing about where the person is


class Mentions:
    """Stems of words and phrases by country."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        self._stems = Stems(([stem], code) for code, country in countries.items() for stem in country.mentions)

    def find(self, folded: str) -> str | None:
        """The one country that a folded text names; None if it names none, or two."""
        found = set(self._stems.found(folded))
        abroad = found - {HOME}
        named = abroad or found
        return named.pop() if len(named) == 1 else None
