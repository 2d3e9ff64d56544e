"""Chooses the section of a topic that answers a question."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from api.guidance.catalogue import ANY_COUNTRY, Catalogue
from api.guidance.routing.mentions import HOME
from api.guidance.routing.ngrams import Indices, Vector
from api.guidance.routing.trained import Trained
from api.guidance.topics import Section

# What is taken from the margins of sections for other countries: more where the text itself names the country.
_OTHER_COUNTRY = 0.5
_OTHER_THAN_NAMED = 2.0


@dataclass(frozen=True)
class Place:
    """Countries whose sections fit, and what is taken from the margins of the others."""

    countries: frozenset[str]
    elsewhere: float

    @classmethod
    def of(cls, named: str | None, country: str | None) -> "Place":
        """`named` by the text, `country` where the person is. A city at home says little."""
        if named in (None, HOME):
            return cls(frozenset({ANY_COUNTRY, HOME, country or "RU"}), _OTHER_COUNTRY)
        return cls(frozenset({ANY_COUNTRY, str(named)}), _OTHER_THAN_NAMED)


@dataclass(frozen=True)
class _Topic:
    """Its sections with a classifier each: `weights` by place in `grams`, which rise, and section.

    `gone` is infinite for a section that the catalogue no longer has, else 0.
    """

    names: list[str]
    countries: list[frozenset[str]]
    gone: Vector
    grams: NDArray[np.int32]
    weights: NDArray[np.float16]
    bias: Vector

    def best(self, indices: Indices, weights: Vector, place: Place) -> str:
        places = self.grams.searchsorted(indices)
        known = (self.grams.take(places, mode="clip") == indices).nonzero()[0]
        speaking = self.weights.take(places.take(known), axis=0).astype(np.float32)
        margins = weights.take(known) @ speaking + self.bias - self.gone
        fitting = [
            margin - place.elsewhere * place.countries.isdisjoint(countries)
            for margin, countries in zip(margins.tolist(), self.countries, strict=True)
        ]
        return self.names[fitting.index(max(fitting))]


class SectionChoice:
    """Only read after it is made. Of what was trained, only sections that are still in the catalogue are chosen."""

    def __init__(self, catalogue: Catalogue, trained: Trained) -> None:
        names = [name.split("/") for name in trained.sections.tolist()]
        counts = Counter(topic for topic, _ in names)
        sections = pairwise(accumulate(counts.values(), initial=0))
        grams = pairwise(trained.topic_grams_starts.tolist())
        self._topics: dict[str, _Topic] = {}
        taken = 0
        for topic, (first, last), (begin, end) in zip(counts, sections, grams, strict=True):
            size = (end - begin) * (last - first)
            mine = [_section(catalogue, topic, name) for _, name in names[first:last]]
            if any(mine):
                self._topics[topic] = _Topic(
                    [name for _, name in names[first:last]],
                    [frozenset(section.countries if section else ()) for section in mine],
                    np.array([0.0 if section else math.inf for section in mine], np.float32),
                    trained.topic_grams[begin:end],
                    trained.section_weights[taken : taken + size].reshape(end - begin, last - first),
                    trained.section_bias[first:last],
                )
            taken += size

    def __contains__(self, topic: str) -> bool:
        """Whether there is a section to choose."""
        return topic in self._topics

    def best(self, intents: Sequence[str], indices: Indices, weights: Vector, place: Place) -> list[str | None]:
        """The best section of each topic, one for the place if possible; None for what is no topic."""
        topics = map(self._topics.get, intents)
        return [topic.best(indices, weights, place) if topic else None for topic in topics]


def _section(catalogue: Catalogue, topic: str, name: str) -> Section | None:
    found = catalogue.topic(topic, catalogue.source_language)
    return found.sections.get(name) if found else None
