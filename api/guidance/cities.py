"""City names as people type them, in any spelling and script."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from api.guidance.routing.folding import fold

_LIKENESS = 82  # of 100: one typing mistake in a name of six letters still finds it
_SHORTEST_FUZZY = 4  # letters: shorter names must be exact, or "ok" would become a city
_LONGEST_NAME = 4  # words: a longer text is a question, not a city
_FILLER = {"gorod", "gorode", "goroda", "g", "v", "vo", "na", "iz", "okolo", "konsulstvo", "in", "at", "the", "city",
           "šaar", "šari", "šarinda", "šarda", "šarina", "šahar", "šahri", "šahrida", "šahriga", "šaharda"}  # fmt: skip
_ENDINGS = ("dagi", "dan", "nin", "ning", "da", "de", "do", "ta", "te", "ga", "ge", "ka", "e", "u", "a", "i")


@dataclass(frozen=True)
class Point:
    """Degrees, north and east positive."""

    lat: float
    lon: float


@dataclass(frozen=True)
class City:
    country: str
    name_ru: str
    name_en: str
    point: Point
    population: int
    aliases: tuple[str, ...]


def read_cities(path: Path) -> list[City]:
    """Rows of cities.csv. Raises ValueError or KeyError for a row that cannot be read."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            City(
                country=row["country"],
                name_ru=row["name_ru"],
                name_en=row["name_en"],
                point=Point(float(row["lat"]), float(row["lon"])),
                population=int(row["population"]),
                aliases=tuple(filter(None, row["aliases"].split("|"))),
            )
            for row in csv.DictReader(file)
        ]


class Gazetteer:
    """Finds a city by name; of several with one name, the most populous."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._by_name: dict[str, list[City]] = {}
        for city in sorted(cities, key=lambda c: -c.population):
            for name in {fold(n) for n in (city.name_ru, city.name_en, *city.aliases) if n}:
                self._by_name.setdefault(name, []).append(city)

    def find(self, text: str, country: str | None = None) -> City | None:
        """The city that the text names, or None. `country` (ISO code) narrows the search."""
        whole = fold(text)
        words = [word for word in whole.split() if word not in _FILLER]
        if not words or len(words) > _LONGEST_NAME:
            return None
        typed = " ".join(words)
        exact = self._exact(whole, country) or self._exact(typed, country)
        return exact or self._without_ending(typed, country) or self._like(typed, country)

    def _exact(self, name: str, country: str | None) -> City | None:
        return next((c for c in self._by_name.get(name, []) if country in (None, c.country)), None)

    def _without_ending(self, name: str, country: str | None) -> City | None:
        """Case endings of Kyrgyz, Uzbek and Russian: «Казанда», «Moskvada», «в Казани»."""
        stems = (name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending))
        return next((c for s in stems if len(s) >= _SHORTEST_FUZZY and (c := self._exact(s, country))), None)

    def _like(self, name: str, country: str | None) -> City | None:
        if len(name) < _SHORTEST_FUZZY:
            return None
        match = process.extractOne(name, self._by_name.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return self._exact(match[0], country) if match else None
