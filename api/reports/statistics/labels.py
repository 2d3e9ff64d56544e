"""Words for the codes in tables, in one language, and the order in which categories stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.guidance.catalogue import Catalogue
from api.guidance.reading.content_rows import Texts
from api.reports.statistics.dimensions import BETWEEN_COUNTRY_AND_REGION, NOT_CLOSED, Dimension


@dataclass(frozen=True)
class Labels:
    """A code that has no words (any more) is shown as it is."""

    catalogue: Catalogue
    language: str

    def title(self, dimension: Dimension) -> str:
        return self._text(self.catalogue.statistics.dimensions, dimension)

    def word(self, name: str) -> str:
        return self._text(self.catalogue.statistics.words, name)

    def of(self, dimension: Dimension, code: str) -> str:
        if not code:
            return self.word("not-told")
        if dimension is Dimension.OUTCOME and code == NOT_CLOSED:
            return self.word(NOT_CLOSED)
        if dimension is Dimension.REGION:
            country, _, region = code.partition(BETWEEN_COUNTRY_AND_REGION)
            return f"{self.of(Dimension.COUNTRY, country)}: {region or self.word('not-told')}"
        return self._text(self._list(dimension), code)

    def place(self, dimension: Dimension, code: str) -> tuple[object, ...]:
        """A key to sort by: as lists are written in content/, else by the code; what was not told comes last."""
        order = list(self._list(dimension))
        known = order.index(code) if code in order else len(order)
        return (not code, known, *_numbers_apart(code))

    def _list(self, dimension: Dimension) -> Mapping[str, Texts]:
        catalogue, words = self.catalogue, self.catalogue.statistics
        lists: dict[Dimension, Mapping[str, Texts]] = {
            Dimension.VIOLATION: {code: violation.name for code, violation in catalogue.violations.items()},
            Dimension.COUNTRY: {code: country.name for code, country in catalogue.countries.items()},
            Dimension.SECTOR: catalogue.intake.sectors,
            Dimension.GENDER: catalogue.intake.genders,
            Dimension.AGE_BAND: catalogue.intake.age_bands,
            Dimension.OUTCOME: catalogue.intake.outcomes,
            Dimension.URGENCY: words.urgencies,
            Dimension.STATUS: words.statuses,
            Dimension.FIRST_REPLY: words.first_replies,
        }
        return lists.get(dimension, {})

    def _text(self, texts: Mapping[str, Texts], code: str) -> str:
        found = texts.get(code, {})
        return found.get(self.language) or found.get(self.catalogue.source_language) or code


def _numbers_apart(code: str) -> tuple[object, ...]:
    """`ICRMW 9` before `ICRMW 25`."""
    letters, _, number = code.rpartition(" ")
    return (letters, int(number), code) if number.isdecimal() else (code, 0, code)
